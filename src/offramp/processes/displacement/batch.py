"""Many counts drawn at once: what is asked is gathered, and nothing is drawn where it is plain."""

from typing import NamedTuple

import numpy as np

from offramp.engine._jit import njit
from offramp.engine.samplers import TOGETHER as AT_ONCE
from offramp.engine.samplers import fill_binomial
from offramp.processes.displacement.law import chance
from offramp.processes.displacement.tables import Counts, Floats

TOGETHER = 32
"""Members done at once: many enough for whole vectors, so few that all that a day touches stays in
the cache of a core."""


class Batch(NamedTuple):
    """Room for questions of how many of some people; each array but one is (question,)."""

    at: Counts
    """Where the answer goes."""
    u: Floats
    """Uniform."""
    people: Counts
    """How many there are."""
    share: Floats
    """Chance of each."""
    room: Floats
    """To work in, (2, any)."""
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
        np.empty((2, AT_ONCE)),
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
def to_chances(batch: Batch, asked: int) -> None:
    """Make chances in a day of the first `asked` shares, which are hazards (1/day)."""
    for question in range(asked):
        batch.share[question] = chance(batch.share[question])


@njit
def answer(batch: Batch, asked: int, some: Counts) -> None:
    """Draw the first `asked` answers, and write them to their places in the flattened `some`."""
    counts, flat = batch.counts[:asked], some.reshape(-1)
    fill_binomial(batch.u[:asked], batch.people[:asked], batch.share[:asked], batch.room, counts)
    for question in range(asked):
        flat[batch.at[question]] = counts[question]
