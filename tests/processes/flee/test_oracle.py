"""Counts against the oracle that moves one person at a time, on small maps with every rule."""

from typing import Any

import numpy as np
import pytest

from offramp.engine.engine import Engine
from offramp.model.scenario import Scenario
from offramp.processes import PROCESSES
from tests.processes.flee.oracle import Flee
from tests.processes.flee.tiny import tiny

SEEDS, MEMBERS, DAYS = 40, 400, 14
PLACES = {
    "O": "origin AAA",
    "P": "origin AAA",
    "T": "origin AAA",
    "B": "bend AAA",
    "H": "hub BBB",
    "I": "host AAA",
    "C": "host BBB",
    "D": "host CCC",
}
ROADS = [
    ("O", "P", 60.0),
    ("O", "T", 130.0),
    ("P", "T", 45.0),
    ("T", "B", 35.0),
    ("B", "H", 80.0),
    ("H", "C", 25.0),
    ("H", "D", 310.0),
    ("P", "I", 20.0),
    ("T", "C", 170.0),
    ("T", "C", 400.0),
    ("C", "D", 110.0),
]
STOCKS = [("C", 0, 20.0), ("C", 6, 130.0), ("D", 0, 5.0), ("D", 4, 90.0), ("D", 9, 80.0)]
ZONES = [("O", 0, None, 0.8), ("P", 3, 8, 1.0)]
CLOSURES = [("border", "AAA", "BBB", 2, 5), ("place", "H", "", 6, 9), ("camp", "D", "", 0, 4)]
CASES: dict[str, dict[str, Any]] = {
    "plain": {},
    "awareness and closures": {"closures": CLOSURES, "awareness": 4},
    "closures nearby": {"closures": CLOSURES, "camp_movechance": 0.2},
    "full camps": {"capacity": {"C": 60, "D": 45}, "capacity_buffer": 0.5, "awareness": 2},
    "full camps nearby": {
        "capacity": {"C": 50, "D": 300},
        "closures": CLOSURES,
        "camp_movechance": 0.1,
    },
    "on foot at first": {"start_on_foot": 1, "closures": CLOSURES, "awareness": 3},
    "every weight": {
        "weight_power": 1.5,
        "weight_softening": 0.2,
        "distance_power": 0.7,
        "use_pop": 1,
        "stay_close_to_home": 1,
        "pruning": 4,
        "foreign_weight": 2,
        "awareness": 2,
        "movechance_pop_scale": 0.2,
        "take_from_population": 1,
        "decay": (1.0, 0.3),
        "spawn_decay_interval": 3,
    },
}


def ours(scenario: Scenario) -> Any:
    engine = Engine(scenario, PROCESSES)
    state = engine.begin(np.arange(MEMBERS), 3)
    out = []
    for _ in range(DAYS):
        engine.step(state)
        out.append(np.concatenate([state["displaced"], state["hosted"]], axis=1))
    return np.stack(out, axis=1)


@pytest.mark.parametrize("case", CASES)
def test_counts_have_the_distribution_of_persons(case: str) -> None:
    scenario = tiny(
        PLACES,
        ROADS,
        stocks=STOCKS,
        zones=ZONES,
        days=DAYS,
        population={"O": 4000, "P": 2000, "T": 900},
        **CASES[case],
    )
    names = (*scenario.places_of("origin"), *scenario.places_of("host"))
    counts = ours(scenario)
    persons = np.array([Flee(scenario, seed).run(names) for seed in range(SEEDS)])[:, :, :-1]
    spread = np.sqrt(counts.var(axis=0) * (1 / SEEDS + 1 / MEMBERS))
    off = counts.mean(axis=0) - persons.mean(axis=0)
    fixed = spread == 0
    assert np.abs(off[fixed]).max(initial=0) < 0.3
    z = off[~fixed] / spread[~fixed]
    few = np.sqrt(counts.var(axis=0)[~fixed]) < 1
    assert np.abs(z[~few]).max() < 5
    assert np.mean(z[~few] ** 2) < 3
