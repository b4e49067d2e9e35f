"""Combs of all origins side by side, one place after another; see `spread` for one at a time.

Each loop writes one array and reads a few, so that it becomes vector code; and arrays are handed
over whole, with the position of the member and the place, since cutting views costs more than what
is done with them.
"""

import numpy as np

from offramp.engine._jit import njit
from offramp.processes.displacement.tables import INSIDE_SHARE, SLOTS, Counts, Floats


@njit
def lay_more(member: int, place: int, weights: Floats, factor: float, upto: Floats) -> None:
    """Lay the weight of a place at the end of those before it.

    Args:
        member: position in the block.
        place: whose weight.
        weights: (member, place, origin).
        factor: by which they are multiplied.
        upto: where the places so far end, (origin,), moved.
    """
    for origin in range(upto.size):
        upto[origin] += weights[member, place, origin] * factor


@njit
def comb_all(
    member: int,
    place: int,
    people: Counts,
    upto: Floats,
    scale: Floats,
    u: Floats,
    teeth: Counts,
) -> None:
    """Count the teeth of the comb of each origin from the beginning up to the end of a place.

    Args:
        member: position in the block.
        place: row of `teeth` to be overwritten.
        people: teeth of the whole comb, (member, origin).
        upto: where the place ends, (origin,).
        scale: 1 over where the last place ends, (origin,); 0 where there is none.
        u: by how much the comb is shifted, uniform in (0, 1), (origin,).
        teeth: (place, origin).
    """
    for origin in range(upto.size):
        n = people[member, origin]
        teeth[place, origin] = min(int(n * (upto[origin] * scale[origin]) + u[origin]), n)


@njit
def slot_after(today: int, days: int) -> int:
    """Return the slot of a day so many days after the day whose slot is `today`."""
    slot = today + days
    return slot - SLOTS if slot >= SLOTS else slot


@njit
def last_of(member: int, weights: Floats, origin: int) -> int:
    """Return the last place of positive weight, -1 if there is none; (member, place, origin)."""
    last: int = weights.shape[1] - 1
    while last >= 0 and not weights[member, last, origin] > 0.0:
        last -= 1
    return last


@njit
def add_up(member: int, law: Floats, outside: Floats, total: Floats) -> None:
    """Set the sum of the shares that go inside and to all hosts, (origin,)."""
    for origin in range(total.size):
        total[origin] = law[member, INSIDE_SHARE, origin]
    for host in range(outside.shape[1]):
        lay_more(member, host, outside, 1.0, total)


@njit
def all_ways(law: Floats, outside: Floats, ways: Floats) -> None:
    """Add up the shares of all ways open to those free to leave the country, (member, origin)."""
    total = np.empty(ways.shape[1])
    for member in range(ways.shape[0]):
        add_up(member, law, outside, total)
        ways[member] = total
