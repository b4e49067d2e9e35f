"""Which members are run, in which blocks, by how many threads."""

from collections.abc import Iterator
from concurrent.futures import Executor
from dataclasses import dataclass, field
from itertools import pairwise

from offramp.ensemble.executors import processors, width
from offramp.results.errors import RunError
from offramp.results.shards import SHARD

BLOCK = 1024
"""Members that are stepped together at most, where nothing else is asked for."""
SMALLEST_BLOCK = 50
"""Fewer are not worth a worker of their own, where nothing else is asked for."""


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
    """One for each processor where not given; with an executor, blocks under way at a time."""
    block: int | None = None
    """Members that are stepped together; so many that all workers are busy where not given."""
    executor: Executor | None = field(default=None, compare=False)
    """Runs the blocks; threads of our own where not given."""
    done: frozenset[int] = frozenset()
    """Shards that are there already, and are left out."""

    def __post_init__(self) -> None:
        wanted = f"members {self.first}:{self.stop}"
        _check(wanted, 0 <= self.first < self.stop, "the first is 0 or more, the second larger")
        _check(f"{self.days} days", self.days is None or self.days >= 1, "give at least 1")
        enough = self.threads is None or self.threads >= 1
        _check(f"{self.threads} threads", enough, "give at least 1")
        large = self.block is None or self.block >= 1
        _check(f"blocks of {self.block}", large, "give at least 1")
        _check(f"seed {self.seed}", 0 <= self.seed < 2**63, "give a whole number from 0")

    def __len__(self) -> int:
        return self.stop - self.first

    def workers(self) -> int:
        """Return the number of blocks that are run at a time, no more than there are."""
        return max(1, min(self._wanted(), sum(1 for _ in self.blocks())))

    def _wanted(self) -> int:
        if self.threads is not None:
            return self.threads
        return processors() if self.executor is None else width(self.executor)

    def size(self) -> int:
        """Return the number of members that are stepped together.

        >>> Plan(stop=1000, threads=2).size(), Plan(stop=10_000, threads=2).size()
        (512, 1024)
        """
        if self.block is not None:
            return self.block
        each = -(-len(self) // self._wanted())
        if each > SHARD:
            each = -(-each // SHARD) * SHARD
        return min(BLOCK, max(SMALLEST_BLOCK, each))

    def blocks(self) -> Iterator[tuple[int, int]]:
        """Iterate over the blocks, each as first and one after the last.

        They end at multiples of the block size, so that they fit the shards where they can, and
        leave out the shards that are done.

        >>> list(Plan(first=100, stop=600, block=256).blocks())
        [(100, 256), (256, 512), (512, 600)]
        >>> list(Plan(stop=1000, block=600, done=frozenset([1])).blocks())
        [(0, 256), (512, 600), (600, 1000)]
        """
        size = self.size()
        for first, stop in self._missing():
            edges = range((first // size + 1) * size, stop, size)
            yield from pairwise([first, *edges, stop])

    def _missing(self) -> Iterator[tuple[int, int]]:
        """Iterate over the ranges of members that are not done."""
        if not self.done:
            yield self.first, self.stop
            return
        a = self.first
        for number in range(self.first // SHARD, (self.stop - 1) // SHARD + 1):
            if number in self.done:
                first, stop = self.shard(number)
                if a < first:
                    yield a, first
                a = stop
        if a < self.stop:
            yield a, self.stop

    def shard(self, number: int) -> tuple[int, int]:
        """Return the members of one shard that are asked for, as first and one after the last."""
        return max(self.first, number * SHARD), min(self.stop, (number + 1) * SHARD)


def _check(what: str, holds: bool, do: str) -> None:
    """Raise an error unless something holds."""
    if not holds:
        msg = f"{what} cannot be run: {do}"
        raise RunError(msg)
