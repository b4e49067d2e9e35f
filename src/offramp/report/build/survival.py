"""When: the futures in which something has happened, day by day from the as-of date on."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from offramp.report.build.numbers import figures, sampling, spread
from offramp.report.build.shown import Shown
from offramp.report.build.signals import EVER, IN_FORCE, looked_for
from offramp.report.build.words import futures, typically
from offramp.report.picture.base import Caption
from offramp.report.picture.outcomes import Curve, Survival
from offramp.results.tally import between_sides

MOST = 10
"""Curves that are drawn."""
CONTACT = "contact"
"""First word of the curve of lethal contact."""


@dataclass(frozen=True)
class First:
    """The first day of something in each future."""

    id: str
    label: str
    days: NDArray[np.float64]
    """Infinite where it never happens, (future,)."""


def survival(shown: Shown) -> Survival | None:
    """Return when lethal contact and what the questions look for first happen.

    None where nothing of it can happen after the as-of date.

    Raises:
        RunError: if events are missing or damaged.
    """
    start = max(shown.as_of_day, 0)
    found = [first for first in _firsts(shown) if not (first.days <= start).all()]
    found = _different(found)
    if not found or start + 1 >= shown.days:
        return None
    contact = [first for first in found if first.id.startswith(f"{CONTACT}.")]
    others = [first for first in found if first not in contact]
    others.sort(key=lambda first: -np.isfinite(first.days).sum())
    kept = [*contact, *others][:MOST]
    return Survival(
        caption=Caption(
            title=_title(shown, kept),
            note=(
                "Each line is the share of futures in which it has not happened yet; bands are "
                "what chance alone leaves, 95 %. What nobody has ever seen is not drawn."
            ),
            source=f"First events in {shown.those}.",
        ),
        first_day=start,
        curves=[_curve(shown, first, start) for first in kept],
    )


def _firsts(shown: Shown) -> list[First]:
    """Return the first days of everything that can be drawn."""
    scenario, events = shown.scenario, shown.events
    found = []
    for dyad, pair in scenario.ladder.dyads.items():
        ways = between_sides(scenario, dyad)
        if not ways:
            continue
        rows = events.rows(kind={"lethal"}, item=set(ways))
        rows = rows[events.day[rows] > scenario.decided_day]
        name = f"Lethal contact, {pair.label or dyad}"
        found.append(First(f"{CONTACT}.{dyad}", name, events.first_day(rows)))
    for signal in (*looked_for(scenario, EVER), *looked_for(scenario, IN_FORCE)):
        rows = events.rows(kind=set(signal.kinds), item={signal.item})
        found.append(First(signal.id, signal.label, events.first_day(rows)))
    return found


def _different(found: list[First]) -> list[First]:
    """Return those whose days are not the same as those of one before that does happen."""
    kept: list[First] = []
    for first in found:
        happens = np.isfinite(first.days).any()
        if not any(happens and np.array_equal(first.days, other.days) for other in kept):
            kept.append(first)
    return kept


def _curve(shown: Shown, first: First, start: int) -> Curve:
    days = np.arange(start, shown.days)
    counts = np.searchsorted(np.sort(first.days), days, side="right").astype(np.float64)
    low, high = sampling(counts, shown.counted)
    return Curve(
        id=first.id,
        label=first.label,
        happened=figures(100 * counts / shown.counted, 3),
        low=figures(low, 3),
        high=figures(high, 3),
        median_day=spread(first.days) if np.isfinite(first.days).any() else None,
    )


def _title(shown: Shown, kept: list[First]) -> str:
    first = kept[0]
    own = first.days[np.isfinite(first.days)]
    if not len(own):
        return f"{first.label}: in {futures(0, shown.counted)} by {shown.words(shown.days - 1)}"
    low, median, high = np.quantile(own, [0.05, 0.5, 0.95])
    often = futures(len(own), shown.counted)
    when = typically(*(shown.date(day) for day in (low, median, high)))
    return f"{first.label}: in {often} by {shown.words(shown.days - 1)}, first {when}"
