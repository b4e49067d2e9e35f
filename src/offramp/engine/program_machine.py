"""A schedule as lines of code for the kernel, and the state as the buffers it reads."""

from collections.abc import Mapping, Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from offramp.engine.program_kernel import execute
from offramp.engine.program_ops import MOST_REDUCED, Buffers, Op
from offramp.engine.program_plan import Array, Plan
from offramp.engine.program_schedule import Schedule, Step, Task
from offramp.engine.program_signs import OPS
from offramp.engine.program_source import Source

__all__ = ["ALL", "Machine", "Memory"]

Line = tuple[int, int, int, int, int, int, int]

ALL = np.empty(0, np.int64)
"""Stands for all members where positions are asked for."""

_REDUCTIONS = {"sum": Op.total, "mean": Op.mean, "min": Op.least, "max": Op.most}
_LOADS = {
    "day": Op.day,
    "count": Op.count,
    "ever": Op.ever,
    "since": Op.since,
    "stage": Op.stage,
}


class Memory(Protocol):
    """Where the arrays of a state lie; see `offramp.engine.arena.Arena`."""

    views: Buffers
    starts: NDArray[np.int64]


class Machine:
    """A schedule made ready for the kernel; holds no values.

    Args:
        plan: with the entries.
        schedule: their order.
        sources: of the leaves that the kernel can read, by name.

    Attributes:
        asked: entries that must be given even where there is a memory to read.
        code: lines that read the memory.
    """

    def __init__(
        self, plan: Plan, schedule: Schedule, sources: Mapping[str, Source | None]
    ) -> None:
        self._plan = plan
        self._sources = sources
        self._slots = schedule.slots
        self._constants = np.array(schedule.constants, np.float64)
        self.asked = tuple(k for k in schedule.loads if self._load(k, 0) is None)
        self.code = self._code(schedule, self.asked)
        self._taking = self._code(schedule, schedule.loads)

    def _code(self, schedule: Schedule, given: Sequence[int]) -> NDArray[np.int32]:
        """Return the lines, in which some loads take what is given."""
        order = {k: at for at, k in enumerate(given)}
        lines = [self._line(step, order) for step in schedule.steps]
        return np.array(lines, np.int32).reshape(-1, 7)

    def _line(self, step: Step, given: Mapping[int, int]) -> Line:
        match step.task:
            case Task.store:
                return (Op.store, 0, step.operands[0], step.what, 0, 0, 0)
            case Task.load:
                if step.what in given:
                    return (Op.given, step.slot, given[step.what], 0, 0, 0, 0)
                found = self._load(step.what, step.slot)
                assert found is not None
                return found
        operation = self._plan.entries[step.what].operation
        assert operation is not None
        a, b, c = (*step.operands, 0, 0)[:3]
        return (OPS[operation], step.slot, a, b, c, 0, 0)

    def _load(self, k: int, slot: int) -> Line | None:
        """Return the line that reads a leaf; None where the kernel cannot."""
        entry = self._plan.entries[k]
        source = self._sources[entry.over or entry.name]
        if source is None or (source.columns is not None and not entry.over):
            return None
        at = (slot, source.array, source.first, source.width)
        if source.columns is not None:
            if source.columns > MOST_REDUCED:
                return None
            whole = int(source.dtype is np.int64)
            return (_REDUCTIONS[entry.reduction], *at, source.columns, whole)
        if source.kind == "column":
            op = Op.whole_number if source.dtype is np.int64 else Op.number
            return (op, *at, 0, 0)
        return (_LOADS[source.kind], *at, sum(1 << stage for stage in source.stages), 0)

    def run(
        self,
        out: Array,
        given: Array,
        memory: Memory | None,
        rows: NDArray[np.int64] = ALL,
        *,
        block: int = 0,
        day: float = 0.0,
    ) -> None:
        """Work the results out.

        Args:
            out: float64 (result, member), to be filled.
            given: float64 (leaf, member): of all loads without a memory, else of `asked`.
            memory: of the state.
            rows: positions of the members, or `ALL`.
            block: number of members of the state.
            day: days since the start.
        """
        code = self._taking if memory is None else self.code
        buffers, starts = (_NOWHERE, ALL) if memory is None else (memory.views, memory.starts)
        execute(
            code,
            self._constants,
            self._slots,
            buffers,
            starts,
            block,
            rows,
            day,
            given,
            out,
        )


_NOWHERE: Buffers = (np.empty(0), ALL, np.empty(0, np.int32), np.empty(0, np.int8))
