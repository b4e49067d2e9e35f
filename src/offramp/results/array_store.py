"""Arrays of a run in Zarr version 3, as xarray reads and writes them.

Every chunk carries a checksum, so that a damaged one is not taken for numbers.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from offramp.results.arrays import ArrayInfo
from offramp.results.zarr_files import (
    coordinate_head,
    group_head,
    numbers_head,
    words_head,
    write_chunk,
    write_head,
)

ABSENT = -1
"""Stands in arrays of whole numbers for what was not written; not-a-number in others."""
_MEANING = {
    "member": "Number of the member",
    "day": "Days since the start",
    "quantile": "Share of futures that lie below; 0 is the lowest and 1 the highest",
}


class ArrayStore:
    """A folder of arrays that share their axes.

    Args:
        path: where to make it; nothing may be there.
        axes: what lies along each axis, by name: numbers, or words.
        start: day 0, for the dates of the axis `day`.
    """

    def __init__(
        self, path: Path, axes: Mapping[str, Sequence[str] | NDArray[Any]], start: date
    ) -> None:
        self._path = path
        self._heads: dict[str, Any] = {}
        self._sizes = {axis: len(along) for axis, along in axes.items()}
        days = np.arange(self._sizes["day"], dtype=np.int32)
        calendar = {"units": f"days since {start}", "calendar": "proleptic_gregorian"}
        self._coordinate("date", days, coordinate_head(days, "day", calendar))
        for axis, along in axes.items():
            if isinstance(along, np.ndarray):
                about = {"long_name": _MEANING[axis]}
                self._coordinate(axis, along, coordinate_head(along, axis, about))
            else:
                self._coordinate(axis, np.array(along, object), words_head(along, axis))

    def _coordinate(self, name: str, values: NDArray[Any], head: dict[str, Any]) -> None:
        self._heads[name] = head
        write_head(self._path / name, head)
        write_chunk(self._path / name, 0, head, values)

    def array(
        self, name: str, axes: tuple[str, ...], info: ArrayInfo, chunk: int | None = None
    ) -> "Rows":
        """Make an array, to be filled row after row.

        Args:
            name: of it.
            axes: names of its axes.
            info: what it is; its own axes are not looked at.
            chunk: how much of its first axis lies in one chunk; all where not given.
        """
        shape = tuple(self._sizes[axis] for axis in axes)
        first = shape[0] if chunk is None else min(chunk, shape[0])
        fill = ABSENT if np.issubdtype(info.dtype, np.integer) else np.nan
        about = {"long_name": info.doc, "units": info.unit}
        head = numbers_head(shape, first, info.dtype, fill, axes, about)
        self._heads[name] = head
        write_head(self._path / name, head)
        return Rows(self._path / name, head)

    def close(self) -> None:
        """Write down for readers what the folder holds."""
        write_head(self._path, group_head(self._heads, {"coordinates": "date"}))


class Rows:
    """Takes the rows of an array in their order, and writes each chunk once it is full.

    Args:
        folder: of the array.
        head: its metadata.
    """

    def __init__(self, folder: Path, head: Mapping[str, Any]) -> None:
        self._folder = folder
        self._head = head
        self._chunk: int = head["chunk_grid"]["configuration"]["chunk_shape"][0]
        self._rows: int = head["shape"][0]
        self._waiting: list[NDArray[Any]] = []
        self._written = 0

    def add(self, rows: NDArray[Any]) -> None:
        """Take some rows, shape (row, ...); the last chunk is written with the last of them."""
        self._waiting.append(rows.astype(self._head["data_type"], copy=False))
        have = sum(map(len, self._waiting))
        while have >= self._chunk or (have and self._written + have == self._rows):
            ready = self._waiting[0] if len(self._waiting) == 1 else np.concatenate(self._waiting)
            number = self._written // self._chunk
            write_chunk(self._folder, number, self._head, ready[: self._chunk])
            self._waiting = [ready[self._chunk :]]
            self._written += min(self._chunk, have)
            have = len(self._waiting[0])
