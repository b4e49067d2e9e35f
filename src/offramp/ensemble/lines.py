"""Lines of text: wrapped sentences, and tables."""

from collections.abc import Sequence
from textwrap import wrap

WIDTH = 100
"""Columns of a text that a result prints of itself."""
_GAP = 2
_NARROWEST = 8
"""Columns that the first column keeps at least."""


def prose(text: str, width: int = WIDTH, indent: int = 0, hang: int = 0) -> list[str]:
    """Return text wrapped to a width.

    >>> prose("one two three", 12, indent=2, hang=1)
    ['  one two', '   three']
    """
    first = " " * indent
    return wrap(
        text,
        width,
        initial_indent=first,
        subsequent_indent=first + " " * hang,
        break_on_hyphens=False,
    )


def table(
    rows: Sequence[Sequence[str]],
    right: Sequence[bool],
    width: int = WIDTH,
    indent: int = 2,
    widths: Sequence[int] | None = None,
    *,
    tight: bool = False,
) -> list[str]:
    """Return rows with cells under one another.

    A first cell that does not fit beside the others stands above them, on lines of its own.

    Args:
        rows: of cells, all of the same number; the first is the heading.
        right: for each column, whether it ends flush.
        width: columns in all.
        indent: blanks before every line.
        widths: of the columns but the first, as `widths_of` gives them for several tables.
        tight: make the first column no wider than it must be.

    >>> table([["what", "n"], ["short", "12"], ["much too long for it", "1"]], [False, True], 16)
    ['  what         n', '  short       12', '  much too long', '    for it', '               1']
    """
    own = list(widths) if widths is not None else widths_of([rows])
    room = max(width - indent - sum(own) - _GAP * len(own), _NARROWEST)
    if tight:
        room = min(room, max(len(row[0]) for row in rows))
    lines: list[str] = []
    for first, *rest in rows:
        cells = [
            cell.rjust(size) if flush else cell.ljust(size)
            for cell, size, flush in zip(rest, own, right[1:], strict=True)
        ]
        label = first
        if len(first) > room:
            lines += prose(first, width, indent, hang=2)
            label = ""
        lines.append((" " * indent + (" " * _GAP).join([label.ljust(room), *cells])).rstrip())
    return lines


def widths_of(tables: Sequence[Sequence[Sequence[str]]]) -> list[int]:
    """Return the widths that the columns but the first need in all of some tables."""
    rows = [row for one in tables for row in one]
    return [max(len(row[at]) for row in rows) for at in range(1, len(rows[0]))]


def markdown(rows: Sequence[Sequence[str]]) -> list[str]:
    """Return rows as a table in Markdown; the first is the heading."""
    lines = [f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |" for row in rows]
    return [lines[0], f"|{'---|' * len(rows[0])}", *lines[1:]]
