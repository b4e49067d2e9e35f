"""Numbers of expressions that cannot be assessed: without a value, or beyond all bounds."""

import math

import numpy as np

from offramp.engine._jit import njit

LARGEST = float(np.finfo(np.float64).max)
"""The largest number there is."""


@njit
def assessed(value: float) -> float:
    """Return a number, 0 where it has no value or is infinite, as after a division by zero."""
    return value if math.isfinite(value) else 0.0


@njit
def bounded(value: float) -> float:
    """Return a number, 0 where it has no value, and the largest one where it is infinite."""
    if math.isnan(value):
        return 0.0
    return min(max(value, -LARGEST), LARGEST)
