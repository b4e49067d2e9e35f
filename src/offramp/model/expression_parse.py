"""Text to expression tree: a small, bounded part of Python, parsed and never evaluated.

Only what can be said safely and checked for units is let through. Everything else is refused with
the place in the text, what was found there and what may stand there instead.
"""

import ast
import re
from difflib import get_close_matches
from typing import Literal, TypeVar

from offramp.model.expression_language import (
    ALLOWED,
    DEEPEST,
    FUNCTIONS,
    MOST_NODES,
    ExpressionError,
)
from offramp.model.expression_slips import explain, look_over, too_deep
from offramp.model.expression_tree import (
    ArithmeticOperator,
    Binary,
    Call,
    Choice,
    Compare,
    ComparisonOperator,
    Logic,
    Name,
    Node,
    Number,
    Truth,
    Unary,
)

K = TypeVar("K", bound=ast.AST)
V = TypeVar("V")

_ARITHMETIC: dict[type[ast.operator], ArithmeticOperator] = {
    ast.Add: "+",
    ast.Sub: "-",
    ast.Mult: "*",
    ast.Div: "/",
    ast.Pow: "**",
}
_COMPARISONS: dict[type[ast.cmpop], ComparisonOperator] = {
    ast.Lt: "<",
    ast.LtE: "<=",
    ast.Gt: ">",
    ast.GtE: ">=",
    ast.Eq: "==",
    ast.NotEq: "!=",
}
_SIGNS: dict[type[ast.unaryop], Literal["-", "not"]] = {ast.USub: "-", ast.Not: "not"}
_REFUSED: dict[type[ast.AST], str] = {
    ast.Subscript: "an index in [ ]",
    ast.List: "a list",
    ast.Tuple: "values separated by commas",
    ast.Set: "a set",
    ast.Dict: "a mapping",
    ast.Lambda: "`lambda`",
    ast.NamedExpr: "an assignment (`:=`)",
    ast.ListComp: "a comprehension",
    ast.SetComp: "a comprehension",
    ast.DictComp: "a comprehension",
    ast.GeneratorExp: "a comprehension",
    ast.Starred: "`*` before an argument",
    ast.Await: "`await`",
    ast.Yield: "`yield`",
    ast.YieldFrom: "`yield`",
    ast.FloorDiv: "`//`",
    ast.Mod: "`%`",
    ast.MatMult: "`@`",
    ast.BitAnd: "`&`",
    ast.BitOr: "`|`",
    ast.BitXor: "`^`",
    ast.LShift: "`<<`",
    ast.RShift: "`>>`",
    ast.Invert: "`~`",
    ast.UAdd: "`+` before a value",
    ast.Is: "`is`",
    ast.IsNot: "`is not`",
    ast.In: "`in`",
    ast.NotIn: "`not in`",
}
_INSTEAD: dict[type[ast.AST], str] = {
    ast.Subscript: "join a name and its label by a dot: `strain.AAA`",
    ast.BitAnd: "write `and`",
    ast.BitOr: "write `or`",
    ast.BitXor: "a power is written `**`",
    ast.Invert: "write `not`",
    ast.Is: "write `==`",
    ast.IsNot: "write `!=`",
}
_NAME_THE_NUMBER = (
    "only 0, 1, 2 and -1 may be spelled out: declare the number in `quantities` with its unit "
    "and source, and use its name here"
)


def parse(text: str) -> Node:
    """Parse the text of an expression.

    Args:
        text: The expression; line breaks count as spaces.

    Returns:
        Its tree, with columns counted in `text`.

    Raises:
        ExpressionError: With the place, the problem and what to do.
    """
    look_over(text)
    lead = len(text) - len(text.lstrip())
    flat = re.sub(r"\s", " ", text)
    try:
        found = ast.parse(flat[lead:], mode="eval")
    except SyntaxError as error:
        if error.offset:
            error.offset += lead
        raise explain(flat, error) from None
    except (RecursionError, MemoryError, ValueError):
        raise too_deep(0, len(text)) from None
    return _Reader(text, lead).read(found.body)


class _Reader:
    """Builds our tree from Python's, counting levels and parts."""

    def __init__(self, text: str, lead: int) -> None:
        self.text = text
        self.lead = lead
        self.parts = 0

    def span(self, node: ast.expr) -> tuple[int, int]:
        """Return column and length of a Python node in the text."""
        end = node.end_col_offset or node.col_offset + 1
        return self.lead + node.col_offset, end - node.col_offset

    def shown(self, node: ast.expr) -> str:
        """Return the text of a Python node, between backquotes."""
        column, length = self.span(node)
        return f"`{self.text[column : column + length]}`"

    def wrong(self, node: ast.expr, message: str, hint: str = ALLOWED) -> ExpressionError:
        """Return an error that points at a Python node."""
        return ExpressionError(message, *self.span(node), hint)

    def read(self, node: ast.expr, depth: int = 1) -> Node:
        """Return our node for a Python node."""
        self.parts += 1
        column, length = self.span(node)
        if depth > DEEPEST:
            raise too_deep(column, length)
        if self.parts > MOST_NODES:
            msg = f"the expression has more than {MOST_NODES} parts"
            raise self.wrong(node, msg, "split it into several")
        found: Node
        match node:
            case ast.Name() | ast.Attribute():
                found = self.name(node)
            case ast.Constant():
                found = self.constant(node)
            case ast.UnaryOp():
                found = self.unary(node, depth)
            case ast.BinOp():
                left, right = self.read(node.left, depth + 1), self.read(node.right, depth + 1)
                sign = self.known(_ARITHMETIC, node.op, node)
                found = Binary(sign, left, right, column=column, length=length)
            case ast.Compare():
                first = self.read(node.left, depth + 1)
                signs = [self.known(_COMPARISONS, sign, node) for sign in node.ops]
                others = [self.read(other, depth + 1) for other in node.comparators]
                rest = tuple(zip(signs, others, strict=True))
                found = Compare(first, rest, column=column, length=length)
            case ast.BoolOp():
                word: Literal["and", "or"] = "and" if isinstance(node.op, ast.And) else "or"
                operands = tuple(self.read(value, depth + 1) for value in node.values)
                found = Logic(word, operands, column=column, length=length)
            case ast.IfExp():
                parts = (node.body, node.test, node.orelse)
                yes, test, no = (self.read(part, depth + 1) for part in parts)
                found = Choice(test, yes, no, column=column, length=length)
            case ast.Call():
                found = self.call(node, depth)
            case _:
                what = _REFUSED.get(type(node), self.shown(node))
                msg = f"found {what}, which an expression cannot hold"
                raise self.wrong(node, msg, _INSTEAD.get(type(node), ALLOWED))
        return found

    def known(self, operators: dict[type[K], V], sign: K, node: ast.expr) -> V:
        """Return our word for an operator, or refuse one that the language does not have."""
        if type(sign) in operators:
            return operators[type(sign)]
        msg = f"{_REFUSED.get(type(sign), 'this')} is not an operator of expressions"
        raise self.wrong(node, msg, _INSTEAD.get(type(sign), ALLOWED))

    def unary(self, node: ast.UnaryOp, depth: int) -> Node:
        """Return a negation, or the number -1."""
        column, length = self.span(node)
        sign = self.known(_SIGNS, node.op, node)
        operand = node.operand
        if (
            sign == "-"
            and isinstance(operand, ast.Constant)
            and not isinstance(operand.value, bool)
        ):
            return self.constant(operand, node)
        return Unary(sign, self.read(operand, depth + 1), column=column, length=length)

    def constant(self, node: ast.Constant, minus: ast.UnaryOp | None = None) -> Node:
        """Return a literal, if it is one of the few allowed."""
        whole = minus or node
        column, length = self.span(whole)
        value = node.value
        if isinstance(value, bool):
            return Truth(value, column=column, length=length)
        if not isinstance(value, int | float):
            msg = f"found {self.shown(node)}, which an expression cannot hold"
            raise self.wrong(node, msg)
        if value not in ((0, 1) if minus else (0, 1, 2)):
            msg = f"the number {self.shown(whole)} has no unit and no source"
            raise self.wrong(whole, msg, _NAME_THE_NUMBER)
        return Number(-1.0 if minus and value else float(value), column=column, length=length)

    def name(self, node: ast.Name | ast.Attribute) -> Node:
        """Return a dotted name, or a constant truth."""
        parts: list[str] = []
        inner: ast.expr = node
        while isinstance(inner, ast.Attribute):
            parts.append(inner.attr)
            inner = inner.value
        if not isinstance(inner, ast.Name):
            msg = "only a name can have a part after a dot"
            raise self.wrong(inner, msg)
        parts.append(inner.id)
        name = ".".join(reversed(parts))
        column, length = self.span(node)
        if name in {"true", "false"}:
            return Truth(name == "true", column=column, length=length)
        if any(part.startswith("__") for part in parts):
            msg = f"`{name}` reaches inside the program; no name of a scenario starts with `__`"
            raise self.wrong(node, msg)
        if name in FUNCTIONS:
            msg = f"`{name}` is a function"
            raise self.wrong(node, msg, f"write {name}(...)")
        return Name(name, column=column, length=length)

    def call(self, node: ast.Call, depth: int) -> Node:
        """Return the application of one of the functions."""
        column, length = self.span(node)
        name = node.func.id if isinstance(node.func, ast.Name) else ""
        if name not in FUNCTIONS:
            near = get_close_matches(self.shown(node.func).strip("`"), FUNCTIONS, n=1)
            guess = f"did you mean `{near[0]}`? " if near else ""
            msg = f"{self.shown(node.func)} is not a function of expressions"
            hint = f"{guess}the functions are {', '.join(FUNCTIONS)}"
            raise self.wrong(node.func, msg, hint)
        if node.keywords:
            msg = f"{name}() takes its arguments by place, not by name"
            raise self.wrong(node.keywords[0].value, msg, f"write {name}(...) without `=`")
        fewest, most = FUNCTIONS[name]
        count = len(node.args)
        if count < fewest or (most is not None and count > most):
            wanted = f"{fewest}" if fewest == most else f"at least {fewest}"
            msg = f"{name}() takes {wanted} argument{'s' if wanted[-1] != '1' else ''}, not {count}"
            hint = "write clip(value, lowest, highest)" if name == "clip" else f"write {name}(...)"
            raise self.wrong(node, msg, hint)
        arguments = tuple(self.read(argument, depth + 1) for argument in node.args)
        return Call(name, arguments, column=column, length=length)
