"""Runs many expressions together over a block of members, each shared part worked out once.

Numbers are 64-bit floats. Both sides of `and`, `or` and a choice are always worked out. What has
no value - a division of zero by zero, the logarithm or root of a negative number, a quantity that
is not assessed - is not-a-number, and every comparison with it is false, `!=` included; so is no
condition met by accident, save one that says `not`.

A program is worked out by one kernel (`program_kernel`), or operation by operation by NumPy
(`program_plain`), which is slower and is its reference.
"""

from collections.abc import Callable, Sequence
from itertools import pairwise
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from offramp.engine.events import NO_EVENT, Causes, Ids
from offramp.engine.program_groups import Groups
from offramp.engine.program_part import Leaf, Part, Readable, Rows
from offramp.engine.program_plan import Array, Plan
from offramp.engine.program_reasons import counted
from offramp.engine.program_sections import Shelf
from offramp.engine.program_signs import TRUTHS
from offramp.engine.program_trace import events_behind, eyes_of, latest_behind, values_seen
from offramp.model.expression import Expression

__all__ = ["Leaf", "Program"]

Which = int | NDArray[np.int64]
Asking = Callable[[int], tuple[Sequence[int], Sequence[str]]]


class Program:
    """Expressions compiled for evaluation; holds no values and may be shared by threads.

    The expressions must have passed `offramp.model.expression_check.check`.

    Args:
        expressions: What to evaluate together.
        bind: Returns the leaf for a name; called once for each name.
        compiled: Whether the kernel works them out; else NumPy does.
    """

    def __init__(
        self,
        expressions: Sequence[Expression],
        bind: Callable[[str], Leaf],
        *,
        compiled: bool = True,
    ) -> None:
        self._plan = Plan()
        added = [self._plan.add(expression.tree) for expression in expressions]
        self._roots = [entry for entry, _ in added]
        self._reasons = [reasons for _, reasons in added]
        self._leaves = {name: bind(name) for name in self._plan.leaves}
        sources = {name: leaf.source for name, leaf in self._leaves.items()}
        self._sources = {name: found for name, found in sources.items() if found is not None}
        self._names = [
            [name for name in self._plan.leaves if name in found]
            for found in (expression.names() for expression in expressions)
        ]
        self._compiled = compiled
        self._all = self._part(self._roots)
        self._truths = [self._is_truth(root) for root in self._roots]
        self._counted: dict[int, tuple[list[str], Part | None]] = {}
        self._deciding = [self._single(index) for index in range(len(self))]
        self._sizes = np.array([len(names) for names in self._deciding], np.int64)
        self._lock = Lock()
        self._events = self._shelf(self._behind)
        self._seen = self._shelf(self._seeing)

    def _single(self, index: int) -> list[str]:
        """Return the names in an expression that are one number to a member."""
        entries, leaves = self._plan.entries, self._plan.leaves
        return [name for name in self._names[index] if entries[leaves[name]].single]

    def _shelf(self, section: Asking) -> Shelf | None:
        """Return room for sections; None where the kernel cannot read all leaves."""
        if len(self._sources) < len(self._leaves) or self._all.asked or not self._compiled:
            return None
        return Shelf(self._plan, self._sources, section, len(self), self._lock)

    def _seeing(self, index: int) -> tuple[Sequence[int], Sequence[str]]:
        """Return what has the values of the names that decide an expression."""
        return [self._plan.leaves[name] for name in self._deciding[index]], ()

    def _behind(self, index: int) -> tuple[Sequence[int], Sequence[str]]:
        """Return what tells whether the names behind an expression count, and these names."""
        found = [(name, self._leaves[name].source) for name in self._names[index]]
        names = [name for name, source in found if source and source.events is not None]
        leaves = [self._plan.leaves[name] for name in names]
        return counted(self._plan, self._reasons[index], leaves), names

    def __len__(self) -> int:
        return len(self._roots)

    @property
    def size(self) -> int:
        """Number of operations in one evaluation."""
        entries = self._plan.entries
        return sum(entries[k].operation is not None for k in self._plan.needed(self._roots))

    def _part(self, roots: Sequence[int]) -> Part:
        return Part(self._plan, roots, self._leaves, compiled=self._compiled)

    def _is_truth(self, k: int) -> bool:
        """Return whether an entry is a truth, not a number."""
        entry = self._plan.entries[k]
        if entry.operation is np.where:
            return self._is_truth(entry.operands[1])
        if entry.name:
            return self._leaves[entry.name].truth
        return isinstance(entry.constant, bool) or entry.operation in TRUTHS

    def table(self, state: Readable) -> NDArray[np.float64]:
        """Evaluate every expression into one table, for kernels that read it.

        Args:
            state: What the leaves read.

        Returns:
            float64 of shape (expression, B): values, and 1 or 0 for truths.

        Raises:
            ValueError: If a leaf has a shape that the expressions cannot take.
        """
        return self._all.table(state)

    def grouped(self, starts: Rows) -> Groups:
        """Return the expressions in groups, to be evaluated for the members that ask for each.

        Args:
            starts: Number of the first expression of each group, and after the last the end of
                all, shape (group + 1,).
        """
        spans = [self._roots[first:end] for first, end in pairwise(starts.tolist())]
        shelf = None
        if self._events is not None:
            shelf = Shelf(
                self._plan, self._sources, lambda group: (spans[group], ()), len(spans), self._lock
            )
        return Groups(starts, shelf, lambda group: self._part(spans[group]))

    def truths(self, state: Readable) -> NDArray[np.bool_]:
        """Evaluate every expression, each of them a condition.

        Args:
            state: What the leaves read.

        Returns:
            bool of shape (expression, B).

        Raises:
            ValueError: If a leaf has a shape that the expressions cannot take.
        """
        held: NDArray[np.bool_] = self._all.table(state) != 0
        return held

    def evaluate(self, state: Readable) -> list[Array]:
        """Evaluate every expression.

        Args:
            state: What the leaves read.

        Returns:
            One array of shape (B,) for each expression, in order: bool for a condition, float64
            for a value. They are never part of the state.

        Raises:
            ValueError: If a leaf has a shape that the expressions cannot take.
        """
        found = zip(self._all.table(state), self._truths, strict=True)
        return [values != 0 if truth else values for values, truth in found]

    def causes(self, index: int, state: Readable, rows: Rows | None = None) -> list[Array]:
        """Return the events behind the value of one expression, member by member.

        Of `a or b` only the operands that are true count where it is true, and both where it is
        false; of `a and b` both where it is true, and those that are false where it is not. Of a
        choice the test and the value taken count. Of everything else, every name counts.

        Args:
            index: Which expression.
            state: The state in which it was evaluated.
            rows: Positions of the members asked for, shape (k,); all of them where not given.

        Returns:
            For each name with events behind it that occurs in the expression, int32 of shape
            (B,) or (k,): the id of the event, or -1 where there is none or the name did not
            count. Nothing where the state is not traced.
        """
        if not state.traced:
            return []
        at = slice(None) if rows is None else rows
        known = self._counted.get(index)
        names = self._names[index] if known is None else known[0]
        found = [(name, self._leaves[name].cause(state, at)) for name in names]
        traced = [(name, cause) for name, cause in found if cause is not None]
        if known is None:
            known = self._count(index, [name for name, _ in traced])
        part = known[1]
        if part is None:
            return [cause.astype(np.int32) for _, cause in traced]
        held = part.table(state, rows) != 0
        none = np.int32(-1)
        return [np.where(h, c, none) for h, (_, c) in zip(held, traced, strict=True)]

    def _count(self, index: int, names: list[str]) -> tuple[list[str], Part | None]:
        """Prepare what tells for which members some names stand behind an expression."""
        with self._lock:
            reasons = self._reasons[index]
            part = None
            if reasons.branches and names:
                leaves = [self._plan.leaves[name] for name in names]
                part = self._part(counted(self._plan, reasons, leaves))
            self._counted[index] = names, part
            return self._counted[index]

    def deciding(self, index: int) -> Sequence[str]:
        """Return the names in one expression that are one number to a member."""
        return self._deciding[index]

    def decided(self, which: Which, state: Readable, rows: Rows) -> NDArray[np.float64]:
        """Return the values of the names behind some values.

        Args:
            which: as in `behind`.
            state: The state in which they were evaluated.
            rows: Position of the member of each, shape (k,).

        Returns:
            Those of each value in the order of `deciding`, one after the other.
        """
        which = _each(which, len(rows))
        first = np.zeros(len(rows) + 1, np.int64)
        np.cumsum(self._sizes[which], out=first[1:])
        values, eyes = np.empty(first[-1]), eyes_of(state)
        if self._seen is None or eyes is None:
            for index in np.unique(which):
                places = np.flatnonzero(which == index)
                part = self._part(self._seeing(int(index))[0])
                for name, found in enumerate(part.table(state, rows[places])):
                    values[first[places] + name] = found
        elif len(values):
            sections, lines = self._seen.of(which)
            values_seen(lines, eyes, sections, np.ascontiguousarray(rows, np.int64), first, values)
        return values

    def decided_by(self, index: int, state: Readable, rows: Rows) -> dict[str, Array]:
        """Return what `decided` does of one expression, shape (k,) by name.

        Nothing where the state is not traced.
        """
        if not state.traced:
            return {}
        values = self.decided(index, state, rows).reshape(len(rows), -1)
        return dict(zip(self._deciding[index], values.T, strict=True))

    def behind(self, which: Which, state: Readable, rows: Rows) -> Causes:
        """Return the events behind some values, as `causes` tells them.

        Args:
            which: Number of the expression of each, shape (k,), or one for all; fastest where
                equal ones follow each other.
            state: The state in which they were evaluated.
            rows: Position of the member of each, shape (k,).

        Returns:
            The events there are, by position in `rows`.
        """
        if not state.traced or not len(rows):
            return Causes(np.empty(0, np.intp), np.empty(0, np.int32))
        which = _each(which, len(rows))
        eyes = eyes_of(state)
        if self._events is None or eyes is None:
            return self._behind_plainly(which, state, rows)
        sections, lines = self._events.of(which)
        room = int((lines.behind_from[sections + 1] - lines.behind_from[sections]).sum())
        at, events = np.empty(room, np.intp), np.empty(room, np.int32)
        picked = np.ascontiguousarray(rows, np.int64)
        found = events_behind(lines, eyes, sections, picked, at, events)
        return Causes(at[:found], events[:found])

    def _behind_plainly(self, which: Rows, state: Readable, rows: Rows) -> Causes:
        at, events = [np.empty(0, np.intp)], [np.empty(0, np.int32)]
        for index in np.unique(which):
            places = np.flatnonzero(which == index)
            for cause in self.causes(int(index), state, rows[places]):
                at.append(places[cause != NO_EVENT])
                events.append(cause[cause != NO_EVENT])
        return Causes(np.concatenate(at), np.concatenate(events))

    def latest(self, which: Sequence[int], state: Readable) -> Ids:
        """Return the latest event behind some expressions in every member.

        Args:
            which: Numbers of the expressions, shape (k,).
            state: The state in which they were evaluated.

        Returns:
            int32 of shape (k, B), -1 where there is none.
        """
        out = np.full((len(which), len(state)), NO_EVENT, np.int32)
        if not state.traced or not out.size:
            return out
        eyes = eyes_of(state)
        if self._events is None or eyes is None:
            for index, latest in zip(which, out, strict=True):
                for cause in self.causes(index, state):
                    np.maximum(latest, cause, out=latest)
        else:
            sections, lines = self._events.of(np.array(which, np.int64))
            latest_behind(lines, eyes, sections, out)
        return out


def _each(which: Which, size: int) -> Rows:
    """Return one number for each, where one for all may be given."""
    if isinstance(which, int | np.integer):
        return np.full(size, which, np.int64)
    return np.ascontiguousarray(which, np.int64)
