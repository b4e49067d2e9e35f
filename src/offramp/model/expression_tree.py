"""The parts an expression is made of: small frozen nodes, each knowing where it stands in the text.

Two nodes are equal when they say the same thing, wherever they stand: columns take no part in
comparison or hashing, so equal subexpressions can be recognised and computed once.
"""

from dataclasses import dataclass, field
from typing import Literal, TypeAlias

ArithmeticOperator: TypeAlias = Literal["+", "-", "*", "/", "**"]
ComparisonOperator: TypeAlias = Literal["<", "<=", ">", ">=", "==", "!="]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a node stands in the text of its expression.

    Attributes:
        column: First character, counted from 0.
        length: Number of characters.
    """

    column: int = field(default=0, compare=False, repr=False)
    length: int = field(default=1, compare=False, repr=False)

    @property
    def children(self) -> tuple["Node", ...]:
        """The nodes directly below, from left to right as written."""
        return ()


@dataclass(frozen=True, slots=True)
class Number(Place):
    """One of the numbers an expression may spell out: 0, 1, 2, -1."""

    value: float


@dataclass(frozen=True, slots=True)
class Truth(Place):
    """The constants `true` and `false`."""

    value: bool


@dataclass(frozen=True, slots=True)
class Name(Place):
    """A dotted name, such as `pain` or `strain.AAA`."""

    name: str


@dataclass(frozen=True, slots=True)
class Unary(Place):
    """A minus sign before a number, or `not` before a truth."""

    operator: Literal["-", "not"]
    operand: "Node"

    @property
    def children(self) -> tuple["Node", ...]:
        """The nodes directly below, from left to right as written."""
        return (self.operand,)


@dataclass(frozen=True, slots=True)
class Binary(Place):
    """Arithmetic on two numbers."""

    operator: ArithmeticOperator
    left: "Node"
    right: "Node"

    @property
    def children(self) -> tuple["Node", ...]:
        """The nodes directly below, from left to right as written."""
        return (self.left, self.right)


@dataclass(frozen=True, slots=True)
class Compare(Place):
    """A comparison; `a < b <= c` holds when every neighbouring pair does."""

    first: "Node"
    rest: tuple[tuple[ComparisonOperator, "Node"], ...]

    @property
    def children(self) -> tuple["Node", ...]:
        """The nodes directly below, from left to right as written."""
        return (self.first, *(right for _, right in self.rest))


@dataclass(frozen=True, slots=True)
class Logic(Place):
    """Two or more truths joined by `and`, or by `or`."""

    operator: Literal["and", "or"]
    operands: tuple["Node", ...]

    @property
    def children(self) -> tuple["Node", ...]:
        """The nodes directly below, from left to right as written."""
        return self.operands


@dataclass(frozen=True, slots=True)
class Choice(Place):
    """`yes if test else no`."""

    test: "Node"
    yes: "Node"
    no: "Node"

    @property
    def children(self) -> tuple["Node", ...]:
        """The nodes directly below, from left to right as written."""
        return (self.yes, self.test, self.no)


@dataclass(frozen=True, slots=True)
class Call(Place):
    """One of the functions of the language, applied to its arguments."""

    function: str
    arguments: tuple["Node", ...]

    @property
    def children(self) -> tuple["Node", ...]:
        """The nodes directly below, from left to right as written."""
        return self.arguments


Node: TypeAlias = Number | Truth | Name | Unary | Binary | Compare | Logic | Choice | Call
