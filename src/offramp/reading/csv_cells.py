"""CSV text to rows of cells, each with its line and character column (RFC 4180, commas)."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from offramp.model.problems import Location, Problem
from offramp.reading.source_text import LINE_END

QUOTED = re.compile(r'[ \t]*"((?:[^"]|"")*)"[ \t]*(?=,|$|\r\n|\r|\n)')
BARE = re.compile(r"[^,\r\n]*")


class Cell(NamedTuple):
    """The text of a cell and where it stands."""

    text: str
    line: int
    column: int
    length: int
    quoted: bool


Row = list[Cell]


def rows(text: str, file: str, problems: list[Problem]) -> Iterator[Row]:
    """Yield the rows that are not blank.

    Args:
        text: Text of a CSV file.
        file: Short name of the file.
        problems: A quote that is never closed is added to these, and ends the rows.
    """
    if '"' not in text:
        for number, line in enumerate(LINE_END.split(text), start=1):
            if line and not line.isspace():
                yield _plain_row(line, number)
        return
    yield from _quoted_rows(text, file, problems)


def _plain_row(line: str, number: int) -> Row:
    """Return the cells of a line without quotes."""
    column, row = 1, []
    for part in line.split(","):
        row.append(_bare(part, number, column))
        column += len(part) + 1
    return row


def _bare(part: str, line: int, column: int) -> Cell:
    """Return a cell without quotes; blanks around it do not belong to it."""
    text = part.strip()
    lead = len(part) - len(part.lstrip()) if text else 0
    return Cell(text, line, column + lead, max(1, len(text)), False)


def _quoted_rows(text: str, file: str, problems: list[Problem]) -> Iterator[Row]:
    """Yield the rows of a text in which cells, perhaps of several lines, stand in quotes."""
    at, line, start, end = 0, 1, 0, len(text)
    row: Row = []
    while True:
        found = QUOTED.match(text, at)
        if found:
            open_at = text.index('"', at)
            inner = found[1]
            breaks = list(LINE_END.finditer(text, open_at, found.end()))
            length = (breaks[0].start() if breaks else found.end()) - open_at
            cell = Cell(inner.replace('""', '"'), line, open_at - start + 1, length, True)
            row.append(cell)
            if breaks:
                line += len(breaks)
                start = breaks[-1].end()
        else:
            found = BARE.match(text, at)
            assert found is not None  # it matches nothing at all, too
            cell = _bare(found[0], line, at - start + 1)
            if cell.text.startswith('"'):
                message = "a quote that is never closed, or followed by more text"
                hint = 'close it before the comma; write a quote within quotes as ""'
                where = Location(file, line, cell.column)
                problems.append(Problem("bad-csv", message, hint, where))
                return
            row.append(cell)
        at = found.end()
        if at < end and text[at] == ",":
            at += 1
            continue
        if len(row) > 1 or row[0].text:
            yield row
        row = []
        broken = LINE_END.match(text, at)
        if broken is None:
            return
        at = start = broken.end()
        line += 1
