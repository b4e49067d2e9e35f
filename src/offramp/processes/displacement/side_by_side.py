"""Combs of all origins side by side, one place after another; see `spread` for one at a time.

Each loop writes one array and reads a few, so that it becomes vector code; and arrays are handed
over whole, with the position of the member and the place, since cutting views costs more than what
is done with them.
"""

from typing import NamedTuple

import numpy as np

from offramp.engine._jit import njit
from offramp.engine.draws import Keys, drawn
from offramp.processes.displacement.tables import (
    FAINT,
    INSIDE_SHARE,
    SLOTS,
    Counts,
    Days,
    Floats,
    Singles,
)

WEEK = 8
"""Room for people by days on the way, a power of two of at least `SLOTS`."""


@njit
def lay_more(
    member: int, place: int, weights: Floats | Singles, factor: float, upto: Floats
) -> None:
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
def lay_on(member: int, weights: Floats | Singles, factors: Floats, upto: Floats) -> None:
    """Lay the weights of all places at the end of what there is, as `lay_more` does each.

    Four at a time, so that where they end is read and written less often.

    Args:
        member: position in the block.
        weights: (member, place, origin).
        factors: by which those of each place are multiplied, (place,).
        upto: where they end, (origin,), moved.
    """
    by_four = factors.size // 4 * 4
    for place in range(0, by_four, 4):
        first, second = factors[place], factors[place + 1]
        third, fourth = factors[place + 2], factors[place + 3]
        for origin in range(upto.size):
            end = upto[origin] + weights[member, place, origin] * first
            end += weights[member, place + 1, origin] * second
            end += weights[member, place + 2, origin] * third
            upto[origin] = end + weights[member, place + 3, origin] * fourth
    for place in range(by_four, factors.size):
        lay_more(member, place, weights, factors[place], upto)


class Comb(NamedTuple):
    """The combs of all origins of a member, and room to work in."""

    factor: Floats
    """By which the weights of each place are multiplied, (place,)."""
    upto: Floats
    """Where the last place so far ends, (origin,)."""
    scale: Floats
    """1 over where the last of all ends, (origin,)."""
    u: Floats
    """By how much the comb is shifted, uniform in (0, 1), (origin,)."""
    people: Floats
    """Teeth of the whole comb, (origin,)."""
    teeth: Counts
    """Teeth up to the end of the last place so far, (origin,)."""


@njit
def new_comb(places: int, origins: int) -> Comb:
    """Make room for the combs of a member; the factors are 1."""
    return Comb(
        np.ones(places),
        np.empty(origins),
        np.empty(origins),
        np.empty(origins),
        np.empty(origins),
        np.empty(origins, np.int64),
    )


@njit
def scale_to(whole: Floats, comb: Comb) -> None:
    """Set what makes shares of the whole of each origin, (origin,); see `FAINT` where it is 0."""
    for origin in range(comb.scale.size):
        comb.scale[origin] = 1.0 / max(whole[origin], FAINT)


@njit
def take_up(member: int, key: np.uint64, labels: Keys, people: Counts, comb: Comb) -> None:
    """Shift the comb of each origin, and give it its teeth.

    Args:
        member: position in the block.
        key: of the member.
        labels: of the draws, (origin,).
        people: teeth of the whole comb, (member, origin).
        comb: its `u` and `people` are set.
    """
    for origin in range(labels.size):
        comb.u[origin] = drawn(key, labels[origin])
    for origin in range(labels.size):
        comb.people[origin] = people[member, origin]


@njit
def comb_all(member: int, weights: Floats | Singles, comb: Comb, group: int, came: Counts) -> None:
    """Lay the places end to end, and give each its teeth of the comb of each origin.

    Args:
        member: position in the block.
        weights: (member, place, origin).
        comb: scaled and taken up; its `teeth` are set to those that found a place.
        group: position among groups of people.
        came: to be set: teeth of each place, (group, place, origin).
    """
    comb.upto[:] = 0.0
    comb.teeth[:] = 0
    for place in range(came.shape[1]):
        factor = comb.factor[place]
        for origin in range(comb.upto.size):
            end = comb.upto[origin] + weights[member, place, origin] * factor
            comb.upto[origin] = end
            n = comb.people[origin]
            upto = np.int64(min(n * (end * comb.scale[origin]) + comb.u[origin], n))
            came[group, place, origin] = upto - comb.teeth[origin]
            comb.teeth[origin] = upto


@njit
def send(member: int, days: Days, group: int, came: Counts, after: Counts) -> None:
    """Count who arrives in each place after how many days.

    Four places are done at a time, so that no sum waits for the last one.

    Args:
        member: position in the block.
        days: on the way, (member, place, origin).
        group: position among groups of people.
        came: people who set out, (group, place, origin).
        after: to be set: people by days on the way, (place * WEEK,).
    """
    _, places, origins = came.shape
    after[:] = 0
    four = places - places % 4
    for place in range(0, four, 4):
        first = np.uint64(place * WEEK)
        for origin in range(origins):
            for more in range(4):
                at = first + np.uint64(more * WEEK) + np.uint64(days[member, place + more, origin])
                after[at] += came[group, place + more, origin]
    for place in range(four, places):
        first = np.uint64(place * WEEK)
        for origin in range(origins):
            after[first + np.uint64(days[member, place, origin])] += came[group, place, origin]


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
def last_of(member: int, weights: Floats | Singles, origin: int) -> int:
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
    members, hosts, origins = outside.shape
    for member in range(members):
        for origin in range(origins):
            ways[member, origin] = law[member, INSIDE_SHARE, origin]
        for host in range(hosts):
            for origin in range(origins):
                ways[member, origin] += outside[member, host, origin]
