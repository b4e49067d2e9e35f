"""The second pass: what goes across all futures, worked out from the shards on the disk.

Columns (one day, one label, all futures) are read in slabs of a bounded number of bytes, so memory
does not grow with the number of futures, but for one block of columns: 64 numbers a future.
"""

from collections.abc import Iterator, Sequence
from math import prod

import numpy as np
from numpy.typing import NDArray

from offramp.results.working import BLOCK, ShardColumns

SLAB = 1 << 22
"""Bytes of a slab, if a block of columns is not larger."""
_AT_ONCE = 1 << 21
"""Bytes of columns that are put in order at a time, since that takes their size again and more."""
QUANTILES = (0.0, 0.05, 0.25, 0.5, 0.75, 0.95, 1.0)
"""Quantiles that are kept; the first is the lowest and the last the highest of all futures."""


def slabs(shards: Sequence[ShardColumns], name: str) -> Iterator[tuple[slice, NDArray[np.generic]]]:
    """Iterate over the columns of an array.

    Args:
        shards: all of a run, in order.
        name: of the array.

    Yields:
        Which columns they are, and the columns, (column, member); they may be changed.
    """
    edges = np.cumsum([0, *(shard.stop - shard.first for shard in shards)])
    count, dtype = prod(shards[0].shape(name)), shards[0].dtype(name)
    block = BLOCK * int(edges[-1]) * dtype.itemsize
    step = BLOCK * max(1, SLAB // block)
    for a in range(0, count, step):
        b = min(a + step, count)
        out = np.empty((b - a, int(edges[-1])), dtype)
        for shard, start, stop in zip(shards, edges, edges[1:], strict=False):
            out[:, start:stop] = shard.columns(name, a, b)
        yield slice(a, b), out


def spread(columns: NDArray[np.generic]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the exact quantiles of columns, and their means; the columns are put in order.

    Futures without a value (not-a-number) are left out; where none has one there is none.

    Args:
        columns: shape (column, member), sorted in place.

    Returns:
        `QUANTILES` by linear interpolation between futures, as NumPy gives them for numbers in
        double precision, (quantile, column); means, (column,).
    """
    count, size = columns.shape
    found, means = np.empty((len(QUANTILES), count)), np.empty(count)
    step = max(1, _AT_ONCE // max(1, size * columns.itemsize))
    for at in range(0, count, step):
        some = slice(at, at + step)
        found[:, some], means[some] = _spread(columns[some])
    return found, means


def _spread(columns: NDArray[np.generic]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the same of some of the columns."""
    size = columns.shape[1]
    if columns.dtype.kind == "f":
        valid = size - np.isnan(columns).sum(axis=1)
        with np.errstate(invalid="ignore", divide="ignore"):
            means = np.nansum(columns, axis=1, dtype=np.float64) / valid
    else:
        valid = np.full(len(columns), size)
        means = columns.mean(axis=1, dtype=np.float64)
    columns.sort(axis=1)
    rows = np.arange(len(columns))
    found = np.empty((len(QUANTILES), len(columns)))
    for at, share in enumerate(QUANTILES):
        place = share * np.maximum(valid - 1, 0)
        below = np.floor(place).astype(np.int64)
        above = np.minimum(below + 1, np.maximum(valid - 1, 0))
        low = columns[rows, below].astype(np.float64)
        high = columns[rows, above].astype(np.float64)
        part = place - below
        with np.errstate(invalid="ignore"):
            step = high - low
            found[at] = np.where(part < 0.5, low + step * part, high - step * (1 - part))
    return found, means


def sample(members: NDArray[np.int64], most: int, always: Sequence[int] = ()) -> NDArray[np.int64]:
    """Return which members stand for all: evenly chosen, and some that are asked for.

    >>> sample(np.arange(10), 4, always=[9])
    array([0, 2, 5, 7, 9])
    """
    even = np.arange(min(most, len(members))) * len(members) // min(most, len(members))
    return np.union1d(members[even], np.asarray(always, np.int64))
