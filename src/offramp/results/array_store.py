"""Arrays of a run in Zarr version 3, as xarray reads and writes them.

Every chunk carries a checksum, so that a damaged one is not taken for numbers.
"""

import warnings
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from offramp.results.arrays import ArrayInfo

if TYPE_CHECKING:
    import zarr

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
        import zarr

        self._group = zarr.create_group(path, zarr_format=3, attributes={"coordinates": "date"})
        self._sizes = {axis: len(along) for axis, along in axes.items()}
        days = np.arange(self._sizes["day"], dtype=np.int32)
        calendar = {"units": f"days since {start}", "calendar": "proleptic_gregorian"}
        self._coordinate("date", "day", days, calendar)
        for axis, along in axes.items():
            if isinstance(along, np.ndarray):
                self._coordinate(axis, axis, along, {"long_name": _MEANING[axis]})
            else:
                self._words(axis, along)

    def _coordinate(
        self, name: str, axis: str, values: NDArray[Any], attributes: dict[str, Any]
    ) -> None:
        self._group.create_array(
            name,
            data=values,
            chunks=(max(len(values), 1),),
            dimension_names=(axis,),
            attributes=attributes,
        )

    def _words(self, axis: str, words: Sequence[str]) -> None:
        array = self._group.create_array(
            axis,
            shape=(len(words),),
            chunks=(max(len(words), 1),),
            dtype="string",
            dimension_names=(axis,),
        )
        if words:
            array[:] = np.array(words, dtype=object)

    def array(
        self, name: str, axes: tuple[str, ...], info: ArrayInfo, chunk: int | None = None
    ) -> "zarr.Array[Any]":
        """Make an array.

        Args:
            name: of it.
            axes: names of its axes.
            info: what it is; its own axes are not looked at.
            chunk: how much of its first axis lies in one chunk; all where not given.
        """
        from zarr.codecs import BloscCodec, Crc32cCodec

        shape = tuple(self._sizes[axis] for axis in axes)
        first = shape[0] if chunk is None else min(chunk, shape[0])
        return self._group.create_array(
            name,
            shape=shape,
            chunks=tuple(max(size, 1) for size in (first, *shape[1:])),
            dtype=info.dtype,
            fill_value=ABSENT if np.issubdtype(info.dtype, np.integer) else np.nan,
            dimension_names=axes,
            attributes={"long_name": info.doc, "units": info.unit},
            compressors=[BloscCodec(cname="zstd", clevel=1, shuffle="shuffle"), Crc32cCodec()],
        )

    def close(self) -> None:
        """Write down for readers what the folder holds."""
        import zarr

        with warnings.catch_warnings():  # Zarr 3 readers agree on it, its text does not have it yet
            warnings.simplefilter("ignore")
            zarr.consolidate_metadata(self._group.store)
