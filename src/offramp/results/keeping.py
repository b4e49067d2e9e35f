"""Writes what is kept of the arrays of a run, from those of its shards."""

from collections.abc import Sequence
from math import prod
from typing import Any

import numpy as np
from numpy.typing import NDArray

from offramp.model.variables import BY_NAME
from offramp.results.across import QUANTILES, sample, slabs, spread
from offramp.results.array_store import ArrayStore
from offramp.results.arrays import ArrayInfo, array_infos, by_day
from offramp.results.derived import sum_infos
from offramp.results.folder import Folder
from offramp.results.premise import Premise
from offramp.results.request import Asked
from offramp.results.shards import SHARD
from offramp.results.working import ShardColumns

SAMPLE = 200
"""Members whose series are kept where not those of all are."""
OF_HOSTS = ("arrivals", "hosted")
"""Variables of which every member is kept: what a run is scored on."""
Along = dict[str, Sequence[str] | NDArray[Any]]
"""What lies along each axis."""
MEAN = "_mean"
"""Ends the name of the mean of a variable over members."""


def keep(
    folder: Folder,
    premise: Premise,
    asked: Asked,
    shards: Sequence[ShardColumns],
    always: Sequence[int],
) -> None:
    """Write what is kept of the arrays, from those of the shards.

    Args:
        folder: of the run.
        premise: what it started from.
        asked: what was asked of it.
        shards: all that are there, in order.
        always: members whose series are kept whatever else is.
    """
    folder.clear_arrays()
    start = premise.scenario.start
    infos = {name: info for name, info in array_infos().items() if by_day(info)}
    labels: Along = {info.axes[1]: premise.scenario.labels(info.axes[1]) for info in infos.values()}
    members = np.concatenate([np.arange(shard.first, shard.stop) for shard in shards])
    every = asked.keep == "all"
    chosen = members if every else sample(members, SAMPLE, always)
    day = np.arange(asked.days, dtype=np.int32)
    hosts: Along = {axis: labels[axis] for axis in (BY_NAME["arrivals"].over,)}
    of_hosts = ArrayStore(folder.hosts, {"member": members, "day": day, **hosts}, start)
    series = ArrayStore(folder.series, {"member": chosen, "day": day, **labels}, start)
    _by_shard(of_hosts, shards, {name: infos[name] for name in OF_HOSTS})
    if every:
        _by_shard(series, shards, infos)
    along: Along = {"quantile": np.array(QUANTILES), "day": day, **labels}
    quantiles = ArrayStore(folder.quantiles, along, start)
    at = np.searchsorted(members, chosen)
    for name, info in (infos | sum_infos()).items():
        own = series if name in infos and not every else None
        _across(quantiles, shards, name, info, own, at)
    for store in (of_hosts, series, quantiles):
        store.close()


def _by_shard(
    store: ArrayStore, shards: Sequence[ShardColumns], infos: dict[str, ArrayInfo]
) -> None:
    """Write arrays of every member."""
    arrays = {n: store.array(n, ("member", *i.axes), i, SHARD) for n, i in infos.items()}
    for shard in shards:
        for name, array in arrays.items():
            array.add(shard.array(name))


def _across(
    quantiles: ArrayStore,
    shards: Sequence[ShardColumns],
    name: str,
    info: ArrayInfo,
    series: ArrayStore | None,
    at: NDArray[np.intp],
) -> None:
    """Write quantiles and mean of one array, and the series of some members, in one pass."""
    shape = shards[0].shape(name)
    found, means = np.empty((len(QUANTILES), prod(shape))), np.empty(prod(shape))
    some = np.empty((prod(shape), len(at)), info.dtype) if series is not None else None
    for which, slab in slabs(shards, name):
        if some is not None:
            some[which] = slab[:, at]
        found[:, which], means[which] = spread(slab)
    what = ArrayInfo(info.axes, np.dtype(np.float64), info.unit, info.doc)
    array = quantiles.array(name, ("quantile", *info.axes), what)
    mean = quantiles.array(f"{name}{MEAN}", info.axes, what)
    array.add(found.reshape(len(QUANTILES), *shape))
    mean.add(means.reshape(shape))
    if series is not None and some is not None:
        kept = series.array(name, ("member", *info.axes), info)
        kept.add(np.ascontiguousarray(some.T).reshape(len(at), *shape))
