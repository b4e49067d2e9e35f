"""`series.zarr`: the arrays of a run, in Zarr version 3, as xarray reads and writes it.

The members of one shard are one chunk of each array, so that a shard is written once. Where the
members of a run do not start on a shard's first, a chunk spans two shards and is written twice.
"""

import warnings
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from offramp.results.arrays import ArrayInfo, Arrays, array_infos
from offramp.results.errors import RunError

if TYPE_CHECKING:
    import xarray
    import zarr

ABSENT = -1
"""Stands in arrays of whole numbers for a member that is not there; not-a-number in others."""


class SeriesStore:
    """Writes `series.zarr` shard by shard.

    Args:
        path: where to make it; nothing may be there.
        labels: along each axis but `member` and `day`.
        members: first member and the one after the last.
        days: length of the run.
        start: day 0.
        chunk: members in a chunk.
    """

    def __init__(
        self,
        path: Path,
        labels: dict[str, tuple[str, ...]],
        members: tuple[int, int],
        *,
        days: int,
        start: date,
        chunk: int,
    ) -> None:
        import zarr

        self._first = members[0]
        self._count = members[1] - members[0]
        self._days = days
        self._chunk = chunk
        self._labels = labels
        self._group = zarr.create_group(path, zarr_format=3, attributes={"coordinates": "date"})
        self._coordinates(start)
        self._arrays = {name: self._array(name, info) for name, info in array_infos().items()}
        with warnings.catch_warnings():  # Zarr 3 readers agree on it, its text does not have it yet
            warnings.simplefilter("ignore")
            zarr.consolidate_metadata(self._group.store)

    def _coordinates(self, start: date) -> None:
        days = np.arange(self._days, dtype=np.int32)
        members = np.arange(self._first, self._first + self._count, dtype=np.int64)
        named: tuple[tuple[str, NDArray[Any], dict[str, Any]], ...] = (
            ("member", members, {"long_name": "Number of the member"}),
            ("day", days, {"long_name": "Days since the start"}),
            ("date", days, {"units": f"days since {start}", "calendar": "proleptic_gregorian"}),
        )
        for name, values, attributes in named:
            axis = "day" if name == "date" else name
            self._group.create_array(
                name,
                data=values,
                chunks=(max(len(values), 1),),
                dimension_names=(axis,),
                attributes=attributes,
            )
        for axis, labels in self._labels.items():
            array = self._group.create_array(
                axis,
                shape=(len(labels),),
                chunks=(max(len(labels), 1),),
                dtype="string",
                dimension_names=(axis,),
            )
            if labels:
                array[:] = np.array(labels, dtype=object)

    def _array(self, name: str, info: ArrayInfo) -> "zarr.Array[Any]":
        from zarr.codecs import BloscCodec

        widths = [self._days if axis == "day" else len(self._labels[axis]) for axis in info.axes]
        whole = np.issubdtype(info.dtype, np.integer)
        return self._group.create_array(
            name,
            shape=(self._count, *widths),
            chunks=(min(self._chunk, self._count), *(max(width, 1) for width in widths)),
            dtype=info.dtype,
            fill_value=ABSENT if whole else np.nan,
            dimension_names=("member", *info.axes),
            attributes={"long_name": info.doc, "units": info.unit},
            compressors=[BloscCodec(cname="zstd", clevel=1, shuffle="shuffle")],
        )

    def write(self, first: int, arrays: Arrays) -> None:
        """Write the arrays of some members that follow one another.

        Args:
            first: number of the first of them.
            arrays: by name, each of shape (member, ...).
        """
        at = first - self._first
        for name, values in arrays.items():
            if values.size:
                self._arrays[name][at : at + len(values)] = values


def open_series(path: Path, present: Sequence[Sequence[int]]) -> "xarray.Dataset":
    """Open the arrays of a run; nothing is read before it is used.

    Args:
        path: of `series.zarr`.
        present: ranges of members that are there; the others are left out.

    Returns:
        Dataset with the axes member, day and the indices of the scenario, and the coordinate
        `date` along `day`.

    Raises:
        RunError: if it cannot be read.
    """
    import xarray

    try:
        data: xarray.Dataset = xarray.open_zarr(path, chunks=None, consolidated=False)
        data = data[list(array_infos())]
        there = np.concatenate([np.arange(a, b) for a, b in present] or [np.empty(0, np.int64)])
        if data.sizes["member"] != len(there):
            data = data.isel(member=np.searchsorted(data["member"].values, there))
    except (OSError, ValueError, KeyError) as error:
        msg = f"{path} is missing or damaged: run the scenario again"
        raise RunError(msg) from error
    return data
