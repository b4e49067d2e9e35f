"""Which tables a run has."""

from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from offramp.model.variables import VARIABLES
from offramp.results.query.tables import Made, Parts, Table, Wide, long_table, scenario_tables

if TYPE_CHECKING:
    import pyarrow as pa

    from offramp.results.run import Run

RENAMED = {"where": "written_at"}
"""Columns of the events whose name is a word of SQL, and what they are called."""


def tables_of(run: "Run", futures: int | None = None) -> dict[str, Table]:
    """Return the tables of a run by name; nothing is read yet.

    Args:
        run: a run.
        futures: of each variable only so many, where it is no question what they are.
    """
    numbers, folder = run.shards, run.folder
    drawn = Parts([folder.parameters_part(number) for number in numbers])
    return {
        "events": Parts(run.parts(), RENAMED),
        "members": Parts([folder.members_part(number) for number in numbers]),
        "drawn": Wide(drawn, "member", "quantity"),
        "quantiles": Made(partial(_quantiles, run)),
        **scenario_tables(run.scenario),
        **{v.name: Made(partial(_variable, run, v.name, futures)) for v in VARIABLES if v.recorded},
    }


def _variable(run: "Run", name: str, futures: int | None) -> "pa.Table":
    series = run.series[name].isel(member=slice(futures))
    return long_table(series, run.data.dates)


def _quantiles(run: "Run") -> "pa.Table":
    """Return the quantiles of every variable over all futures."""
    import pyarrow as pa

    parts = []
    for variable in VARIABLES:
        if variable.recorded and variable.name in run.quantiles:
            series = run.quantiles[variable.name]
            kept = series if variable.whole else series.astype(np.float32)
            part = long_table(kept, run.data.dates)
            words = pa.array([variable.name] * len(part), pa.string()).dictionary_encode()
            value = part.column("value").cast(pa.float64())
            at = part.column_names.index("value")
            parts.append(part.set_column(at, "value", value).add_column(0, "variable", words))
    return pa.concat_tables(parts).unify_dictionaries()
