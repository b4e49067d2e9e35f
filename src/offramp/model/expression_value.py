"""Works out one expression on given facts, in plain Python: slow, and easy to follow.

It gives what `offramp.engine.program` gives for one member: what has no value is not-a-number, a
comparison with it is false, and a division by zero is infinite.
"""

import math
from collections.abc import Callable, Sequence
from functools import reduce

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

Scalar = float | bool
Given = Scalar | Sequence[float]
"""A truth, a number, or the numbers of a whole variable."""


def value(expression: Expression | Node, facts: Callable[[str], Given]) -> Scalar:
    """Return the value of an expression, or of a part of one.

    Args:
        expression: What to work out; it must have passed `offramp.model.expression_check.check`.
        facts: Returns the value of a name; several numbers where a whole variable is meant.

    Raises:
        TypeError: If a name has several values where one is needed.

    >>> value(Expression("pain > 2 and not ever.relief"), {"pain": 3, "ever.relief": False}.get)
    True
    """
    return _value(expression.tree if isinstance(expression, Expression) else expression, facts)


def _value(node: Node, facts: Callable[[str], Given]) -> Scalar:
    match node:
        case Number() | Truth():
            return node.value
        case Name():
            found = facts(node.name)
            if isinstance(found, bool | float | int):
                return found if isinstance(found, bool) else float(found)
            msg = f"`{node.name}` has {len(found)} values where one is needed"
            raise TypeError(msg)
        case Unary(operator="not"):
            return not _value(node.operand, facts)
        case Unary():
            return -float(_value(node.operand, facts))
        case Logic():
            truths = [bool(_value(operand, facts)) for operand in node.operands]
            return all(truths) if node.operator == "and" else any(truths)
        case Choice():
            return _value(node.yes if _value(node.test, facts) else node.no, facts)
        case Compare():
            return _compare(node, facts)
        case Binary():
            left, right = float(_value(node.left, facts)), float(_value(node.right, facts))
            return _ARITHMETIC[node.operator](left, right)
        case Call():
            return _call(node, facts)


def _compare(node: Compare, facts: Callable[[str], Given]) -> bool:
    left = float(_value(node.first, facts))
    held = True
    for operator, part in node.rest:
        right = float(_value(part, facts))
        known = not (math.isnan(left) or math.isnan(right))
        held = held and known and _COMPARISONS[operator](left, right)
        left = right
    return held


def _call(node: Call, facts: Callable[[str], Given]) -> float:
    numbers = _arguments(node, facts)
    if node.function in {"min", "max"} and numbers:
        if any(math.isnan(number) for number in numbers):
            return math.nan
        return min(numbers) if node.function == "min" else max(numbers)
    if node.function == "sum":
        return reduce(lambda a, b: a + b, numbers, 0.0)
    if node.function == "clip":
        inside, lowest, highest = numbers
        return math.nan if any(map(math.isnan, numbers)) else min(max(inside, lowest), highest)
    if not numbers:
        return math.nan
    if node.function == "mean":
        return sum(numbers) / len(numbers)
    return _SINGLE[node.function](numbers[0])


def _arguments(node: Call, facts: Callable[[str], Given]) -> list[float]:
    """Return the arguments of a function; those of a whole variable one by one."""
    if len(node.arguments) == 1 and isinstance(node.arguments[0], Name):
        found = facts(node.arguments[0].name)
        if not isinstance(found, bool | float | int):
            return [float(number) for number in found]
    return [float(_value(argument, facts)) for argument in node.arguments]


def _divide(left: float, right: float) -> float:
    if right:
        return left / right
    if not left or math.isnan(left):
        return math.nan
    return math.copysign(math.inf, left) * math.copysign(1.0, right)


def _power(base: float, exponent: float) -> float:
    odd = exponent % 2 == 1
    if not base and exponent < 0:
        return math.copysign(math.inf, base) if odd else math.inf
    try:
        return math.pow(base, exponent)
    except ValueError:
        return math.nan
    except OverflowError:
        return math.copysign(math.inf, base) if odd else math.inf


def _exp(number: float) -> float:
    try:
        return math.exp(number)
    except OverflowError:
        return math.inf


def _log(number: float) -> float:
    if not number:
        return -math.inf
    return math.log(number) if number > 0 else math.nan


_ARITHMETIC: dict[str, Callable[[float, float], float]] = {
    "+": lambda a, b: a + b,
    "-": lambda a, b: a - b,
    "*": lambda a, b: a * b,
    "/": _divide,
    "**": _power,
}
_COMPARISONS: dict[str, Callable[[float, float], bool]] = {
    "<": lambda a, b: a < b,
    "<=": lambda a, b: a <= b,
    ">": lambda a, b: a > b,
    ">=": lambda a, b: a >= b,
    "==": lambda a, b: a == b,
    "!=": lambda a, b: a != b,
}
_SINGLE: dict[str, Callable[[float], float]] = {
    "abs": abs,
    "exp": _exp,
    "log": _log,
    "sqrt": lambda number: math.sqrt(number) if number >= 0 else math.nan,
}
