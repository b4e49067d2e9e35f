"""Numbering what events tell: events of one trail get one number, whatever member they are in."""

import numpy as np
from numpy.typing import NDArray

from offramp.engine._jit import njit

Rows = NDArray[np.int64]

NONE = -1
"""Stands for no event, no trail."""

_SCATTER = np.uint64(0x9E3779B97F4A7C15)  # odd, nearest to 2**64 / golden ratio


def number_trails(parent: Rows, step: Rows) -> tuple[Rows, Rows, Rows]:
    """Number the trails of events: each goes on with a step from the trail of its parent.

    A step that only repeats the one before it adds nothing. Numbers follow the order in which
    trails are first told, so that a trail has a higher number than the one it continues.

    Args:
        parent: row of the cause of each event, above it, or `NONE`, shape (event,).
        step: number of what each adds, shape (event,).

    Returns:
        The trail of each event, shape (event,); for each trail the one it continues, or `NONE`;
        and for each the row that tells it first.
    """
    trail, before = np.empty(len(parent), np.int64), np.empty(len(parent), np.int64)
    first, room = np.empty(len(parent), np.int64), 2 << len(parent).bit_length()
    slots = np.full(room, NONE, np.int64)
    count = _number(parent, step, int(step.max(initial=0)) + 1, slots, trail, before, first)
    return trail, before[:count].copy(), first[:count].copy()


@njit
def _number(
    parent: Rows, step: Rows, steps: int, slots: Rows, trail: Rows, before: Rows, first: Rows
) -> int:
    """Set what `number_trails` returns, and say how many trails there are.

    Args:
        parent: see `number_trails`; so is the next.
        step: what each adds.
        steps: how many there are.
        slots: a table of trails by their hash, empty; a power of two, more than twice as many as
            there are events.
        trail: to be set; so are the next two.
        before: as long as there are events, of which the first ones are set.
        first: likewise.
    """
    count, last = 0, np.uint64(slots.size - 1)
    for row in range(parent.size):
        above = trail[parent[row]] if parent[row] != NONE else NONE
        if above != NONE and step[row] == step[parent[row]]:
            trail[row] = above
            continue
        code = np.uint64((above + 1) * steps + step[row]) * _SCATTER
        at = (code ^ (code >> np.uint64(32))) & last
        while slots[at] != NONE:
            known = slots[at]
            if before[known] == above and step[first[known]] == step[row]:
                break
            at = (at + np.uint64(1)) & last
        if slots[at] == NONE:
            slots[at], before[count], first[count] = count, above, row
            count += 1
        trail[row] = slots[at]
    return count
