"""The arrays that every state has: the catalogue's variables, quantities, signals, measures."""

import numpy as np

from offramp.engine.layout import Layout
from offramp.engine.state import Field
from offramp.model.variables import VARIABLES


def common_fields(layout: Layout) -> list[Field]:
    """Return the arrays that do not belong to one process.

    - one for each variable of the catalogue;
    - `base` and `quantity`: drawn and effective values of all quantities, by column;
    - `signal_count` and `signal_day`: how often and when last a signal came;
    - `stage`, `stage_day` and `due`: where each measure stands, since when, and the day of its
      next step; `proposer`: position of the actor that proposed it, -1 for none, -2 for an order;
      `ordered`, traced: measures that a red line's holder has ordered;
    - `active`, traced: whether each influence acts today;
    - `raised`, traced: level to which something today raises a dyad at least;
    - `lethal_today`, traced: whether a lethal incident happened to a dyad today;
    - `floor`: level below which a dyad cannot come while a measure is in force;
    - `hazard`: cumulative hazard of reaching each rung.
    """
    measures, dyads = len(layout.measures), layout.width("dyads")
    columns, signals = len(layout.column_names), len(layout.signals)
    fields = [
        Field(
            variable.name,
            (layout.width(variable.over),),
            np.int64 if variable.whole else np.float64,
            traced=True,
            pool=variable.pool,
        )
        for variable in VARIABLES
    ]
    return [
        *fields,
        Field("base", (columns,), by_label=True),
        Field("quantity", (columns,), traced=True, by_label=True),
        Field("signal_count", (signals,), np.int32, by_label=True),
        Field("signal_day", (signals,), np.float64, -np.inf, traced=True, by_label=True),
        Field("stage", (measures,), np.int8, traced=True, by_label=True),
        Field("stage_day", (measures,), np.float64, -np.inf, by_label=True),
        Field("due", (measures,), np.float64, np.inf, by_label=True),
        Field("proposer", (measures,), np.int16, -1, by_label=True),
        Field("ordered", (measures,), np.bool_, traced=True, by_label=True),
        Field("active", (len(layout.influences),), np.bool_, traced=True, by_label=True),
        Field("raised", (dyads,), traced=True),
        Field("lethal_today", (dyads,), np.bool_, traced=True),
        Field("floor", (dyads,)),
        Field("hazard", (dyads, len(layout.rungs)), by_label=True),
    ]
