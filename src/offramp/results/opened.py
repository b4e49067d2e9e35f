"""Arrays of a run that are read when they are used, and say in a sentence that one is damaged."""

from pathlib import Path
from typing import Any

import numpy as np
import xarray
from numpy.typing import NDArray
from xarray.backends import BackendArray
from xarray.core import indexing

from offramp.results.plain_arrays import PlainArrays


class _Guarded(BackendArray):
    """An array that is read piece by piece, and never kept."""

    def __init__(self, variable: xarray.Variable, place: PlainArrays) -> None:
        self.shape = variable.shape
        self.dtype = variable.dtype
        self._variable = variable
        self._place = place

    def __getitem__(self, key: indexing.ExplicitIndexer) -> Any:
        return indexing.explicit_indexing_adapter(
            key, self.shape, indexing.IndexingSupport.OUTER, self._read
        )

    def _read(self, key: tuple[Any, ...]) -> NDArray[Any]:
        with self._place.reading():
            return np.asarray(self._variable[key].values)


def open_arrays(path: Path, mend: str) -> xarray.Dataset:
    """Open arrays; nothing is read before it is used.

    Args:
        path: of the folder.
        mend: what to do if it is damaged.

    Returns:
        The arrays; whoever reads a damaged piece of one gets a `RunError` too.

    Raises:
        RunError: if the folder is missing or damaged.
    """
    place = PlainArrays(path, mend)
    with place.reading():
        found: xarray.Dataset = xarray.open_zarr(path, chunks=None, consolidated=False)
        lazy = {name: _lazy(found[name], place) for name in map(str, found.data_vars)}
        return found.assign(lazy)


def _lazy(array: xarray.DataArray, place: PlainArrays) -> xarray.Variable:
    own = array.variable
    data = indexing.LazilyIndexedArray(_Guarded(own, place))
    return xarray.Variable(own.dims, data, own.attrs, own.encoding, fastpath=True)
