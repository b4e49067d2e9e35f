"""A crisis without displacement, written as data, that tests change piece by piece."""

from collections.abc import Iterable
from typing import Any

import numpy as np

from offramp.engine.engine import Engine
from offramp.engine.process import Process
from offramp.engine.state import State
from offramp.model.scenario import Scenario
from offramp.processes.contact import Contacts
from offramp.processes.history import History
from offramp.processes.influences import Influences
from offramp.processes.ladder import LadderProcess
from offramp.processes.law import Law
from offramp.processes.measures.chronicle import Chronicle
from offramp.processes.measures.decisions import Decisions
from offramp.processes.measures.effects import Effects
from offramp.processes.measures.procedure import Deciding
from offramp.processes.perception import Perception
from offramp.processes.red_lines import RedLines
from offramp.processes.stocks import Stocks
from offramp.processes.thresholds import Thresholds

POLITICS: dict[str, type[Process]] = {
    process.name: process
    for process in (
        History,
        Perception,
        Chronicle,
        Decisions,
        Deciding,
        Influences,
        Effects,
        Stocks,
        Contacts,
        RedLines,
        Law,
        LadderProcess,
        Thresholds,
    )
}


def number(value: float, unit: str = "1") -> dict[str, Any]:
    """A fixed quantity."""
    return {"value": value, "unit": unit, "source": "judgement", "basis": "made up for a test"}


def crisis(**changes: Any) -> Scenario:
    """Two states and an alliance, one measure, a ladder of four rungs; nothing is observed."""
    data: dict[str, Any] = {
        "id": "small",
        "title": "A small crisis",
        "start": "2030-01-01",
        "days": 5,
        "as_of": "2029-12-31",
        "limits": "Made up.",
        "order": list(POLITICS),
        "quantities": {
            "choice_scale": number(1),
            "family_scale": number(1),
            "risk_aversion": number(1) | {"over": "actors"},
            "threat_of_fighting": number(1),
            "threat_distance": number(100, "km"),
            "threat_of_strain": number(0),
            "threat_of_incident": number(0),
            "incident_memory": number(10, "day"),
            "threat_of_rung": number(0),
            "unease": number(0) | {"over": "actors"},
            "worth": number(0.5),
        },
        "actors": {
            "AAA": {"opportunity": number(0.5, "1/day"), "lat": 0, "lon": 0},
            "BBB": {},
            "CCC": {},
        },
        "places": {
            "town": {"name": "Town", "kind": "origin", "country": "BBB", "lat": 0, "lon": 1}
        },
        "measures": {"warn": {"by": "AAA", "utility": {"worth": "worth"}}},
        "ladder": {
            "rungs": {
                "calm": {"level": 0},
                "warning": {"level": 1},
                "clash": {"level": 2},
                "war": {"level": 3, "hazard": True},
            },
            "dyads": {"AAA_BBB": {"first": "AAA", "second": "BBB"}},
            "exchange": "clash",
            "reply": {"up": number(1), "stay": number(2), "down": number(1)},
            "doubt": number(0),
            "quiet": number(2, "day"),
        },
    }
    for section, items in changes.items():
        merge = isinstance(items, dict) and isinstance(data.get(section), dict)
        data[section] = data[section] | items if merge else items
    return Scenario.model_validate(data)


def begin(scenario: Scenario, members: int = 4000, seed: int = 1) -> tuple[Engine, State]:
    """Make an engine and a state before day 0."""
    engine = Engine(scenario, POLITICS)
    return engine, engine.begin(np.arange(members), seed)


def run(scenario: Scenario, days: int, members: int = 4000, seed: int = 1) -> State:
    """Step some members by some days."""
    engine, state = begin(scenario, members, seed)
    for _ in range(days):
        engine.step(state)
    return state


def events(state: State, kind: str, item: str | None = None) -> list[dict[str, Any]]:
    """Return the events of one kind, decoded, in the order of members."""
    table = state.events.table(state.members)
    words = state.layout.names.words
    return [
        {
            "member": int(table.member[row]),
            "event": int(table.event[row]),
            "day": int(table.day[row]),
            "item": words[table.item[row]],
            "actor": words[table.actor[row]],
            "target": words[table.target[row]],
            "rule": words[table.rule[row]],
            "magnitude": float(table.magnitude[row]),
            "causes": _slice(table.causes, table.causes_start, row),
            "inputs": dict(
                zip(
                    [words[code] for code in _slice(table.input_names, table.inputs_start, row)],
                    _slice(table.inputs, table.inputs_start, row),
                    strict=True,
                )
            ),
        }
        for row in range(len(table))
        if words[table.kind[row]] == kind and item in {None, words[table.item[row]]}
    ]


def _slice(values: Any, starts: Any, row: int) -> list[Any]:
    return list(values[starts[row] : starts[row + 1]])


def share(flags: Iterable[Any]) -> float:
    """Return the share of true ones."""
    return float(np.mean(np.asarray(list(flags) if not isinstance(flags, np.ndarray) else flags)))


def close(found: float, exact: float, trials: int, sigmas: float = 4.5) -> bool:
    """Whether a share is within so many standard errors of an exact probability."""
    return bool(abs(found - exact) <= sigmas * (exact * (1 - exact) / trials) ** 0.5 + 1e-12)
