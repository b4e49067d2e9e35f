"""source_data: how many people were counted in each camp, and in all, by date."""

from datetime import date, timedelta
from typing import NamedTuple

from offramp.importing.flee import cells
from offramp.importing.flee.corrections import Named, correct
from offramp.importing.flee.desk import Desk, Line
from offramp.importing.flee.period import Period
from offramp.importing.flee.places import Place, Places
from offramp.importing.flee.sums import Counts, add
from offramp.model.problems import Location, Problem, did_you_mean

FOLDER = "source_data"
LAYOUT = f"{FOLDER}/data_layout.csv"
TOTAL = "total"


class Counted(NamedTuple):
    """The counts of one camp, or of all."""

    place: Place | None
    """None for the total."""
    counts: Counts
    corrected: tuple[date, ...]
    """Dates from which earlier counts were rescaled."""


def read_counts(
    desk: Desk, places: Places | None, period: Period | None, *, wants_total: bool
) -> list[Counted]:
    """Return the counts of the total and of each camp, in the order of data_layout.csv.

    Args:
        desk: Gathers problems.
        places: The places of the instance; None where they could not be read.
        period: When the run is; counts that no day of it asks for are left out.
        wants_total: Whether people leave by the total.
    """
    table = desk.table(LAYOUT)
    if table is None:
        return []
    lines = [line for line in table.lines if len(line.cells) > 1]
    if not lines:
        hint = "give a line total,FILE and one line CAMP,FILE for each camp"
        where = Location(table.file, 1, 1)
        desk.problems.append(Problem("empty-file", "it names no file", hint, where))
        return []
    named: Named = {}
    for position, line in enumerate(lines):
        counts = _sum(desk, line)
        _check_name(desk, line, named, places, first=position == 0, wants_total=wants_total)
        named.setdefault(line.text(0), (line, counts))
    dates = correct(desk, named)
    _check_camps(desk, places, named, None if wants_total else lines[0].text(0))
    return [
        Counted(
            None if name == lines[0].text(0) else (places or {}).get(name),
            _within(dates[name][0], period),
            dates[name][1],
        )
        for name in named
    ]


def _sum(desk: Desk, line: Line) -> Counts | None:
    """Return the counts of a line of data_layout.csv: its files, added up as Flee does."""
    whole: Counts | None = None
    for position in range(1, len(line.cells)):
        if not line.text(position):
            continue
        counts = _read(desk, line, position)
        if counts is None:
            return None
        if whole is None:
            whole = counts
        else:
            whole, lost = add(whole, counts)
            if lost:
                desk.note(
                    f"{line.text(0)}: of the files that are added up, {lost} counts fall out at "
                    "the end, since Flee stops with the file that ends first."
                )
    if whole is None:
        desk.wrong(line, 1, "missing-file", f"no file is named for {line.text(0)}", "name one")
    return whole


def _read(desk: Desk, asked: Line, position: int) -> Counts | None:
    """Return the counts of one file, by date; None where it does not give them."""
    file = f"{FOLDER}/{asked.text(position)}"
    table = desk.table(file, (asked, position))
    if table is None:
        return None
    before = len(desk.problems)
    found: list[tuple[date, float]] = []
    for number, line in enumerate(table.lines):
        if not line.text(1) or (number == 0 and _is_head(line)):
            continue
        when = cells.day(desk, line, 0, "the date of the count")
        persons = cells.whole(desk, line, 1, "the count", lowest=0)
        if when is None or persons is None:
            continue
        if found and when <= found[-1][0]:
            if (when, persons) == found[-1]:
                continue
            message = f"{when} comes after {found[-1][0]}"
            hint = "put the rows in the order of their dates"
            if when == found[-1][0]:
                message, hint = f"{when} is counted twice", "delete one of the two"
            desk.wrong(line, 0, "bad-order", message, hint)
            continue
        found.append((when, float(persons)))
    return tuple(found) if len(desk.problems) == before else None


def _is_head(line: Line) -> bool:
    """Return whether the first row of a file names its columns, or none at all."""
    return not line.text(0) or not (line.text(0)[0].isdigit() or cells.is_number(line.text(1)))


def _check_name(
    desk: Desk,
    line: Line,
    named: Named,
    places: Places | None,
    *,
    first: bool,
    wants_total: bool,
) -> None:
    """Refuse a name that is no camp, or that is given a second time."""
    name = line.text(0)
    if name in named:
        message = f'"{name}" stands here again'
        desk.wrong(line, 0, "duplicate-name", message, "rename or delete one of the two")
    elif first:
        if places is not None and name in places:
            message = f"the first line is that of all camps together, not that of {name}"
            desk.wrong(line, 0, "missing-total", message, f"put a line {TOTAL},FILE before it")
        elif wants_total and name != TOTAL:
            message = f'people leave by the total, and the first line is "{name}"'
            desk.wrong(line, 0, "missing-total", message, f'call it "{TOTAL}"')
    elif places is not None and (name not in places or places[name].kind != "host"):
        camps = [key for key, place in places.items() if place.kind == "host"]
        hint = did_you_mean(name, camps) or "add the camp to locations.csv, or delete the line"
        desk.wrong(line, 0, "unknown-camp", f'there is no camp "{name}"', hint)


def _check_camps(desk: Desk, places: Places | None, named: Named, spared: str | None) -> None:
    """Refuse a camp without counts: Flee stops at it.

    Args:
        desk: Gathers problems.
        places: The places of the instance; None where they could not be read.
        named: Counts by name.
        spared: The line that may be without, if one may.
    """
    for name, place in (places or {}).items():
        if place.kind == "host" and name not in named:
            message = f"nobody was ever counted in the camp {name}"
            hint = f"add a line {name},FILE to {LAYOUT}"
            desk.wrong(place.line, 0, "missing-counts", message, hint)
    for name, (line, counts) in named.items():
        if counts == () and name != spared:
            message = f"the file for {name} holds no count"
            hint = "give it rows such as 2030-01-31,1200, or delete the camp"
            desk.wrong(line, 1, "missing-counts", message, hint)


def _within(counts: Counts, period: Period | None) -> Counts:
    """Return the counts that lines drawn from count to count through the period go by."""
    if period is None:
        return counts
    end = period.start + timedelta(days=period.days - 1)
    early = [when for when, _ in counts if when <= period.start]
    late = [when for when, _ in counts if when >= end]
    since, until = max(early, default=date.min), min(late, default=date.max)
    return tuple((when, persons) for when, persons in counts if since <= when <= until)
