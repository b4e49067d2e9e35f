"""What of an expression is settled already, whatever becomes of the names not known yet."""

from collections.abc import Callable

from offramp.model.expression import Expression
from offramp.model.expression_tree import Choice, Compare, Logic, Name, Node, Number, Truth, Unary
from offramp.model.expression_value import Scalar, value

Known = Callable[[str], Scalar | None]
"""The value of a name; None where it is not known."""


def settled(expression: Expression | Node, known: Known) -> Scalar | None:
    """Return the value that an expression has in any case; None where that is open.

    >>> settled(Expression("ever.aid and pain > 0"), {"ever.aid": False}.get)
    False
    >>> settled(Expression("ever.aid or pain > 0"), {"ever.aid": False}.get) is None
    True
    """
    node = expression.tree if isinstance(expression, Expression) else expression
    match node:
        case Number() | Truth():
            return node.value
        case Name():
            return known(node.name)
        case Unary(operator="not"):
            found = settled(node.operand, known)
            return None if found is None else not found
        case Logic():
            decisive = node.operator == "or"
            parts = [settled(operand, known) for operand in node.operands]
            if any(part is not None and bool(part) is decisive for part in parts):
                return decisive
            return None if None in parts else not decisive
        case Choice():
            test = settled(node.test, known)
            return None if test is None else settled(node.yes if test else node.no, known)
        case Compare() if _unlimited(node, known):
            return False
    if any(settled(child, known) is None for child in node.children):
        return None
    return value(node, lambda name: known(name) or 0.0)


def _unlimited(node: Compare, known: Known) -> bool:
    """Return whether an infinite time is asked to be shorter than something."""
    parts = [node.first, *(part for _, part in node.rest)]
    for left, (operator, right) in zip(parts, node.rest, strict=False):
        below, above = (left, right) if operator in {"<", "<="} else (right, left)
        if operator in {"<", "<=", ">", ">="} and _time(below, known) and not _time(above, known):
            return True
    return False


def _time(node: Node, known: Known) -> bool:
    return isinstance(node, Name) and known(node.name) == float("inf")
