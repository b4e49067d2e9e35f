"""Many counts drawn at once: of all members and places, or of the few where any are asked for."""

from typing import NamedTuple

import numpy as np

from offramp.engine._jit import njit
from offramp.engine.draws import Keys, drawn
from offramp.engine.exponential import exponential_less_one
from offramp.engine.samplers import TOGETHER as AT_ONCE
from offramp.engine.samplers import fill_binomial
from offramp.processes.displacement.tables import Counts, Floats

TOGETHER = 32
"""Members done at once: many enough for whole vectors, so few that all that a day touches stays in
the cache of a core."""


@njit
def to_chances(hazards: Floats) -> None:
    """Put the chance in a day in the place of each hazard (1/day), (member, place).

    One that is 0 or less, or not given, is 0.
    """
    flat = hazards.reshape(-1)
    for at in range(flat.size):
        rate = flat[at] if flat[at] > 0.0 else 0.0
        flat[at] = -exponential_less_one(-rate)


@njit
def count_each(keys: Keys, labels: Keys, people: Counts, share: Floats, some: Counts) -> None:
    """Draw how many of the people of each member and place; the dull are drawn with the rest.

    Args:
        keys: of the members.
        labels: of the draws of each place.
        people: how many there are, (member, place); so are the next two.
        share: chance of each.
        some: overwritten with the answers.
    """
    if not anybody(people):
        some[:] = 0
        return
    u, room = np.empty(people.shape), np.empty((2, AT_ONCE))
    for member in range(keys.size):
        for place in range(labels.size):
            u[member, place] = drawn(keys[member], labels[place])
    fill_binomial(u.reshape(-1), people.reshape(-1), share.reshape(-1), room, some.reshape(-1))


@njit
def anybody(people: Counts) -> bool:
    """Say whether there is anybody among people, (member, place)."""
    flat, total = people.reshape(-1), 0
    for at in range(flat.size):
        total |= flat[at]
    return total != 0


class Batch(NamedTuple):
    """Room for questions of how many of some people; each array is (question,)."""

    at: Counts
    """Where the answer goes."""
    u: Floats
    """Uniform."""
    people: Counts
    """How many there are."""
    share: Floats
    """Chance of each."""
    counts: Counts
    """The answer."""


@njit
def new_batch(most: int) -> Batch:
    """Make room for so many questions."""
    return Batch(
        np.empty(most, np.int64),
        np.empty(most),
        np.empty(most, np.int64),
        np.empty(most),
        np.empty(most, np.int64),
    )


@njit
def ask(batch: Batch, asked: int, at: int, u: float, people: int, share: float) -> int:
    """Write down question number `asked`, and return how many there are now."""
    batch.at[asked] = at
    batch.u[asked] = u
    batch.people[asked] = people
    batch.share[asked] = share
    return asked + 1


@njit
def answer(batch: Batch, asked: int, some: Counts) -> None:
    """Draw the first `asked` answers, and write them to their places in the flattened `some`."""
    if asked == 0:
        return
    counts, flat, room = batch.counts[:asked], some.reshape(-1), np.empty((2, AT_ONCE))
    fill_binomial(batch.u[:asked], batch.people[:asked], batch.share[:asked], room, counts)
    for question in range(asked):
        flat[batch.at[question]] = counts[question]
