"""CSV tables to trees: items by their id, or a list of rows. Empty cells are left out."""

from itertools import zip_longest

from offramp.model.problems import Location, Problem, did_you_mean
from offramp.reading.csv_cells import Cell, Row, rows
from offramp.reading.nodes import Entry, Mapping, Scalar, Sequence
from offramp.reading.yaml_scalars import NUMERIC
from offramp.reading.yaml_text import LONGEST_KEY

LARGEST = 20 * 2**20
"""Bytes in one table."""
ID = "id"
"""The column that names the items of a table."""


def parse_items(text: str, file: str, problems: list[Problem]) -> Mapping:
    """Read a table whose first column is `id`.

    Args:
        text: Text of the CSV file.
        file: Short name of the file, for places.
        problems: What is wrong is added to these.

    Returns:
        A mapping from each id to a mapping of the other columns, all values text.
    """
    entries: dict[str, Entry] = {}
    for header, row in _records(text, file, problems, ID):
        head = row[0]
        where = Location(file, head.line, head.column)
        if not head.text:
            problems.append(Problem("missing-id", "this row has no id", "give it one", where))
        elif len(head.text) > LONGEST_KEY:
            message = f"an id longer than {LONGEST_KEY} characters"
            problems.append(Problem("bad-value", message, "shorten it", where, head.length))
        elif head.text in entries:
            first = entries[head.text].key_where.line
            message = f'"{head.text}" stands here again; it was first given on line {first}'
            hint = "rename or delete one of the two"
            problems.append(Problem("duplicate-id", message, hint, where, head.length))
        else:
            item = _mapping(header[1:], row[1:], where)
            entries[head.text] = Entry(item, where, head.length)
    return Mapping(entries, Location(file, 1, 1))


def parse_rows(text: str, file: str, problems: list[Problem]) -> Sequence:
    """Read a table as a list of rows; arguments as for `parse_items`."""
    found = (
        _mapping(header, row, Location(file, row[0].line, 1))
        for header, row in _records(text, file, problems, None)
    )
    return Sequence(tuple(row for row in found if row.entries), Location(file, 1, 1))


def _records(
    text: str, file: str, problems: list[Problem], first: str | None
) -> list[tuple[Row, Row]]:
    """Return each sound row with the header; no row where the header is unsound."""
    before = len(problems)
    lines = rows(text, file, problems)
    header = next(lines, None)
    if header is None:
        if len(problems) == before:
            where = Location(file, 1, 1)
            hint = "give it a header line and rows"
            problems.append(Problem("empty-file", "this table is empty", hint, where))
        return []
    wrong = _header_problems(header, file, first)
    if wrong:
        problems.extend(wrong)
        return []
    records = []
    for row in lines:
        if len(row) == len(header):
            records.append((header, row))
            continue
        cell = row[min(len(row), len(header) + 1) - 1]
        message = f"{len(row)} cells where the header has {len(header)}"
        hint = "an empty cell needs its comma too"
        if len(row) > len(header):
            hint = "put quotes around a cell that holds a comma"
        where = Location(file, cell.line, cell.column)
        problems.append(Problem("wrong-cells", message, hint, where, cell.length))
    return records


def _header_problems(header: Row, file: str, first: str | None) -> list[Problem]:
    """Return what is wrong with a header line."""
    found = []

    def wrong(cell: Cell, message: str, hint: str) -> None:
        where = Location(file, cell.line, cell.column)
        found.append(Problem("bad-header", message, hint, where, cell.length))

    if len(header) == 1 and not header[0].quoted and any(sign in header[0].text for sign in ";\t"):
        wrong(header[0], "the columns are not separated by commas", "save the table with commas")
    elif first is not None and header[0].text != first:
        names = [cell.text for cell in header]
        hint = did_you_mean(first, names) if first not in names else "move it to the front"
        message = f'the first column is "{header[0].text}", not "{first}"'
        wrong(header[0], message, hint or f'start the first line with "{first},"')
    else:
        seen: set[str] = set()
        for number, cell in enumerate(header, start=1):
            if not cell.text:
                wrong(cell, f"column {number} has no name", "name it, or delete its comma")
            elif len(cell.text) > LONGEST_KEY:
                wrong(cell, f"a name longer than {LONGEST_KEY} characters", "shorten it")
            elif cell.text[0] in NUMERIC:
                wrong(cell, f'"{cell.text}" names no column', "put a header line before the rows")
            elif cell.text in seen:
                wrong(cell, f'a second column "{cell.text}"', "rename or delete one of the two")
            seen.add(cell.text)
    return found


def _mapping(header: Row, row: Row, where: Location) -> Mapping:
    """Return the cells of a row that hold something, by column."""
    entries = {}
    for name, cell in zip_longest(header, row):
        if cell.text:
            place = Location(where.file, cell.line, cell.column)
            inset = 1 if cell.quoted else 0
            verbatim = cell.length == len(cell.text) + 2 * inset
            scalar = Scalar(cell.text, place, cell.length, inset if verbatim else None, cell=True)
            entries[name.text] = Entry(scalar, place, cell.length)
    return Mapping(entries, where)
