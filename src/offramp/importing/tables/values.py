"""Cells to numbers: people, degrees. What could be read in two ways is refused."""

import math
import re

from offramp.importing.tables.findings import Findings
from offramp.reading.csv_cells import Cell

PLAIN = re.compile(r"-?[0-9]{1,12}(?:\.[0-9]+)?")
GROUPED = re.compile(r"-?[0-9]{1,3}(?:([,.'\u2019 \u00a0\u202f])[0-9]{3})+")
DECIMAL_COMMA = re.compile(r"-?[0-9]+,[0-9]+")
SCIENTIFIC = re.compile(r"-?[0-9]+(?:[.,][0-9]+)?[eE][-+]?[0-9]+")
FORMULA = ("=", "+", "-", "@")
"""How a cell begins that a spreadsheet would run."""


def people(cell: Cell, found: Findings, thousands: str = "") -> float | None:
    """Return a count of people; None, with a problem, if it is none.

    Args:
        cell: The cell, which is not empty.
        found: Gathers problems.
        thousands: Sign between groups of three digits, if somebody said which.
    """
    text = cell.text.strip()
    grouped = GROUPED.fullmatch(text)
    if thousands and grouped and set(re.findall(r"[^0-9-]", text)) == {thousands}:
        text = text.replace(thousands, "")
        grouped = None
    if PLAIN.fullmatch(text) and not (grouped and not thousands):
        number = float(text)
        if number < 0:
            message = f"a count of people is below zero: {cell.text}"
            hint = "correct it; a falling cumulative count is taken care of with --cumulative"
            found.wrong("negative-count", cell, message, hint)
            return None
        return number
    found.wrong("bad-number", cell, *_why_no_number(text, grouped))
    return None


def whole_people(cell: Cell, found: Findings, thousands: str = "") -> int | None:
    """Return a count of whole people; None, with a problem, if it is none."""
    number = people(cell, found, thousands)
    if number is not None and not number.is_integer():
        message = f"{cell.text} people: not a whole number"
        found.wrong("bad-number", cell, message, "round it, or say what it counts with --map")
        return None
    return None if number is None else int(number)


def degrees(cell: Cell, most: float, found: Findings) -> str | None:
    """Return a latitude or longitude as it is written; None, with a problem, if it is none.

    Args:
        cell: The cell, which is not empty.
        most: 90 or 180.
        found: Gathers problems.
    """
    text = cell.text.strip()
    try:
        number = float(text) if re.fullmatch(r"[-+]?[0-9]+(?:\.[0-9]+)?", text) else math.nan
    except ValueError:
        number = math.nan
    if math.isnan(number):
        hint = "write decimal degrees with a point, such as -1.25"
        found.wrong("bad-number", cell, f'"{cell.text}" is no decimal degree', hint)
        return None
    if abs(number) > most:
        message = f"{text} is beyond {most:.0f} degrees"
        hint = "perhaps latitude and longitude are swapped: see --map"
        found.wrong("out-of-range", cell, message, hint)
        return None
    return text


def is_formula(text: str) -> bool:
    """Return whether a spreadsheet would run a text.

    >>> is_formula("=cmd|' /C calc'!A0"), is_formula("-3"), is_formula("Ardenia")
    (True, False, False)
    """
    return text.startswith(FORMULA) and not PLAIN.fullmatch(text)


def _why_no_number(text: str, grouped: re.Match[str] | None) -> tuple[str, str]:
    """Return why a text is no number, and what to do."""
    if grouped and grouped[1] in ",.":
        what = "a thousands separator or a decimal sign"
        hint = f'write {re.sub(r"[^0-9-]", "", text)}, or say --thousands "{grouped[1]}"'
        return f'"{text}" could be read in two ways: {what}', hint
    if grouped:
        hint = f'write {re.sub(r"[^0-9-]", "", text)}, or say --thousands "{grouped[1]}"'
        return f'"{text}" has thousands separators', hint
    if DECIMAL_COMMA.fullmatch(text):
        return f'"{text}" has a decimal comma', f"write {text.replace(',', '.')}"
    if SCIENTIFIC.fullmatch(text):
        hint = "show the column as plain numbers before you save it"
        return f'"{text}" is rounded, as a spreadsheet shows large numbers', hint
    if is_formula(text):
        hint = "save the values of the sheet, not its formulas; it is never run"
        return f'"{text}" is a formula, not a number', hint
    return f'"{text}" is no number', "leave the cell empty where nobody counted"
