"""The state of a block of members: arrays, who caused them, and the log of events."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from offramp.engine._jit import njit
from offramp.engine.arena import Arena, Plot
from offramp.engine.draws import Draws, child_keys
from offramp.engine.events import NO_EVENT, Causes, EventLog, Ids, Inputs, Members, Words
from offramp.engine.layout import Layout

Array = NDArray[Any]


class Field(NamedTuple):
    """One array of the state: shape (member, *width)."""

    name: str
    width: tuple[int, ...]
    dtype: type[np.generic] = np.float64
    fill: float = 0.0
    traced: bool = False
    """Whether it keeps, beside each number, the event behind it."""
    pool: bool = False
    """Whether it holds people that are counted nowhere else."""
    by_label: bool = False
    """Whether it is read label by label, and so laid out in memory."""

    def plot(self) -> Plot:
        """Return the room that it takes."""
        return Plot(self.width, np.dtype(self.dtype), self.by_label)

    def plot_of_causes(self) -> Plot:
        """Return the room that the events behind its numbers take."""
        return Plot(self.width, np.dtype(np.int32), self.by_label)


class State:
    """What is true on one day in each member of a block.

    `state[name]` is an array with the leading axis member; `state.causes[name]`, of the same
    shape, holds for each of its numbers the event that set it, or -1. Processes change both in
    place, and nothing else is passed between them. A state that is not `traced` logs no event and
    looks for no cause, and goes the same way.

    All arrays lie in one `memory`, in which kernels find them; so none may be replaced by another.
    """

    def __init__(
        self,
        layout: Layout,
        fields: Iterable[Field],
        members: NDArray[np.int64],
        draws: Draws,
        *,
        traced: bool = True,
    ) -> None:
        self.layout = layout
        self.traced = traced
        self.members = members
        self.draws = draws
        self.day = 0
        self.fields = {field.name: field for field in fields}
        kept = [field for field in self.fields.values() if field.traced]
        self.memory: Arena | None = Arena([f.plot() for f in self.fields.values()], len(members))
        self.memory_of_events = Arena([field.plot_of_causes() for field in kept], len(members))
        self.arrays: dict[str, Array] = dict(zip(self.fields, self.memory.arrays, strict=True))
        self.causes: dict[str, Ids] = {
            field.name: causes
            for field, causes in zip(kept, self.memory_of_events.arrays, strict=True)
        }
        self.events = EventLog(len(members), layout.names)

    def clear(self) -> "State":
        """Fill every array as it is before anything happened, and return the state."""
        for name, field in self.fields.items():
            self.arrays[name].fill(field.fill)
        for causes in self.causes.values():
            causes.fill(NO_EVENT)
        return self

    def __getitem__(self, name: str) -> Array:
        return self.arrays[name]

    def __len__(self) -> int:
        return len(self.members)

    def __repr__(self) -> str:
        return f"State(day {self.day}, {len(self)} members, {len(self.arrays)} arrays)"

    def quantity(self, name: str) -> NDArray[np.float64]:
        """Return today's effective values of a quantity, float64 (member, label) as a view.

        A quantity without an index has one column.
        """
        columns = self.layout.columns[name]
        effective: NDArray[np.float64] = self["quantity"][:, columns.start : columns.stop]
        return effective

    def people(self) -> NDArray[np.int64]:
        """Return the number of people in all pools, int64 (member,): it never changes."""
        total = np.zeros(len(self), np.int64)
        for field in self.fields.values():
            if field.pool:
                total += self[field.name].reshape(len(self), -1).sum(axis=1)
        return total

    def emit(
        self,
        rows: Members,
        kind: str,
        item: str,
        rule: str,
        *,
        signals: Sequence[str] = (),
        actor: str = "",
        target: str = "",
        place: str = "",
        magnitude: NDArray[np.float64] | None = None,
        causes: Sequence[Ids] = (),
        inputs: Mapping[str, NDArray[np.float64]] | None = None,
    ) -> Ids:
        """Log one event today for each of some members; see `EventLog.append`.

        Args:
            rows: positions of the members in the block, shape (k,), each once.
            kind: what happened.
            item: id of the item that it is about.
            rule: dotted path of the rule that fired.
            signals: what `ever`, `since` and `count` shall see of it.
            actor: who did it.
            target: towards whom.
            place: where.
            magnitude: how much, shape (k,).
            causes: for each possible cause, the event behind it, shape (k,).
            inputs: what decided it, by name, each of shape (k,).

        Returns:
            Numbers of the new events, int32 (k,); `NO_EVENT` where nothing is traced.
        """
        if not self.traced:
            self._signal(rows, signals)
            return np.full(len(rows), NO_EVENT, np.int32)
        ids = self.events.append(
            rows,
            self.day,
            kind,
            item,
            rule,
            actor=actor,
            target=target,
            place=place,
            magnitude=magnitude,
            causes=causes,
            inputs=inputs,
        )
        self._signal(rows, signals)
        for signal in signals:
            self.causes["signal_day"][rows, self.layout.signal(signal)] = ids
        return ids

    def emit_many(
        self,
        rows: Members,
        words: Words,
        *,
        signals: NDArray[np.intp] | None = None,
        magnitude: NDArray[np.float64] | None = None,
        causes: Causes | None = None,
        inputs: Inputs | None = None,
    ) -> Ids:
        """Log events of several kinds today, several to a member if need be.

        Args:
            rows: position of the member of each event, shape (k,); a member's come in their order.
            words: what they are about, from `EventLog.codes`; not read where nothing is traced.
            signals: position of the signal that each gives, or -1, shape (k,); or of several,
                shape (k, n).
            magnitude: how much, shape (k,).
            causes: what stands behind them.
            inputs: what decided them.

        Returns:
            As `emit`.
        """
        if self.traced:
            ids = self.events.append_many(
                rows, self.day, words, magnitude=magnitude, causes=causes, inputs=inputs
            )
        else:
            ids = np.full(len(rows), NO_EVENT, np.int32)
        if signals is not None:
            _signal(
                rows,
                ids,
                signals.reshape(len(rows), -1),
                self.day,
                (self["signal_count"].T, self["signal_day"].T),
                self.causes["signal_day"].T,
            )
        return ids

    def _signal(self, rows: Members, signals: Sequence[str]) -> None:
        """Count signals that have come today in some members."""
        for signal in signals:
            at = self.layout.signal(signal)
            self["signal_count"][rows, at] += 1
            self["signal_day"][rows, at] = self.day

    def fork(self, rows: Members, copies: int, name: str) -> "State":
        """Return `copies` futures of each of some members, alike today and free from here on.

        They are numbered from 0: all of the first member, then all of the second, and so on.

        Args:
            rows: positions of the members in the block.
            copies: futures of each.
            name: name of the fork; another name gives other futures.
        """
        each = np.repeat(rows, copies)
        keys = child_keys(self.draws.keys[rows], name, copies)
        members, draws = np.arange(len(each)), Draws(keys)
        fork = State(self.layout, self.fields.values(), members, draws, traced=self.traced)
        fork.day = self.day
        for array, out in zip(self.arrays.values(), fork.arrays.values(), strict=True):
            _spread(array, rows, copies, out)
        for causes, out in zip(self.causes.values(), fork.causes.values(), strict=True):
            _spread(causes, rows, copies, out)
        fork.events = self.events.copy(each)
        return fork


@njit
def _signal(
    rows: Members,
    ids: Ids,
    given: NDArray[np.intp],
    day: int,
    known: tuple[NDArray[np.int32], NDArray[np.float64]],
    behind: Ids,
) -> None:
    """Count the signals that events give today, (event, n); what is known is (signal, member)."""
    count, last = known
    for event in range(given.shape[0]):
        row = rows[event]
        for signal in given[event]:
            if signal >= 0:
                count[signal, row] += 1
                last[signal, row] = day
                behind[signal, row] = ids[event]


def _spread(array: Array, rows: Members, copies: int, out: Array) -> None:
    """Write `copies` of each of some members of an array, one after the other, to another."""
    out.reshape(len(rows), copies, *array.shape[1:])[:] = array[rows][:, None]
