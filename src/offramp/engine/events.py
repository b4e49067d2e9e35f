"""The append-only log of events of a block, each with its causes and what decided it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from offramp.engine._jit import njit
from offramp.engine.block import EventTable
from offramp.engine.event_order import causes_by_event, inputs_by_event, places
from offramp.engine.layout import Names

Ids = NDArray[np.int32]
Members = NDArray[np.intp]
Words = NDArray[np.int32]
"""Codes of the `WORDS` of each event: shape (k, 6), or (1, 6) for all."""

WORDS = ("kind", "item", "actor", "target", "place", "rule")

NO_WORDS: Words = np.empty((0, 6), np.int32)
"""Words of no event, where nothing is traced."""

T = TypeVar("T", bound=np.generic)

NO_EVENT = -1
"""Stands for "no event" wherever an event number is kept."""


class Causes(NamedTuple):
    """Which event stands behind which of a batch; `NO_EVENT` is none."""

    at: NDArray[np.intp]
    """Position in the batch."""
    event: Ids

    @classmethod
    def none(cls) -> "Causes":
        """Return no causes at all."""
        return cls(np.empty(0, np.intp), np.empty(0, np.int32))

    @classmethod
    def of(cls, causes: Sequence[Ids], at: Members) -> "Causes":
        """Join arrays that hold one cause for each of some events, shape (k,)."""
        return cls(np.tile(at, len(causes)), _join(causes, np.int32)) if causes else cls.none()

    @classmethod
    def join(cls, parts: Sequence["Causes"]) -> "Causes":
        """Join the causes of several events of one batch."""
        return cls(_join([p.at for p in parts], np.intp), _join([p.event for p in parts], np.int32))


class Inputs(NamedTuple):
    """What decided the events of a batch."""

    at: NDArray[np.intp]
    """Position in the batch."""
    name: NDArray[np.int32]
    """Code of its name."""
    value: NDArray[np.float64]

    @classmethod
    def none(cls) -> "Inputs":
        """Return no inputs at all."""
        return cls(np.empty(0, np.intp), np.empty(0, np.int32), np.empty(0))

    @classmethod
    def of(cls, names: Sequence[int], values: Sequence[NDArray[Any]], at: Members) -> "Inputs":
        """Join arrays that hold, by code of a name, one number for each of some events."""
        if not names:
            return cls.none()
        repeated = np.repeat(np.array(names, np.int32), len(at))
        return cls(np.tile(at, len(names)), repeated, _join(values, np.float64))

    @classmethod
    def join(cls, parts: Sequence["Inputs"]) -> "Inputs":
        """Join the inputs of several events of one batch."""
        return cls(
            _join([part.at for part in parts], np.intp),
            _join([part.name for part in parts], np.int32),
            _join([part.value for part in parts], np.float64),
        )


@dataclass(frozen=True)
class _Batch:
    """Some events; those of one member follow each other by number."""

    rows: Members
    ids: Ids
    days: NDArray[np.int32]
    """Shape (k,), or (1,) for all."""
    words: Words
    magnitude: NDArray[np.float64]
    """Shape (k,), or (1,) for all."""
    causes: Causes
    inputs: Inputs


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
        words = self.codes([kind, item, actor, target, place, rule])
        names, everyone = self.codes(inputs or ()), np.arange(len(rows))
        values = [] if inputs is None else list(inputs.values())
        return self.append_many(
            rows,
            day,
            np.array([words], np.int32),
            magnitude=magnitude,
            causes=Causes.of(causes, everyone),
            inputs=Inputs.of(names, values, everyone),
        )

    def append_many(
        self,
        rows: Members,
        day: int,
        words: Words,
        *,
        magnitude: NDArray[np.float64] | None = None,
        causes: Causes | None = None,
        inputs: Inputs | None = None,
    ) -> Ids:
        """Add events of several kinds at once, several to a member if need be.

        Args:
            rows: position of the member of each event, shape (k,); a member's come in their order.
            day: days since the start.
            words: what they are about, as `codes`.
            magnitude: how much, shape (k,).
            causes: what stands behind them.
            inputs: what decided them; those of an event in their order.

        Returns:
            Numbers of the new events, int32 (k,).
        """
        ids = np.empty(len(rows), np.int32)
        _number(self._next, rows, ids)
        amount = np.full(1, np.nan) if magnitude is None else magnitude.astype(np.float64)
        causes, inputs = causes or Causes.none(), inputs or Inputs.none()
        days = np.full(1, day, np.int32)
        self._batches.append(_Batch(rows.copy(), ids, days, words, amount, causes, inputs))
        return ids

    def upcoming(self, rows: Members) -> Ids:
        """Return the numbers that events of some members get if they are added next."""
        ids = np.empty(len(rows), np.int32)
        _number(self._next.copy(), rows, ids)
        return ids

    def codes(self, words: Iterable[str]) -> list[int]:
        """Return the codes of some words."""
        return [self._names.code(word) for word in words]

    def copy(self, rows: Members) -> "EventLog":
        """Return the log of the given members, which may repeat: as many futures of one past."""
        fork = EventLog(len(rows), self._names)
        fork._next = self._next[rows]
        if not self._batches:
            return fork
        past = self.table(np.arange(len(self._next)))
        begin = np.searchsorted(past.member, np.arange(len(self._next) + 1))
        new, old = _each(begin, rows)
        cause_at, cause = _each(past.causes_start, old)
        input_at, given = _each(past.inputs_start, old)
        fork._batches = [
            _Batch(
                new,
                past.event[old],
                past.day[old],
                np.stack([getattr(past, word)[old] for word in WORDS], axis=1),
                past.magnitude[old],
                Causes(cause_at, past.causes[cause]),
                Inputs(input_at, past.input_names[given], past.inputs[given]),
            )
        ]
        return fork

    def table(self, members: NDArray[np.int64]) -> EventTable:
        """Return all events sorted by (member, number).

        Args:
            members: numbers of the members of the block, shape (member,).
        """
        batches = self._batches
        rows = _join([batch.rows for batch in batches], np.intp)
        ids = _join([batch.ids for batch in batches], np.int32)
        place = places(members, self._next, rows, ids)
        size = len(place)
        member, event = np.empty(size, np.int64), np.empty(size, np.int32)
        member[place], event[place] = members[rows], ids
        day, magnitude = np.empty(size, np.int32), np.empty(size)
        words = np.empty((size, len(WORDS)), np.int32)
        causes_of = np.empty(sum(len(batch.causes.at) for batch in batches), np.int64)
        inputs_of = np.empty(sum(len(batch.inputs.at) for batch in batches), np.int64)
        first = first_cause = first_input = 0
        for batch in batches:
            stop = first + len(batch.rows)
            stop_cause = first_cause + len(batch.causes.at)
            stop_input = first_input + len(batch.inputs.at)
            at = place[first:stop]
            day[at], words[at], magnitude[at] = batch.days, batch.words, batch.magnitude
            causes_of[first_cause:stop_cause] = at[batch.causes.at]
            inputs_of[first_input:stop_input] = at[batch.inputs.at]
            first, first_cause, first_input = stop, stop_cause, stop_input
        causes = _join([batch.causes.event for batch in batches], np.int32)
        names = _join([batch.inputs.name for batch in batches], np.int32)
        values = _join([batch.inputs.value for batch in batches], np.float64)
        causes, causes_start = causes_by_event(causes_of, causes, size)
        names, values, inputs_start = inputs_by_event(inputs_of, names, values, size)
        return EventTable(
            member=member,
            event=event,
            day=day,
            **{word: words[:, at] for at, word in enumerate(WORDS)},
            magnitude=magnitude,
            causes=causes,
            causes_start=causes_start,
            inputs=values,
            input_names=names,
            inputs_start=inputs_start,
        )


@njit
def _number(following: Ids, rows: Members, ids: Ids) -> None:
    """Give each event the next number of its member."""
    for at in range(rows.size):
        ids[at] = following[rows[at]]
        following[rows[at]] += 1


def _each(start: NDArray[np.int64], wanted: NDArray[np.intp]) -> tuple[Members, Members]:
    """Return all pairs of a position in `wanted`, in order, and one of what its owner has.

    Args:
        start: where what each owner has begins, and one more; shape (owner + 1,).
        wanted: owners, which may repeat, shape (k,).
    """
    first, counts = start[wanted], (start[1:] - start[:-1])[wanted]
    skipped = np.repeat(first - np.cumsum(counts) + counts, counts)
    return np.repeat(np.arange(len(wanted)), counts), skipped + np.arange(counts.sum())


def _join(arrays: Sequence[NDArray[Any]], dtype: type[T]) -> NDArray[T]:
    """Concatenate arrays; an empty one where there are none."""
    return np.concatenate(arrays).astype(dtype, copy=False) if arrays else np.empty(0, dtype)
