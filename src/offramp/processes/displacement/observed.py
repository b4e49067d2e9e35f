"""Crossings that were observed, as a table by host and day."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from offramp.engine.layout import Layout
from offramp.model.history import CrossingSeries, DailyCount
from offramp.model.scenario import Scenario

NOT_OBSERVED = -1
"""Stands in the table where there is no observation."""

SPREAD = "spread"
"""Method of a count over several days, divided evenly among them: it teaches once, on its last."""

OF_NO_USE = ("debt", "partial")
"""Methods of counts that say little of their day: a correction of earlier ones is set against it,
or it was not counted to its end."""


@dataclass(frozen=True)
class Observed:
    """Crossings known at the as-of date."""

    crossings: NDArray[np.int64]
    """(host, day) in persons; `NOT_OBSERVED` where there is none."""
    last: NDArray[np.int64]
    """Last observed day of each host; -1 where there is none."""
    teaches: NDArray[np.bool_]
    """Whether something is learned from a count, (host, day)."""

    @classmethod
    def of(cls, layout: Layout) -> "Observed":
        """Collect the rows of the enabled series; a later series replaces an earlier one.

        Nothing that became known after the as-of date is read.
        """
        hosts = layout.labels["hosts"]
        known = _known(layout.scenario)
        days = max([0, *(day + 1 for _, day in known)])
        table = np.full((len(hosts), days), NOT_OBSERVED, np.int64)
        last = np.full(len(hosts), -1, np.int64)
        teaches = np.zeros((len(hosts), days), np.bool_)
        for (place, day), row in known.items():
            if place in hosts:
                at = hosts.index(place)
                table[at, day] = max(row.persons, 0)
                teaches[at, day] = row.method not in OF_NO_USE and (
                    row.method != SPREAD or row.known_at == row.date
                )
                last[at] = max(last[at], day)
        return cls(table, last, teaches)


def _known(scenario: Scenario) -> dict[tuple[str, int], DailyCount]:
    """Return counts by (place, day) of what is known at the as-of date."""
    found = {}
    for series in scenario.series.values():
        if not isinstance(series, CrossingSeries) or series.disabled:
            continue
        until = min(scenario.as_of, series.observed_until or scenario.as_of)
        for row in series.rows:
            if scenario.start <= row.date <= until and row.known_at <= scenario.as_of:
                found[row.place, scenario.day_of(row.date)] = row
    return found
