"""Expressions in groups, each group worked out only for the members that ask for it."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from offramp.engine._jit import njit
from offramp.engine.program_kernel import CHUNK, run
from offramp.engine.program_part import Part, Readable, Rows
from offramp.engine.program_sections import Shelf
from offramp.engine.program_trace import Eyes, Sections, eyes_of

__all__ = ["Groups", "run_groups"]

Floats = NDArray[np.float64]


class Groups:
    """Groups of expressions that follow one another in a program; holds no values.

    Args:
        starts: the number of the first expression of each, and after the last the end of all,
            shape (group + 1,).
        shelf: with a section for each group; None where the kernel cannot read all leaves.
        part: makes a group ready by itself, where there is no section to run.
    """

    def __init__(self, starts: Rows, shelf: Shelf | None, part: Callable[[int], Part]) -> None:
        self._sizes = np.diff(starts)
        self._most = int(self._sizes.max(initial=0))
        self._shelf = shelf
        self._part = part
        self._parts: dict[int, Part] = {}

    def table(self, which: Rows, state: Readable, rows: Rows) -> Floats:
        """Evaluate groups, each for one member at a time.

        Args:
            which: number of the group of each, shape (k,); fastest where equal ones follow each
                other.
            state: What the leaves read.
            rows: position of the member of each, shape (k,).

        Returns:
            float64 of shape (expression, k), one column for each pair, as `Program.table` would
            give them: the first expression of the group, then the next. What is below the last of
            a smaller group means nothing.
        """
        out = np.empty((self._most, len(which)))
        if not out.size:
            return out
        eyes = eyes_of(state)
        if self._shelf is None or eyes is None:
            self._one_by_one(which, state, rows, out)
            return out
        sections, lines = self._shelf.of(which)
        run_groups(lines, eyes, sections, np.ascontiguousarray(rows, np.int64), out)
        return out

    def _one_by_one(self, which: Rows, state: Readable, rows: Rows, out: Floats) -> None:
        """Evaluate one group after the other."""
        for group in np.unique(which).tolist():
            if group not in self._parts:
                self._parts[group] = self._part(group)
            at = np.flatnonzero(which == group)
            out[: self._sizes[group], at] = self._parts[group].table(state, rows[at])


@njit
def run_groups(sections: Sections, eyes: Eyes, which: Rows, rows: Rows, out: Floats) -> None:
    """Run sections, each for one member at a time.

    Args:
        sections: of the groups.
        eyes: what the state looks like.
        which: number of the section, shape (k,); fastest where equal ones follow each other.
        rows: position of the member, shape (k,).
        out: results, shape (result, k).
    """
    values = np.empty((sections.slots, min(which.size, CHUNK)))
    first = 0
    while first < which.size:
        section, end = which[first], first + 1
        while end < which.size and which[end] == section and end - first < CHUNK:
            end += 1
        start = sections.constants_from[section]
        for slot in range(sections.constants_from[section + 1] - start):
            values[slot, : end - first] = sections.constants[start + slot]
        run(
            sections.code[sections.code_from[section] : sections.code_from[section + 1]],
            values,
            eyes.buffers,
            eyes.starts,
            eyes.block,
            rows[first:end],
            0,
            eyes.day,
            values,
            out[:, first:end],
        )
        first = end
