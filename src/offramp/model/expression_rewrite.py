"""Puts numbers in place of names of an expression."""

from collections.abc import Mapping

from offramp.model.expression import Expression
from offramp.model.expression_tree import Name


def with_truths(expression: Expression, held: Mapping[str, bool]) -> Expression:
    """Return the expression with 1 in place of each name that holds, and 0 of each that does not.

    >>> with_truths(Expression("broad > 0 and broader"), {"broad": True}).text
    '1 > 0 and broader'
    """
    places = []
    ahead = [expression.tree]
    while ahead:
        node = ahead.pop()
        if isinstance(node, Name) and node.name in held:
            places.append((node.column, node.length, held[node.name]))
        ahead.extend(node.children)
    text = expression.text
    for column, length, holds in sorted(places, reverse=True):
        text = f"{text[:column]}{int(holds)}{text[column + length :]}"
    return Expression(text)
