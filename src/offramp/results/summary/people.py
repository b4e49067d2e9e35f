"""Who arrives, and who cannot leave."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import numpy as np

from offramp.model.history import CrossingSeries, DailyCount, StockSeries, between_counts
from offramp.model.scenario import Scenario
from offramp.results.data import RunData
from offramp.results.summary.numbers import quantiles, whole


def observed_rows(scenario: Scenario) -> dict[tuple[str, date], DailyCount]:
    """Return the observed daily crossings by host and date, those after the as-of date included."""
    return {
        (row.place, row.date): row
        for series in scenario.series.values()
        if isinstance(series, CrossingSeries) and not series.disabled
        for row in series.rows
    }


def counted_rows(scenario: Scenario) -> dict[tuple[str, date], float]:
    """Return the people counted by place and date, those after the as-of date included.

    A later series replaces an earlier one on the same date; all hosts together have no place.
    """
    return {
        (row.place, row.date): row.persons
        for series in scenario.series.values()
        if isinstance(series, StockSeries) and not series.disabled
        for row in series.rows
    }


def observed_totals(scenario: Scenario) -> dict[tuple[str, date], int]:
    """Return the observed crossings since the start, by host and date."""
    totals: dict[tuple[str, date], int] = {}
    sums: dict[str, int] = {}
    rows = observed_rows(scenario)
    for host, day in sorted(rows, key=lambda key: key[1]):
        if day >= scenario.start:
            sums[host] = sums.get(host, 0) + rows[host, day].persons
            totals[host, day] = sums[host]
    return totals


def arrivals(data: RunData) -> dict[str, dict[str, dict[str, Any]]]:
    """Return, for each host and date, quantiles of all who arrived so far, and of the day's.

    `observed` stands beside both where the scenario holds it.
    """
    totals = observed_totals(data.scenario)
    rows = observed_rows(data.scenario)
    new = {key: row.persons for key, row in rows.items()}
    so_far = data.fan("arrivals_total")
    daily = data.fan("arrivals")
    return {
        host: {
            str(day): {
                **_at(so_far, index, at, totals, (host, day)),
                "new": _at(daily, index, at, new, (host, day)),
            }
            for index, day in enumerate(data.dates)
        }
        for at, host in enumerate(data.labels("hosts"))
    }


def _at(
    found: dict[str, Any],
    day: int,
    at: int,
    observed: Mapping[tuple[str, date], int],
    key: tuple[str, date],
) -> dict[str, int | None]:
    return {
        **whole({name: values[day, at] for name, values in found.items()}),
        "observed": observed.get(key),
    }


def hosted(data: RunData) -> dict[str, dict[str, dict[str, int | None]]]:
    """Return, for each host and date, quantiles of all who stay there.

    `counted` stands beside them where the scenario holds a series of stocks: as counted that day,
    or in a straight line between two counts.
    """
    rows = counted_rows(data.scenario)
    if not rows:
        return {}
    counts = {
        host: tuple(sorted((day, people) for (place, day), people in rows.items() if place == host))
        for host in data.labels("hosts")
    }
    found = data.fan("hosted")
    return {
        host: {
            str(day): {
                **whole({name: values[index, at] for name, values in found.items()}),
                "counted": _whole(between_counts(counts[host], day)),
            }
            for index, day in enumerate(data.dates)
        }
        for at, host in enumerate(data.labels("hosts"))
    }


def _whole(number: float | None) -> int | None:
    return None if number is None else round(number)


def trapped(data: RunData) -> dict[str, Any]:
    """Return quantiles of the people who want to leave and cannot, over all origins.

    `peak` is the highest number on any day, `person_days` the sum over all days.
    """
    by_day = data.fan("trapped_everywhere")
    return {
        "peak": whole(quantiles(data.ends["peak.trapped"])),
        "peak_date": str(data.date(int(np.median(data.ends["peak_day.trapped"])))),
        "person_days": whole(quantiles(data.ends["person_days.trapped"])),
        "by_date": {
            str(day): whole({name: values[index] for name, values in by_day.items()})
            for index, day in enumerate(data.dates)
        },
    }
