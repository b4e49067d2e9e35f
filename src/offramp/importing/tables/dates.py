"""Cells to days: ISO 8601, or another form where only one reading is possible."""

import re
from datetime import date

from offramp.importing.tables.findings import Findings
from offramp.reading.csv_cells import Cell

CLOCK = r"[T ][0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?(?:Z|[+-][0-9]{2}:?[0-9]{2})?"
ISO = re.compile(rf"([0-9]{{4}})-([0-9]{{2}})-([0-9]{{2}})(?:{CLOCK})?")
SLASHED = re.compile(r"([0-9]{1,2})([/.-])([0-9]{1,2})\2([0-9]{4})")
SERIAL = re.compile(r"[3-5][0-9]{4}(?:\.0)?")
DAY_FIRST, MONTH_FIRST = "dd/mm/yyyy", "mm/dd/yyyy"
FORMATS = ("yyyy-mm-dd", DAY_FIRST, MONTH_FIRST, "dd.mm.yyyy", "dd-mm-yyyy", "yyyy/mm/dd")
"""What `--date-format` may be."""
FIELDS = {"yyyy": r"(?P<y>[0-9]{4})", "mm": r"(?P<m>[0-9]{1,2})", "dd": r"(?P<d>[0-9]{1,2})"}


def is_format(text: str) -> bool:
    """Return whether a text says how dates are written."""
    return text in FORMATS


def days(cells: list[Cell], found: Findings, given: str = "") -> list[date | None]:
    """Return the day that each cell of a column names; None, with a problem, where none.

    A column of days with strokes is read as dd/mm/yyyy where at least one of them can only be
    that, and none can only be mm/dd/yyyy. Otherwise somebody has to say.

    Args:
        cells: The cells, none empty.
        found: Gathers problems.
        given: One of `FORMATS`, if somebody said how they are written.
    """
    if given:
        return [_as(cell, given, found) for cell in cells]
    slashed = [match for cell in cells if (match := SLASHED.fullmatch(cell.text.strip()))]
    guess = ""
    if slashed:
        day_first = any(int(match[1]) > 12 for match in slashed)
        month_first = any(int(match[3]) > 12 for match in slashed)
        if day_first and not month_first:
            guess = f"dd{slashed[0][2]}mm{slashed[0][2]}yyyy"
            found.note(f"Days are read as {guess}: no other order of day and month fits them all.")
        else:
            first = next(cell for cell in cells if SLASHED.fullmatch(cell.text.strip()))
            said = f"--date-format {DAY_FIRST} or {MONTH_FIRST}"
            message = f'"{first.text}" could be a day of two months'
            if month_first and not day_first:
                said = f"--date-format {MONTH_FIRST}"
                message = f'"{first.text}": the days of this column stand after the months'
            elif month_first:
                message = f'"{first.text}": this column mixes dd/mm and mm/dd'
                said = "write all days as yyyy-mm-dd"
            found.wrong("unclear-date", first, message, f"say {said}" if "--" in said else said)
            return [None for _ in cells]
    return [_iso_or(cell, guess, found) for cell in cells]


def _iso_or(cell: Cell, guess: str, found: Findings) -> date | None:
    """Return the day of a cell in ISO form, or in the form that was found out."""
    text = cell.text.strip()
    match = ISO.fullmatch(text)
    if match:
        if len(text) > 10:
            found.note("The time of day in the dates is left out.")
        return _day(cell, match[1], match[2], match[3], found)
    if guess and SLASHED.fullmatch(text):
        return _as(cell, guess, found)
    if SERIAL.fullmatch(text):
        hint = "show the column as dates (yyyy-mm-dd) before you save the sheet"
        found.wrong("bad-date", cell, f"{text} is the number of a day in a spreadsheet", hint)
    else:
        hint = f"write yyyy-mm-dd, or say --date-format ({', '.join(FORMATS[1:])})"
        found.wrong("bad-date", cell, f'"{text}" is no date', hint)
    return None


def _as(cell: Cell, form: str, found: Findings) -> date | None:
    """Return the day of a cell in a given form."""
    pattern = re.escape(form)
    for name, field in FIELDS.items():
        pattern = pattern.replace(name, field)
    match = re.fullmatch(pattern, cell.text.strip())
    if match is None:
        hint = "give another --date-format, or correct the cell"
        found.wrong("bad-date", cell, f'"{cell.text}" is not of the form {form}', hint)
        return None
    return _day(cell, match["y"], match["m"], match["d"], found)


def _day(cell: Cell, year: str, month: str, day: str, found: Findings) -> date | None:
    """Return a day; None, with a problem, if the calendar has no such day."""
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        found.wrong("bad-date", cell, f'the calendar has no day "{cell.text}"', "correct it")
        return None
