"""Columns of Arrow tables, made of their bytes, and taken apart again.

`pyarrow.array` and `to_numpy` ask pandas what they are given, and so import it, which takes longer
than to write a shard.
"""

from collections.abc import Sequence
from itertools import accumulate
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray


def numbers(values: NDArray[Any]) -> pa.Array:
    """Return numbers, shape (row,), as a column of the same type without absent values."""
    own = np.ascontiguousarray(values)
    kind = pa.from_numpy_dtype(own.dtype)
    return pa.Array.from_buffers(kind, len(own), [None, pa.py_buffer(own)])


def texts(words: Sequence[str]) -> pa.Array:
    """Return texts as a column."""
    data = [word.encode() for word in words]
    ends = np.fromiter(accumulate(map(len, data), initial=0), np.int32, len(data) + 1)
    buffers = [None, pa.py_buffer(ends), pa.py_buffer(b"".join(data))]
    return pa.Array.from_buffers(pa.string(), len(data), buffers)


def digests(found: Sequence[bytes]) -> pa.Array:
    """Return SHA-256 digests as a column."""
    size = 32
    return pa.Array.from_buffers(pa.binary(size), len(found), [None, pa.py_buffer(b"".join(found))])


def plain(column: pa.Array) -> NDArray[Any]:
    """Return a column of numbers as an array, shape (row,); not to be changed."""
    kind = column.type
    if column.null_count or kind not in _NUMBERS or not len(column):
        return np.asarray(column)
    own = np.dtype(kind.to_pandas_dtype())
    return np.frombuffer(column.buffers()[1], own, len(column), column.offset * own.itemsize)


_NUMBERS = (pa.int8(), pa.int32(), pa.int64(), pa.float32(), pa.float64())
