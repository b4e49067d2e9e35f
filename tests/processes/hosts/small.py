"""A small conflict: two places in AAA, three hosts in BBB and CCC, counts of a few days."""

from typing import Any

import numpy as np

from offramp.engine.engine import Engine
from offramp.engine.state import State
from offramp.model.scenario import Scenario
from offramp.processes.history import History
from offramp.processes.hosts.process import Hosts
from offramp.processes.hosts.tables import QUANTITIES
from tests.processes.conftest import merged, over, phases
from tests.small_crisis import number

START = np.datetime64("2030-01-01")
PLAIN = {
    "hosts_distance_power": 1,
    "hosts_origin_power": 1,
    "hosts_company": 0,
    "hosts_room_power": 1,
    "hosts_evidence": 0,
    "hosts_flight_rate": 0,
    "hosts_flight_memory": 60,
    "hosts_spread": 0,
    "hosts_drift": 0,
    "hosts_sum_of_counts": 1,
    "hosts_seen_until": 2,
    "hosts_total_until": 999,
}
WAR = phases(north=(1.0, 0, "open"), south=(0.5, 0, "open"))


def _place(kind: str, country: str, **more: Any) -> dict[str, Any]:
    return {"name": "", "kind": kind, "country": country, "lat": 0, "lon": 0} | more


def _way(start: str, end: str, km: float) -> dict[str, Any]:
    return {"from": start, "to": end, "km": km}


def stocks(**hosts: list[tuple[int, float]]) -> dict[str, Any]:
    """A section `series` with people counted in hosts, by day; the place `total` is all hosts."""
    rows = [
        {"date": str(START + day), "place": place, "persons": people, "known_at": str(START + day)}
        for name, counts in hosts.items()
        for place in ["" if name == "total" else name]
        for day, people in counts
    ]
    return {"stocks": {"gives": "stocks", "file": "stocks.csv", "rows": rows}}


def closures(*rows: tuple[str, str, str, int, int | None]) -> dict[str, Any]:
    """A section `series` with closures: what, first, second, day of closing, of reopening."""
    made = [
        {
            "what": what,
            "first": first,
            "second": second,
            "closes": str(START + closes),
            "reopens": None if reopens is None else str(START + reopens),
            "known_at": str(START),
        }
        for what, first, second, closes, reopens in rows
    ]
    return {"closures": {"gives": "closures", "file": "closures.csv", "rows": made}}


SEEN = stocks(
    lake=[(0, 0), (2, 600), (12, 2600)],
    hill=[(0, 0), (2, 300), (12, 1300)],
    far=[(0, 0), (2, 100), (12, 100)],
)
"""Counts of days 0, 2 and 12: the total is 4000 at the end."""


def small(series: dict[str, Any] | None = None, **changes: Any) -> Scenario:
    """Roads: north - lake 90 km, north - south 100, south - hill 90, hill - far 200."""
    quantities = {name: number(value, _UNITS.get(name, "1")) for name, value in PLAIN.items()}
    quantities |= {
        "capacity": over("hosts", -1, "person"),
        "capacity_growth": over("hosts", 0, "person/day"),
        "attraction": over("hosts", 0),
    }
    assert set(quantities) == set(QUANTITIES)
    base = {
        "id": "small",
        "title": "A small conflict",
        "start": str(START),
        "days": 13,
        "as_of": str(START + 12),
        "limits": "Made up.",
        "order": ["history", "hosts"],
        "actors": {"AAA": {}},
        "places": {
            "north": _place("origin", "AAA", population=100_000),
            "south": _place("origin", "AAA", population=50_000),
            "lake": _place("host", "BBB"),
            "hill": _place("host", "CCC"),
            "far": _place("host", "CCC"),
        },
        "routes": {
            "r1": _way("north", "lake", 90),
            "r2": _way("north", "south", 100),
            "r3": _way("south", "hill", 90),
            "r4": _way("hill", "far", 200),
        },
        "quantities": quantities,
        "series": WAR | (SEEN if series is None else series),
    }
    return Scenario.model_validate(merged(base, changes))


_UNITS = {
    "hosts_evidence": "person",
    "hosts_flight_rate": "1/day",
    "hosts_flight_memory": "day",
    "hosts_seen_until": "day",
    "hosts_total_until": "day",
}


def values(**numbers: float) -> dict[str, Any]:
    """A section `quantities` with other values."""
    return {name: {"value": value} for name, value in numbers.items()}


def begin(scenario: Scenario, members: int = 6) -> tuple[Engine, State]:
    """An engine of the two processes, and a state before day 0."""
    engine = Engine(scenario, {"history": History, "hosts": Hosts})
    return engine, engine.begin(np.arange(members), 1)


def days(scenario: Scenario, members: int = 6) -> tuple[np.ndarray, State]:
    """People in hosts, (day, member, host), and the last state; nobody may get lost."""
    engine, state = begin(scenario, members)
    people, found = state.people(), []
    for _ in range(scenario.days):
        engine.step(state)
        np.testing.assert_array_equal(state.people(), people)
        assert all((state[name] >= 0).all() for name in ("at_home", "hosted", "hosts.elsewhere"))
        found.append(state["hosted"].copy())
    return np.array(found), state
