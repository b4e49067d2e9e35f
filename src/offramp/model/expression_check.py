"""Checks an expression against what its names stand for: they exist, their types and units fit.

Units are compared as written: a week and a day measure the same, and still cannot be added, since
nothing converts one into the other when the expression is computed. The numbers 0, 1, 2 and -1
take the unit of whatever they stand beside.
"""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, TypeAlias

from offramp.model.expression import Expression
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
from offramp.model.units import Unit, UnitError, interchangeable, unit

Code: TypeAlias = Literal["unknown-name", "type-error", "unit-mismatch"]
Type: TypeAlias = Literal["truth", "number"]

WHOLE = frozenset({"sum", "mean", "min", "max"})
"""The functions that take a whole variable over its labels, as their only argument."""


@dataclass(frozen=True, slots=True)
class Symbol:
    """What a name stands for.

    Attributes:
        type: Truth or number.
        unit: Unit of a number; `1` where there is none.
        size: How many labels a whole variable has; None for a single value.
    """

    type: Type
    unit: str = "1"
    size: int | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong with an expression.

    Attributes:
        message: What is wrong.
        column: Where it starts in the text, counted from 0.
        length: How many characters it covers.
        hint: What to do, or an empty text.
        code: Kind of problem.
    """

    message: str
    column: int
    length: int
    hint: str
    code: Code


@dataclass(frozen=True, slots=True)
class _Kind:
    """What a part of an expression yields; None where a finding already says it is unclear."""

    type: Type | None
    unit: Unit | None = None
    literal: bool = False


_TRUTH = _Kind("truth")
_UNCLEAR = _Kind(None)
_LITERAL = _Kind("number", None, literal=True)


def check(
    expression: Expression,
    resolve: Callable[[str], Symbol | None],
    expect: Type,
    unit: str | None = None,
    suggest: Callable[[str], str] | None = None,
) -> list[Finding]:
    """Find everything that is wrong with an expression.

    Args:
        expression: The expression.
        resolve: Returns what a name stands for, or None where nothing has that name.
        expect: Whether the expression must be a condition or a value.
        unit: Unit that its value must have; None for any.
        suggest: Returns what to do about an unknown name, such as "did you mean `strain.AAA`?".

    Returns:
        Findings in the order of the text; empty where all is well. An expression with findings
        must not be computed.
    """
    checker = _Checker(expression.text, resolve, suggest)
    found = checker.kind(expression.tree)
    if expect == "truth":
        checker.truth(expression.tree, found, "a condition is needed here")
    else:
        checker.number(expression.tree, found, "a value is needed here")
        if unit is not None:
            checker.same([(expression.tree, found)], wanted=_known_unit(unit))
    return sorted(checker.findings, key=lambda finding: finding.column)


def _known_unit(text: str) -> Unit | None:
    """Read a unit; None where it is not one, which the owner of the unit reports."""
    try:
        return unit(text)
    except UnitError:
        return None


class _Checker:
    """Works out types and units from the leaves up, and collects what is wrong."""

    def __init__(
        self,
        text: str,
        resolve: Callable[[str], Symbol | None],
        suggest: Callable[[str], str] | None,
    ) -> None:
        self.text = text
        self.resolve = resolve
        self.suggest = suggest
        self.findings: list[Finding] = []
        self.unknown: set[str] = set()

    def shown(self, node: Node) -> str:
        """Return the text of a node, shortened."""
        text = " ".join(self.text[node.column : node.column + node.length].split())
        return text if len(text) <= 40 else f"{text[:36]} ..."

    def report(self, node: Node, code: Code, message: str, hint: str = "") -> None:
        """Keep a finding at a node."""
        self.findings.append(Finding(message, node.column, node.length, hint, code))

    def truth(self, node: Node, found: _Kind, why: str) -> None:
        """Report a number where a truth is needed."""
        if found.type == "number":
            shown = self.shown(node)
            hint = f"compare it, as in `{shown} > 0`"
            self.report(node, "type-error", f"{why}, but `{shown}` is a number", hint)

    def number(self, node: Node, found: _Kind, why: str) -> None:
        """Report a truth where a number is needed."""
        if found.type == "truth":
            shown = self.shown(node)
            hint = f"write `1 if {shown} else 0`"
            self.report(node, "type-error", f"{why}, but `{shown}` is true or false", hint)

    def numbers(self, nodes: tuple[Node, ...], why: str) -> list[tuple[Node, _Kind]]:
        """Return the kinds of nodes that must be numbers; those that are not become unclear."""
        found = []
        for node in nodes:
            kind = self.kind(node)
            self.number(node, kind, why)
            found.append((node, kind if kind.type == "number" else _UNCLEAR))
        return found

    def same(self, parts: list[tuple[Node, _Kind]], wanted: Unit | None = None) -> _Kind:
        """Report parts whose unit differs from the first one with a unit; return the common."""
        first = "" if wanted is None else f"{wanted} is needed here"
        hint = "only what has the same unit can be added, compared or chosen between"
        if wanted is not None:
            hint = f"multiply or divide by quantities until {wanted} is left"
        for node, kind in parts:
            if kind.unit is None:
                continue
            if wanted is None:
                wanted, first = kind.unit, f"`{self.shown(node)}` is in {kind.unit}"
            elif not interchangeable(kind.unit, wanted):
                if kind.unit.dimension == wanted.dimension:
                    hint = f"use one unit for both: nothing converts {kind.unit} to {wanted}"
                message = f"{first}, but `{self.shown(node)}` is in {kind.unit}"
                self.report(node, "unit-mismatch", message, hint)
        literal = all(kind.literal for _, kind in parts)
        return _Kind("number", wanted, literal=literal)

    def pure(self, node: Node, kind: _Kind, why: str) -> None:
        """Report a number with a unit where a pure number is needed."""
        if kind.unit is not None and not interchangeable(kind.unit, Unit()):
            message = f"{why} needs a pure number, but `{self.shown(node)}` is in {kind.unit}"
            hint = f"divide it by a quantity in {kind.unit}"
            self.report(node, "unit-mismatch", message, hint)

    def kind(self, node: Node) -> _Kind:
        """Return what a node yields, reporting what is wrong below it."""
        found = _LITERAL
        match node:
            case Truth():
                found = _TRUTH
            case Name():
                found = self.name(node, whole=False)
            case Unary(operator="not"):
                self.truth(node.operand, self.kind(node.operand), "`not` needs a condition")
                found = _TRUTH
            case Unary():
                found = self.numbers((node.operand,), "`-` needs a number")[0][1]
            case Binary():
                found = self.binary(node)
            case Compare():
                found = self.compare(node)
            case Logic():
                for operand in node.operands:
                    why = f"`{node.operator}` joins conditions"
                    self.truth(operand, self.kind(operand), why)
                found = _TRUTH
            case Choice():
                found = self.choice(node)
            case Call():
                found = self.call(node)
        return found

    def name(self, node: Name, *, whole: bool) -> _Kind:
        """Return what a name stands for; `whole` where a whole variable may stand."""
        symbol = self.resolve(node.name)
        if symbol is None:
            if node.name not in self.unknown:
                hint = self.suggest(node.name) if self.suggest else ""
                self.report(node, "unknown-name", f"there is no `{node.name}`", hint)
                self.unknown.add(node.name)
            return _UNCLEAR
        if symbol.size is not None and not whole:
            message = f"`{node.name}` is a whole variable with {symbol.size} labels"
            hint = f"add a label, `{node.name}.LABEL`, or write `sum({node.name})`"
            self.report(node, "type-error", message, hint)
        if symbol.type == "truth":
            return _TRUTH
        return _Kind("number", _known_unit(symbol.unit))

    def binary(self, node: Binary) -> _Kind:
        """Return the kind of an arithmetic operation."""
        parts = self.numbers((node.left, node.right), f"`{node.operator}` needs numbers")
        (_, left), (_, right) = parts
        if node.operator in {"+", "-"}:
            return self.same(parts)
        if node.operator == "**":
            return self.power(node, left, right)
        literal = left.literal and right.literal
        if literal or any(k.unit is None and not k.literal for k in (left, right)):
            return _Kind("number", None, literal=literal)
        one, other = left.unit or Unit(), right.unit or Unit()
        return _Kind("number", one * other if node.operator == "*" else one / other)

    def power(self, node: Binary, base: _Kind, exponent: _Kind) -> _Kind:
        """Return the kind of a power."""
        if isinstance(node.right, Number):
            unit = None if base.unit is None else base.unit ** int(node.right.value)
            return _Kind("number", unit, literal=base.literal)
        if base.unit is not None and not interchangeable(base.unit, Unit()):
            message = f"the unit of a power of `{self.shown(node.left)}` ({base.unit}) is not known"
            hint = "raise it to 0, 1, 2 or -1, or divide it by a quantity in the same unit first"
            self.report(node, "unit-mismatch", message, hint)
        self.pure(node.right, exponent, "an exponent")
        return _Kind("number", Unit())

    def compare(self, node: Compare) -> _Kind:
        """Check a comparison: numbers of one unit, or two truths for `==` and `!=`."""
        nodes = (node.first, *(right for _, right in node.rest))
        equality = all(operator in {"==", "!="} for operator, _ in node.rest)
        kinds = [self.kind(part) for part in nodes]
        if equality and all(kind.type != "number" for kind in kinds):
            return _TRUTH
        operator = node.rest[0][0]
        for part, kind in zip(nodes, kinds, strict=True):
            self.number(part, kind, f"`{operator}` compares numbers")
        self.same([(part, kind) for part, kind in zip(nodes, kinds, strict=True)])
        return _TRUTH

    def choice(self, node: Choice) -> _Kind:
        """Return the kind of a choice, whose two values must be alike."""
        yes = self.kind(node.yes)
        self.truth(node.test, self.kind(node.test), "`if` needs a condition")
        no = self.kind(node.no)
        if "truth" in {yes.type, no.type} and "number" in {yes.type, no.type}:
            message = "one value of the choice is a number, the other is true or false"
            self.report(node, "type-error", message, "make both numbers, or both conditions")
            return _UNCLEAR
        if "truth" in {yes.type, no.type}:
            return _TRUTH
        return self.same([(node.yes, yes), (node.no, no)])

    def call(self, node: Call) -> _Kind:
        """Return the kind of what a function yields."""
        why = f"{node.function}() takes numbers"
        only = node.arguments[0]
        if node.function in WHOLE and len(node.arguments) == 1 and isinstance(only, Name):
            found = self.name(only, whole=True)
            self.number(only, found, why)
            return found if found.type == "number" else _UNCLEAR
        parts = self.numbers(node.arguments, why)
        kind = parts[0][1]
        if node.function in {"exp", "log"}:
            self.pure(only, kind, f"{node.function}()")
            return _Kind("number", Unit())
        if node.function == "sqrt":
            return _Kind("number", kind.unit and kind.unit ** Fraction(1, 2), literal=kind.literal)
        return kind if node.function == "abs" else self.same(parts)
