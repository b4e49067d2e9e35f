"""Lines of text for the screen: wrapped prose, aligned columns, headings."""

from collections.abc import Sequence
from textwrap import wrap

Lines = list[str]

GAP = 2
"""Blanks between columns."""


def prose(text: str, width: int, indent: int = 3, hang: int = 0) -> Lines:
    """Return text wrapped to a width.

    Args:
        text: in one line.
        width: columns in all.
        indent: blanks before every line.
        hang: more blanks before every line but the first.

    >>> prose("one two three", 12, indent=2, hang=1)
    ['  one two', '   three']
    """
    first = " " * indent
    after = first + " " * hang
    return wrap(text, width, initial_indent=first, subsequent_indent=after, break_on_hyphens=False)


def columns(
    rows: Sequence[Sequence[str]], right: Sequence[bool], indent: int = 3, gap: int = GAP
) -> Lines:
    """Return rows with their cells under one another.

    Args:
        rows: of cells, all of the same number.
        right: for each column, whether it ends flush.
        indent: blanks before every line.
        gap: blanks between columns.

    >>> columns([["a", "1"], ["long", "23"]], [False, True], indent=0)
    ['a      1', 'long  23']
    """
    widths = [max(len(row[at]) for row in rows) for at in range(len(right))]
    lines = []
    for row in rows:
        cells = [
            cell.rjust(width) if flush else cell.ljust(width)
            for cell, width, flush in zip(row, widths, right, strict=True)
        ]
        lines.append((" " * indent + (" " * gap).join(cells)).rstrip())
    return lines


def widest(lines: Lines) -> int:
    """Return the length of the longest line."""
    return max((len(line) for line in lines), default=0)


def cut(text: str, width: int) -> str:
    """Return text that fits a width, with an ellipsis where it does not.

    >>> cut("a long label", 8), cut("short", 8)
    ('a long…', 'short')
    """
    return text if len(text) <= width else f"{text[: width - 1].rstrip()}…"


def listed(head: str, parts: Sequence[str], width: int) -> str:
    """Return as many parts on one line as fit a width whole, and how many are left out.

    >>> listed("Rarer:", ["a truce 3/2/1", "a zone 2/1/0", "a force 1/0/0"], 40)
    'Rarer: a truce 3/2/1; 2 more.'
    """
    for shown in range(len(parts), 0, -1):
        left = len(parts) - shown
        line = f"{head} {'; '.join([*parts[:shown], *([f'{left} more'] if left else [])])}."
        if len(line) <= width:
            return line
    return cut(f"{head} {'; '.join(parts)}.", width)


def at_most(most: int, lines: Lines, width: int) -> Lines:
    """Return lines, the last of them cut where there are more than so many.

    >>> at_most(2, ["  one", "  two", "  three"], 9)
    ['  one', '  two th…']
    """
    if len(lines) <= most:
        return lines
    return [*lines[: most - 1], cut(f"{lines[most - 1]} {lines[most].strip()}", width)]


def sides(left: str, right: str, width: int) -> Lines:
    """Return two texts on one line, at its two ends; on two lines where they do not fit."""
    room = width - len(left) - len(right)
    return [left, right] if room < GAP else [left + " " * room + right]
