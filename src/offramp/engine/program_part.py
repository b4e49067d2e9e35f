"""Some entries of a plan made ready to be worked out together."""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from offramp.engine.program_machine import ALL, Machine, Memory
from offramp.engine.program_plain import work_out
from offramp.engine.program_plan import Array, Plan
from offramp.engine.program_schedule import Schedule
from offramp.engine.program_source import Source

__all__ = ["Leaf", "Part", "Readable", "Rows"]

Rows = NDArray[np.int64]
Floats = NDArray[np.float64]


class Readable(Protocol):
    """What is asked of a state; one without a memory is read through its leaves."""

    day: int
    traced: bool

    @property
    def memory(self) -> Memory | None:
        """Where its arrays lie."""

    @property
    def memory_of_events(self) -> Memory | None:
        """Where the arrays that say which events are behind its numbers lie, if it is traced."""

    def __len__(self) -> int: ...


class Leaf(Protocol):
    """Where the value of a name comes from."""

    @property
    def source(self) -> Source | None:
        """Where it lies in the memory of a state; None where only `value` tells."""

    @property
    def truth(self) -> bool:
        """Whether its values are truths."""

    def value(self, state: Any) -> Array:
        """Return the values of the name.

        Returns:
            Shape (B,), or (B, K) for a whole variable with K labels; truths or numbers.
        """

    def cause(self, state: Any, rows: Rows | slice) -> Array | None:
        """Return the id of the event behind each value.

        Args:
            state: to look at.
            rows: positions of the members asked for.

        Returns:
            int32 of shape (k,), -1 where there is none; None where the name never comes from an
            event.
        """


class Part:
    """Some entries of a plan, ordered and compiled; holds no values.

    Args:
        plan: with the entries.
        roots: those asked for.
        leaves: by name.
        compiled: whether the kernel works them out; else NumPy does.
    """

    def __init__(
        self, plan: Plan, roots: Sequence[int], leaves: Mapping[str, Leaf], *, compiled: bool
    ) -> None:
        self._plan = plan
        self._leaves = leaves
        self._results = len(roots)
        self.schedule = Schedule(plan, roots)
        sources = {name: leaf.source for name, leaf in leaves.items()}
        self._machine = Machine(plan, self.schedule, sources) if compiled else None

    @property
    def asked(self) -> tuple[int, ...]:
        """Entries that are read before the kernel runs: it cannot find them in a memory."""
        return () if self._machine is None else self._machine.asked

    def table(self, state: Readable, rows: Rows | None = None) -> Floats:
        """Work everything out, float64 (root, member); `rows` are the members asked for."""
        members = len(state) if rows is None else len(rows)
        out = np.empty((self._results, members))
        if self._machine is None:
            work_out(self._plan, self.schedule, self._given(self.schedule.loads, state, rows), out)
            return out
        memory = state.memory
        asked = self.schedule.loads if memory is None else self._machine.asked
        given = np.array(self._given(asked, state, rows)) if asked else _NOTHING
        picked = ALL if rows is None else np.ascontiguousarray(rows, np.int64)
        self._machine.run(out, given, memory, picked, block=len(state), day=float(state.day))
        return out

    def _given(self, entries: Sequence[int], state: Readable, rows: Rows | None) -> list[Floats]:
        """Read some leaves, reduced over their labels where that is asked, (member,) each."""
        return [self._read(k, state, slice(None) if rows is None else rows) for k in entries]

    def _read(self, k: int, state: Readable, rows: Rows | slice) -> Floats:
        entry = self._plan.entries[k]
        values: Floats = self._leaves[entry.over or entry.name].value(state)[rows]
        if entry.operation:
            values = entry.operation(values)
        if values.ndim != 1:
            msg = f"`{entry.name}` has shape {values.shape}: one value for each member is needed"
            raise ValueError(msg)
        return values


_NOTHING = np.empty((0, 0))
