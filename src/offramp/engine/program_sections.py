"""Sections of code, one for each expression, made when it is first asked for."""

from collections.abc import Callable, Mapping, Sequence
from threading import Lock
from typing import Any

import numpy as np
from numpy.typing import NDArray

from offramp.engine.program_machine import Machine
from offramp.engine.program_plan import Plan
from offramp.engine.program_schedule import Schedule
from offramp.engine.program_source import Source
from offramp.engine.program_trace import Behind, Sections

__all__ = ["Shelf"]

Rows = NDArray[np.int64]


class _Table:
    """Rows of several sections, one after the other, of a width or, where that is 0, of numbers."""

    def __init__(self, width: int, dtype: type[np.generic]) -> None:
        self._shape = (-1, width) if width else (-1,)
        self._dtype = dtype
        self._parts: list[NDArray[Any]] = [np.empty(0, dtype).reshape(self._shape)]
        self.starts: list[int] = [0]

    def add(self, rows: Sequence[Any] | NDArray[Any]) -> None:
        """Add the rows of another section."""
        self._parts.append(np.array(rows, self._dtype).reshape(self._shape))
        self.starts.append(self.starts[-1] + len(self._parts[-1]))

    def made(self) -> tuple[NDArray[Any], Rows]:
        """Return all rows, and where those of each section start."""
        self._parts = [np.concatenate(self._parts)]
        return self._parts[0], np.array(self.starts, np.int64)


class Shelf:
    """Sections of the expressions of a program that have been asked for so far.

    Args:
        plan: with the entries.
        sources: of the leaves, by name.
        section: returns what an expression's section shall work out, and the names whose events
            count where its results are true, if any.
        expressions: how many there are.
        lock: held while sections are made, which may add to the plan.
    """

    def __init__(
        self,
        plan: Plan,
        sources: Mapping[str, Source],
        section: Callable[[int], tuple[Sequence[int], Sequence[str]]],
        expressions: int,
        lock: Lock,
    ) -> None:
        self._plan = plan
        self._sources = sources
        self._section = section
        self._lock = lock
        self._code, self._constants = _Table(7, np.int32), _Table(0, np.float64)
        self._behind = _Table(len(Behind._fields), np.int32)
        self._slots = self._results = 1
        self._made = np.full(expressions, -1, np.int64), self._sections()

    def of(self, which: Rows) -> tuple[Rows, Sections]:
        """Return the numbers of the sections of some expressions, and the sections."""
        places, sections = self._made
        found = places[which]
        if len(found) and found.min() < 0:
            self._add(np.unique(which[found < 0]).tolist())
            places, sections = self._made
            found = places[which]
        return found, sections

    def _add(self, expressions: Sequence[int]) -> None:
        with self._lock:
            places = self._made[0].copy()
            for index in expressions:
                if places[index] < 0:
                    places[index] = len(self._code.starts) - 1
                    self._make(*self._section(index))
            self._made = places, self._sections()

    def _make(self, roots: Sequence[int], names: Sequence[str]) -> None:
        schedule = Schedule(self._plan, roots)
        machine = Machine(self._plan, schedule, self._sources)
        assert not machine.asked
        entries = self._plan.entries
        certain = names and all(entries[root].constant is True for root in roots)
        self._code.add([] if certain else machine.code)
        self._constants.add([] if certain else schedule.constants)
        self._behind.add([_behind(self._sources[name]) for name in names])
        self._slots = max(self._slots, schedule.slots)
        self._results = max(self._results, len(roots))

    def _sections(self) -> Sections:
        return Sections(
            *self._code.made(),
            *self._constants.made(),
            *self._behind.made(),
            self._slots,
            self._results,
        )


def _behind(source: Source) -> Behind:
    """Return where the events of a leaf are kept."""
    assert source.events is not None
    stage = source.array if source.kind == "stage" else -1
    counts = sum(1 << stage for stage in source.after)
    columns = 1 if source.columns is None else source.columns
    return Behind(source.events, source.first, source.width, columns, stage, counts)
