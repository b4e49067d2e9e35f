"""The digest of a run's members, compared with what its files hold."""

import numpy as np

from offramp.results.digest import combine, event_digests, series_digests
from offramp.results.errors import RunError
from offramp.results.events_store import from_arrow, read_parts
from offramp.results.members_store import read_members
from offramp.results.run import Run
from offramp.results.shards import SHARD

KINDS = ("events", "series", "members")
"""What has a digest: events, series by day, and what is known of a member in the end."""


def digest(run: Run, first: int | None = None, stop: int | None = None) -> dict[str, str]:
    """Return SHA-256 digests of what some members of a run are.

    They depend on nothing but those members: two runs that share them give the same, whatever is
    kept of their series. Those of events, and of the series that are kept, are worked out anew.

    Args:
        run: that holds the members.
        first: first of them; the first of the run where not given.
        stop: one after the last; one after the last of the run where not given.

    Returns:
        Digests of `events`, `series` and `members`, in hexadecimal.

    Raises:
        RunError: if one of them is not in the run, or its files hold something else.
    """
    present = run.manifest.present
    a = present[0][0] if first is None else first
    b = present[-1][1] if stop is None else stop
    if not any(low <= a < b <= high for low, high in present):
        there = ", ".join(f"{low}:{high}" for low, high in present)
        msg = f"{run.path} does not hold all members of {a}:{b}: it holds {there}"
        raise RunError(msg)
    found: dict[str, list[bytes]] = {kind: [] for kind in KINDS}
    for number in range(a // SHARD, -(-b // SHARD)):
        members = range(max(a, number * SHARD), min(b, (number + 1) * SHARD))
        recorded = _recorded(run, number, members)
        table, words = from_arrow(read_parts([run.folder.part(number)]))
        events = dict(zip(members, event_digests(table, words, members), strict=True))
        for kind, anew in (("events", events), ("series", _series(run, members))):
            _compare(run, kind, recorded[kind], anew)
        for kind, digests in recorded.items():
            found[kind] += digests.values()
    return {kind: combine(digests) for kind, digests in found.items()}


def _recorded(run: Run, number: int, members: range) -> dict[str, dict[int, bytes]]:
    """Return the digests that were taken when members of one shard were run, by member."""
    columns = [f"sha256.{kind}" for kind in KINDS]
    table = read_members([run.folder.members_part(number)], ["member", *columns])
    numbers = table["member"].to_pylist()
    return {
        kind: {
            member: own
            for member, own in zip(numbers, table[column].to_pylist(), strict=True)
            if member in members
        }
        for kind, column in zip(KINDS, columns, strict=True)
    }


def _series(run: Run, members: range) -> dict[int, bytes]:
    """Return digests of the series of those members whose series are kept."""
    kept = np.asarray(run.series["member"].values)
    own = kept[(kept >= members.start) & (kept < members.stop)]
    labels = {
        str(axis): tuple(str(label) for label in run.series[axis].values)
        for axis in run.series.dims
        if axis not in {"member", "day"}
    }
    some = run.series.sel(member=own)
    arrays = {str(name): some[name].values for name in some.data_vars}
    return dict(zip(own.tolist(), series_digests(arrays, labels), strict=True)) if len(own) else {}


def _compare(run: Run, kind: str, recorded: dict[int, bytes], anew: dict[int, bytes]) -> None:
    wrong = [member for member, found in anew.items() if recorded[member] != found]
    if wrong:
        msg = (
            f"the {kind} of future {wrong[0]} in {run.path} are not those that were written: "
            f"{run.folder.mend()}"
        )
        raise RunError(msg)
