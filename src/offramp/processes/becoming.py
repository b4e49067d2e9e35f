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
