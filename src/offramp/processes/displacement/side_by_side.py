"""Combs of all origins side by side, one place after another; see `spread` for one at a time.

Each loop writes one array and reads a few, so that it becomes vector code; and arrays are handed
over whole, with the position of the member and the place, since cutting views costs more than what
is done with them.
"""

from typing import NamedTuple

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


class Comb(NamedTuple):
    """The combs of all origins of a member as far as they are laid; each array is (origin,)."""

    upto: Floats
    """Where the places so far end."""
    scale: Floats
    """1 over where the last place ends; 0 where there is none."""
    u: Floats
    """By how much the comb is shifted, uniform in (0, 1)."""
    teeth: Counts
    """Teeth up to the end of the place before."""


@njit
def new_comb(origins: int) -> Comb:
    """Make room for the combs of a member."""
    floats = np.empty((3, origins))
    return Comb(floats[0], floats[1], floats[2], np.empty(origins, np.int64))


@njit
def comb_more(
    member: int, group: int, place: int, people: Counts, comb: Comb, came: Counts
) -> None:
    """Give a place its teeth of the comb of each origin.

    Args:
        member: position in the block.
        group: who they are, a row of `came`.
        place: which place, where `comb.upto` ends.
        people: teeth of the whole comb, (member, origin).
        comb: of all origins; its teeth are moved.
        came: teeth of each place, (group, place, origin).
    """
    for origin in range(comb.upto.size):
        n = people[member, origin]
        upto = min(int(n * (comb.upto[origin] * comb.scale[origin]) + comb.u[origin]), n)
        came[group, place, origin] = upto - comb.teeth[origin]
        comb.teeth[origin] = upto


@njit
def slot_from(today: np.uint64, days: int) -> np.uint64:
    """Return `slot_after` without a sign, which spares a check for positions from the end."""
    slot = today + np.uint64(days)
    return slot - np.uint64(SLOTS) if slot >= np.uint64(SLOTS) else slot


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
