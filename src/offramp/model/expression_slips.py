"""Slips of the pen in an expression, named before or after Python's parser stumbles on them."""

import keyword
import re

from offramp.model.expression_language import ALLOWED, DEEPEST, LONGEST_TEXT, ExpressionError

_IMPORT = re.compile(r"\b(?:import|__import__|importlib)\b")
_UNREADABLE = re.compile(r"""[^\t\n\r -~]|["'#\\]""")
_NUMBER = re.compile(r"(?<!\w)\.?\d[\w.]*")
_SLIPS = tuple(
    (re.compile(pattern), hint)
    for pattern, hint in (
        (r"&&", "write `and`"),
        (r"\|\|", "write `or`"),
        (r"<>", "write `!=`"),
        (r"!(?!=)", "write `not`"),
        (r"=<|=>", "write `<=` or `>=`"),
        (r"(?<![<>=!:])=(?!=)", "write `==` to compare"),
        (r"\b(?:AND|OR|NOT|IF|ELSE)\b", "write it in small letters"),
        (r"(?<=[A-Za-z_])\.\d\w*", "a label starts with a letter"),
        (rf"\.(?:{'|'.join(keyword.kwlist)})\b", "a word of the language cannot be a label"),
        (r"\b(?:while|for|def|class|return|yield|del|with|try|assert|global|raise)\b", ALLOWED),
        (r"[?$`;{}\[\]]", ALLOWED),
    )
)


def look_over(text: str) -> None:
    """Refuse what is better named before parsing.

    Args:
        text: The text of an expression.

    Raises:
        ExpressionError: If it is empty, too long, tries to import, or holds a character or a
            number that no expression can hold.
    """
    if not text.strip():
        msg = "the expression is empty"
        raise ExpressionError(msg, hint="write a condition or a value, or `true`")
    if len(text) > LONGEST_TEXT:
        msg = f"the expression is {len(text)} characters long; at most {LONGEST_TEXT} are read"
        raise ExpressionError(msg, LONGEST_TEXT, 1, "split it into several")
    if found := _IMPORT.search(text):
        msg = f"an expression cannot import anything (`{found[0]}`)"
        hint = f"it sees the names of the scenario, nothing else; {ALLOWED}"
        raise ExpressionError(msg, found.start(), len(found[0]), hint)
    if found := _UNREADABLE.search(text):
        shown = {'"': "text in quotes", "'": "text in quotes", "#": "a comment"}
        what = shown.get(found[0], f"the character {found[0]!a}")
        msg = f"found {what}, which an expression cannot hold"
        raise ExpressionError(msg, found.start(), 1, ALLOWED)
    for number in _NUMBER.finditer(text):
        try:
            float(number[0])
        except ValueError:
            msg = f"`{number[0]}` is neither a number nor a name"
            hint = "a name starts with a letter; put spaces around words"
            raise ExpressionError(msg, number.start(), len(number[0]), hint) from None


def explain(text: str, error: SyntaxError) -> ExpressionError:
    """Turn a syntax error into one that says what to write.

    Args:
        text: The text that was parsed, on one line.
        error: What Python's parser said of it.

    Returns:
        The error to raise, with the column in `text`.
    """
    at_end = not error.offset
    last = max(len(text.rstrip()) - 1, 0)
    column = last if at_end else min(max((error.offset or 1) - 1, 0), last)
    for pattern, hint in _SLIPS:
        if found := pattern.search(text):
            msg = f"`{found[0]}` does not belong in an expression"
            return ExpressionError(msg, found.start(), len(found[0]), hint)
    if "too many nested" in error.msg:
        return too_deep(column, 1)
    if "never closed" in error.msg or "unmatched" in error.msg:
        return ExpressionError(error.msg, column, 1, "every `(` needs its `)`")
    if "expected 'else'" in error.msg:
        msg = "found `if` without `else`"
        return ExpressionError(msg, column, len(text.rstrip()) - column, "write `a if c else b`")
    if at_end:
        return ExpressionError("the expression ends too early", column, 1, ALLOWED)
    return ExpressionError("the expression cannot be read from here on", column, 1, ALLOWED)


def too_deep(column: int, length: int) -> ExpressionError:
    """Return the error of an expression that nests too many levels."""
    msg = f"the expression nests more than {DEEPEST} levels"
    hint = "split it into several; a long sum reads better as sum(a, b, ...)"
    return ExpressionError(msg, column, length, hint)
