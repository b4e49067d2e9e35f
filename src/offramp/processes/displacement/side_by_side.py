"""Combs of all origins side by side, one place after another; see `spread` for one at a time.

Each loop writes one array and reads a few, so that it becomes vector code; and arrays are handed
over whole, with the position of the member and the place, since cutting views costs more than what
is done with them.
"""

from typing import NamedTuple

import numpy as np

from offramp.engine._jit import njit
from offramp.processes.displacement.tables import INSIDE_SHARE, SLOTS, Counts, Days, Floats


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
    """The combs of all origins of a member, place after place."""

    ends: Floats
    """Where each place ends, (place, origin)."""
    upto: Floats
    """Where the last place so far ends, (origin,)."""
    scale: Floats
    """1 over where the last of all ends, (origin,)."""
    u: Floats
    """By how much the comb is shifted, uniform in (0, 1), (origin,)."""
    teeth: Counts
    """Teeth up to the end of the last place, (origin,)."""


@njit
def new_comb(places: int, origins: int) -> Comb:
    """Make room for the combs of a member."""
    return Comb(
        np.empty((places, origins)),
        np.empty(origins),
        np.empty(origins),
        np.empty(origins),
        np.empty(origins, np.int64),
    )


@njit
def lay_all(member: int, weights: Floats, factors: Floats, comb: Comb) -> None:
    """Lay the weights of all places end to end.

    Args:
        member: position in the block.
        weights: (member, place, origin).
        factors: by which those of each place are multiplied, (place,).
        comb: its `ends` and `upto` are set.
    """
    comb.upto[:] = 0.0
    for place in range(factors.size):
        lay_more(member, place, weights, factors[place], comb.upto)
        for origin in range(comb.upto.size):
            comb.ends[place, origin] = comb.upto[origin]


@njit
def scale_to(whole: Floats, comb: Comb) -> None:
    """Set what makes shares of the whole of each origin, (origin,); where that is 0, 0."""
    for origin in range(comb.scale.size):
        comb.scale[origin] = 1.0 / whole[origin] if whole[origin] > 0.0 else 0.0


@njit
def comb_all(member: int, people: Counts, comb: Comb, came: Counts) -> None:
    """Give each place its teeth of the comb of each origin.

    Args:
        member: position in the block.
        people: teeth of the whole comb, (member, origin).
        comb: laid and scaled; its `teeth` are set to those that found a place.
        came: to be set: teeth of each place, (place, origin).
    """
    comb.teeth[:] = 0
    for place in range(came.shape[0]):
        for origin in range(comb.teeth.size):
            n = people[member, origin]
            share = comb.ends[place, origin] * comb.scale[origin]
            upto = min(int(n * share + comb.u[origin]), n)
            came[place, origin] = upto - comb.teeth[origin]
            comb.teeth[origin] = upto


@njit
def send(member: int, today: np.uint64, days: Days, came: Counts, road: Counts) -> None:
    """Put people on the road, by the day on which they arrive.

    The places come one after the other for each origin, so that no sum waits for the last one.

    Args:
        member: position in the block.
        today: slot of today.
        days: on the way, (member, place, origin).
        came: people who set out, (place, origin).
        road: people on the way, (place, slot); added to.
    """
    places, origins = came.shape
    for origin in range(origins):
        for place in range(places):
            road[place, slot_from(today, days[member, place, origin])] += came[place, origin]


@njit
def slot_from(today: np.uint64, days: int) -> np.uint64:
    """Return the slot of a day so many days after the day whose slot is `today`.

    It has no sign, which spares a check for positions from the end.
    """
    slot = today + np.uint64(days)
    return slot - np.uint64(SLOTS) if slot >= np.uint64(SLOTS) else slot


@njit
def any_of(member: int, people: Counts) -> bool:
    """Say whether a member has anybody among people, (member, origin)."""
    total = 0
    for origin in range(people.shape[1]):
        total += people[member, origin]
    return total != 0


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
