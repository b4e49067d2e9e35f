"""The append-only log of events of a block, each with its causes and what decided it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from offramp.engine.block import EventTable
from offramp.engine.layout import Names

Ids = NDArray[np.int32]
Members = NDArray[np.intp]

T = TypeVar("T", bound=np.generic)

NO_EVENT = -1
"""Stands for "no event" wherever an event number is kept."""


@dataclass(frozen=True)
class _Batch:
    """Events of one rule on one day, one for each of some members."""

    rows: Members
    ids: Ids
    words: tuple[int, int, int, int, int, int]
    day: int
    magnitude: NDArray[np.float64]
    causes: tuple[Ids, ...]
    inputs: tuple[tuple[int, NDArray[np.float64]], ...]


class EventLog:
    """Events of a block of members, numbered from 0 within each member.

    The number of an event depends on what happened before it to the same member, never on the
    other members of the block.
    """

    def __init__(self, members: int, names: Names) -> None:
        self._names = names
        self._next = np.zeros(members, np.int32)
        self._batches: list[_Batch] = []

    def append(
        self,
        rows: Members,
        day: int,
        kind: str,
        item: str,
        rule: str,
        *,
        actor: str = "",
        target: str = "",
        place: str = "",
        magnitude: NDArray[np.float64] | None = None,
        causes: Sequence[Ids] = (),
        inputs: Mapping[str, NDArray[np.float64]] | None = None,
    ) -> Ids:
        """Add one event for each of some members and return their numbers.

        Args:
            rows: positions of the members in the block, shape (k,), each once.
            day: days since the start.
            kind: what happened: proposed, adopted, threshold, incident, ...
            item: id of the item that it is about.
            rule: dotted path of the rule that fired.
            actor: who did it.
            target: towards whom.
            place: where.
            magnitude: how much, shape (k,).
            causes: for each possible cause, the event behind it for each of the members, shape
                (k,); `NO_EVENT` where there is none.
            inputs: what decided it, by name, each of shape (k,).

        Returns:
            Numbers of the new events, int32 (k,).
        """
        ids = self._next[rows]
        self._next[rows] += 1
        code = self._names.code
        words = (code(kind), code(item), code(actor), code(target), code(place), code(rule))
        amount = np.full(len(rows), np.nan) if magnitude is None else magnitude.astype(np.float64)
        decided = tuple((code(n), v.astype(np.float64)) for n, v in (inputs or {}).items())
        behind = tuple(np.array(cause, np.int32) for cause in causes)
        self._batches.append(_Batch(rows.copy(), ids, words, day, amount, behind, decided))
        return ids

    def copy(self, rows: Members) -> "EventLog":
        """Return the log of the given members, which may repeat: as many futures of one past."""
        fork = EventLog(len(rows), self._names)
        fork._next = self._next[rows]
        for batch in self._batches:
            at = np.full(len(self._next), -1)
            at[batch.rows] = np.arange(len(batch.rows))
            pick = at[rows]
            new = np.flatnonzero(pick >= 0)
            if not len(new):
                continue
            old = pick[new]
            causes = tuple(cause[old] for cause in batch.causes)
            inputs = tuple((name, values[old]) for name, values in batch.inputs)
            magnitude, ids = batch.magnitude[old], batch.ids[old]
            fork._batches.append(
                _Batch(new, ids, batch.words, batch.day, magnitude, causes, inputs)
            )
        return fork

    def table(self, members: NDArray[np.int64]) -> EventTable:
        """Return all events sorted by (member, number).

        Args:
            members: numbers of the members of the block, shape (member,).
        """
        sizes = [len(batch.rows) for batch in self._batches]
        starts = np.cumsum([0, *sizes])[:-1]
        rows = _join([batch.rows for batch in self._batches], np.intp)
        ids = _join([batch.ids for batch in self._batches], np.int32)
        order = np.lexsort((ids, members[rows]))
        position = np.empty(len(rows), np.int64)
        position[order] = np.arange(len(rows))
        words = np.array([batch.words for batch in self._batches], np.int32).reshape(-1, 6)
        words = np.repeat(words, sizes, axis=0)[order]
        days = np.array([batch.day for batch in self._batches], np.int32)
        cause_rows, causes = self._causes(position, starts)
        input_rows, input_names, inputs = self._inputs(position, starts)
        return EventTable(
            member=members[rows][order],
            event=ids[order],
            day=np.repeat(days, sizes)[order],
            kind=words[:, 0],
            item=words[:, 1],
            actor=words[:, 2],
            target=words[:, 3],
            place=words[:, 4],
            rule=words[:, 5],
            magnitude=_join([batch.magnitude for batch in self._batches], np.float64)[order],
            causes=causes,
            causes_start=np.searchsorted(cause_rows, np.arange(len(rows) + 1)),
            inputs=inputs,
            input_names=input_names,
            inputs_start=np.searchsorted(input_rows, np.arange(len(rows) + 1)),
        )

    def _causes(
        self, position: NDArray[np.int64], starts: NDArray[np.intp]
    ) -> tuple[NDArray[np.int64], Ids]:
        """Return the pairs (row of the table, cause), sorted and each once."""
        at = [
            position[start : start + len(cause)]
            for batch, start in zip(self._batches, starts, strict=True)
            for cause in batch.causes
        ]
        what = [cause for batch in self._batches for cause in batch.causes]
        pairs = np.stack([_join(at, np.int64), _join(what, np.int64)], axis=1)
        pairs = np.unique(pairs[pairs[:, 1] != NO_EVENT], axis=0)
        return pairs[:, 0], pairs[:, 1].astype(np.int32)

    def _inputs(
        self, position: NDArray[np.int64], starts: NDArray[np.intp]
    ) -> tuple[NDArray[np.int64], Ids, NDArray[np.float64]]:
        """Return (row of the table, name, value), sorted by row and kept in order within it."""
        at, names, values = [], [], []
        for batch, start in zip(self._batches, starts, strict=True):
            for name, numbers in batch.inputs:
                at.append(position[start : start + len(numbers)])
                names.append(np.full(len(numbers), name, np.int32))
                values.append(numbers)
        rows = _join(at, np.int64)
        order = np.argsort(rows, kind="stable")
        return rows[order], _join(names, np.int32)[order], _join(values, np.float64)[order]


def _join(arrays: Sequence[NDArray[Any]], dtype: type[T]) -> NDArray[T]:
    """Concatenate arrays; an empty one where there are none."""
    return np.concatenate(arrays).astype(dtype) if arrays else np.empty(0, dtype)
