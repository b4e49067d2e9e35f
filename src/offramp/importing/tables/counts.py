"""Rows to counts: so many people at a place on a day, and when that became known."""

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from offramp.importing.tables.dates import days
from offramp.importing.tables.findings import Findings, counted, listed
from offramp.importing.tables.table import Table
from offramp.importing.tables.values import people, whole_people
from offramp.reading.csv_cells import Cell, Row


@dataclass(frozen=True)
class Count:
    """How many people were counted at a place on a day."""

    day: date
    place: str
    """Id; empty for all places together."""
    persons: float
    known_at: date
    cell: Cell
    """Where the day stands."""


def read_counts(table: Table, role: str) -> list[Count]:
    """Return the counts of a table, in the order of the file.

    Args:
        table: The table; what is wrong is added to its findings.
        role: The column of the people.
    """
    found = table.found
    rows = [row for row in table.sheet.rows if _is_counted(table, row, role)]
    left_out = len(table.sheet.rows) - len(rows)
    if left_out:
        found.note(f"{counted(left_out, 'row')} without a count left out.")
    dated = [(row, cell) for row in rows if (cell := table.cell(row, "date"))]
    for row in rows:
        if table.cell(row, "date") is None:
            found.wrong(
                "missing-date", row[table.at["date"]], "this row has no date", "give it one"
            )
    form = table.wishes.date_format
    on = days([cell for _, cell in dated], found, form)
    known = _known_at(table, [row for row, _ in dated])
    counts = []
    for (row, cell), day, known_at in zip(dated, on, known, strict=True):
        number = _people(table, row, role)
        place = table.place(row) if table.used() or table.wishes.place else ""
        if day is None or number is None or place is None:
            continue
        if known_at is not None and known_at < day:
            message = f"is known on {known_at}, before the day it counts, {day}"
            at = table.cell(row, "known_at") or cell
            found.wrong("bad-order", at, message, "correct one of the two")
        counts.append(Count(day, place, number, known_at or day, cell))
    _not_yet(counts, table)
    return counts


def _is_counted(table: Table, row: Row, role: str) -> bool:
    """Return whether a row has a count."""
    return table.cell(row, role) is not None


def _people(table: Table, row: Row, role: str) -> float | None:
    """Return the people of a row: whole ones where they arrive."""
    cell = table.cell(row, role)
    assert cell is not None
    read = people if table.wishes.kind == "stocks" else whole_people
    return read(cell, table.found, table.wishes.thousands)


def _known_at(table: Table, rows: list[Row]) -> list[date | None]:
    """Return when each row became known; None where it does not say."""
    given = [(i, cell) for i, row in enumerate(rows) if (cell := table.cell(row, "known_at"))]
    result: list[date | None] = [None] * len(rows)
    on = days([cell for _, cell in given], table.found, table.wishes.date_format)
    for (i, _), day in zip(given, on, strict=True):
        result[i] = day
    if len(given) < len(rows):
        less = counted(len(rows) - len(given), "count") if given else "Every count"
        table.found.note(f"{less} is taken as known on its own day (no known_at is given).")
    return result


def _not_yet(counts: list[Count], table: Table) -> None:
    """Note the days that have not come yet."""
    later = [c for c in counts if c.day > table.wishes.today]
    if later:
        last = max(c.day for c in later)
        what = counted(len(later), "count")
        table.found.note(f"{what} of days after today ({table.wishes.today}), up to {last}.")


def by_place(counts: list[Count]) -> dict[str, list[Count]]:
    """Return counts by place, in the order in which places come up."""
    result: dict[str, list[Count]] = defaultdict(list)
    for count in counts:
        result[count.place].append(count)
    return dict(result)


def in_order(counts: list[Count], found: Findings, *, strict: bool) -> list[Count]:
    """Return counts place by place and day by day, each day once.

    A file that runs backwards throughout is turned round.

    Args:
        counts: In the order of the file.
        found: Gathers what is wrong, and what was done.
        strict: Whether days out of order are a problem; if not, they are sorted.
    """
    result: list[Count] = []
    backwards, mixed = [], []
    for place, same in by_place(counts).items():
        pairs = list(pairwise(same))
        falls = [(a, b) for a, b in pairs if b.day < a.day]
        if falls and all(b.day <= a.day for a, b in pairs):
            backwards.append(place)
        elif falls and strict:
            a, b = falls[0]
            message = f"{b.day} stands after {a.day} for {place or 'the total'}"
            found.wrong("bad-order", b.cell, message, "sort the table by place and date")
        elif falls:
            mixed.append(place or "the total")
        result += _once(sorted(same, key=lambda c: c.day), found)
    if backwards:
        found.note(f"The newest day stood first, and was turned round: {listed(backwards)}.")
    if mixed:
        found.note(f"Days stood out of order, and were sorted: {listed(mixed)}.")
    return result


def _once(counts: list[Count], found: Findings) -> list[Count]:
    """Return the counts of one place, in order, without those that say the same again."""
    result: list[Count] = []
    again = 0
    for count in counts:
        last = result[-1] if result else None
        if last is None or last.day != count.day:
            result.append(count)
        elif last.persons == count.persons:
            again += 1
            result[-1] = replace(last, known_at=min(last.known_at, count.known_at))
        else:
            first = last.cell.line
            message = f"{count.place or 'the total'} is counted a second time on {count.day}"
            message += f": {count.persons:,g}, and {last.persons:,g} on line {first}"
            found.wrong("duplicate-row", count.cell, message, "delete one of the two")
    if again:
        place = counts[0].place or "the total"
        found.note(f"{place}: {counted(again, 'row')} that said the same again left out.")
    return result
