"""Text to a sheet: headers, hashtags if there are any, and rows of as many cells."""

from dataclasses import dataclass

from offramp.importing.tables.findings import Findings
from offramp.importing.tables.hashtags import LATEST_ROW, is_hashtag_row
from offramp.reading.csv_cells import Cell, Row, rows

SEPARATORS = {";": "semicolons", "\t": "tabs", "|": "upright strokes"}


@dataclass(frozen=True)
class Sheet:
    """A table as it stands in its file."""

    headers: Row
    """One cell a column; empty text where it has no header."""
    tags: Row
    """One cell a column; no cells where there are no hashtags."""
    rows: tuple[Row, ...]
    """As many cells as there are headers."""


def read_sheet(text: str, found: Findings) -> Sheet | None:
    """Return the table in a text; None, with a problem, if it is none.

    With hashtags the headers are the row above them; without, the first row.
    """
    before = len(found.problems)
    lines = list(rows(text, found.file, found.problems))
    if len(found.problems) > before:
        return None
    if not lines:
        found.lacking("empty-file", "this table is empty", "give it a header line and rows")
        return None
    first = lines[0]
    if len(first) == 1 and not first[0].quoted:
        sign = max(SEPARATORS, key=first[0].text.count)
        if sign in first[0].text:
            message = f"the columns are separated by {SEPARATORS[sign]}, not by commas"
            hint = "save the table as CSV with commas (and with points in decimals)"
            found.wrong("bad-header", first[0], message, hint)
            return None
    at = next((i for i, row in enumerate(lines[:LATEST_ROW]) if is_hashtag_row(row)), None)
    tags = lines[at] if at is not None else []
    header = lines[at - 1] if at else first if at is None else []
    width = max(len(_trimmed(header)), len(_trimmed(tags)))
    body = lines[1 if at is None else at + 1 :]
    sheet = Sheet(
        _padded(header or tags, width) if at != 0 else _blank(tags, width),
        _padded(tags, width) if tags else [],
        tuple(row for line in body if (row := _fitting(line, width, found)) is not None),
    )
    if not body:
        cell = (tags or header)[0]
        found.wrong("empty-file", cell, "no rows follow this line", "give the table its rows")
        return None
    return sheet


def _trimmed(row: Row) -> Row:
    """Return a row without the empty cells at its end."""
    last = max((i for i, cell in enumerate(row) if cell.text.strip()), default=-1)
    return row[: last + 1]


def _padded(row: Row, width: int) -> Row:
    """Return a row of a width."""
    end = row[-1]
    more = Cell("", end.line, end.column + end.length, 1, False)
    return [*row[:width], *([more] * (width - len(row)))]


def _blank(row: Row, width: int) -> Row:
    """Return a row of empty cells where another stands."""
    return [Cell("", cell.line, cell.column, 1, False) for cell in _padded(row, width)]


def _fitting(row: Row, width: int, found: Findings) -> Row | None:
    """Return a row of a width; None where it is empty or, with a problem, of another width."""
    filled = _trimmed(row)
    if not filled:
        return None
    if len(row) < width or len(filled) > width:
        cell = row[min(len(row), width + 1) - 1]
        message = f"{len(row)} cells where the header has {width}"
        hint = "an empty cell needs its comma too"
        if len(row) > width:
            hint = "put quotes around a cell that holds a comma, or write no thousands separators"
        found.wrong("wrong-cells", cell, message, hint)
        return None
    return row[:width]
