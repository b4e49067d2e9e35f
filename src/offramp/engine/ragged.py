"""Lists of different lengths as two arrays, for kernels."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray


class Ragged(NamedTuple):
    """Lists laid end to end: list k is `items[start[k] : start[k + 1]]`."""

    start: NDArray[np.int64]
    items: NDArray[np.int64]


def ragged(lists: Iterable[Sequence[int]]) -> Ragged:
    """Lay lists of whole numbers end to end.

    Example:
        >>> ragged([[4, 5], [], [6]])
        Ragged(start=array([0, 2, 2, 3]), items=array([4, 5, 6]))
    """
    found = list(lists)
    start = np.cumsum([0, *(len(items) for items in found)], dtype=np.int64)
    return Ragged(start, np.array([item for items in found for item in items], np.int64))
