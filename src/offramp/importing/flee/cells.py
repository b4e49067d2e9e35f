"""What cells mean: numbers and dates, each refused at its place where it is none."""

import re
from datetime import date

from offramp.importing.flee.desk import Desk, Line

NUMBER = re.compile(r"[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d{1,3})?", re.ASCII)
DATE = re.compile(r"\d{4}-\d{1,2}-\d{1,2}", re.ASCII)
LONGEST = 40
"""Characters of a number."""
LARGEST = 1e12
"""No number of an instance is larger, in size."""


def number(
    desk: Desk,
    line: Line,
    position: int,
    what: str,
    *,
    lowest: float | None = None,
    above: float | None = None,
    highest: float | None = None,
) -> float | None:
    """Return the number of a cell; None where it is none, or beyond its bounds.

    Args:
        desk: Gathers problems.
        line: The row.
        position: Column, from 0.
        what: What the number is, with its article: "the distance".
        lowest: It may be this at least.
        above: It has to be more than this.
        highest: It may be this at most.
    """
    text = line.text(position)
    if not text or len(text) > LONGEST or not NUMBER.fullmatch(text):
        shown = f'"{text[:LONGEST]}" is no number' if text else "a number is missing"
        message, hint = f"{shown}, where {what} is needed", "write it in digits, as 12 or 12.5"
        desk.wrong(line, position, "bad-number", message, hint)
        return None
    value = float(text)
    bound = ""
    if abs(value) > LARGEST:
        bound = f"at most {LARGEST:,.0f} in size"
    elif lowest is not None and value < lowest:
        bound = f"at least {lowest:g}"
    elif above is not None and value <= above:
        bound = f"more than {above:g}"
    elif highest is not None and value > highest:
        bound = f"at most {highest:g}"
    if bound:
        message = f"{what} is {text}, and has to be {bound}"
        desk.wrong(line, position, "out-of-range", message, "correct it")
        return None
    return value


def whole(
    desk: Desk,
    line: Line,
    position: int,
    what: str,
    *,
    lowest: float | None = None,
    highest: float | None = None,
) -> int | None:
    """Return the whole number of a cell; None where it is none. Arguments as for `number`."""
    value = number(desk, line, position, what, lowest=lowest, highest=highest)
    if value is None or value.is_integer():
        return None if value is None else int(value)
    message = f"{what} is {line.text(position)}, and has to be whole"
    desk.wrong(line, position, "bad-number", message, "round it as you see fit")
    return None


def is_number(text: str) -> bool:
    """Return whether text is a number.

    >>> is_number("1.5e3"), is_number("1_000"), is_number("")
    (True, False, False)
    """
    return len(text) <= LONGEST and NUMBER.fullmatch(text) is not None


def as_date(text: str) -> date | None:
    """Return a date written as year-month-day; None where it is none.

    >>> as_date("2030-3-1"), as_date("01/03/2030"), as_date("2030-02-30")
    (datetime.date(2030, 3, 1), None, None)
    """
    if not DATE.fullmatch(text):
        return None
    try:
        return date(*map(int, text.split("-")))
    except ValueError:
        return None


def day(desk: Desk, line: Line, position: int, what: str) -> date | None:
    """Return the date of a cell; None where it is none. Arguments as for `number`."""
    found = as_date(line.text(position))
    if found is None:
        shown = line.text(position)[:LONGEST]
        message = f'"{shown}" is no date, where {what} is needed' if shown else f"{what} is missing"
        desk.wrong(line, position, "bad-date", message, "write it as 2030-01-31")
    return found
