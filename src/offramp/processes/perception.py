"""How threatened each actor sees itself: by fighting near it, strain, incidents, the rung.

threat_a = threat_of_fighting x sum_o fighting_o exp(-km(a, o) / threat_distance)
         + threat_of_strain x strain at home
         + threat_of_incident x exp(-days since the last incident on its soil / incident_memory)
         + threat_of_rung x highest rung of a dyad it is in / highest of all
         + unease_a

The event behind it is that of the largest term.
"""

import math
from collections.abc import Iterable
from math import asin, cos, radians, sin, sqrt

import numpy as np
from numpy.typing import NDArray

from offramp.engine._jit import njit
from offramp.engine.draws import Draws
from offramp.engine.events import NO_EVENT, Ids
from offramp.engine.layout import Layout
from offramp.engine.ragged import ragged
from offramp.engine.state import Field, State
from offramp.model.scenario import Scenario
from offramp.processes.assessed import bounded

Floats = NDArray[np.float64]
Places = NDArray[np.int64]
Traced = tuple[Floats, Ids]
"""Numbers, and the event behind each."""

TERMS = ("threat_of_fighting", "threat_of_strain", "threat_of_incident", "threat_of_rung")
"""Quantities that weigh the terms."""

EARTH_RADIUS_KM = 6371.0
"""Mean radius of the Earth (km)."""


def great_circle_km(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Return the distance of two points on the Earth (km), by the haversine formula."""
    a, b = radians(lat), radians(other_lat)
    half_lat, half_lon = (b - a) / 2, radians(other_lon - lon) / 2
    h = sin(half_lat) ** 2 + cos(a) * cos(b) * sin(half_lon) ** 2
    return 2 * EARTH_RADIUS_KM * asin(sqrt(h))


NOWHERE = -1
"""Stands for no place."""


class Perception:
    """Sets the perceived threat of every actor that has a position on the map."""

    name: str = "perception"
    quantities: tuple[str, ...] = (*TERMS, "threat_distance", "incident_memory", "unease")
    reads: tuple[str, ...] = ("fighting", "nearness", "strain", "rung", "signal_day", "quantity")
    writes: tuple[str, ...] = ("perceived_threat",)

    def __init__(self, layout: Layout) -> None:
        scenario = layout.scenario
        actors = layout.labels["actors"]
        found = [_distances(scenario, actor) for actor in actors]
        self._km = list(dict.fromkeys(km for km in found if km is not None))
        hosts = layout.labels["hosts"]
        homes = [scenario.actors[actor].home for actor in actors]
        soil = [[key for key, c in scenario.contacts.items() if c.soil == a] for a in actors]
        struck = [at for at, contacts in enumerate(soil) if contacts]
        self._view = np.array(
            [
                [NOWHERE if km is None else self._km.index(km) for km in found],
                [hosts.index(home) if home in hosts else NOWHERE for home in homes],
                [struck.index(at) if at in struck else NOWHERE for at in range(len(actors))],
                list(layout.columns["unease"]),
            ],
            np.int64,
        )
        self._terms = np.array([layout.columns[name].start for name in TERMS])
        self._memory = layout.columns["incident_memory"].start
        self._incidents = ragged([layout.signal(key) for key in soil[at]] for at in struck)
        self._dyads = ragged(_dyads(scenario, actor) for actor in actors)
        self._top = float(max([1, *(rung.level for rung in scenario.ladder.rungs.values())]))
        self._origins = layout.width("origins")

    def fields(self) -> Iterable[Field]:
        """How near the fighting at each origin is felt: exp(-km / threat_distance)."""
        return (Field("nearness", (self._origins, len(self._km))),)

    def begin(self, state: State, unknowns: Draws) -> None:
        """Set how near each origin is felt wherever some actor is."""
        reach = state.quantity("threat_distance")
        for spot, km in enumerate(self._km):
            state["nearness"][:, :, spot] = np.exp(-np.array(km) / reach)

    def step(self, state: State) -> None:
        """Set every actor's perceived threat, and the event behind its largest term."""
        quantity, causes = state["quantity"].T, state.causes
        shape = (len(self._incidents.start) - 1, len(state))
        fresh, incident = np.empty(shape), np.empty(shape, np.int32)
        _remember(
            *self._incidents,
            state.day,
            quantity[self._memory],
            state["signal_day"].T,
            causes["signal_day"].T,
            fresh,
            incident,
        )
        _perceive(
            self._view,
            *self._dyads,
            self._terms,
            self._top,
            (quantity, causes["quantity"].T),
            (state["fighting"], causes["fighting"]),
            state["nearness"],
            (state["strain"], causes["strain"]),
            (np.exp(fresh, out=fresh), incident),
            (state["rung"], causes["rung"]),
            (state["perceived_threat"], causes["perceived_threat"]),
        )


@njit
def _remember(
    start: Places,
    signals: Places,
    today: int,
    memory: Floats,
    day: Floats,
    cause: Ids,
    fresh: Floats,
    incident: Ids,
) -> None:
    """Find the last incident on each soil, and the logarithm of what is left of it.

    Args:
        start: where the signals of each soil begin.
        signals: positions of the incidents on it.
        today: the day.
        memory: in days, (member,).
        day: of each signal, (signal, member).
        cause: the event behind it.
        fresh: to be set to minus the days since over the memory, (soil, member).
        incident: to be set to the event, (soil, member).
    """
    for soil in range(start.size - 1):
        for member in range(memory.size):
            last, event = -math.inf, np.int32(NO_EVENT)
            for at in range(start[soil], start[soil + 1]):
                if day[signals[at], member] > last:
                    last, event = day[signals[at], member], cause[signals[at], member]
            fresh[soil, member] = (last - today) / memory[member]
            incident[soil, member] = event


@njit
def _perceive(
    view: Places,
    start: Places,
    dyads: Places,
    terms: Places,
    top: float,
    quantities: Traced,
    conflict: Traced,
    nearness: Floats,
    strains: Traced,
    incidents: Traced,
    rungs: Traced,
    threats: Traced,
) -> None:
    """Add up the terms of each actor; the event behind the largest one stands behind the sum.

    Args:
        view: for each actor the spot from which it feels the fighting, its home among the hosts,
            its soil, and the column of its unease, (4, actor).
        start: where the dyads of each actor begin.
        dyads: that it is in.
        terms: columns of `TERMS`.
        top: level of the highest rung.
        quantities: effective values, (column, member).
        conflict: fighting at each origin, (member, origin).
        nearness: (member, origin, spot).
        strains: of each host, (member, host).
        incidents: what is left of the last one, (soil, member).
        rungs: level of each dyad, (member, dyad).
        threats: to be set, (member, actor).
    """
    (quantity, quantity_cause), (fighting, fighting_cause) = quantities, conflict
    (strain, strain_cause), (fresh, incident) = strains, incidents
    (rung, rung_cause), (threat, cause) = rungs, threats
    spots = nearness.shape[2]
    heard, most, loudest = np.empty(spots), np.empty(spots), np.empty(spots)
    for member in range(threat.shape[0]):
        _hear(fighting[member], nearness[member], heard, most, loudest)
        of_fighting, of_strain = quantity[terms[0], member], quantity[terms[1], member]
        of_incident, of_rung = quantity[terms[2], member], quantity[terms[3], member]
        for actor in range(threat.shape[1]):
            spot, home = view[0, actor], view[1, actor]
            soil, unease = view[2, actor], view[3, actor]
            best, event, total = 0.0, np.int32(NO_EVENT), 0.0
            if spot >= 0:
                total = value = heard[spot] * of_fighting
                if value > best and loudest[spot] >= 0:
                    best, event = value, fighting_cause[member, int(loudest[spot])]
            if home >= 0:
                value = bounded(strain[member, home]) * of_strain
                total += value
                if value > best:
                    best, event = value, strain_cause[member, home]
            if soil >= 0:
                value = fresh[soil, member] * of_incident
                total += value
                if value > best:
                    best, event = value, incident[soil, member]
            level, highest = 0.0, NOWHERE
            for at in range(start[actor], start[actor + 1]):
                higher = rung[member, dyads[at]] > level
                level = rung[member, dyads[at]] if higher else level
                highest = dyads[at] if higher else highest
            value = level / top * of_rung
            total += value
            if value > best:
                best, event = value, rung_cause[member, highest]
            value = quantity[unease, member]
            total += value
            if value > best:
                event = quantity_cause[unease, member]
            threat[member, actor] = total
            cause[member, actor] = event


@njit
def _hear(fighting: Floats, nearness: Floats, heard: Floats, most: Floats, loudest: Floats) -> None:
    """Add up the fighting as it is felt at each spot, and find the origin felt most there.

    Args:
        fighting: at each origin, (origin,).
        nearness: (origin, spot).
        heard: to be set, (spot,).
        most: to be set to the largest share of one origin, (spot,).
        loudest: to be set to this origin, or `NOWHERE`, (spot,); numbers all, so that one loop
            over them becomes vector code.
    """
    heard[:], most[:], loudest[:] = 0.0, 0.0, NOWHERE
    for origin in range(fighting.size):
        level, near, here = fighting[origin], nearness[origin], float(origin)
        for spot in range(near.size):
            part = level * near[spot]
            heard[spot] += part
            louder = part > most[spot]
            most[spot] = part if louder else most[spot]
            loudest[spot] = here if louder else loudest[spot]


def _distances(scenario: Scenario, actor: str) -> tuple[float, ...] | None:
    """Return the distances (km) from an actor to every origin; None if it has no position."""
    who = scenario.actors[actor]
    lat, lon = who.lat, who.lon
    if (lat is None or lon is None) and who.home in scenario.places:
        lat, lon = scenario.places[who.home].lat, scenario.places[who.home].lon
    if lat is None or lon is None:
        return None
    origins = scenario.places_of("origin").values()
    return tuple(great_circle_km(lat, lon, place.lat, place.lon) for place in origins)


def _dyads(scenario: Scenario, actor: str) -> list[int]:
    """Return positions of the dyads that an actor, or something it belongs to, is in."""
    sides = {actor} | {key for key, other in scenario.actors.items() if actor in other.members}
    pairs = scenario.ladder.dyads.values()
    return [at for at, pair in enumerate(pairs) if pair.first in sides or pair.second in sides]
