"""What the process needs of a scenario, worked out once."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from offramp.engine.layout import Layout
from offramp.model.history import StockSeries
from offramp.model.problems import Problem, ScenarioError
from offramp.model.scenario import Scenario
from offramp.processes.hosts.counted import Counted
from offramp.processes.hosts.roads import Roads
from offramp.processes.hosts.tables import OVER_HOSTS, QUANTITIES, Counts, Floats

SWITCHES = ("hosts_sum_of_counts", "hosts_seen_until", "hosts_total_until")
"""Quantities that say what is read of the scenario: one value, the same for all members."""


@dataclass(frozen=True)
class Setting:
    """Distances, populations and counts of one scenario."""

    roads: Roads
    """How far it is, by day."""
    counted: NDArray[np.bool_]
    """Hosts among which people are split: those known to be counted in the total, (host,)."""
    held: Counts
    """People counted in each host, (day, host), while that is read."""
    told: NDArray[np.bool_]
    """Hosts with a count by the last of these days, (host,)."""
    total: Counts
    """People in all hosts, (day,), while that is given."""
    lived: Counts
    """People in each origin at the start, (origin,)."""
    size: Floats
    """The same; the mean of the others where no population is given, (origin,)."""
    elsewhere: int
    """People counted in hosts beyond all who lived in the origins."""

    @classmethod
    def of(cls, layout: Layout) -> "Setting":
        """Work it out.

        Raises:
            ScenarioError: if a quantity has not one number for each label that is needed, or a
                switch has no plain value.
        """
        _check(layout)
        scenario = layout.scenario
        by_host, seen, given = (layout.quantities[name].at(None).value for name in SWITCHES)
        counted = Counted.of(
            scenario, by_host=bool(by_host), seen=float(seen or 0), given=float(given or 0)
        )
        origins = scenario.places_of("origin").values()
        lived = np.array([place.population for place in origins], np.int64)
        known = lived[lived > 0]
        most = max([0, *counted.total.tolist(), *counted.held.sum(axis=1).tolist()])
        return cls(
            roads=Roads.of(scenario),
            counted=_counted(scenario) if by_host else np.ones(layout.width("hosts"), np.bool_),
            held=counted.held,
            told=counted.told,
            total=counted.total,
            lived=lived,
            size=np.where(lived > 0, lived, known.mean() if known.size else 1.0).astype(float),
            elsewhere=max(0, most - int(lived.sum())),
        )


def _counted(scenario: Scenario) -> NDArray[np.bool_]:
    """Return the hosts with a count known at the as-of date; all of them if there are none."""
    stocks = [s for s in scenario.series.values() if isinstance(s, StockSeries) and not s.disabled]
    rows = (row for series in stocks for row in series.rows)
    places = {row.place for row in rows if row.known_at <= scenario.as_of}
    found = np.array([host in places for host in scenario.labels("hosts")], np.bool_)
    return found if found.any() else ~found


def _check(layout: Layout) -> None:
    problems = []
    for name in QUANTITIES:
        columns = layout.columns[name]
        wanted = layout.width("hosts") if name in OVER_HOSTS else 1
        if len(columns) != wanted:
            message = f'the quantity "{name}" gives {len(columns)} numbers, not {wanted}'
            hint = "give it `over: hosts`" if name in OVER_HOSTS else "leave out its `over:`"
            problems.append(Problem("wrong-index", message, hint))
    for name in SWITCHES:
        if layout.quantities[name].at(None).form != "value":
            message = f'the quantity "{name}" is a distribution'
            problems.append(Problem("not-a-value", message, "give it one `value:`"))
    if problems:
        raise ScenarioError(problems)
