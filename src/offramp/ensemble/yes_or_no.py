"""What is or is not, among numbers: 1 or 0 in every future, and told as so many futures in 100."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray


def ones(values: NDArray[np.float64]) -> int | None:
    """Return how many of some numbers are 1 if all others are 0, else None.

    >>> ones(np.array([0.0, 1.0, 1.0])), ones(np.array([0.0, 2.0]))
    (2, None)
    """
    return int(values.sum()) if np.isin(values, (0.0, 1.0)).all() else None


def told_in_100(counts: Sequence[int | None], futures: int) -> bool:
    """Return whether a number is what is or is not: 0 or 1 throughout, and each somewhere.

    Where it is 0 or 1 throughout all the same, it may as well be a count that is low.

    Args:
        counts: of futures in which it is 1, on each side, as `ones` gives them.
        futures: of each side.

    >>> told_in_100([2, 0], 3), told_in_100([0, 0], 3), told_in_100([2, None], 3)
    (True, False, False)
    """
    whole = [count for count in counts if count is not None]
    if not whole or len(whole) < len(counts):
        return False
    return max(whole) > 0 and min(whole) < futures


def yes_or_no(*sides: NDArray[np.float64]) -> bool:
    """Return the same of the numbers themselves, as many on each side.

    >>> yes_or_no(np.array([0.0, 1.0]), np.zeros(2)), yes_or_no(np.zeros(2), np.zeros(2))
    (True, False)
    """
    return told_in_100([ones(side) for side in sides], len(sides[0]))
