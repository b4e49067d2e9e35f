"""Where words go: results to standard output, everything else to standard error."""

import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rich.console import Console

NARROWEST = 80
"""Columns that a screen is laid out for at least; a narrower window wraps it."""
WIDEST = 100
"""Columns that it never exceeds, so that a line stays readable."""


def results() -> "Console":
    """Return the console on standard output, of 80 to 100 columns."""
    from rich.console import Console

    class Results(Console):
        """Lets `guarded` end a command whose reader is gone."""

        def on_broken_pipe(self) -> None:
            raise BrokenPipeError

    console = Results(highlight=False, markup=False, emoji=False)
    console.width = min(max(console.width, NARROWEST), WIDEST)
    return console


def notes() -> "Console":
    """Return the console on standard error: progress, warnings, errors."""
    from rich.console import Console

    return Console(stderr=True, highlight=False, markup=False, emoji=False, soft_wrap=True)


def print_json(data: Any) -> None:
    """Print plain data as JSON on standard output."""
    from json import dumps

    sys.stdout.write(dumps(data, indent=1, ensure_ascii=False, allow_nan=False) + "\n")
