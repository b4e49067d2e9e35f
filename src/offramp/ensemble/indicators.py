"""Indicators under two decisions, future by future.

Of an indicator both means are given, and the paired difference with its interval. The chance of a
rung that nobody has seen is a range on either side, and its difference only a direction.
"""

from typing import Any

import numpy as np

from offramp.ensemble.paired import difference, directions
from offramp.ensemble.pairing import pairing
from offramp.ensemble.traits import Traits
from offramp.ensemble.yes_or_no import yes_or_no
from offramp.model.indicators import HAZARD, yardsticks
from offramp.model.scenario import Scenario
from offramp.results.summary.numbers import figure
from offramp.results.summary.outcomes import range_of_chance


def indicators(scenario: Scenario, base: Traits, other: Traits) -> dict[str, Any]:
    """Return, for each indicator that both sides have, how it differs.

    `futures` counts those in which both sides have a value; all else is of these. `in_100` says
    that it is told as so many futures in 100: a chance, or what is or is not. Rungs that no future
    comes near to are left out.

    Args:
        scenario: that of the base, for labels.
        base: of one decision.
        other: of the other, of the same members in the same order.
    """
    unseen = {name for name, rung in scenario.ladder.rungs.items() if rung.hazard}
    found: dict[str, Any] = {}
    for name, yardstick in yardsticks(scenario).items():
        if name not in base.indicators or name not in other.indicators:
            continue
        ours, theirs = base.indicators[name], other.indicators[name]
        both = ~(np.isnan(ours) | np.isnan(theirs))
        ours, theirs = ours[both], theirs[both]
        if not len(ours) or (yardstick.built_in and not ours.any() and not theirs.any()):
            continue
        told: dict[str, Any] = {
            "label": yardstick.label,
            "unit": yardstick.unit,
            "better": yardstick.better,
            "built_in": yardstick.built_in,
            "futures": len(ours),
            "in_100": yardstick.unit == "1" and yes_or_no(ours, theirs),
        }
        if yardstick.built_in and name.startswith(f"{HAZARD}.") and name.split(".", 2)[2] in unseen:
            for side, values in (("base", ours), ("other", theirs)):
                low, high = range_of_chance(values)
                told[side] = {"low": figure(low), "high": figure(high)}
            told["validated"] = False
        else:
            told |= {
                "base": figure(float(ours.mean())),
                "other": figure(float(theirs.mean())),
                "difference": difference(ours, theirs),
                "pairing": pairing(ours, theirs),
            }
            told["in_100"] |= name.startswith(f"{HAZARD}.")
        found[name] = told | directions(ours, theirs)
    return found
