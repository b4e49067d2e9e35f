"""A small crisis with displacement, written as data, that tests change piece by piece."""

from copy import deepcopy
from typing import Any

import numpy as np
import pytest

from offramp.engine.engine import Engine
from offramp.engine.state import State
from offramp.model.scenario import Scenario
from offramp.processes.conflict import Conflict
from offramp.processes.displacement.process import Displacement
from offramp.processes.history import History
from offramp.processes.reception import Reception
from tests.small_crisis import number

PEOPLE = {p.name: p for p in (History, Conflict, Displacement, Reception)}
START = "2030-01-01"


def over(
    index: str, value: float | None = None, unit: str = "1", **values: float
) -> dict[str, Any]:
    """A quantity over an index: one number for all, or one for some labels."""
    given: dict[str, Any] = {"over": index, "unit": unit, "source": "judgement", "basis": "a test"}
    if value is not None:
        given["value"] = value
    source = {"source": "judgement", "basis": "a test"}
    return given | {"each": {label: {"value": v} | source for label, v in values.items()}}


def _place(kind: str, country: str, **more: Any) -> dict[str, Any]:
    return {"name": "", "kind": kind, "country": country, "lat": 0, "lon": 0} | more


def _route(start: str, end: str, km: float) -> dict[str, Any]:
    return {"from": start, "to": end, "km": km}


def _tiny() -> dict[str, Any]:
    """Three places in a row from east to west, two hosts, one country to move on to."""
    return {
        "id": "tiny",
        "title": "A tiny crisis",
        "start": START,
        "days": 30,
        "as_of": "2029-12-31",
        "limits": "Made up.",
        "order": list(PEOPLE),
        "actors": {"AAA": {}, "BBB": {}},
        "ladder": {
            "rungs": {"calm": {"level": 0}, "clash": {"level": 1}},
            "dyads": {"AAA_BBB": {"first": "AAA", "second": "BBB"}},
            "exchange": "clash",
            "reply": {"up": number(1), "stay": number(2), "down": number(1)},
            "doubt": number(0),
            "quiet": number(2, "day"),
        },
        "places": {
            "east": _place("origin", "AAA", population=800_000, female=420_000, male=380_000),
            "middle": _place("origin", "AAA", population=500_000, female=260_000, male=240_000),
            "west": _place("origin", "AAA", population=300_000, female=155_000, male=145_000),
            "BBB_gate": _place("crossing", "BBB", throughput=20_000),
            "BBB_bridge": _place("crossing", "BBB", throughput=5_000),
            "CCC_gate": _place("crossing", "CCC", throughput=8_000),
            "BBB": _place("host", "BBB"),
            "CCC": _place("host", "CCC"),
            "DDD": _place("onward", "DDD"),
        },
        "routes": {
            "r1": _route("east", "middle", 300),
            "r2": _route("middle", "west", 250),
            "r3": _route("west", "BBB_gate", 60),
            "r4": _route("west", "BBB_bridge", 90),
            "r5": _route("middle", "CCC_gate", 200),
            "r6": _route("BBB_gate", "BBB", 40),
            "r7": _route("BBB_bridge", "BBB", 30),
            "r8": _route("CCC_gate", "CCC", 50),
            "r9": _route("BBB", "DDD", 900),
        },
        "quantities": _conflict() | _displacement() | _reception(),
    }


def _conflict() -> dict[str, Any]:
    return {
        "intensity": number(1),
        "air_campaign": number(1),
        "offensive": over("origins", 0),
        "fighting_reversion": number(0.1, "1/day"),
        "fighting_noise": number(0),
        "fighting_shock": number(0),
        "air_noise": number(0),
        "siege_onset": number(0, "1/day"),
        "siege_fighting": number(0.6),
        "siege_relief": number(0, "1/day"),
    }


def _displacement() -> dict[str, Any]:
    return {
        "departure_share": number(1.2),
        "departure_rate": number(0.1, "1/day"),
        "departure_variety": number(0),
        "departure_again": number(0.1, "1/day"),
        "fighting_push": number(1),
        "air_push": number(0.8),
        "surge": over("origins", 0),
        "barred_share": number(0.6),
        "abroad_preference": number(0),
        "distance_decay": number(0.002, "1/km"),
        "distance_decay_inside": number(0.003, "1/km"),
        "attraction": over("hosts", 0, CCC=-0.5),
        "safety_pull": number(2),
        "travel_speed": number(200, "km/day"),
        "exit_partly_closed": number(0.5),
        "exit_besieged": number(0.1),
        "release_rate": number(0.1, "1/day"),
        "level_drift": number(0),
        "level_noise": number(0),
        "shared_drift": number(0),
        "shared_noise": number(0),
        "shared_memory": number(15, "day"),
        "trend_drift": number(0),
        "trend_memory": number(10, "day"),
        "visit_rate": number(0, "1/day"),
        "onward_rate": over("hosts", 0.01, "1/day"),
        "onward_pull": over("onward", 1),
        "return_rate": over("hosts", 0.01, "1/day"),
        "return_rate_inside": number(0.01, "1/day"),
    }


def _reception() -> dict[str, Any]:
    return {
        "planning_figure": over("hosts", None, "person", BBB=100_000),
        "processing_rate": over("hosts", None, "person/day", BBB=10_000),
        "strain_memory": number(7, "day"),
    }


def merged(base: dict[str, Any], change: dict[str, Any]) -> dict[str, Any]:
    """Return a copy with a change merged in by key, as an overlay is."""
    out = dict(base)
    for key, value in change.items():
        old = out.get(key)
        out[key] = (
            merged(old, value) if isinstance(old, dict) and isinstance(value, dict) else value
        )
    return out


def tiny_scenario(**changes: Any) -> Scenario:
    """Three origins (east, middle, west), two hosts (BBB, CCC), one place beyond (DDD).

    It has every quantity that conflict, displacement and reception read, no noise, and nothing
    observed. `changes` are sections, merged by key at every depth; a whole list is replaced.
    """
    return Scenario.model_validate(merged(_tiny(), deepcopy(changes)))


def phases(until: Any = None, **places: Any) -> dict[str, Any]:
    """A section `series` with one phase from the start for each place: fighting, air, access."""
    rows = [
        {
            "place": place,
            "start": START,
            "fighting": fighting,
            "threat": air,
            "access": access,
            "start_known_at": START,
        }
        for place, (fighting, air, access) in places.items()
    ]
    series = {"gives": "phases", "file": "phases.csv", "rows": rows, "observed_until": until}
    return {"phases": series}


def crossings(**hosts: list[int]) -> dict[str, Any]:
    """A section `series` with daily crossings into hosts from the start."""
    first = np.datetime64(START)
    rows = [
        {"date": str(first + day), "place": host, "persons": n, "known_at": str(first + day)}
        for host, counts in hosts.items()
        for day, n in enumerate(counts)
        if n >= 0
    ]
    return {"crossings": {"gives": "crossings", "file": "crossings.csv", "rows": rows}}


def begin(scenario: Scenario, members: Any = 8, seed: int = 1) -> tuple[Engine, State]:
    """Make an engine of the processes that move people, and a state before day 0."""
    engine = Engine(scenario, PEOPLE)
    numbers = np.arange(members) if isinstance(members, int) else np.asarray(members)
    return engine, engine.begin(numbers, seed)


def run(scenario: Scenario, days: int, members: Any = 8, seed: int = 1) -> State:
    """Step some members by some days."""
    engine, state = begin(scenario, members, seed)
    for _ in range(days):
        engine.step(state)
    return state


@pytest.fixture(name="tiny_scenario")
def _tiny_scenario() -> Any:
    """The factory, for tests that ask for it by name."""
    return tiny_scenario
