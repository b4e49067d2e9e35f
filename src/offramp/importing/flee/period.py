"""The first day and the length of an instance: sim_period.csv, conflict_period.csv before it."""

from datetime import date
from typing import NamedTuple

from offramp.importing.flee import cells
from offramp.importing.flee.desk import Desk, Table
from offramp.model.problems import Location, Problem

FILES = ("input_csv/sim_period.csv", "input_csv/conflict_period.csv")
"""The name that Flee wants now, and the one it wanted until 3.1."""
START, LENGTH = "startdate", "length"
LONGEST = 3650
"""Days that a scenario may last."""


class Period(NamedTuple):
    """When a run starts, and how many days it lasts."""

    start: date
    days: int


def read_period(desk: Desk) -> Period | None:
    """Return the period of an instance; None if it cannot be told."""
    there = [file for file in FILES if desk.has(file)] or list(FILES[:1])
    found = [_read(desk, file) for file in there]
    if len(found) > 1 and found[0] != found[1]:
        desk.note(f"{there[0]} and {there[1]} differ: the first is followed, as in Flee now.")
    return found[0]


def _read(desk: Desk, file: str) -> Period | None:
    table = desk.table(file)
    if table is None:
        return None
    start: date | None = None
    days: int | None = None
    seen: set[str] = set()
    for line in table.lines:
        key = line.text(0).casefold()
        if key in seen:
            message = f'"{line.text(0)}" is given a second time'
            desk.wrong(line, 0, "duplicate-key", message, "delete one of the two")
        elif key == START:
            start = cells.day(desk, line, 1, "the first day")
        elif key == LENGTH:
            what = "the length in days"
            days = cells.whole(desk, line, 1, what, lowest=1, highest=LONGEST)
        else:
            continue
        seen.add(key)
    for key, written in ((START, "StartDate,2030-01-31"), (LENGTH, "Length,300")):
        if key not in seen:
            _missing(desk, table, written)
    return Period(start, days) if start is not None and days is not None else None


def _missing(desk: Desk, table: Table, written: str) -> None:
    message = f"there is no line {written.partition(',')[0]}"
    hint = f"add one, such as {written}"
    desk.problems.append(Problem("missing-key", message, hint, Location(table.file, 1, 1)))
