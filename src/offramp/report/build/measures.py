"""What is proposed, adopted and comes into force, in how many futures, and when first."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from offramp.report.build.shown import RANGE, Shown
from offramp.report.picture.base import Caption, Range
from offramp.report.picture.decisions import Measure, Measures
from offramp.results.words import in_100

ALONE = "unilateral"
"""The procedure of what one actor decides alone."""
STAGES = ("in_force", "adopted", "proposed")


def measures(shown: Shown) -> Measures | None:
    """Return every measure, the most often in force first; None where there are none.

    Raises:
        RunError: if the events or the scenario of the run are missing or damaged.
    """
    found: Mapping[str, Any] = shown.summary["measures"]
    if not found:
        return None
    first = _first_days(shown)
    order = sorted(found, key=lambda key: [-found[key]["after_as_of"][stage] for stage in STAGES])
    return Measures(
        caption=_caption(shown, found, order),
        measures=[_measure(shown, key, found[key], first.get(key)) for key in order],
    )


def _measure(
    shown: Shown, key: str, told: Mapping[str, Any], first: NDArray[np.float64] | None
) -> Measure:
    later = {stage: round(100 * told["after_as_of"][stage] / shown.members, 1) for stage in STAGES}
    alone = shown.scenario.measures[key].procedure == ALONE
    return Measure(
        id=key,
        label=told["label"],
        proposed=None if alone else later["proposed"],
        adopted=later["adopted"],
        in_force=later["in_force"],
        first=_range(first),
        together=not alone,
    )


def _first_days(shown: Shown) -> dict[str, NDArray[np.float64]]:
    """Return the days on which each measure is first in force after history, where it is."""
    events = shown.events
    rows = events.rows(kind=("in_force",))
    rows = rows[events.day[rows] > shown.scenario.decided_day]
    item = events.text["item"]
    codes = item.codes[rows]
    found = {}
    for code in np.unique(codes):
        days = events.first_day(rows[codes == code])
        found[item.words[code]] = days[np.isfinite(days)]
    return found


def _range(days: NDArray[np.float64] | None) -> Range | None:
    if days is None or not len(days):
        return None
    low, median, high = np.quantile(days, [RANGE[name] for name in ("low", "median", "high")])
    return Range(low=round(float(low)), median=round(float(median)), high=round(float(high)))


def _caption(shown: Shown, found: Mapping[str, Any], order: list[str]) -> Caption:
    """Return the finding: what comes into force most often, of all and of what needs others."""
    told = [_often(shown, found, order)]
    scenario = shown.scenario
    together = [key for key in order if scenario.measures[key].procedure != ALONE]
    if together and together[0] != order[0]:
        told.append(f"of what several decide on together: {_often(shown, found, together)}")
    return Caption(
        title="; ".join(told),
        note=(
            "Futures of 100 in which a measure is proposed, adopted and in force once history "
            f"decides no more (after {shown.words(scenario.decided_day)}). The first day is that "
            "of the futures in which it comes into force. What one actor decides alone needs no "
            "proposal."
        ),
        source=f"{shown.members:,} futures; given these assumptions.",
    )


def _often(shown: Shown, found: Mapping[str, Any], order: list[str]) -> str:
    first = found[order[0]]
    count = first["after_as_of"]["in_force"]
    if not count:
        return "no measure comes into force in any future"
    return f"“{first['label']}” comes into force in {in_100(count, shown.members)} futures"
