"""What is kept of the arrays of a run: quantiles over all futures, and series of some or all."""

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from offramp.results.folder import Folder
from offramp.results.shards import SHARD

if TYPE_CHECKING:
    import xarray


class Kept:
    """The arrays of a run.

    Args:
        folder: of the run.
    """

    def __init__(self, folder: Folder) -> None:
        self._folder = folder

    @cached_property
    def series(self) -> "xarray.Dataset":
        """Series of the members that are kept, (member, day, label); read when used."""
        return _open(self._folder.series, self._folder)

    @cached_property
    def hosts(self) -> "xarray.Dataset":
        """Arrivals and people hosted of every member, (member, day, hosts); read when used."""
        return _open(self._folder.hosts, self._folder)

    @cached_property
    def quantiles(self) -> "xarray.Dataset":
        """Quantiles over all members, (quantile, day, label), and means, (day, label)."""
        return _open(self._folder.quantiles, self._folder).load()

    def arrived(self, first: int, stop: int) -> NDArray[np.int64]:
        """Return who arrived on the days `first` up to `stop` (not included), (member, host)."""
        arrivals = self.hosts["arrivals"]
        size, _, hosts = arrivals.shape
        out = np.empty((size, hosts), np.int64)
        for at in range(0, size, SHARD):
            part = arrivals[at : at + SHARD, first:stop].values
            out[at : at + SHARD] = part.sum(axis=1, dtype=np.int64)
        return out


def _open(path: Path, folder: Folder) -> "xarray.Dataset":
    from offramp.results.opened import open_arrays

    return open_arrays(path, folder.mend())
