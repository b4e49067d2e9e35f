"""Putting the events of a block, and what belongs to them, in order: counting in place of sorting.

Events are numbered without gaps within each member, so that their places follow from how many each
member has and which number comes next.
"""

import numpy as np
from numpy.typing import NDArray

from offramp.engine._jit import njit

Ids = NDArray[np.int32]
Places = NDArray[np.int64]
Floats = NDArray[np.float64]


def places(members: Places, following: Ids, rows: Places, ids: Ids) -> Places:
    """Return where events stand when sorted by (member, number).

    Args:
        members: number of each member of the block, each once, shape (member,).
        following: number that its next event will have, shape (member,).
        rows: position in the block of the member of each event, shape (event,).
        ids: number of the event within its member, shape (event,).

    Returns:
        int64 (event,).
    """
    sizes, by_number = np.bincount(rows, minlength=len(members)), np.argsort(members)
    end = np.empty(len(members), np.int64)
    end[by_number] = np.cumsum(sizes[by_number])
    found: Places = (end - following)[rows] + ids
    return found


def causes_by_event(of: Places, causes: Ids, events: int) -> tuple[Ids, Places]:
    """Return the causes of each event by number, each once, and where those of each begin.

    Args:
        of: place of the event that each cause belongs to, shape (cause,).
        causes: number of the cause, negative where there is none, shape (cause,).
        events: how many there are.

    Returns:
        int32 (k,), and int64 (event + 1,).
    """
    kept, start = np.empty(len(causes), np.int32), np.zeros(events + 1, np.int64)
    return kept[: _sort_causes(of, causes, kept, start)], start


def inputs_by_event(
    of: Places, names: Ids, values: Floats, events: int
) -> tuple[Ids, Floats, Places]:
    """Return the inputs in the order of events, those of each as they came, and where each begins.

    Args:
        of: place of the event that each input belongs to, shape (input,).
        names: code of the name of each, shape (input,).
        values: of each, shape (input,).
        events: how many there are.

    Returns:
        Names, int32 (input,), values, float64 (input,), and int64 (event + 1,).
    """
    grouped, start = (np.empty_like(names), np.empty_like(values)), np.zeros(events + 1, np.int64)
    _group(of, names, values, *grouped, start)
    return *grouped, start


@njit
def _begin(start: Places) -> Places:
    """Turn how many each has, kept one place later, into where each begins; return a copy."""
    for event in range(start.size - 1):
        start[event + 1] += start[event]
    return start.copy()


@njit
def _group(
    of: Places, names: Ids, values: Floats, to_names: Ids, to_values: Floats, start: Places
) -> None:
    """Set what `inputs_by_event` returns, and add to `start` where each begins."""
    for at in range(of.size):
        start[of[at] + 1] += 1
    following = _begin(start)
    for at in range(of.size):
        place = following[of[at]]
        to_names[place], to_values[place] = names[at], values[at]
        following[of[at]] += 1


@njit
def _sort_causes(of: Places, causes: Ids, kept: Ids, start: Places) -> int:
    """Set the causes of `causes_by_event` and where they begin; return how many there are."""
    for at in range(of.size):
        if causes[at] >= 0:
            start[of[at] + 1] += 1
    following = _begin(start)
    for at in range(of.size):
        if causes[at] >= 0:
            kept[following[of[at]]] = causes[at]
            following[of[at]] += 1
    total = 0
    for event in range(start.size - 1):
        first, end = start[event], following[event]
        start[event] = total
        for at in range(first, end):
            # Those before it are in order and begin at start[event]; an event has few causes.
            cause, place = kept[at], total
            while place > start[event] and kept[place - 1] > cause:
                place -= 1
            if place > start[event] and kept[place - 1] == cause:
                continue
            for later in range(total, place, -1):
                kept[later] = kept[later - 1]
            kept[place] = cause
            total += 1
    start[start.size - 1] = total
    return total
