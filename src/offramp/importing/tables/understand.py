"""A file to what was understood of it: the one way in, which writes nothing."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from offramp.importing.tables.counts import Count, by_place, in_order, read_counts
from offramp.importing.tables.findings import Findings, counted
from offramp.importing.tables.kinds import count_role, is_lacking, kind_of, with_reasons
from offramp.importing.tables.matching import Match, Matcher
from offramp.importing.tables.roles import Column, columns_of
from offramp.importing.tables.setting import Setting
from offramp.importing.tables.sheet import Sheet, read_sheet
from offramp.importing.tables.sniff import read_text, shown_text
from offramp.importing.tables.table import Table
from offramp.importing.tables.to_places import COLUMNS, PlaceRow, place_rows, population_rows
from offramp.importing.tables.to_series import (
    CROSSINGS,
    STOCKS,
    daily_of_cumulative,
    daily_of_daily,
    days_without,
    stock_rows,
)
from offramp.importing.tables.wishes import CUMULATIVE, Wishes
from offramp.model.problems import Problem

KIND_OF_PLACE = {"arrivals": "host", "stocks": "host", "population": "origin"}
"""Kind of place that each kind of table is about."""


@dataclass
class Understood:
    """What a table was taken to say."""

    file: str
    kind: str
    """What it holds; empty where that is not clear."""
    counted: str
    """For arrivals, `cumulative` or `daily`."""
    columns: tuple[Column, ...]
    sheet: Sheet | None
    counts: list[Count]
    """In order; none for populations and places."""
    matches: list[Match]
    """What each place was found by."""
    header: tuple[str, ...]
    """Columns of the result."""
    rows: list[tuple[str, ...]]
    """The result, as it would be written."""
    places: list[PlaceRow]
    """The result, where it is one of places."""
    notes: list[str]
    problems: list[Problem]
    text: str
    """Text of the file, for showing the lines that are wrong."""

    @property
    def days(self) -> tuple[date, date] | None:
        """The first and the last day that was counted."""
        on = [count.day for count in self.counts]
        return (min(on), max(on)) if on else None

    @property
    def total(self) -> float:
        """People: of the last cumulative count of each place, or of all rows."""
        if self.places:
            return sum(int(row.get("population", 0)) for row in self.places)
        if self.kind == "stocks":
            last = self.days[1] if self.days else None
            return sum(c.persons for c in self.counts if c.day == last)
        return sum(float(row[2]) for row in self.rows)

    @property
    def gaps(self) -> int:
        """Days without a count, summed over the places."""
        return sum(days_without(same) for same in by_place(self.counts).values())


def understand(path: Path, wishes: Wishes, setting: Setting | None, source: str) -> Understood:
    """Return what a table says, what was done with it, and what is wrong with it.

    Args:
        path: The file, which is read and nothing else.
        wishes: What somebody asks beside the file.
        setting: The scenario that it goes into; None to check it against none.
        source: Id of the source that its figures get.
    """
    found = Findings(path.as_posix())
    result = Understood(
        found.file, wishes.kind, "", (), None, [], [], (), [], [], found.notes, found.problems, ""
    )
    text = read_text(path, found)
    result.text = text or shown_text(path)
    sheet = read_sheet(text, found) if text else None
    if sheet is None:
        return result
    columns = columns_of(sheet, wishes.roles, found)
    kind = kind_of(columns, wishes, sheet, found)
    result.sheet, result.kind = sheet, kind
    result.columns = with_reasons(columns, kind)
    if not kind:
        return result
    wishes = replace(wishes, kind=kind)
    matcher = Matcher(setting, wishes, KIND_OF_PLACE.get(kind, ""))
    table = Table(sheet, result.columns, wishes, matcher, found)
    result.columns = table.columns = tuple(_in_use(table))
    if is_lacking(table):
        return result
    if kind in {"arrivals", "stocks"}:
        _counts(result, table)
    else:
        reader = population_rows if kind == "population" else place_rows
        result.places = reader(table, source)
        given = {key for row in result.places for key in row}
        result.header = tuple(column for column in COLUMNS if column in given)
        result.rows = [tuple(row.get(c, "") for c in result.header) for row in result.places]
    if kind != "places":
        matcher.report(found)
    result.matches = list(matcher.matches.values())
    return result


def _in_use(table: Table) -> Iterator[Column]:
    """Yield the columns, those that only name a larger place than needed with that reason."""
    levels = ("place", "adm", "pcode", "country")
    count = count_role(table)
    counts = ("cumulative", "daily", "arrivals", "persons")
    for column in table.columns:
        only_numbers = table.wishes.kind == "population" and table.matcher.setting is not None
        is_place = column.role.startswith(levels) and not column.why
        if is_place and column.role not in table.used():
            yield replace(column, why="another column says where")
        elif table.wishes.kind == "arrivals" and column.role in counts and column.role != count:
            yield replace(column, why=column.why or "another column is the count")
        elif only_numbers and column.role in {"group", "note", "lat", "lon"} and not column.why:
            yield replace(column, why="in a scenario only the numbers change")
        else:
            yield column


def _counts(result: Understood, table: Table) -> None:
    """Read counts into a result."""
    found, wishes = table.found, table.wishes
    role = count_role(table)
    read = read_counts(table, role)
    arrivals = wishes.kind == "arrivals"
    result.counts = in_order(read, found, strict=arrivals)
    if not arrivals:
        result.header, result.rows = STOCKS, stock_rows(result.counts)
    else:
        result.counted = wishes.counted or role
        result.header = CROSSINGS
        if found.problems or not result.counts:
            return
        if result.counted == CUMULATIVE:
            since = _since(result.counts, table)
            daily = daily_of_cumulative(result.counts, since, found) if since else []
        else:
            daily = daily_of_daily(result.counts, found)
        result.rows = [crossing.row for crossing in daily]
    _against(result, table)


def _since(counts: list[Count], table: Table) -> date | None:
    """Return the first day that the first cumulative counts cover."""
    first = min(count.day for count in counts)
    asked = table.wishes.since
    if asked and asked > first:
        message = f"--since {asked} lies after the first count, of {first}"
        table.found.lacking("bad-order", message, "give that day or an earlier one")
        return None
    start = table.matcher.setting.start if table.matcher.setting else None
    return asked or min(first, start or first)


def _against(result: Understood, table: Table) -> None:
    """Note the counts that lie outside the days of a scenario, or after its as-of date."""
    setting = table.matcher.setting
    if setting is None:
        return
    early = [c for c in result.counts if setting.start and c.day < setting.start]
    late = [c for c in result.counts if setting.as_of and c.known_at > setting.as_of]
    if early:
        table.found.note(f"{counted(len(early), 'count')} before the scenario starts.")
    if late:
        after = f"{counted(len(late), 'count')} became known after its as-of date {setting.as_of}"
        table.found.note(f"{after}: no run reads them; scores compare with them.")
