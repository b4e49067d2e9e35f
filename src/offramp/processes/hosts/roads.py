"""How far it is from each origin to each host by the roads open on a day.

Ways lead over any place that is not closed, hosts included. A border that is closed shuts all
roads between two countries, a closed place all of its roads; a closed camp can be passed, and
nobody stays there.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from math import inf

import numpy as np
from numpy.typing import NDArray

from offramp.model.history import Closure
from offramp.model.scenario import Scenario
from offramp.processes.displacement.network import shortest
from offramp.processes.hosts.tables import Floats


@dataclass(frozen=True)
class Roads:
    """Distances of each day."""

    km: tuple[Floats, ...]
    """One table for each set of closures, (origin, host); infinite where there is no way."""
    which: NDArray[np.int64]
    """Which of them holds on each day of the run."""

    @classmethod
    def of(cls, scenario: Scenario) -> "Roads":
        """Measure the enabled places and routes of a scenario, under the closures of each day.

        A closure that became known after the as-of date is not read.
        """
        rows = tuple(scenario.closures())
        found: dict[frozenset[int], int] = {}
        tables: list[Floats] = []
        which = np.empty(scenario.days, np.int64)
        for day in range(scenario.days):
            today = scenario.start + timedelta(days=day)
            shut = frozenset(at for at, row in enumerate(rows) if _holds(row, today))
            if shut not in found:
                found[shut] = len(tables)
                tables.append(_measured(scenario, [rows[at] for at in sorted(shut)]))
            which[day] = found[shut]
        return cls(tuple(tables), which)

    def changes(self, day: int) -> bool:
        """Say whether other roads are open on a day than on the day before."""
        return day == 0 or bool(self.which[self._at(day)] != self.which[self._at(day - 1)])

    def on(self, day: int) -> Floats:
        """Return the distances (km) of a day, (origin, host); past the last day, of the last."""
        return self.km[int(self.which[self._at(day)])]

    def _at(self, day: int) -> int:
        return min(day, self.which.size - 1)


def _holds(row: Closure, today: date) -> bool:
    return row.closes <= today and (row.reopens is None or today < row.reopens)


def _measured(scenario: Scenario, shut: list[Closure]) -> Floats:
    places = {key: place for key, place in scenario.places.items() if not place.disabled}
    gone = {row.first for row in shut if row.what == "place"}
    gone |= {key for key, place in places.items() if place.kind == "crossing" and not place.open}
    full = {row.first for row in shut if row.what in ("camp", "camp inside")}
    borders = {frozenset((row.first, row.second)) for row in shut if row.what == "border"}
    cut = {frozenset((row.first, row.second)) for row in shut if row.what == "road"}
    roads: dict[str, dict[str, float]] = {}
    for route in scenario.routes.values():
        ends = route.start, route.end
        if route.disabled or frozenset(ends) in cut or gone & set(ends):
            continue
        if not places.keys() >= set(ends):
            continue
        if frozenset(places[end].country for end in ends) in borders:
            continue
        for one, other in (ends, ends[::-1]):
            known = roads.setdefault(one, {})
            known[other] = min(route.km, known.get(other, inf))
    origins, hosts = scenario.labels("origins"), scenario.labels("hosts")
    table = np.full((len(origins), len(hosts)), inf)
    for at, origin in enumerate(origins):
        km = shortest(roads, origin, places)
        table[at] = [inf if host in full else km.get(host, inf) for host in hosts]
    return table
