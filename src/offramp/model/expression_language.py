"""What the expression language has: its functions, its limits, and its one error."""

LONGEST_TEXT = 2_000
"""Most characters an expression may have."""
DEEPEST = 40
"""Most levels an expression may nest."""
MOST_NODES = 500
"""Most parts an expression may be made of."""

FUNCTIONS: dict[str, tuple[int, int | None]] = {
    "abs": (1, 1),
    "clip": (3, 3),
    "exp": (1, 1),
    "log": (1, 1),
    "max": (1, None),
    "mean": (1, None),
    "min": (1, None),
    "sqrt": (1, 1),
    "sum": (1, None),
}
"""The functions of the language, with the fewest and most arguments each takes."""

ALLOWED = (
    "an expression is made of names, + - * / **, comparisons, and / or / not, "
    f"`a if c else b` and the functions {', '.join(FUNCTIONS)}"
)
"""The language in one sentence, for messages."""


class ExpressionError(ValueError):
    """An expression that cannot be read.

    Attributes:
        message: What is wrong.
        column: Where it starts in the text, counted from 0.
        length: How many characters it covers.
        hint: What to do, or an empty text.
    """

    def __init__(self, message: str, column: int = 0, length: int = 1, hint: str = "") -> None:
        super().__init__(message, column, length, hint)
        self.message = message
        self.column = column
        self.length = max(length, 1)
        self.hint = hint

    def __str__(self) -> str:
        return self.message
