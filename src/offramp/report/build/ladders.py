"""How far two sides climb: futures by rung and week."""

import numpy as np
from numpy.typing import NDArray

from offramp.model.actor import Dyad
from offramp.report.build.shown import Shown
from offramp.report.build.words import futures
from offramp.report.picture.base import Caption
from offramp.report.picture.outcomes import LadderHeat
from offramp.results.words import day_words

WEEK = 7
UP, DOWN = "rung_up", "rung_down"
"""Kinds of events that move a dyad."""


def ladders(shown: Shown) -> list[LadderHeat]:
    """Return how many futures are on which rung in which week, for each dyad.

    Raises:
        RunError: if events are missing or damaged.
    """
    return [_heat(shown, dyad, pair) for dyad, pair in shown.scenario.ladder.dyads.items()]


def _heat(shown: Shown, dyad: str, pair: Dyad) -> LadderHeat:
    ladder = shown.scenario.ladder
    rungs = sorted(ladder.rungs, key=lambda key: ladder.rungs[key].level)
    unseen = [ladder.rungs[rung].hazard for rung in rungs]
    levels = np.array([ladder.rungs[rung].level for rung in rungs])
    lowest = ladder.rungs[ladder.start.get(dyad, rungs[0])].level
    highest_seen = max(at for at, hidden in enumerate(unseen) if not hidden)
    daily = _highest(shown, pair, lowest)
    steps = np.minimum(np.searchsorted(levels, daily), highest_seen)
    weeks = list(range(0, shown.days, WEEK))
    tops = np.maximum.reduceat(steps, weeks, axis=1)
    counts = [(tops == at).sum(axis=0).tolist() for at in range(len(rungs))]
    names = [ladder.rungs[rung].label or rung.replace("_", " ") for rung in rungs]
    label = pair.label or dyad
    return LadderHeat(
        id=dyad,
        caption=Caption(
            title=_title(shown, label, names, steps),
            note=(
                "Each future is counted on the highest rung of each week. Nobody has ever seen the "
                "hatched rungs between such sides: no count is given for them, and a future that "
                f"goes there is counted under “{names[highest_seen]}”."
                if any(unseen)
                else "Each future is counted on the highest rung of each week."
            ),
            source=f"Steps up and down in {shown.those}.",
        ),
        dyad=label,
        rungs=names,
        unseen=unseen,
        weeks=weeks,
        counts=counts,
    )


def _highest(shown: Shown, pair: Dyad, start: int) -> NDArray[np.int64]:
    """Return the highest level on which a dyad stands on each day, (future, day)."""
    events = shown.events
    rows = events.rows(kind={UP, DOWN}, actor={pair.first}, target={pair.second})
    member, day = events.member[rows], events.day[rows]
    level = events.magnitude[rows].astype(np.int64)
    reached = np.full((events.size, shown.days), -1, np.int64)
    np.maximum.at(reached, (member, day), level)
    ends = np.full((events.size, shown.days), -1, np.int64)
    ends[member, day] = level
    last = np.maximum.accumulate(np.where(ends >= 0, np.arange(shown.days), -1), axis=1)
    stands = np.where(last >= 0, np.take_along_axis(ends, np.maximum(last, 0), axis=1), start)
    came = np.concatenate([np.full((events.size, 1), start), stands[:, :-1]], axis=1)
    highest: NDArray[np.int64] = np.maximum(came, reached)
    return highest


def _title(shown: Shown, label: str, names: list[str], steps: NDArray[np.int64]) -> str:
    after = steps[:, shown.as_of_day + 1 :]
    if not after.shape[1]:
        return f"{label}: the run ends with what was observed"
    top = after.max(axis=1)
    counts = np.bincount(top, minlength=len(names))
    at = int(np.argmax(counts))
    told = (
        f"{label}: after {day_words(shown.as_of)} the highest rung is “{names[at]}” in "
        f"{futures(int(counts[at]), shown.counted)}"
    )
    above = int(counts[at + 1 :].sum())
    return f"{told}, a higher one in {futures(above, shown.counted)}" if above else told
