"""The one expression language of a scenario: conditions, utilities, triggers and outcomes.

Names are dotted (`pain`, `strain.AAA`, `ever.appeal`). Numbers other than 0, 1, 2 and -1 are not
spelled out but declared as quantities, so that each has a unit and a source. Truths are not
numbers: `1 if ever.appeal else 0` turns one into the other. `sum`, `mean`, `min` and `max` of one
name take a whole variable over its labels.

>>> condition = Expression("strain.AAA > limit and not ever.appeal")
>>> sorted(condition.names())
['ever.appeal', 'limit', 'strain.AAA']
"""

from dataclasses import dataclass, field
from typing import Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import PydanticCustomError, core_schema

from offramp.model.expression_language import ExpressionError
from offramp.model.expression_parse import parse
from offramp.model.expression_tree import Name, Node

__all__ = ["Expression", "ExpressionError"]


@dataclass(frozen=True)
class Expression:
    """A parsed expression; a field of this type reads text, or one of 0, 1, 2, -1, true, false.

    Two expressions are equal when their texts are.

    Attributes:
        text: As written.
        tree: As parsed; see `offramp.model.expression_tree`.

    Raises:
        ExpressionError: If the text is not an expression.
    """

    text: str
    tree: Node = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "tree", parse(self.text))

    def __str__(self) -> str:
        return self.text

    def names(self) -> frozenset[str]:
        """Return every name that occurs, with its label where it has one."""
        found = set()
        ahead = [self.tree]
        while ahead:
            node = ahead.pop()
            if isinstance(node, Name):
                found.add(node.name)
            ahead.extend(node.children)
        return frozenset(found)

    @classmethod
    def read(cls, given: object) -> "Expression":
        """Return the expression for what a scenario file holds.

        Args:
            given: Text, a number, a truth, or an expression (returned as it is).

        Raises:
            ExpressionError: If that is no expression.
        """
        if isinstance(given, Expression):
            return given
        if isinstance(given, str):
            return cls(given)
        if isinstance(given, bool):
            return cls("true" if given else "false")
        if isinstance(given, int | float):
            whole = isinstance(given, float) and given.is_integer()
            return cls(str(int(given)) if whole else str(given))
        msg = f"an expression is text, not {type(given).__name__}"
        raise ExpressionError(msg, hint="write it on one line, such as `strain.AAA > limit`")

    @classmethod
    def __get_pydantic_core_schema__(
        cls, source: Any, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        return core_schema.no_info_plain_validator_function(
            _validate, serialization=core_schema.plain_serializer_function_ser_schema(str)
        )

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return {"type": ["string", "number", "boolean"], "format": "expression"}


def _validate(given: object) -> Expression:
    """Read an expression for pydantic, whose error carries the place in the text."""
    try:
        return Expression.read(given)
    except ExpressionError as error:
        kind, text = "expression", "{message}"
        place = {"column": error.column, "length": error.length}
        words = {"message": error.message, "hint": error.hint}
        raise PydanticCustomError(kind, text, {**place, **words}) from error
