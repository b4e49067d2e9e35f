"""How threatened each actor sees itself: by fighting near it, strain, incidents, the rung.

threat_a = threat_of_fighting x sum_o fighting_o exp(-km(a, o) / threat_distance)
         + threat_of_strain x strain at home
         + threat_of_incident x exp(-days since the last incident on its soil / incident_memory)
         + threat_of_rung x highest rung of a dyad it is in / highest of all
         + unease_a

The event behind it is that of the largest term.
"""

from collections.abc import Iterable
from math import asin, cos, radians, sin, sqrt

import numpy as np
from numpy.typing import NDArray

from offramp.engine._jit import njit
from offramp.engine.draws import Draws
from offramp.engine.layout import Layout
from offramp.engine.state import Field, State
from offramp.model.scenario import Scenario

EARTH_RADIUS_KM = 6371.0
"""Mean radius of the Earth (km)."""


def great_circle_km(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Return the distance of two points on the Earth (km), by the haversine formula."""
    a, b = radians(lat), radians(other_lat)
    half_lat, half_lon = (b - a) / 2, radians(other_lon - lon) / 2
    h = sin(half_lat) ** 2 + cos(a) * cos(b) * sin(half_lon) ** 2
    return 2 * EARTH_RADIUS_KM * asin(sqrt(h))


class Perception:
    """Sets the perceived threat of every actor that has a position on the map."""

    name: str = "perception"
    quantities: tuple[str, ...] = (
        "threat_of_fighting",
        "threat_distance",
        "threat_of_strain",
        "threat_of_incident",
        "incident_memory",
        "threat_of_rung",
        "unease",
    )
    reads: tuple[str, ...] = ("fighting", "nearness", "strain", "rung", "signal_day", "quantity")
    writes: tuple[str, ...] = ("perceived_threat",)

    def __init__(self, layout: Layout) -> None:
        scenario = layout.scenario
        actors = layout.labels["actors"]
        self._layout = layout
        self._top = max([1, *(rung.level for rung in scenario.ladder.rungs.values())])
        self._km = [_distances(scenario, actor) for actor in actors]
        hosts = layout.labels["hosts"]
        homes = [scenario.actors[actor].home for actor in actors]
        self._home = [hosts.index(home) if home in hosts else None for home in homes]
        self._soil = [
            [layout.signal(key) for key, c in scenario.contacts.items() if c.soil == actor]
            for actor in actors
        ]
        self._dyads = [_dyads(scenario, actor) for actor in actors]

    def fields(self) -> Iterable[Field]:
        """How near each actor feels the fighting at each origin: exp(-km / threat_distance)."""
        width = (self._layout.width("actors"), self._layout.width("origins"))
        return (Field("nearness", width),)

    def begin(self, state: State, unknowns: Draws) -> None:
        """Set how near each actor feels each origin."""
        reach = state.quantity("threat_distance")
        for actor, km in enumerate(self._km):
            if km is not None:
                state["nearness"][:, actor] = np.exp(-np.array(km) / reach)

    def step(self, state: State) -> None:
        """Set every actor's perceived threat, and the event behind its largest term."""
        state["perceived_threat"][:] = 0.0
        unease = self._layout.columns["unease"]
        state.causes["perceived_threat"][:] = -1
        heard = np.zeros((len(state), len(self._home)))
        loudest = np.full(heard.shape, -1)
        _hear(state["fighting"], state["nearness"], heard, loudest)
        for actor in range(len(self._home)):
            terms = [
                self._fighting(state, actor, heard, loudest),
                self._strain(state, actor),
                self._incidents(state, actor),
                self._rung(state, actor),
                (
                    state["quantity"][:, unease[actor]],
                    state.causes["quantity"][:, unease[actor]],
                ),
            ]
            best = np.zeros(len(state))
            for value, cause in terms:
                state["perceived_threat"][:, actor] += value
                larger = value > best
                state.causes["perceived_threat"][larger, actor] = cause[larger]
                best = np.where(larger, value, best)

    def _fighting(
        self, state: State, actor: int, heard: np.ndarray, loudest: np.ndarray
    ) -> tuple[np.ndarray, np.ndarray]:
        rows = np.arange(len(state))
        cause = state.causes["fighting"][rows, np.maximum(loudest[:, actor], 0)]
        cause = np.where(loudest[:, actor] >= 0, cause, np.int32(-1))
        return heard[:, actor] * state.quantity("threat_of_fighting")[:, 0], cause

    def _strain(self, state: State, actor: int) -> tuple[np.ndarray, np.ndarray]:
        home = self._home[actor]
        if home is None:
            return np.zeros(len(state)), np.full(len(state), -1, np.int32)
        strain = np.nan_to_num(state["strain"][:, home])
        return strain * state.quantity("threat_of_strain")[:, 0], state.causes["strain"][:, home]

    def _incidents(self, state: State, actor: int) -> tuple[np.ndarray, np.ndarray]:
        last = np.full(len(state), -np.inf)
        cause = np.full(len(state), -1, np.int32)
        for signal in self._soil[actor]:
            later = state["signal_day"][:, signal] > last
            last = np.where(later, state["signal_day"][:, signal], last)
            cause[later] = state.causes["signal_day"][later, signal]
        fresh = np.exp((last - state.day) / state.quantity("incident_memory")[:, 0])
        return fresh * state.quantity("threat_of_incident")[:, 0], cause

    def _rung(self, state: State, actor: int) -> tuple[np.ndarray, np.ndarray]:
        level = np.zeros(len(state))
        cause = np.full(len(state), -1, np.int32)
        for dyad in self._dyads[actor]:
            higher = state["rung"][:, dyad] > level
            level = np.where(higher, state["rung"][:, dyad], level)
            cause[higher] = state.causes["rung"][higher, dyad]
        return level / self._top * state.quantity("threat_of_rung")[:, 0], cause


@njit
def _hear(
    fighting: NDArray[np.float64],
    nearness: NDArray[np.float64],
    heard: NDArray[np.float64],
    loudest: NDArray[np.int64],
) -> None:
    """Add up the fighting as each actor feels it, and find the origin it feels most."""
    members, actors, origins = nearness.shape
    for member in range(members):
        for actor in range(actors):
            most = 0.0
            for origin in range(origins):
                part = fighting[member, origin] * nearness[member, actor, origin]
                heard[member, actor] += part
                if part > most:
                    most = part
                    loudest[member, actor] = origin


def _distances(scenario: Scenario, actor: str) -> list[float] | None:
    """Return the distances (km) from an actor to every origin; None if it has no position."""
    who = scenario.actors[actor]
    lat, lon = who.lat, who.lon
    if (lat is None or lon is None) and who.home in scenario.places:
        lat, lon = scenario.places[who.home].lat, scenario.places[who.home].lon
    if lat is None or lon is None:
        return None
    origins = scenario.places_of("origin").values()
    return [great_circle_km(lat, lon, place.lat, place.lon) for place in origins]


def _dyads(scenario: Scenario, actor: str) -> list[int]:
    """Return positions of the dyads that an actor, or something it belongs to, is in."""
    sides = {actor} | {key for key, other in scenario.actors.items() if actor in other.members}
    pairs = scenario.ladder.dyads.values()
    return [at for at, pair in enumerate(pairs) if pair.first in sides or pair.second in sides]
