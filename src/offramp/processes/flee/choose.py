"""Drawing which way people choose: one by one where they are few, by binomials where many."""

import numpy as np

from offramp.engine._jit import njit
from offramp.engine.draws import draw
from offramp.engine.samplers import binomial
from offramp.processes.flee.network import Counts, Floats

FEW = 4
"""Up to so many people a choice, each is asked; above, the counts are drawn. It changes the price
of a draw only, not its law."""


@njit
def lay(weights: Floats, first: int, last: int, ends: Floats) -> None:
    """Set where each of some weights ends when they are laid end to end.

    Args:
        weights: 0 or more.
        first: where they begin.
        last: where they end.
        ends: overwritten there.
    """
    total = 0.0
    for choice in range(first, last):
        total += weights[choice]
        ends[choice] = total


@njit
def pick(u: float, first: int, last: int, ends: Floats) -> int:
    """Return the choice at a share `u` of the weights laid end to end; its weight is positive."""
    target = u * ends[last - 1]
    low, high = first, last - 1
    while low < high:
        middle = (low + high) // 2
        if ends[middle] > target:
            high = middle
        else:
            low = middle + 1
    return low


@njit
def share_out(
    key: np.uint64,
    day: int,
    name: np.uint64,
    attempt: int,
    people: int,
    first: int,
    last: int,
    weights: Floats,
    ends: Floats,
    counts: Counts,
) -> int:
    """Let each of some people choose, and count them.

    Args:
        key: of the member.
        day: today.
        name: of the draws.
        attempt: of the first draw.
        people: how many choose.
        first: where the choices begin.
        last: where they end; some weight is positive.
        weights: of the choices.
        ends: from `lay`.
        counts: overwritten from 0 on.

    Returns:
        The attempt of the next draw.
    """
    counts[: last - first] = 0
    if people <= FEW * (last - first):
        for person in range(people):
            u = draw(key, day, name, attempt + person)
            counts[pick(u, first, last, ends) - first] += 1
        return attempt + people
    total = ends[last - 1]
    before, left = 0.0, people
    for choice in range(first, last):
        if left == 0:
            break
        if weights[choice] <= 0.0:
            continue
        if ends[choice] >= total:
            counts[choice - first] = left
            break
        u = draw(key, day, name, attempt)
        attempt += 1
        some = binomial(u, left, weights[choice] / (total - before))
        counts[choice - first] = some
        left -= some
        before = ends[choice]
    return attempt


@njit
def share_among(
    key: np.uint64,
    day: int,
    name: np.uint64,
    attempt: int,
    people: int,
    first: int,
    last: int,
    weights: Floats,
    ends: Floats,
    counts: Counts,
    chosen: Counts,
) -> tuple[int, int]:
    """Let a few people choose, and say which choices were made.

    Args:
        key: of the member.
        day: today.
        name: of the draws.
        attempt: of the first draw.
        people: how many choose, 1 or more.
        first: where the choices begin.
        last: where they end; some weight is positive.
        weights: of the choices.
        ends: from `lay`.
        counts: overwritten where a choice was made, counted from `first`.
        chosen: overwritten from 0 on with the choices made, counted from `first`.

    Returns:
        The attempt of the next draw, and how many choices were made.
    """
    if people == 1:
        choice = pick(draw(key, day, name, attempt), first, last, ends) - first
        counts[choice], chosen[0] = 1, choice
        return attempt + 1, 1
    attempt = share_out(key, day, name, attempt, people, first, last, weights, ends, counts)
    made = 0
    for choice in range(last - first):
        if counts[choice] > 0:
            chosen[made] = choice
            made += 1
    return attempt, made
