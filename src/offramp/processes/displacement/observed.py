"""Crossings that were observed, as a table by host and day."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from offramp.engine.layout import Layout
from offramp.model.history import CrossingSeries
from offramp.model.scenario import Scenario

NOT_OBSERVED = -1
"""Stands in the table where there is no observation."""


@dataclass(frozen=True)
class Observed:
    """Crossings known at the as-of date."""

    crossings: NDArray[np.int64]
    """(host, day) in persons; `NOT_OBSERVED` where there is none."""
    last: NDArray[np.int64]
    """Last observed day of each host; -1 where there is none."""

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
        for (place, day), persons in known.items():
            if place in hosts:
                at = hosts.index(place)
                table[at, day] = persons
                last[at] = max(last[at], day)
        return cls(table, last)


def _known(scenario: Scenario) -> dict[tuple[str, int], int]:
    """Return persons by (place, day) of what is known at the as-of date."""
    found = {}
    for series in scenario.series.values():
        if not isinstance(series, CrossingSeries) or series.disabled:
            continue
        until = min(scenario.as_of, series.observed_until or scenario.as_of)
        for row in series.rows:
            if scenario.start <= row.date <= until and row.known_at <= scenario.as_of:
                found[row.place, scenario.day_of(row.date)] = max(row.persons, 0)
    return found
