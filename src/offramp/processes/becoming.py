"""Conditions that come to hold: what did not hold yesterday and does today."""

import numpy as np
from numpy.typing import NDArray

from offramp.engine._jit import njit

Truths = NDArray[np.bool_]


@njit
def become(held: NDArray[np.float64], before: Truths, anew: Truths) -> bool:
    """Keep which conditions hold; return whether any does that did not before.

    Args:
        held: 0 where a condition does not hold, (condition, member).
        before: as they were; set to what they are now.
        anew: set to where one holds that did not.
    """
    found = False
    for condition in range(before.shape[0]):
        for member in range(before.shape[1]):
            now = held[condition, member] != 0.0
            comes = now and not before[condition, member]
            before[condition, member] = now
            anew[condition, member] = comes
            found |= comes
    return found


@njit
def pairs_of(truths: Truths) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return which of some truths hold: condition and member, condition by condition, (k,) each."""
    flat, members = truths.reshape(-1), truths.shape[1]
    whole = flat.size - flat.size % 8
    blocks = flat[:whole].view(np.uint64)
    found = np.empty((flat.sum(), 2), np.int64)
    size = at = 0
    while at < flat.size and size < len(found):
        # Few hold, so that eight at a time are passed over.
        if at % 8 == 0 and at < whole and blocks[at // 8] == 0:
            at += 8
            continue
        if flat[at]:
            found[size, 0], found[size, 1] = at // members, at % members
            size += 1
        at += 1
    return found[:, 0].copy(), found[:, 1].copy()
