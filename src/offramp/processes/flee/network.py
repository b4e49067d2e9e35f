"""The map as Flee sees it: hops, the routes that a person may have in mind, and the choices.

A hop is one direction of a route of `routes.csv`; of several between the same two places people
travel the first. A *plan* is a place with the rest of a way from there. Plans are numbered:

- plan p < places: at place p with nothing in mind;
- places <= p < 2 * places: at place p - places with a way that begins with a hop that is not
  there (somebody was sent back to where a closed road began): it will be dropped;
- then every way that can be chosen somewhere, and every rest of one.

A choice is a plan that can be chosen at a place, with its length. A bend is no step and no goal:
ways go through it, and the number of steps that awareness allows counts the other places only.
"""

import math
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from offramp.model.problems import Problem, ScenarioError
from offramp.model.scenario import Scenario

Counts = NDArray[np.int64]
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

MOST_PLANS = 200_000
"""More plans than this are refused: they would not fit into memory beside many members."""

KM_OF_EARTH = 6373.0
"""Radius of the earth that Flee takes (km)."""


PLACE, GOAL, HOP, TURN, REST, BACK = range(6)
"""Columns of `Network.plans`: where somebody with the plan is, and its last place; the next hop
(-1 for none), and which one it is among those of the place; the plan after that hop, and the plan
of who is sent back on it."""


class Network(NamedTuple):
    """Arrays over places, hops, plans and choices."""

    first_hop: Counts
    """Where the hops of each place begin, (place + 1)."""
    start: Counts
    """Place where a hop begins, (hop)."""
    end: Counts
    """Place where it ends, (hop)."""
    km: Floats
    """Its length, (hop)."""
    plans: Counts
    """What `PLACE` to `BACK` say of each plan, (plan, 6)."""
    first_choice: Counts
    """Where the choices at each place begin, (place + 1)."""
    plan: Counts
    """The plan that is chosen, (choice)."""
    goal: Counts
    """Its last place, (choice)."""
    far: Floats
    """Length of the way (km), (choice)."""
    away: Floats
    """Distance of its goal as the crow flies, at least 1 (km), (choice)."""

    @classmethod
    def of(cls, scenario: Scenario, awareness: int) -> "Network":
        """Find all hops, plans and choices.

        Raises:
            ScenarioError: if there are more than `MOST_PLANS`.
        """
        return _Builder(scenario, awareness).network()


class _Builder:
    """Finds plans, and gives them numbers."""

    def __init__(self, scenario: Scenario, awareness: int) -> None:
        self.awareness = awareness
        places = {k: p for k, p in scenario.places.items() if not p.disabled}
        self.places = list(places.values())
        at = {name: i for i, name in enumerate(places)}
        self.links: list[list[tuple[int, float]]] = [[] for _ in at]
        for route in scenario.routes.values():
            if not route.disabled and route.start in at and route.end in at:
                self.links[at[route.start]].append((at[route.end], route.km))
                self.links[at[route.end]].append((at[route.start], route.km))
        self.hops: dict[tuple[int, int], float] = {}
        for start, links in enumerate(self.links):
            for end, km in links:
                self.hops.setdefault((start, end), km)
        self.hop_at = {hop: i for i, hop in enumerate(self.hops)}
        self.ways: dict[tuple[int, ...], int] = {}
        self.choices: list[list[tuple[int, float]]] = []

    def ways_from(self, origin: int) -> Iterator[tuple[tuple[int, ...], float]]:
        """Yield each way that awareness shows, its origin included, with its length."""
        todo: list[tuple[tuple[int, ...], float, int]] = [
            ((origin, end), km, 1) for end, km in reversed(self.links[origin]) if end != origin
        ]
        while todo:
            way, km, step = todo.pop()
            if self.places[way[-1]].kind == "bend":
                step -= 1
            else:
                yield way, km
            if self.awareness > step:
                todo += [
                    ((*way, end), km + more, step + 1)
                    for end, more in reversed(self.links[way[-1]])
                    if end not in way
                ]

    def number(self, way: tuple[int, ...]) -> int:
        """Return the plan of a way, new or known; the rests of it get numbers too."""
        if len(way) == 1:
            return way[0]
        if way[:2] not in self.hops:
            return len(self.places) + way[0]
        if way not in self.ways:
            if len(self.ways) >= MOST_PLANS:
                raise ScenarioError([_too_many(self.awareness)])
            self.ways[way] = 2 * len(self.places) + len(self.ways)
            self.number(way[1:])
            self.number((way[0], *way[2:]))
        return self.ways[way]

    def network(self) -> Network:
        """Return the arrays."""
        count = len(self.places)
        for origin in range(count):
            found = [(self.number(way), km) for way, km in self.ways_from(origin)]
            self.choices.append(found)
        own = np.arange(count)
        ways = list(self.ways)
        flat = [choice for found in self.choices for choice in found]
        goal = [*own, *own, *(way[-1] for way in ways)]
        away = [
            max(1.0, _distance(self, origin, goal[plan]))
            for origin, found in enumerate(self.choices)
            for plan, _ in found
        ]
        starts = [hop[0] for hop in self.hops]
        first_hop = np.searchsorted(starts, np.arange(count + 1)).astype(np.int64)
        plans = np.empty((2 * count + len(ways), BACK + 1), np.int64)
        for begin in (0, count):
            plans[begin : begin + count] = own[:, None]
        plans[: 2 * count, HOP] = -1
        for at, way in enumerate(ways, 2 * count):
            hop, rest, back = (
                (way[0], way[1]),
                self.number(way[1:]),
                self.number((way[0], *way[2:])),
            )
            turn = self.hop_at[hop] - first_hop[way[0]]
            plans[at] = (way[0], way[-1], self.hop_at[hop], turn, rest, back)
        return Network(
            first_hop=first_hop,
            start=_whole(starts),
            end=_whole([hop[1] for hop in self.hops]),
            km=np.array(list(self.hops.values()), np.float64),
            plans=plans,
            first_choice=_whole(np.cumsum([0, *map(len, self.choices)])),
            plan=_whole([plan for plan, _ in flat]),
            goal=_whole([goal[plan] for plan, _ in flat]),
            far=np.array([km for _, km in flat], np.float64),
            away=np.array(away, np.float64),
        )


def _distance(builder: _Builder, one: int, two: int) -> float:
    """Return the great-circle distance of two places (km)."""
    a, b = builder.places[one], builder.places[two]
    north, south = math.radians(a.lat), math.radians(b.lat)
    sine = (
        math.sin((south - north) / 2) ** 2
        + math.cos(north) * math.cos(south) * math.sin(math.radians(b.lon - a.lon) / 2) ** 2
    )
    return 2 * KM_OF_EARTH * math.atan2(math.sqrt(sine), math.sqrt(1 - sine))


def _whole(values: object) -> Counts:
    return np.asarray(values, np.int64).reshape(-1)


def _too_many(awareness: int) -> Problem:
    return Problem(
        "too-many-routes",
        f"people who look {awareness} steps ahead would know more than {MOST_PLANS:,} ways",
        "lower `flee_awareness`, or leave out places and routes that few pass",
    )
