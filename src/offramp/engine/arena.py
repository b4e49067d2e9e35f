"""The memory of a state: arrays of one length laid end to end in one buffer."""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

ALIGNED = 64
"""Bytes of a cache line: every array starts at a multiple."""


class Plot(NamedTuple):
    """Room for one array of shape (member, *width)."""

    width: tuple[int, ...]
    dtype: np.dtype[Any]
    by_label: bool


class Arena:
    """One buffer with room for some arrays.

    Args:
        plots: their shapes and kinds.
        members: their length.

    Attributes:
        arrays: the arrays, not yet filled.
        starts: int64, where each starts, counted in numbers of its own kind.
        views: the buffer as numbers of several kinds.
    """

    def __init__(self, plots: Iterable[Plot], members: int) -> None:
        plots = tuple(plots)
        sizes = [members * plot.dtype.itemsize * _product(plot.width) for plot in plots]
        rounded = [-(-size // ALIGNED) * ALIGNED for size in sizes]
        ends = np.cumsum(rounded, dtype=np.int64)
        total = int(ends[-1]) if plots else 0
        room = np.empty(total // 8 + ALIGNED // 8, np.float64)
        skipped = -room.ctypes.data % ALIGNED // 8
        buffer = room[skipped : skipped + total // 8]
        items = np.array([plot.dtype.itemsize for plot in plots], np.int64)
        first = ends - np.array(rounded, np.int64)
        self.starts: NDArray[np.int64] = first // items
        self.views = (buffer, buffer.view(np.int64), buffer.view(np.int32), buffer.view(np.int8))
        self.arrays = [
            np.ndarray(
                (members, *plot.width),
                plot.dtype,
                buffer,
                int(start),
                order="F" if plot.by_label else "C",
            )
            for plot, start in zip(plots, first, strict=True)
        ]


def _product(width: Sequence[int]) -> int:
    """Return the number of numbers of each member."""
    found = 1
    for labels in width:
        found *= labels
    return found
