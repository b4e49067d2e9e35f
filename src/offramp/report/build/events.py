"""What happened when, in all futures: the columns of the events that the page counts."""

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from offramp.results.columns import plain
from offramp.results.events_store import one, read_parts
from offramp.results.run import Run
from offramp.results.shards import SHARD

MOST = 10_000
"""Futures whose events and arrivals are looked at one by one, at most: the first ones."""
COLUMNS = ("member", "day", "kind", "item", "actor", "target", "place", "magnitude")
"""Columns that are read."""


@dataclass(frozen=True)
class Word:
    """A column of words, as numbers of words."""

    words: list[str]
    codes: NDArray[np.int32]

    def known(self, wanted: Collection[str] | None) -> NDArray[np.bool_]:
        """Return for each word whether it is among some words; all are where None."""
        if wanted is None:
            return np.ones(len(self.words), np.bool_)
        return np.array([word in wanted for word in self.words], np.bool_)

    def among(self, wanted: Collection[str], rows: NDArray[np.intp]) -> NDArray[np.bool_]:
        """Return for each of some rows whether its word is among some words."""
        return self.known(wanted)[self.codes[rows]]


@dataclass(frozen=True)
class Events:
    """Events of all futures, one a row, sorted by future and by number."""

    size: int
    """Futures, `MOST` at most."""
    member: NDArray[np.int64]
    """Position of the future, from 0 (row,)."""
    day: NDArray[np.int32]
    magnitude: NDArray[np.float64]
    text: dict[str, Word]
    """Columns of words, by name."""

    def rows(self, **wanted: Collection[str]) -> NDArray[np.intp]:
        """Return the rows whose words are among those given for each column, in order."""
        found = self._of_kinds(wanted.get("kind"), wanted.get("item"))
        for column, words in wanted.items():
            if column not in {"kind", "item"}:
                found = found[self.text[column].among(words, found)]
        return found

    def _of_kinds(
        self, kinds: Collection[str] | None, items: Collection[str] | None
    ) -> NDArray[np.intp]:
        """Return the rows of some kinds and items, in order; all kinds or items where None."""
        kind, item = self.text["kind"], self.text["item"]
        groups = kind.known(kinds)[:, None] & item.known(items)[None, :]
        pieces = [
            self._sorted[self._starts[group] : self._starts[group + 1]]
            for group in np.flatnonzero(groups).tolist()
            if self._starts[group] < self._starts[group + 1]
        ]
        return np.sort(np.concatenate(pieces)) if pieces else np.zeros(0, np.intp)

    @cached_property
    def _groups(self) -> NDArray[np.int64]:
        """Number of the pair of kind and item of each row."""
        kind, item = self.text["kind"], self.text["item"]
        return kind.codes.astype(np.int64) * len(item.words) + item.codes

    @cached_property
    def _sorted(self) -> NDArray[np.intp]:
        """Rows by pair of kind and item, in order within each."""
        return np.argsort(self._groups, kind="stable")

    @cached_property
    def _starts(self) -> NDArray[np.int64]:
        """Where each pair begins among the sorted rows, and where the last one ends."""
        size = len(self.text["kind"].words) * len(self.text["item"].words)
        counts = np.bincount(self._groups, minlength=size)
        return np.concatenate([[0], np.cumsum(counts)])

    def first_day(self, rows: NDArray[np.intp]) -> NDArray[np.float64]:
        """Return the day of the first of some rows in each future, (future,); inf where none is."""
        days = np.full(self.size, np.inf)
        np.minimum.at(days, self.member[rows], self.day[rows])
        return days


def read_events(run: Run) -> Events:
    """Read the events of a run, or of its first futures where it has many.

    Raises:
        RunError: if a part is missing or damaged.
    """
    members = np.concatenate([np.arange(a, b) for a, b in run.manifest.present])[:MOST]
    shards = [number for number in run.shards if number <= members[-1] // SHARD]
    table = read_parts([run.folder.part(number) for number in shards], list(COLUMNS))
    member = plain(one(table, "member"))
    table = table.slice(0, int(np.searchsorted(member, members[-1], side="right")))
    text = {}
    for name in ("kind", "item", "actor", "target", "place"):
        column = one(table, name)
        text[name] = Word(column.dictionary.to_pylist(), plain(column.indices))
    return Events(
        size=len(members),
        member=np.searchsorted(members, plain(one(table, "member"))),
        day=plain(one(table, "day")),
        magnitude=plain(one(table, "magnitude")),
        text=text,
    )
