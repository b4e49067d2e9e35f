"""People counted in hosts, as two tables by day: what each host was seen to hold, and the total.

A host holds what its last count says until the next one is known. The total of a day is the sum of
straight lines between the counts of each host, before the first and after the last the same; or,
where the scenario says so, the line between counts of all hosts together.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from offramp.model.history import StockSeries
from offramp.model.scenario import Scenario
from offramp.processes.hosts.tables import Counts

Lines = dict[str, list[tuple[int, float]]]
"""(day, people) in order of days, by place."""


@dataclass(frozen=True)
class Counted:
    """What is known of people in hosts."""

    held: Counts
    """People last counted in each host, (day, host), for days on which counts are read."""
    told: NDArray[np.bool_]
    """Hosts with a count by the last of these days, (host,)."""
    total: Counts
    """People in all hosts, (day,), for days on which the total is given."""

    @classmethod
    def of(cls, scenario: Scenario, *, by_host: bool, seen: float, given: float) -> "Counted":
        """Collect the counts known at the as-of date; nothing later is read.

        Args:
            scenario: with series of stocks.
            by_host: whether the total is the sum over hosts.
            seen: last day on which counts of single hosts are read.
            given: last day on which the total is given.
        """
        last = min(scenario.day_of(scenario.as_of), scenario.days - 1)
        seen_days = max(0, int(min(seen, last)) + 1)
        given_days = max(0, int(min(given, last)) + 1)
        hosts = scenario.labels("hosts")
        lines = _lines(scenario, seen_days - 1)
        told = np.array([bool(lines.get(host)) for host in hosts], np.bool_)
        held = [_steps(lines.get(host, []), seen_days) for host in hosts]
        if not told.any():
            held = [row[:0] for row in held]
        lines = _lines(scenario, given_days - 1)
        places = [place for place in (hosts if by_host else ("",)) if lines.get(place)]
        total = np.zeros(given_days if places else 0, np.int64)
        for place in places:
            total += _straight(lines[place], given_days)
        return cls(np.array(held, np.int64).T.reshape(-1, len(hosts)), told, total)


def _lines(scenario: Scenario, last: int) -> Lines:
    """Return the counts up to a day, by place; a later series replaces an earlier one."""
    found: dict[str, dict[int, float]] = {}
    for series in scenario.series.values():
        if not isinstance(series, StockSeries) or series.disabled:
            continue
        until = min(scenario.as_of, series.observed_until or scenario.as_of)
        for row in series.rows:
            day = scenario.day_of(row.date)
            if row.date <= until and row.known_at <= scenario.as_of and day <= last:
                found.setdefault(row.place, {})[day] = row.persons
    return {place: sorted(days.items()) for place, days in found.items()}


def _steps(line: list[tuple[int, float]], days: int) -> Counts:
    out = np.zeros(days, np.int64)
    for day, people in line:
        out[max(day, 0) :] = round(people)
    return out


def _straight(line: list[tuple[int, float]], days: int) -> NDArray[np.int64]:
    at, people = zip(*line, strict=True)
    people_today: Counts = np.interp(np.arange(days), at, people).astype(np.int64)
    return people_today
