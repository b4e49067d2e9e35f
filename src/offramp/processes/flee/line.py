"""The line in which people are asked who can see or enter a camp that fills up.

Flee asks people in the order in which they set out, one by one. Where a camp is large, those with
the same plan are asked a few at a time here (`a_few`): as many as move its factor by no more than
`FINE` if all of them enter. With small camps, or many people to an agent, that is one.
"""

import math

import numpy as np

from offramp.engine._jit import njit
from offramp.engine.draws import draw
from offramp.processes.flee.law import fullness
from offramp.processes.flee.network import Counts, Flags, Floats

FINE = 0.05
"""The most by which the factor of a camp could change while a few are asked together, if they all
entered it; of those who are near few do. It is the one approximation of the band; 0 asks everybody
alone, at some ten times the price."""


@njit
def a_few(band: Flags, size: Floats, buffer: float) -> int:
    """Return how many persons are asked together.

    Args:
        band: places in the band, (place).
        size: capacity times scaling, (place).
        buffer: share of it from which on the factor falls.
    """
    few = math.inf
    for place in range(band.size):
        if band[place]:
            few = min(few, FINE * (1.0 - buffer) * size[place])
    return max(1, int(few)) if few < math.inf else 1


@njit
def shift(
    place: int,
    by: int,
    buffer: float,
    here: Counts,
    size: Floats,
    room: Floats,
    full: Flags,
    camp: Flags,
) -> int:
    """Let people come to a place of the band or leave it; return 1 if its factor changes."""
    here[place] += by
    factor = fullness(here[place], size[place], buffer)
    if factor == room[place]:
        return 0
    room[place] = factor
    full[place] = camp[place] and factor < 0.5
    return 1


@njit
def mix_up(
    key: np.uint64,
    day: int,
    name: np.uint64,
    attempt: int,
    codes: Counts,
    heads: Counts,
    first: int,
    last: int,
) -> int:
    """Put some of those in line into random order, and return the attempt of the next draw."""
    for at in range(last - 1, first, -1):
        other = first + int(draw(key, day, name, attempt) * (at - first + 1))
        attempt += 1
        codes[at], codes[other] = codes[other], codes[at]
        heads[at], heads[other] = heads[other], heads[at]
    return attempt


@njit
def join(codes: Counts, heads: Counts, count: int, code: int, people: int, few: int) -> int:
    """Let people join a line, a few at a time; return how long it is then."""
    while people > 0:
        codes[count], heads[count] = code, min(few, people)
        people -= heads[count]
        count += 1
    return count
