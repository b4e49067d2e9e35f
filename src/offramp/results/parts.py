"""The events of a run, shard by shard, so that they need never be in memory all at once."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa

from offramp.engine.block import EventTable
from offramp.results.columns import plain
from offramp.results.events_store import from_arrow, one, read_parts


@dataclass(frozen=True)
class Part:
    """The events of one shard."""

    path: Path
    """Of its file."""
    first: int
    """Its first member."""
    stop: int
    """One after its last member."""

    def coded(self) -> tuple[EventTable, list[str]]:
        """Return its events with codes, and the words that these stand for.

        Raises:
            RunError: if the file is missing or damaged.
        """
        return from_arrow(read_parts([self.path]))


@dataclass(frozen=True)
class Parts:
    """The events of a run, in order of its members."""

    parts: Sequence[Part]

    def coded(self) -> Iterator[tuple[EventTable, list[str]]]:
        """Iterate over shards: events with codes, and the words that these stand for.

        Raises:
            RunError: if a file is missing or damaged.
        """
        for part in self.parts:
            yield part.coded()

    def of(self, member: int) -> pa.Table:
        """Return the events of one member.

        Raises:
            RunError: if its file is missing or damaged.
        """
        own = [part.path for part in self.parts if part.first <= member < part.stop]
        table = read_parts(own)
        first, stop = np.searchsorted(plain(one(table, "member")), [member, member + 1])
        return table.slice(first, stop - first)

    def words(self, column: str) -> set[str]:
        """Return the words that a column holds.

        Raises:
            RunError: if a file is missing or damaged.
        """
        found: set[str] = set()
        for part in self.parts:
            for word in read_parts([part.path], [column])[column].unique():
                found.add(word.as_py())
        return found
