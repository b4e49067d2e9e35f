"""What is known of each member in the end, read column by column."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from offramp.results.columns import plain
from offramp.results.members_store import column_names, read_members
from offramp.results.shards import SHARD


class Ends(Mapping[str, NDArray[Any]]):
    """Columns of the members' table, (member,) each; cases of outcomes are given by their ids.

    Args:
        paths: of the parts, in order.
    """

    def __init__(self, paths: Sequence[Path]) -> None:
        self._paths = paths
        self._ahead: dict[str, NDArray[Any]] = {}

    @cached_property
    def _names(self) -> list[str]:
        return column_names(self._paths[0])

    def __getitem__(self, name: str) -> NDArray[Any]:
        if name not in self._names:
            raise KeyError(name)
        if name not in self._ahead:
            self._read_ahead(name)
        return self._ahead[name]

    def _read_ahead(self, name: str) -> None:
        """Read a column and some that follow it: the parts are opened less often."""
        at = self._names.index(name)
        stem = name.partition(".")[0]
        few = max(1, min(_AHEAD, _NUMBERS // (SHARD * len(self._paths))))
        ahead = [other for other in self._names[at : at + few] if other.startswith(stem)]
        table = read_members(self._paths, ahead)
        self._ahead = {key: _numbers(table[key]) for key in table.column_names}

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


def _numbers(column: Any) -> NDArray[Any]:
    """Return a column as an array; words where it holds words."""
    chunk = column.combine_chunks()
    if hasattr(chunk, "dictionary"):
        words = np.array(chunk.dictionary.to_pylist())
        return np.asarray(words[plain(chunk.indices)])
    return plain(chunk)


_AHEAD = 32
"""Columns that are read at a time, at most."""
_NUMBERS = 1 << 20
"""Numbers that are read at a time, so that memory does not grow with futures."""
