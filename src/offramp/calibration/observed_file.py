"""Reads what was observed later from a table, for data that the scenario does not hold.

Columns: `date`, `place` (or `country`), and either `persons` (people of the day; in a scenario that
is scored on people counted in hosts, people there) or `cumulative` (all who came so far); a column
`known_at` may stand beside them. Others are not read.
"""

from collections.abc import Mapping as Table
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from offramp.calibration.observed import PARTIAL, Rows
from offramp.model.history import DailyCount
from offramp.model.problems import Location, Problem, ScenarioError, did_you_mean
from offramp.model.scenario import Scenario
from offramp.reading import tables
from offramp.reading.nodes import Mapping, Scalar, Sequence
from offramp.reading.source_text import SourceText

PLACE, COUNTRY = "place", "country"
PERSONS, CUMULATIVE = "persons", "cumulative"


@dataclass(frozen=True)
class Observations:
    """The counts of a table."""

    file: str
    """Its name."""
    cumulative: bool
    """Whether they are of all who came so far."""
    counts: Table[tuple[str, date], tuple[float, date]]
    """People, and when they were known, by host and date."""
    notes: tuple[str, ...]
    """What was left out."""


def read_observations(path: Path, scenario: Scenario) -> Observations:
    """Read a table of counts.

    Args:
        path: of the table.
        scenario: says which places are hosts.

    Raises:
        ScenarioError: with everything that is wrong, each at its line.
    """
    problems: list[Problem] = []
    texts = SourceText()
    text = texts.load(path, str(path), tables.LARGEST, problems)
    if text is None:
        raise ScenarioError(problems)
    rows = tables.parse_rows(text, str(path), problems)
    found = _read(rows, str(path), scenario, problems) if not problems else None
    if problems or found is None:
        raise ScenarioError(problems, texts)
    return found


def with_rows(scenario: Scenario, rows: Rows, found: Observations) -> tuple[Rows, tuple[str, ...]]:
    """Return daily counts with those of a table put in place of the same days.

    Cumulative counts become daily ones: the difference between two counts is of the day where they
    are a day apart, and spread evenly where they are further apart. Where the table begins after
    the start, the first difference is to the last true count of the scenario. A day that the
    scenario marks as not counted to its end stays so where the table ends with it.

    Args:
        scenario: says the start.
        rows: that the scenario holds.
        found: from `read_observations`.

    Returns:
        The rows, and notes.
    """
    if not found.cumulative:
        daily = {
            (place, day): DailyCount(date=day, place=place, persons=round(people), known_at=known)
            for (place, day), (people, known) in found.counts.items()
        }
        return _marked(rows, {**rows, **daily}, found), found.notes
    merged = dict(rows)
    continued = set()
    for place in dict.fromkeys(place for place, _ in found.counts):
        own = {day: count for (at, day), count in found.counts.items() if at == place}
        base = _base(scenario, rows, place, min(own))
        if base is not None and base[0] >= scenario.start:
            continued.add(base[0])
        for row in _differences(place, own, base):
            merged[place, row.date] = row
    notes = [
        f"The cumulative counts of {found.file} go on from the scenario's own count of {day}."
        for day in sorted(continued)
    ]
    return _marked(rows, merged, found), (*found.notes, *notes)


def _marked(rows: Rows, merged: dict[tuple[str, date], DailyCount], found: Observations) -> Rows:
    """Return rows in which a partial last day is still marked as one."""
    last: dict[str, date] = {}
    for place, day in found.counts:
        last[place] = max(day, last.get(place, day))
    for (place, day), row in rows.items():
        if row.method == PARTIAL and last.get(place) == day:
            merged[place, day] = merged[place, day].model_copy(update={"method": PARTIAL})
    return merged


def _base(scenario: Scenario, rows: Rows, place: str, first: date) -> tuple[date, float] | None:
    """Return the last day before a date with a true cumulative count, and that count."""
    before = scenario.start - timedelta(days=1)
    if first <= before:
        return None
    found, total = (before, 0.0), 0.0
    for (at, day), row in sorted(rows.items(), key=lambda item: item[0][1]):
        if at == place and scenario.start <= day < first and row.method != PARTIAL:
            total += row.persons
            if row.known_at == day:
                found = day, total
    return found


def _differences(
    place: str, counts: Table[date, tuple[float, date]], base: tuple[date, float] | None
) -> list[DailyCount]:
    """Return daily counts from cumulative ones; a fall is a debt that later days pay."""
    rows = []
    debt = 0.0
    last = base
    for day in sorted(counts):
        total, known = counts[day]
        if last is None:
            last = day, total
            continue
        days = (day - last[0]).days
        new = total - last[1] - debt
        paid = bool(debt) or new < 0
        new, debt = max(new, 0.0), max(-new, 0.0)
        method = "debt" if paid else "difference" if days == 1 else "spread"
        for number in range(1, days + 1):
            people = round(new * number / days) - round(new * (number - 1) / days)
            when = last[0] + timedelta(days=number)
            rows.append(
                DailyCount(date=when, place=place, persons=people, known_at=known, method=method)
            )
        last = day, total
    return rows


def _read(
    rows: Sequence, file: str, scenario: Scenario, problems: list[Problem]
) -> Observations | None:
    """Return the counts of a table; what is wrong is added to `problems`."""
    items = [row for row in rows.items if isinstance(row, Mapping)]
    columns = {name for row in items for name in row.entries}
    where = Location(file, 1, 1)
    place = PLACE if PLACE in columns else COUNTRY
    value = PERSONS if PERSONS in columns else CUMULATIVE
    for wanted, told in (("date", "date"), (place, "place"), (value, "persons` or `cumulative")):
        if wanted not in columns:
            hint = did_you_mean(wanted, columns) or "the columns are date, place, persons"
            message = f"no column `{told}` with something in it"
            problems.append(Problem("missing-column", message, hint, where))
    if problems:
        return None
    counts: dict[tuple[str, date], tuple[float, date]] = {}
    others: dict[str, int] = {}
    hosts = scenario.labels("hosts")
    for row in items:
        read = _Row(row, file, problems)
        day, host, people = read.day("date"), read.text(place), read.people(value)
        known = read.day("known_at") if "known_at" in row else day
        if day is None or people is None or known is None or not host:
            continue
        if host not in hosts:
            others[host] = others.get(host, 0) + 1
        elif (host, day) in counts:
            read.wrong("date", "duplicate-row", f"{host} on {day} stands here again", "delete one")
        else:
            counts[host, day] = people, known
    if not counts and not problems:
        message = f"no row is of a host of this scenario ({', '.join(hosts) or 'it has none'})"
        hint = f"it has {', '.join(sorted(others))}; write the ids of the hosts"
        problems.append(Problem("unknown-place", message, hint, where))
    left = ", ".join(f"{name} ({count})" for name, count in sorted(others.items()))
    notes = (f"Rows of {file} that are of no host are left out: {left}.",) if left else ()
    return Observations(file, value == CUMULATIVE, counts, notes)


class _Row:
    """Reads the cells of one row and says what is wrong with them."""

    def __init__(self, row: Mapping, file: str, problems: list[Problem]) -> None:
        self._row = row
        self._problems = problems

    def wrong(self, column: str, code: str, message: str, hint: str) -> None:
        """Add a problem at a cell, or at the row where the cell is empty."""
        entry = self._row.entries.get(column)
        where, length = (entry.where, entry.length) if entry else (self._row.where, 1)
        self._problems.append(Problem(code, message, hint, where, length))

    def text(self, column: str) -> str:
        """Return what stands in a cell."""
        node = self._row.get(column)
        if isinstance(node, Scalar):
            return str(node.value)
        self.wrong(column, "missing-value", f"this row has no {column}", "give it one")
        return ""

    def day(self, column: str) -> date | None:
        """Return the date in a cell."""
        text = self.text(column)
        try:
            return date.fromisoformat(text) if text else None
        except ValueError:
            hint = "write year-month-day, as 2030-03-01"
            self.wrong(column, "bad-date", f'"{text}" is no date', hint)
            return None

    def people(self, column: str) -> float | None:
        """Return the number of people in a cell."""
        text = self.text(column)
        if not text:
            return None
        try:
            number = float(text)
        except ValueError:
            number = -1.0
        if not 0 <= number < 1e10:
            self.wrong(column, "bad-number", f'"{text}" is no number of people', "write digits")
            return None
        return number
