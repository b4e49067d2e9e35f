"""`working/part-NNNNNN.columns`: the series of one shard, while a run is under way.

What is asked of them in the end goes across members: a quantile of one day in one place. So the
members of a shard lie side by side for each day and label, which makes a *column*; columns are
packed in blocks, each of which can be read alone. The last bytes say where the blocks lie.
"""

import json
import os
from collections.abc import Sequence
from dataclasses import dataclass
from math import prod
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from offramp.results.arrays import Arrays
from offramp.results.errors import RunError
from offramp.results.folder import whole_file

BLOCK = 64
"""Columns in a block."""
_TAIL = 16
"""Bytes at the end of a file that give the length of its index."""


@dataclass(frozen=True)
class _Index:
    """Where the blocks of one array lie in a file."""

    shape: tuple[int, ...]
    """Without `member`: days, and labels if there are any."""
    dtype: np.dtype[np.generic]
    starts: NDArray[np.int64]
    """Where each block begins, and where the last one ends."""


def write_columns(path: Path, arrays: Arrays) -> None:
    """Write arrays of shape (member, day, ...) as columns; whole or not at all."""
    from numcodecs.blosc import Blosc

    codec = Blosc("lz4", 1, Blosc.SHUFFLE)
    index: dict[str, Any] = {}
    with whole_file(path) as unfinished, unfinished.open("wb") as file:
        for name, values in arrays.items():
            columns = np.moveaxis(values, 0, -1).reshape(prod(values.shape[1:]), len(values))
            starts = [file.tell()]
            for at in range(0, len(columns), BLOCK):
                file.write(codec.encode(np.ascontiguousarray(columns[at : at + BLOCK])))
                starts.append(file.tell())
            index[name] = [values.shape[1:], values.dtype.str, starts]
        text = json.dumps(index).encode()
        file.write(text)
        file.write(len(text).to_bytes(_TAIL, "little"))


class ShardColumns:
    """The series of one shard.

    Args:
        path: of its file.
        members: its first member, and the one after the last.

    Raises:
        RunError: if it is missing or damaged.
    """

    def __init__(self, path: Path, members: Sequence[int]) -> None:
        self.path = path
        self.first, self.stop = members
        try:
            with path.open("rb") as file:
                end = file.seek(-_TAIL, os.SEEK_END)
                length = int.from_bytes(file.read(), "little")
                file.seek(end - length)
                given = json.loads(file.read(length))
            self._index = {
                name: _Index(tuple(shape), np.dtype(dtype), np.array(starts, np.int64))
                for name, (shape, dtype, starts) in given.items()
            }
        except (OSError, ValueError, TypeError) as error:
            raise self._damaged() from error

    def _damaged(self) -> RunError:
        folder = self.path.parent.parent
        return RunError(
            f"{self.path} is missing or damaged: `offramp run --resume {folder}` makes again "
            f"futures {self.first} to {self.stop - 1}"
        )

    def names(self) -> list[str]:
        """Return the names of the arrays."""
        return list(self._index)

    def shape(self, name: str) -> tuple[int, ...]:
        """Return the shape of an array without `member`."""
        return self._index[name].shape

    def dtype(self, name: str) -> np.dtype[np.generic]:
        """Return the type of an array."""
        return self._index[name].dtype

    def columns(self, name: str, first: int, stop: int) -> NDArray[np.generic]:
        """Read columns `first` up to `stop` (not included), shape (column, member).

        `first` is a multiple of `BLOCK`.

        Raises:
            RunError: if they are damaged.
        """
        from numcodecs.blosc import Blosc

        index = self._index[name]
        size = self.stop - self.first
        out = np.empty((stop - first, size), index.dtype)
        blocks = range(first // BLOCK, -(-stop // BLOCK))
        if not blocks:
            return out
        try:
            with self.path.open("rb") as file:
                file.seek(index.starts[blocks[0]])
                packed = file.read(int(index.starts[blocks[-1] + 1] - index.starts[blocks[0]]))
            codec = Blosc()
            for block in blocks:
                a, b = index.starts[block : block + 2] - index.starts[blocks[0]]
                to = slice(block * BLOCK - first, min((block + 1) * BLOCK, stop) - first)
                found = np.frombuffer(codec.decode(packed[a:b]), index.dtype)
                out[to] = found.reshape(-1, size)[: to.stop - to.start]
        except (OSError, ValueError, RuntimeError) as error:
            raise self._damaged() from error
        return out

    def array(self, name: str) -> NDArray[np.generic]:
        """Read a whole array, shape (member, day, ...)."""
        shape = self.shape(name)
        columns = self.columns(name, 0, prod(shape))
        return np.ascontiguousarray(columns.T).reshape(self.stop - self.first, *shape)
