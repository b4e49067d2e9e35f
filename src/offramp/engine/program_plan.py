"""Expressions to one list of array operations, in which nothing is worked out twice.

Equal parts of expressions, wherever they occur, become one entry of the plan. Beside the entries,
each expression keeps its `Reasons`: which leaves stand behind its value, and for which members.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import reduce
from typing import Any, TypeAlias

import numpy as np

from offramp.engine.program_signs import BY_WORD, Operation
from offramp.model.expression_tree import (
    Binary,
    Call,
    Choice,
    Compare,
    Logic,
    Name,
    Node,
    Number,
    Truth,
    Unary,
)

Array: TypeAlias = np.ndarray[Any, np.dtype[Any]]


@dataclass(frozen=True, slots=True)
class Branch:
    """Reasons that count only for the members for which two entries are equal."""

    left: int
    right: int
    reasons: "Reasons"


@dataclass(frozen=True, slots=True)
class Reasons:
    """What stands behind the value of an expression.

    Attributes:
        leaves: Entries that count for every member.
        branches: Further reasons, each for some members.
    """

    leaves: tuple[int, ...] = ()
    branches: tuple[Branch, ...] = ()

    def __add__(self, other: "Reasons") -> "Reasons":
        leaves = dict.fromkeys(self.leaves + other.leaves)
        return Reasons(tuple(leaves), self.branches + other.branches)


@dataclass(slots=True)
class Entry:
    """One entry of the plan: a leaf (by name), a constant, or an operation on earlier entries."""

    operation: Operation | None = None
    operands: tuple[int, ...] = ()
    name: str = ""
    constant: float | bool | None = None
    single: bool = False
    """Whether a leaf must have one value for each member, not one for each label."""
    over: str = ""
    """Name of the whole variable that the operation reduces, which then has no operands."""
    reduction: str = ""
    """How it does: sum, mean, min or max."""


def whole(function: Operation, none: float) -> Operation:
    """Return a function that reduces a whole variable over its labels, member by member.

    Labels lie next to each other when they are reduced, whatever the layout of the variable, so
    that the result for a member does not depend on how many members there are.

    Args:
        function: Reduces an array of shape (B, K) over `axis`.
        none: The result where there are no labels.
    """

    def over_labels(values: Array) -> Array:
        if values.ndim == 1:
            return values
        if not values.shape[1]:
            return np.full(len(values), none)
        reduced: Array = function(np.ascontiguousarray(values, np.float64), axis=1)
        return reduced

    return over_labels


def _mean(values: Array, axis: int) -> Array:
    """Return the mean along an axis."""
    mean: Array = np.add.reduce(values, axis=axis) / values.shape[axis]
    return mean


_WHOLE: dict[str, Operation] = {
    "sum": whole(np.add.reduce, 0.0),
    "mean": whole(_mean, np.nan),
    "min": whole(np.minimum.reduce, np.nan),
    "max": whole(np.maximum.reduce, np.nan),
}
_POWERS: dict[float, Operation] = {2.0: np.square, -1.0: np.reciprocal}


@dataclass(slots=True)
class Plan:
    """The entries, each after its operands; equal ones are the same entry."""

    entries: list[Entry] = field(default_factory=list)
    leaves: dict[str, int] = field(default_factory=dict)
    _known: dict[object, int] = field(default_factory=dict)

    def constant(self, value: float | bool) -> int:
        """Return the entry of a constant."""
        return self._entry((type(value), repr(value)), Entry(constant=value))

    def leaf(self, name: str, *, single: bool) -> int:
        """Return the entry of a name."""
        if name not in self.leaves:
            self.leaves[name] = self._entry(("leaf", name), Entry(name=name))
        self.entries[self.leaves[name]].single |= single
        return self.leaves[name]

    def operation(self, operation: Operation, *operands: int) -> int:
        """Return the entry of an operation; of constants alone, it is a constant."""
        values = [self.entries[operand].constant for operand in operands]
        if all(value is not None for value in values):
            with np.errstate(all="ignore"):
                return self.constant(operation(*map(np.asarray, values)).item())
        return self._entry((operation, operands), Entry(operation, operands))

    def _entry(self, key: object, entry: Entry) -> int:
        """Return the entry known by a key, adding it where it is new."""
        if key not in self._known:
            self._known[key] = len(self.entries)
            self.entries.append(entry)
        return self._known[key]

    def needed(self, entries: Iterable[int]) -> list[int]:
        """Return some entries and everything they are worked out from, operands first."""
        found = set(entries)
        ahead = list(found)
        while ahead:
            new = [k for k in self.entries[ahead.pop()].operands if k not in found]
            found.update(new)
            ahead.extend(new)
        return sorted(found)

    def add(self, node: Node) -> tuple[int, Reasons]:
        """Add a part of an expression and return its entry, with what stands behind it."""
        match node:
            case Number() | Truth():
                found = self.constant(node.value), Reasons()
            case Name():
                entry = self.leaf(node.name, single=True)
                found = entry, Reasons((entry,))
            case Unary():
                operand, reasons = self.add(node.operand)
                operation = np.logical_not if node.operator == "not" else np.negative
                found = self.operation(operation, operand), reasons
            case Binary():
                found = self._binary(node)
            case Compare():
                found = self._compare(node)
            case Logic():
                found = self._logic(node)
            case Choice():
                found = self._choice(node)
            case Call():
                found = self._call(node)
        return found

    def _all(self, nodes: Sequence[Node]) -> tuple[list[int], Reasons]:
        """Add several nodes; all that stands behind any of them counts."""
        added = [self.add(node) for node in nodes]
        reasons = reduce(Reasons.__add__, (reasons for _, reasons in added))
        return [entry for entry, _ in added], reasons

    def _chain(self, operation: Operation, entries: Sequence[int]) -> int:
        """Join entries from left to right."""
        return reduce(lambda left, right: self.operation(operation, left, right), entries)

    def _binary(self, node: Binary) -> tuple[int, Reasons]:
        """Add arithmetic; the powers that may be spelled out need no general power."""
        (left, right), reasons = self._all((node.left, node.right))
        if node.operator == "**" and isinstance(node.right, Number):
            power = node.right.value
            if power in _POWERS:
                return self.operation(_POWERS[power], left), reasons
            return (left if power else self.constant(1.0)), reasons
        return self.operation(BY_WORD[node.operator], left, right), reasons

    def _compare(self, node: Compare) -> tuple[int, Reasons]:
        """Add a comparison. `!=` is less or greater, so that it fails for not-a-number too."""
        entries, reasons = self._all((node.first, *(right for _, right in node.rest)))
        pairs = []
        for (operator, _), left, right in zip(node.rest, entries, entries[1:], strict=False):
            if operator == "!=":
                sides = [self.operation(np.less, left, right), self.operation(np.less, right, left)]
                pairs.append(self._chain(np.logical_or, sides))
            else:
                pairs.append(self.operation(BY_WORD[operator], left, right))
        return self._chain(np.logical_and, pairs), reasons

    def _logic(self, node: Logic) -> tuple[int, Reasons]:
        """Add `and` or `or`, behind which stand the operands that are as the result is.

        Where `a or b` is true these are the true ones, where it is false both; and the other way
        round for `and`.
        """
        added = [self.add(operand) for operand in node.operands]
        operation = np.logical_and if node.operator == "and" else np.logical_or
        entry = self._chain(operation, [operand for operand, _ in added])
        branches = tuple(Branch(operand, entry, reasons) for operand, reasons in added)
        return entry, Reasons((), branches)

    def _choice(self, node: Choice) -> tuple[int, Reasons]:
        """Add a choice, behind which stand the test and the value taken."""
        test, behind = self.add(node.test)
        yes, behind_yes = self.add(node.yes)
        no, behind_no = self.add(node.no)
        branches = (
            Branch(test, self.constant(True), behind_yes),
            Branch(test, self.constant(False), behind_no),
        )
        return self.operation(np.where, test, yes, no), behind + Reasons((), branches)

    def _call(self, node: Call) -> tuple[int, Reasons]:
        """Add a function."""
        only = node.arguments[0]
        if node.function in _WHOLE and len(node.arguments) == 1 and isinstance(only, Name):
            entry = self.leaf(only.name, single=False)
            reduce_ = _WHOLE[node.function]
            reduction = Entry(reduce_, over=only.name, reduction=node.function)
            return self._entry((node.function, only.name), reduction), Reasons((entry,))
        entries, reasons = self._all(node.arguments)
        match node.function:
            case "min":
                result = self._chain(np.minimum, entries)
            case "max":
                result = self._chain(np.maximum, entries)
            case "sum":
                result = self._chain(np.add, entries)
            case "mean":
                count = self.constant(float(len(entries)))
                result = self.operation(np.divide, self._chain(np.add, entries), count)
            case "clip":
                value, lowest, highest = entries
                raised = self.operation(np.maximum, value, lowest)
                result = self.operation(np.minimum, raised, highest)
            case _:
                result = self.operation(BY_WORD[node.function], *entries)
        return result, reasons
