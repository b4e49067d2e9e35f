"""What is wrong with a scenario, in colour where there is colour, or as plain values."""

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.text import Text

    from offramp.model.problems import Problem, ScenarioError

_HEAD = re.compile(r"^(error) (\S+)(?: (\S+:\d+:\d+))?", re.MULTILINE)
_STYLES = (
    (r"(?m)^ *\| *(\^+)$", "bold yellow"),
    (r"(?m)^ *\d* \|", "dim"),
    (r"(?m)^  = help: (.*)$", "cyan"),
    (r"(?m)^\d+ problems?$", "bold"),
)


def styled(error: "ScenarioError") -> "Text":
    """Return all problems of a scenario: place, line, caret, what to do.

    Args:
        error: with the problems and the texts of the files.
    """
    from rich.text import Text

    from offramp.reading.render import render

    text = Text(render(error.problems, error.texts))
    for found in _HEAD.finditer(text.plain):
        for group, style in ((1, "bold red"), (2, "bold"), (3, "cyan")):
            if found[group]:
                text.stylize(style, *found.span(group))
    for pattern, style in _STYLES:
        text.highlight_regex(pattern, style)
    return text


def plain(problem: "Problem") -> dict[str, object]:
    """Return a problem in plain values, fit for JSON."""
    where = problem.where
    return {
        "code": problem.code,
        "message": problem.message,
        "hint": problem.hint,
        "file": where.file if where else None,
        "line": where.line if where else None,
        "column": where.column if where else None,
        "length": problem.length,
    }
