"""Expressions of a scenario in words: conditions, rates and what a measure is worth."""

from collections.abc import Callable
from typing import assert_never

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
from offramp.model.names import SIGNALS, TESTS
from offramp.model.scenario import Scenario
from offramp.results import labels
from offramp.results.words import joined

_COMPARED = {
    "<": "is below",
    "<=": "is at most",
    ">": "is above",
    ">=": "is at least",
    "==": "is",
    "!=": "is not",
}
_ARITHMETIC = {"+": "plus", "-": "less", "*": "times", "/": "divided by", "**": "to the power of"}
_CALLED = {
    "sum": "all of {}",
    "mean": "the mean of {}",
    "min": "the smallest of {}",
    "max": "the largest of {}",
    "abs": "the size of {}",
    "exp": "the exponential of {}",
    "log": "the logarithm of {}",
    "clip": "the first of {} held between the other two",
    "sqrt": "the square root of {}",
}
_STAGES = {
    "proposed": "{} is proposed",
    "decided": "{} is decided",
    "adopted": "{} is adopted",
    "in_force": "{} is in force",
    "rejected": "{} is rejected",
}
_NOT = {" is ": " is not ", " has come": " has not come"}
"""How a test is denied."""


def condition(scenario: Scenario, expression: Expression) -> str:
    """Return an expression in words.

    Args:
        scenario: that has it, for what things are called.
        expression: any.
    """
    return _said(scenario, expression.tree)


def _said(scenario: Scenario, node: Node) -> str:
    def say(below: Node) -> str:
        return _said(scenario, below)

    match node:
        case Number():
            return f"{node.value:g}"
        case Truth():
            return "always" if node.value else "never"
        case Name():
            return _name(scenario, node.name)
        case Unary():
            return _denied(node, say)
        case Binary():
            left, right = (_inside(below, say) for below in (node.left, node.right))
            return f"{left} {_ARITHMETIC[node.operator]} {right}"
        case Compare():
            return f"{say(node.first)} " + " and ".join(
                f"{_COMPARED[operator]} {say(right)}" for operator, right in node.rest
            )
        case Logic():
            parts = [_inside(below, say, of=node.operator) for below in node.operands]
            return joined(parts, node.operator)
        case Choice():
            return _choice(node, say)
        case Call():
            several = joined([say(below) for below in node.arguments])
            return _CALLED.get(node.function, f"{node.function} of {{}}").format(several)
    assert_never(node)


def _inside(node: Node, say: Callable[[Node], str], of: str = "") -> str:
    """Return a part in words, in brackets where it would run into what stands beside it."""
    apart = isinstance(node, Choice) or (isinstance(node, Logic) and node.operator != of)
    apart |= not of and isinstance(node, Binary) and node.operator in {"+", "-"}
    return f"({say(node)})" if apart else say(node)


def _denied(node: Unary, say: Callable[[Node], str]) -> str:
    said = say(node.operand)
    if node.operator == "-":
        return f"minus {said}" if isinstance(node.operand, Name | Number) else f"minus ({said})"
    if isinstance(node.operand, Name):
        for end, other in _NOT.items():
            head, found, tail = said.rpartition(end)
            if found:
                return f"{head}{other}{tail}"
    return f"it does not hold that {said}"


def _choice(node: Choice, say: Callable[[Node], str]) -> str:
    """Return a choice in words; one between 1 and 0 only says where it counts."""
    if isinstance(node.no, Number) and node.no.value == 0:
        if isinstance(node.yes, Number) and node.yes.value == 1:
            return f"1 where {say(node.test)}, else 0"
        return f"{say(node.yes)} where {say(node.test)}, else 0"
    return f"{say(node.yes)} where {say(node.test)}, else {say(node.no)}"


def _name(scenario: Scenario, name: str) -> str:
    head, _, key = name.partition(".")
    if head in TESTS and key in scenario.measures:
        return _STAGES[head].format(labels.signal(scenario, key))
    if head in SIGNALS and key:
        about = labels.signal(scenario, key)
        told = {
            "ever": f"{about} has come",
            "since": f"days since {about}",
            "count": f"times of {about}",
        }
        return told[head]
    if key == "self":
        return f"{labels.number(scenario, head)}, its own"
    return labels.number(scenario, name)
