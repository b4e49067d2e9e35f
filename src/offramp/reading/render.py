"""Problems as people read them: the place, the line, a caret, and what to do."""

import unicodedata
from collections.abc import Iterable, Mapping

from offramp.model.problems import Location, Problem
from offramp.reading.source_text import LINE_END

MOST = 50
"""Problems shown in full."""
WIDEST = 100
"""Columns of a line that are shown."""
BEFORE = 30
"""Columns shown before the caret on a line that is wider."""


def render(problems: Iterable[Problem], texts: Mapping[str, str], most: int = MOST) -> str:
    """Return problems as text, by file and line, with their number at the end.

    Args:
        problems: The problems.
        texts: Text of each file by its short name; without it, the line is not shown.
        most: How many to show in full.
    """
    ordered = sorted(problems, key=_place)
    lines: dict[str, list[str]] = {}
    parts = []
    for problem in ordered[:most]:
        where = problem.where
        if where and where.file in texts and where.file not in lines:
            lines[where.file] = LINE_END.split(texts[where.file])
        parts.append(_one(problem, lines.get(where.file, []) if where else []))
    if len(ordered) > most:
        parts.append(f"and {len(ordered) - most} more\n")
    parts.append(f"{len(ordered)} problem{'' if len(ordered) == 1 else 's'}\n")
    return "\n".join(parts)


def _place(problem: Problem) -> tuple[Location, str]:
    """Return where a problem belongs in order; those without a place come first."""
    return problem.where or Location("", 0, 0), problem.code


def _one(problem: Problem, lines: list[str]) -> str:
    """Return one problem; `lines` are those of its file, if known."""
    where = problem.where
    head = f"error {problem.code} {f'{where} ' if where else ''}{_seen(problem.message)}\n"
    help_line = f"  = help: {_seen(problem.hint)}\n" if problem.hint else ""
    if where is None or not 0 < where.line <= len(lines):
        return head + help_line
    number = str(where.line)
    gutter = " " * len(number)
    line, caret = _span(lines[where.line - 1], where.column - 1, problem.length)
    return f"{head}{gutter} |\n{number} | {line}\n{gutter} | {caret}\n{help_line}"


def _span(line: str, start: int, length: int) -> tuple[str, str]:
    """Return a line and the carets under a part of it, cut to the columns shown.

    Args:
        line: The line.
        start: Where the part starts, from 0.
        length: Characters in the part.
    """
    line = _seen(line)
    start = min(max(start, 0), len(line))
    if len(line) > WIDEST:
        first = max(0, min(start - BEFORE, len(line) - WIDEST))
        cut = line[first : first + WIDEST]
        left, right = "…" if first else "", "…" if first + WIDEST < len(line) else ""
        line, start = left + cut + right, start - first + len(left)
    part = line[start : start + max(1, length)]
    caret = "^" * max(1, sum(_columns(sign) for sign in part))
    return line, " " * sum(_columns(sign) for sign in line[:start]) + caret


def _seen(text: str) -> str:
    """Return text in which every character is seen and none commands a terminal."""
    return "".join(
        sign if sign.isprintable() else " " if sign.isspace() else "\N{REPLACEMENT CHARACTER}"
        for sign in text
    )


def _columns(sign: str) -> int:
    """Return how many columns of a terminal a character takes."""
    if unicodedata.combining(sign):
        return 0
    return 2 if unicodedata.east_asian_width(sign) in "WF" else 1
