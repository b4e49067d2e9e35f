"""What was observed, made ready for scoring: daily flows into hosts, or people counted in them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from offramp.calibration.errors import Floats, interpolated
from offramp.model.history import CrossingSeries, DailyCount, StockSeries
from offramp.model.scenario import Scenario
from offramp.results.summary.people import counted_rows, observed_rows
from offramp.results.summary.scores import MADE_UP

NEVER = 2**31
"""The day on which a count that is missing becomes known."""
PARTIAL = "partial"
"""Method of a day that was not counted to its end: left out of all scores."""
PER_AGENT = "flee_people_per_agent"
"""The quantity that says how many people one agent of an imported instance stands for."""

Rows = Mapping[tuple[str, date], DailyCount]
"""Daily counts by place and date."""


@dataclass(frozen=True)
class Flows:
    """People newly arrived in each host, by day from the start on."""

    start: date
    """Day 0."""
    places: tuple[str, ...]
    """Hosts, in the order of the scenario."""
    people: Floats
    """People, shape (day, place); not-a-number where nobody counted, or not to the day's end."""
    alone: NDArray[np.bool_]
    """Whether a count is of that very day, and not a share of several days; the same shape."""
    known: NDArray[np.int64]
    """The day on which a count was known; the same shape."""
    notes: tuple[str, ...] = field(default=())
    """What a reader should know of them."""

    def __len__(self) -> int:
        return len(self.people)

    def past(self, as_of_day: int) -> Floats:
        """Return the people known by the as-of day, shape (as_of_day + 1, place)."""
        found = np.full((as_of_day + 1, len(self.places)), np.nan)
        days = min(as_of_day + 1, len(self))
        found[:days] = np.where(self.known[:days] <= as_of_day, self.people[:days], np.nan)
        return found


@dataclass(frozen=True)
class Stocks:
    """People counted in each host, on some dates."""

    start: date
    """Day 0."""
    places: tuple[str, ...]
    """Hosts with at least one count, in the order of the scenario."""
    counts: Mapping[str, Mapping[int, float]]
    """People by days since the start, for each host."""
    per: float = 1.0
    """People that one agent stands for: daily values are cut off to whole agents."""
    notes: tuple[str, ...] = field(default=())
    """What a reader should know of them."""

    def people(self, days: int) -> Floats:
        """Return people of every day as Flee has them, shape (day, place)."""
        columns = [
            interpolated(days, sorted(self.counts[place]), _ordered(self.counts[place]), self.per)
            for place in self.places
        ]
        return np.stack(columns, axis=1) if columns else np.empty((days, 0))


def observed_flows(scenario: Scenario) -> Flows | None:
    """Return the daily flows that a scenario holds; None where it holds none."""
    rows = observed_rows(scenario)
    return flows_of(scenario, rows) if rows else None


def flows_of(scenario: Scenario, rows: Rows, notes: tuple[str, ...] = ()) -> Flows:
    """Return daily counts as arrays.

    Args:
        scenario: says the start and the hosts.
        rows: by place and date; those before the start, or of no host, are left out.
        notes: put first.
    """
    hosts = scenario.labels("hosts")
    kept = {key: row for key, row in rows.items() if key[0] in hosts and key[1] >= scenario.start}
    places = tuple(host for host in hosts if any(place == host for place, _ in kept))
    last = max((day for _, day in kept), default=scenario.start - timedelta(days=1))
    shape = (scenario.day_of(last) + 1, len(places))
    people = np.full(shape, np.nan)
    alone = np.zeros(shape, np.bool_)
    known = np.full(shape, NEVER, np.int64)
    partial = set()
    for (place, day), row in kept.items():
        if row.method == PARTIAL:
            partial.add(day)
            continue
        at = scenario.day_of(day), places.index(place)
        people[at] = row.persons
        alone[at] = row.method not in MADE_UP
        known[at] = scenario.day_of(row.known_at)
    return Flows(scenario.start, places, people, alone, known, (*notes, *_of_partial(partial)))


def observed_stocks(scenario: Scenario, more: Mapping[tuple[str, date], float] = {}) -> Stocks:
    """Return the people counted in each host.

    Args:
        scenario: holds counts; those of all hosts together are not used.
        more: counts by place and date from elsewhere, which replace those of the same date.
    """
    hosts = scenario.labels("hosts")
    counts: dict[str, dict[int, float]] = {}
    for (place, day), persons in {**counted_rows(scenario), **more}.items():
        if place in hosts:
            counts.setdefault(place, {})[scenario.day_of(day)] = persons
    stated = scenario.quantities.get(PER_AGENT)
    per = stated.value if stated is not None and stated.value else 1.0
    return Stocks(scenario.start, tuple(h for h in hosts if h in counts), counts, per)


def holds_stocks(scenario: Scenario) -> bool:
    """Return whether a scenario is scored on people counted in hosts: it has no daily flows."""
    series = [one for one in scenario.series.values() if not one.disabled]
    return any(isinstance(one, StockSeries) for one in series) and not any(
        isinstance(one, CrossingSeries) for one in series
    )


def _ordered(counts: Mapping[int, float]) -> list[float]:
    return [counts[day] for day in sorted(counts)]


def _of_partial(days: set[date]) -> tuple[str, ...]:
    if not days:
        return ()
    listed = ", ".join(str(day) for day in sorted(days))
    return (f"Left out: {listed}, not counted to the end of the day (method `{PARTIAL}`).",)
