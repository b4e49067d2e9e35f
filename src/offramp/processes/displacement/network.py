"""Roads: how far it is from each origin to each open crossing, to each host and inside.

Shortest ways by Dijkstra (1959), "A note on two problems in connexion with graphs", Numerische
Mathematik 1, 269-271. They lead over origins only: a way abroad ends at the first crossing.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from math import inf

import numpy as np
from numpy.typing import NDArray

from offramp.model.scenario import Scenario

Floats = NDArray[np.float64]
Roads = Mapping[str, Mapping[str, float]]


@dataclass(frozen=True)
class Network:
    """Distances (km) and throughputs of a scenario; infinite where there is no way."""

    to_crossing: Floats
    """From each origin to each open crossing, (origin, crossing)."""
    beyond: Floats
    """From each open crossing straight on to each host, (crossing, host)."""
    throughput: Floats
    """Of each open crossing (person/day)."""
    all_throughput: float
    """Sum over all crossings, open or not (person/day)."""
    inside: Floats
    """From each origin to each origin, (origin, origin)."""

    @property
    def capacity(self) -> Floats:
        """People that can cross into each host in a day (person/day)."""
        through = np.where(np.isfinite(self.beyond), self.throughput[:, None], 0.0)
        return np.asarray(through.sum(axis=0), np.float64)

    @classmethod
    def of(cls, scenario: Scenario) -> "Network":
        """Measure the enabled places and routes of a scenario."""
        origins, hosts = scenario.places_of("origin"), scenario.places_of("host")
        every = scenario.places_of("crossing")
        crossings = {key: place for key, place in every.items() if place.open}
        roads = _roads(scenario, {*origins, *hosts, *crossings})
        from_each = [shortest(roads, start, origins) for start in origins]
        return cls(
            to_crossing=_table(from_each, crossings),
            beyond=_table([roads.get(crossing, {}) for crossing in crossings], hosts),
            throughput=np.array([crossing.throughput for crossing in crossings.values()]),
            all_throughput=sum(crossing.throughput for crossing in every.values()),
            inside=_table(from_each, origins),
        )


def _roads(scenario: Scenario, places: set[str]) -> Roads:
    """Return the shortest direct route (km) between places, in both directions."""
    roads: dict[str, dict[str, float]] = {}
    for route in scenario.routes.values():
        if route.disabled or not {route.start, route.end} <= places:
            continue
        for one, other in ((route.start, route.end), (route.end, route.start)):
            known = roads.setdefault(one, {})
            known[other] = min(route.km, known.get(other, inf))
    return roads


def shortest(roads: Roads, start: str, through: Iterable[str]) -> dict[str, float]:
    """Return the distance from a place to every place it can reach.

    Args:
        roads: direct distances (km) by place and neighbour.
        start: where to begin.
        through: places that a way may pass.

    Example:
        >>> roads = {"a": {"b": 2.0, "c": 9.0}, "b": {"c": 3.0}}
        >>> shortest(roads, "a", ["b"])["c"], shortest(roads, "a", [])["c"]
        (5.0, 9.0)
    """
    passable = {start, *through}
    found: dict[str, float] = {}
    queue = [(0.0, start)]
    while queue:
        km, place = heappop(queue)
        if place in found:
            continue
        found[place] = km
        if place in passable:
            for other, more in roads.get(place, {}).items():
                if other not in found:
                    heappush(queue, (km + more, other))
    return found


def _table(rows: Sequence[Mapping[str, float]], to: Iterable[str]) -> Floats:
    names = tuple(to)
    table = [[row.get(name, inf) for name in names] for row in rows]
    return np.array(table, np.float64).reshape(len(rows), len(names))
