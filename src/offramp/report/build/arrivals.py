"""New arrivals of every future, in one pass: the worst day, and sums after the as-of date."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from offramp.report.build.shown import Shown
from offramp.results.shards import SHARD

HORIZONS = (7, 14, 30)
"""Days after the as-of date."""
LINES = 8
"""Futures that are shown one by one."""


@dataclass(frozen=True)
class Arrivals:
    """What the page needs of the arrivals of all futures."""

    after: int
    """First day after the as-of date."""
    peak: NDArray[np.int64] | None
    """Most on a day after the as-of date, (future, host); None where no day comes after it."""
    peak_day: NDArray[np.int64] | None
    """The first such day, (future, host)."""
    within: dict[int, NDArray[np.int64]]
    """Sums over the days after the as-of date, by their number, (future, host) each."""
    lines: NDArray[np.int64]
    """Of some futures by day, (future, day, host)."""
    which: list[int]
    """Numbers of these futures."""
    between: NDArray[np.int64]
    """Sums from one frame to the next, (future, frame, host)."""


def no_arrivals(shown: Shown, frames: Sequence[int]) -> Arrivals:
    """Return what stands for the arrivals of single futures where a run lacks them."""
    hosts = len(shown.labels("hosts"))
    return Arrivals(
        after=shown.as_of_day + 1,
        peak=None,
        peak_day=None,
        within={},
        lines=np.zeros((0, shown.days, hosts), np.int64),
        which=[],
        between=np.zeros((1, len(frames), hosts), np.int64),
    )


def read_arrivals(shown: Shown, frames: Sequence[int]) -> Arrivals:
    """Read the arrivals of a run, or of its first futures where it has many.

    Args:
        shown: the run.
        frames: days, rising; a sum runs from the day after a frame to the next frame.

    Raises:
        RunError: if they are missing or damaged.
    """
    hosts = shown.hosts
    count = hosts.shape("arrivals")[2]
    after = shown.as_of_day + 1
    reached = [days for days in HORIZONS if after + days <= shown.days]
    starts = np.array([0, *(frame + 1 for frame in frames[:-1])])
    peaks: list[NDArray[np.int64]] = []
    days: list[NDArray[np.int64]] = []
    between: list[NDArray[np.int64]] = []
    within: dict[int, list[NDArray[np.int64]]] = {ahead: [] for ahead in reached}
    lines = np.zeros((0, shown.days, count), np.int64)
    for at in range(0, shown.counted, SHARD):
        stop = min(at + SHARD, shown.counted)
        part = hosts.read("arrivals", slice(at, stop)).astype(np.int64)
        if at == 0:
            lines = part[:LINES]
        free = part[:, after:]
        if free.shape[1]:
            peaks.append(free.max(axis=1))
            days.append(free.argmax(axis=1) + after)
        for ahead in reached:
            within[ahead].append(free[:, :ahead].sum(axis=1))
        between.append(np.add.reduceat(part, starts, axis=1))
    return Arrivals(
        after=after,
        peak=np.concatenate(peaks) if peaks else None,
        peak_day=np.concatenate(days) if days else None,
        within={ahead: np.concatenate(parts) for ahead, parts in within.items()},
        lines=lines,
        which=hosts.read("member")[:LINES].tolist(),
        between=np.concatenate(between),
    )
