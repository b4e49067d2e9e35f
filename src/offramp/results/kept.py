"""What is kept of the arrays of a run: quantiles over all futures, and series of some or all."""

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from offramp.results.across import QUANTILES
from offramp.results.folder import Folder
from offramp.results.plain_arrays import PlainArrays
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
        self._places: dict[Path, PlainArrays] = {}

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

    def fan(self, name: str, shares: Sequence[float]) -> list[NDArray[np.float64]]:
        """Return quantiles of one array over all members, (day, label) each.

        Args:
            name: of the array.
            shares: of `QUANTILES`.
        """
        found = self._plain(self._folder.quantiles).read(name)
        return [found[QUANTILES.index(share)] for share in shares]

    def arrived(self, first: int, stop: int) -> NDArray[np.int64]:
        """Return who arrived on the days `first` up to `stop` (not included), (member, host)."""
        hosts = self._plain(self._folder.hosts)
        size, _, count = hosts.shape("arrivals")
        out = np.empty((size, count), np.int64)
        for at in range(0, size, SHARD):
            part = hosts.read("arrivals", slice(at, at + SHARD), slice(first, stop))
            out[at : at + SHARD] = part.sum(axis=1, dtype=np.int64)
        return out

    def _plain(self, path: Path) -> PlainArrays:
        return self._places.setdefault(path, PlainArrays(path, self._folder.mend()))


def _open(path: Path, folder: Folder) -> "xarray.Dataset":
    from offramp.results.opened import open_arrays

    return open_arrays(path, folder.mend())
