"""The digest of a run's members, worked out anew from its files."""

from offramp.results.arrays import array_infos
from offramp.results.digest import combine, event_digests, member_digests, series_digests
from offramp.results.errors import RunError
from offramp.results.events_store import from_arrow, read_parts
from offramp.results.run import Run
from offramp.results.shards import SHARD


def digest(run: Run, first: int | None = None, stop: int | None = None) -> dict[str, str]:
    """Return SHA-256 digests of what some members of a run are.

    They depend on nothing but those members: two runs that share them give the same.

    Args:
        run: that holds the members.
        first: first of them; the first of the run where not given.
        stop: one after the last; one after the last of the run where not given.

    Returns:
        Digests of `events`, `series` and what is known in the end (`members`), in hexadecimal.

    Raises:
        RunError: if one of them is not in the run.
    """
    present = run.manifest.present
    a = present[0][0] if first is None else first
    b = present[-1][1] if stop is None else stop
    if not any(low <= a < b <= high for low, high in present):
        there = ", ".join(f"{low}:{high}" for low, high in present)
        msg = f"{run.path} does not hold all members of {a}:{b}: it holds {there}"
        raise RunError(msg)
    labels = {
        str(axis): tuple(str(label) for label in run.series[axis].values)
        for axis in run.series.dims
        if axis not in {"member", "day"}
    }
    series: list[bytes] = []
    events: list[bytes] = []
    ends: list[bytes] = []
    for number in range(a // SHARD, -(-b // SHARD)):
        members = range(max(a, number * SHARD), min(b, (number + 1) * SHARD))
        own = run.series.sel(member=slice(members[0], members[-1]))
        arrays = {name: own[name].values for name in array_infos()}
        series += series_digests(arrays, labels)
        ends += member_digests(arrays, labels)
        table, words = from_arrow(read_parts([run.folder.part(number)]))
        events += event_digests(table, words, members)
    return {"events": combine(events), "series": combine(series), "members": combine(ends)}
