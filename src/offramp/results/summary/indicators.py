"""How futures went by each indicator: mean and range, with its unit and which way is better."""

from typing import Any

import numpy as np

from offramp.model.indicators import yardsticks
from offramp.results.data import RunData
from offramp.results.summary.numbers import quantiles, rounded


def indicators(data: RunData) -> dict[str, Any]:
    """Return, for each indicator, its label, unit and `better`, and what futures come to.

    `futures` counts those in which it has a value; mean and quantiles are over them, and None
    where there is none. Of what every ladder brings (`hazard.DYAD.RUNG`) only rungs that some
    future comes near to are given, and their mean is None: such a chance is a range, not a number.
    """
    found = {}
    known = yardsticks(data.scenario)
    for key, every in data.indicators:
        yardstick = known[key]
        values = every[~np.isnan(every)]
        if yardstick.built_in and not values.any():
            continue
        numbers: dict[str, float | None] = dict.fromkeys(("mean", "q05", "q50", "q95"))
        if len(values):
            numbers |= rounded({"mean": values.mean(), **quantiles(values)}, 6)
        if yardstick.built_in:
            numbers["mean"] = None
        found[key] = {
            "label": yardstick.label,
            "unit": yardstick.unit,
            "better": yardstick.better,
            "futures": len(values),
            **numbers,
        }
    return found
