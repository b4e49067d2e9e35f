"""conflicts.csv: when places are zones of conflict, and how intense each is.

As in Flee, a day of no intensity after one of some ends a zone, one of some after none begins it,
and any change between two intensities is passed over: a zone keeps that of its first day. Beside
this file only a conflict_date of 0 in locations.csv makes a zone, and a later one makes none.
"""

from itertools import pairwise
from typing import NamedTuple

from offramp.importing.flee import cells
from offramp.importing.flee.desk import Desk, Line
from offramp.importing.flee.places import Place, Places
from offramp.model.problems import Location, Problem, did_you_mean

FILE = "input_csv/conflicts.csv"
NONE = 1e-6
"""An intensity that is not above it is none."""


class Spell(NamedTuple):
    """Days on which a place is a zone of conflict."""

    place: Place
    first: int
    """Day, from 0."""
    last: int | None
    """Last day of it; None where it outlasts the run."""
    intensity: float


def read_zones(desk: Desk, places: Places | None, days: int | None) -> list[Spell]:
    """Return when each place is a zone of conflict, in the order of the places.

    Args:
        desk: Gathers problems.
        places: The places of the instance; None where they could not be read.
        days: Days in the run; None where they are not known.
    """
    table = desk.table(FILE)
    if table is None:
        return []
    header = table.header or (table.lines[0] if table.lines else None)
    lines = table.lines if table.header else table.lines[1:]
    if header is None or not lines:
        hint = "give a line with the names of places and one line for each day"
        where = Location(table.file, 1, 1)
        desk.problems.append(Problem("empty-file", "there is no day in it", hint, where))
        return []
    names = _names(desk, header)
    columns = _columns(desk, lines, names)
    if days is not None and len(lines) < days:
        message = f"it ends with day {len(lines) - 1}, and the period lasts {days} days"
        hint = f"add {days - len(lines)} lines; Flee would stop on the way"
        desk.wrong(lines[-1], 0, "too-short", message, hint)
    if places is None or columns is None:
        return []
    _check_places(desk, header, names, columns, places)
    length = min(days or len(lines), len(lines))
    return [
        spell
        for name, place in places.items()
        for spell in spells(place, columns.get(name), length)
    ]


def spells(place: Place, column: list[float] | None, days: int) -> list[Spell]:
    """Return when a place is a zone.

    Args:
        place: The place.
        column: Intensity on each day; None where conflicts.csv does not name it.
        days: Days in the run.
    """
    turns: list[tuple[int, float]] = [(0, place.intensity)] if place.starts_as_zone else []
    if column is not None:
        if column[0] > NONE:
            turns = [(0, column[0])]
        for day, (before, now) in enumerate(pairwise(column[:days]), start=1):
            if now > NONE >= before:
                turns.append((day, now))
            elif before > NONE >= now:
                turns.append((day, 0.0))
    found = []
    for (first, intensity), (then, _) in pairwise([*turns, (days, 0.0)]):
        if intensity > 0.0:
            found.append(Spell(place, first, None if then == days else then - 1, intensity))
    return found


def _names(desk: Desk, header: Line) -> dict[str, int]:
    """Return the column of each place; those without a name are left out."""
    names: dict[str, int] = {}
    for position, cell in enumerate(header.cells[1:], start=1):
        if cell.text in names:
            message = f'a second column "{cell.text}"'
            hint = "rename or delete one of the two"
            desk.wrong(header, position, "duplicate-name", message, hint)
        elif cell.text:
            names[cell.text] = position
    return names


def _columns(
    desk: Desk, lines: tuple[Line, ...], names: dict[str, int]
) -> dict[str, list[float]] | None:
    """Return the intensities of each place; None where a row does not give them."""
    before = len(desk.problems)
    columns: dict[str, list[float]] = {name: [] for name in names}
    width = max(names.values(), default=0) + 1
    for expected, line in enumerate(lines):
        if not _is_day(desk, line, expected):
            break  # all that follow are out of step with it
        filled = max((i for i, cell in enumerate(line.cells) if cell.text), default=0) + 1
        if len(line.cells) < width or filled > width:
            message = f"{len(line.cells)} cells where the first line names {width - 1} places"
            hint = "give one intensity for each place, 0 where there is no conflict"
            desk.wrong(line, min(len(line.cells), width) - 1, "wrong-cells", message, hint)
            continue
        for name, position in names.items():
            if line.text(position) in {"0", "1"}:
                value: float | None = float(line.text(position))
            else:
                value = cells.number(desk, line, position, f"the intensity at {name}", lowest=0)
            columns[name].append(value or 0.0)
    return columns if len(desk.problems) == before else None


def _is_day(desk: Desk, line: Line, expected: int) -> bool:
    """Return whether a line is that of the day expected; Flee counts lines, whatever they say."""
    text = line.text(0)
    if cells.is_number(text) and float(text) == expected:
        return True
    message = f'"{text}" stands where day {expected} is expected'
    hint = "give one line for each day, from 0 on; Flee counts lines"
    desk.wrong(line, 0, "bad-day", message, hint)
    return False


def _check_places(
    desk: Desk, header: Line, names: dict[str, int], columns: dict[str, list[float]], places: Places
) -> None:
    """Refuse conflict where none can be, and say where the two files differ."""
    for name, position in names.items():
        first = next((day for day, value in enumerate(columns[name]) if value > NONE), None)
        if name not in places:
            like = did_you_mean(name, places)
            what = f"conflict from day {first}" if first is not None else "no conflict"
            desk.note(
                f"conflicts.csv gives {what} at {name}, which is no place: passed over, as in Flee"
                f"{f' ({like})' if like and first is not None else ''}."
            )
        elif first is not None and places[name].kind != "origin":
            message = f"conflict at {name}, a {places[name].type}, is not supported"
            hint = "make the place a town or a conflict_zone in locations.csv, or give 0 here"
            desk.wrong(header, position, "unsupported-conflict", message, hint)
    for name, place in places.items():
        late = place.conflict_date
        if name in names:
            first = next((day for day, value in enumerate(columns[name]) if value > NONE), None)
            if late > 0 and first != late and (first is not None or late < len(columns[name])):
                told = f"from day {first}" if first is not None else "of none"
                desk.note(
                    f"locations.csv has conflict at {name} from day {late}, conflicts.csv {told}: "
                    "the latter counts, as in Flee."
                )
        elif late > 0:
            message = f"there is conflict from day {late}, but conflicts.csv has no column {name}"
            hint = "add the column; Flee starts a zone after day 0 by that file only"
            desk.wrong(place.line, 0, "missing-column", message, hint)
        elif place.starts_as_zone:
            desk.note(f"{name} has no column in conflicts.csv: a zone of conflict all the time.")
