"""What happened when, in all futures: the columns of the events that the page counts."""

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from offramp.results.columns import plain
from offramp.results.events_store import one, read_parts
from offramp.results.run import Run

COLUMNS = ("member", "day", "kind", "item", "actor", "target", "place", "magnitude")
"""Columns that are read."""


@dataclass(frozen=True)
class Word:
    """A column of words, as numbers of words."""

    words: list[str]
    codes: NDArray[np.int32]

    def among(self, wanted: Collection[str]) -> NDArray[np.bool_]:
        """Return for each row whether its word is among some words."""
        known = np.array([word in wanted for word in self.words], bool)
        return known[self.codes] if len(known) else np.zeros(len(self.codes), bool)


@dataclass(frozen=True)
class Events:
    """Events of all futures, one a row, sorted by future and by number."""

    size: int
    """Futures."""
    member: NDArray[np.int64]
    """Position of the future, from 0 (row,)."""
    day: NDArray[np.int32]
    magnitude: NDArray[np.float64]
    text: dict[str, Word]
    """Columns of words, by name."""

    def rows(self, **wanted: Collection[str]) -> NDArray[np.intp]:
        """Return the rows whose words are among those given for each column, in order."""
        found = np.ones(len(self.day), bool)
        for column, words in wanted.items():
            found &= self.text[column].among(words)
        return np.flatnonzero(found)

    def first_day(self, rows: NDArray[np.intp]) -> NDArray[np.float64]:
        """Return the day of the first of some rows in each future, (future,); inf where none is."""
        days = np.full(self.size, np.inf)
        np.minimum.at(days, self.member[rows], self.day[rows])
        return days


def read_events(run: Run) -> Events:
    """Read the events of a run.

    Raises:
        RunError: if a part is missing or damaged.
    """
    table = read_parts(run.parts(), list(COLUMNS))
    members = np.concatenate([np.arange(a, b) for a, b in run.manifest.present])
    text = {}
    for name in ("kind", "item", "actor", "target", "place"):
        column = one(table, name)
        text[name] = Word(column.dictionary.to_pylist(), plain(column.indices))
    return Events(
        size=run.members,
        member=np.searchsorted(members, plain(one(table, "member"))),
        day=plain(one(table, "day")),
        magnitude=plain(one(table, "magnitude")),
        text=text,
    )
