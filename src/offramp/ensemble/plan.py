"""Which members are run, in which blocks, by how many threads."""

import os
from collections.abc import Iterator
from dataclasses import dataclass

from offramp.results.errors import RunError
from offramp.results.shards import SHARD

BLOCK = 1000
"""Members that are stepped together, where nothing else is asked for."""


@dataclass(frozen=True)
class Plan:
    """Members `first` up to `stop` (not included) and how they are run.

    Block and threads change how long a run takes and how much memory it needs, never its bits.
    """

    first: int = 0
    stop: int = 1000
    seed: int = 1
    days: int | None = None
    """Length of the run; that of the scenario where not given."""
    threads: int | None = None
    """One for each processor where not given."""
    block: int = BLOCK

    def __post_init__(self) -> None:
        wanted = f"members {self.first}:{self.stop}"
        _check(wanted, 0 <= self.first < self.stop, "the first is 0 or more, the second larger")
        _check(f"{self.days} days", self.days is None or self.days >= 1, "give at least 1")
        enough = self.threads is None or self.threads >= 1
        _check(f"{self.threads} threads", enough, "give at least 1")
        _check(f"blocks of {self.block}", self.block >= 1, "give at least 1")
        _check(f"seed {self.seed}", 0 <= self.seed < 2**63, "give a whole number from 0")

    def __len__(self) -> int:
        return self.stop - self.first

    def workers(self) -> int:
        """Return the number of threads, no more than there are blocks."""
        wanted = self.threads if self.threads is not None else processors()
        return max(1, min(wanted, sum(1 for _ in self.blocks())))

    def blocks(self) -> Iterator[tuple[int, int]]:
        """Iterate over the blocks, each as first and one after the last.

        They end at multiples of the block size, so that they fit the shards where they can.

        >>> list(Plan(first=100, stop=600, block=256).blocks())
        [(100, 256), (256, 512), (512, 600)]
        """
        a = self.first
        while a < self.stop:
            b = min((a // self.block + 1) * self.block, self.stop)
            yield a, b
            a = b

    def shard(self, number: int) -> tuple[int, int]:
        """Return the members of one shard that are asked for, as first and one after the last."""
        return max(self.first, number * SHARD), min(self.stop, (number + 1) * SHARD)


def _check(what: str, holds: bool, do: str) -> None:
    """Raise an error unless something holds."""
    if not holds:
        msg = f"{what} cannot be run: {do}"
        raise RunError(msg)


def processors() -> int:
    """Return the number of processors that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
