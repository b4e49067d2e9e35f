"""Runs many expressions together over a block of members, each shared part worked out once.

Numbers are 64-bit floats. Both sides of `and`, `or` and a choice are always worked out. What has
no value - a division of zero by zero, the logarithm or root of a negative number, a quantity that
is not assessed - is not-a-number, and every comparison with it is false, `!=` included; so is no
condition met by accident, save one that says `not`.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Protocol

import numpy as np

from offramp.engine.program_plan import Array, Operation, Plan, Reasons
from offramp.model.expression import Expression

__all__ = ["Leaf", "Program"]


class Leaf(Protocol):
    """Where the value of a name comes from."""

    def value(self, state: Any) -> Array:
        """Return the values of the name.

        Returns:
            Shape (B,), or (B, K) for a whole variable with K labels; truths or numbers.
        """
        ...

    def cause(self, state: Any) -> Array | None:
        """Return the id of the event behind each value.

        Returns:
            Shape (B,), -1 where there is none; None where the name never comes from an event.
        """
        ...


Step = tuple[Operation, int, int, int, int]
"""An operation, the slots of up to three operands (-1 for none), and the slot of its result."""


class Program:
    """Expressions compiled for evaluation; holds no values and may be shared by threads.

    The expressions must have passed `offramp.model.expression_check.check`.

    Args:
        expressions: What to evaluate together.
        bind: Returns the leaf for a name; called once for each name.
    """

    def __init__(self, expressions: Sequence[Expression], bind: Callable[[str], Leaf]) -> None:
        self._plan = Plan()
        added = [self._plan.add(expression.tree) for expression in expressions]
        self._roots = [entry for entry, _ in added]
        self._reasons = [reasons for _, reasons in added]
        self._leaves = {entry: bind(name) for name, entry in self._plan.leaves.items()}
        self._names = [
            [name for name in self._plan.leaves if name in found]
            for found in (expression.names() for expression in expressions)
        ]
        self._deciding = [self._plan.needed(reasons.entries()) for reasons in self._reasons]
        self._schedule()

    def __len__(self) -> int:
        return len(self._roots)

    @property
    def size(self) -> int:
        """Number of operations in one evaluation."""
        return len(self._steps)

    def _schedule(self) -> None:
        """Give every entry that is needed a slot, freeing slots whose value is not needed again.

        Freed memory is warm and soon used again, so a long program stays in the cache.
        """
        entries = self._plan.entries
        needed = self._plan.needed(self._roots)
        last = {operand: k for k in needed for operand in entries[k].operands}
        kept = set(self._roots) | {k for k in needed if not entries[k].operation}
        slots: dict[int, int] = {}
        free: list[int] = []
        self._template: list[Any] = []
        self._loads: list[tuple[Callable[[Any], Array], bool, int, str]] = []
        self._steps: list[Step] = []
        for k in needed:
            entry = entries[k]
            if entry.operation and free:
                slots[k] = free.pop()
            else:
                slots[k] = len(self._template)
                self._template.append(entry.constant)
            if entry.name:
                leaf = self._leaves[k]
                self._loads.append((leaf.value, entry.single, slots[k], entry.name))
            elif entry.operation:
                a, b, c = (*(slots[operand] for operand in entry.operands), -1, -1, -1)[:3]
                self._steps.append((entry.operation, a, b, c, slots[k]))
            free.extend(slots[o] for o in set(entry.operands) if last[o] == k and o not in kept)
        self._results = [(slots[root], entries[root].operation is not None) for root in self._roots]

    def evaluate(self, state: Any, members: int | None = None) -> list[Array]:
        """Evaluate every expression.

        Args:
            state: What the leaves read.
            members: Number of members B; by default that of the first leaf, or the length of the
                state where no expression has a name.

        Returns:
            One array of shape (B,) for each expression, in order: bool for a condition, float64
            for a value. Equal expressions share one array, which is never part of the state.

        Raises:
            ValueError: If a leaf has a shape that the expressions cannot take.
            TypeError: If no expression has a name, and neither `members` nor a state with a length
                says how many members there are.
        """
        slots = self._template.copy()
        for value, single, slot, name in self._loads:
            slots[slot] = loaded = as_values(value(state))
            if single and loaded.ndim != 1:
                msg = f"`{name}` has shape {loaded.shape}: one value for each member is needed"
                raise ValueError(msg)
            if members is None:
                members = len(loaded)
        with np.errstate(all="ignore"):
            for operation, a, b, c, result in self._steps:
                if b < 0:
                    slots[result] = operation(slots[a])
                elif c < 0:
                    slots[result] = operation(slots[a], slots[b])
                else:
                    slots[result] = operation(slots[a], slots[b], slots[c])
        if members is None:
            members = len(state)
        kept: dict[int, Array] = {}
        for slot, worked_out in self._results:
            if slot not in kept:
                kept[slot] = slots[slot] if worked_out else apart(slots[slot], members)
        return [kept[slot] for slot, _ in self._results]

    def table(self, state: Any, members: int | None = None) -> Array:
        """Evaluate every expression into one table, for kernels that read it.

        Args:
            state: What the leaves read.
            members: As for `evaluate`.

        Returns:
            float64 of shape (expression, B): values, and 1 or 0 for truths.

        Raises:
            ValueError: If a leaf has a shape that the expressions cannot take.
            TypeError: As for `evaluate`.
        """
        found = self.evaluate(state, members)
        size = len(found[0]) if found else members or 0
        return np.array(found, np.float64).reshape(len(found), size)

    def causes(self, index: int, state: Any) -> list[Array]:
        """Return the events behind the value of one expression, member by member.

        Of `a or b` only the operands that are true count where it is true, and both where it is
        false; of `a and b` both where it is true, and those that are false where it is not. Of a
        choice the test and the value taken count. Of everything else, every name counts.

        Args:
            index: Which expression.
            state: The state in which it was evaluated.

        Returns:
            For each name with events behind it that occurs in the expression, int32 of shape
            (B,): the id of the event, or -1 where there is none or the name did not count. Nothing
            where the state is not traced.
        """
        if not getattr(state, "traced", True):
            return []
        traced: dict[int, Array] = {}
        for name in self._names[index]:
            entry = self._plan.leaves[name]
            cause = self._leaves[entry].cause(state)
            if cause is not None:
                traced[entry] = cause
        if not traced:
            return []
        reasons = self._reasons[index]
        if not reasons.branches:
            return [cause.astype(np.int32) for cause in traced.values()]
        values = self._values(self._deciding[index], state)
        counted = {entry: np.zeros(cause.shape, np.bool_) for entry, cause in traced.items()}
        mark(reasons, np.True_, values, counted)
        none = np.int32(-1)
        return [np.where(counted[k], traced[k], none).astype(np.int32, copy=False) for k in traced]

    def inputs(self, index: int, state: Any) -> dict[str, Array]:
        """Return the values that decided one expression.

        Args:
            index: Which expression.
            state: The state in which it was evaluated.

        Returns:
            Values of every name that occurs in it, of shape (B,) or (B, K), by name; to be read,
            and copied by whoever keeps them, since they may be part of the state.
        """
        leaves = self._plan.leaves
        return {
            name: as_values(self._leaves[leaves[name]].value(state)) for name in self._names[index]
        }

    def decided_by(self, index: int, state: Any, rows: Array) -> dict[str, Array]:
        """Return, for some members, the values behind one expression that are one to a member.

        Args:
            index: Which expression.
            state: The state in which it was evaluated.
            rows: Positions of the members, shape (k,).

        Returns:
            Copies of shape (k,), by name.
        """
        if not getattr(state, "traced", True):
            return {}
        inputs = self.inputs(index, state)
        return {name: values[rows] for name, values in inputs.items() if values.ndim == 1}

    def _values(self, needed: Iterable[int], state: Any) -> dict[int, Any]:
        """Work out some entries, each of which comes after all that it needs."""
        values: dict[int, Any] = {}
        with np.errstate(all="ignore"):
            for k in needed:
                entry = self._plan.entries[k]
                if entry.operation:
                    values[k] = entry.operation(*(values[operand] for operand in entry.operands))
                elif entry.name:
                    values[k] = as_values(self._leaves[k].value(state))
                else:
                    values[k] = entry.constant
        return values


def as_values(found: Array) -> Array:
    """Return truths as they are and numbers as float64, side by side in memory."""
    if found.dtype == np.bool_:
        return found
    return np.ascontiguousarray(found, np.float64)


def apart(found: Any, members: int) -> Array:
    """Return a copy of a leaf, or a constant for every member."""
    if isinstance(found, np.ndarray):
        return found.copy()
    return np.full(members, found)


def mark(reasons: Reasons, members: Any, values: dict[int, Any], counted: dict[int, Array]) -> None:
    """Mark for which members each traced leaf stands behind a value.

    Args:
        reasons: What stands behind it.
        members: Truths of shape (B,), or one truth for all: whom this is about.
        values: Value of each entry.
        counted: Truths of shape (B,) by leaf; set where the leaf counts.
    """
    for leaf in reasons.leaves:
        if leaf in counted:
            counted[leaf] |= members
    for branch in reasons.branches:
        equal = np.equal(values[branch.left], values[branch.right])
        mark(branch.reasons, members & equal, values, counted)
