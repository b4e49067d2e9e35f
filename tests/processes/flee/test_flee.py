"""The process `flee`: its contract, its exact chances on small maps, and closures day by day."""

import numpy as np
import pytest
from scipy.stats import chisquare

from offramp.engine.engine import Engine
from offramp.engine.state import State
from offramp.model.problems import ScenarioError
from offramp.model.scenario import Scenario
from offramp.processes import PROCESSES
from offramp.testing import check_process
from tests.processes.flee.tiny import tiny

FORK = {"O": "origin AAA", "T": "origin AAA", "C": "host BBB", "D": "host BBB"}
ROADS = [("O", "T", 90.0), ("O", "C", 190.0), ("T", "D", 150.0), ("C", "D", 300.0)]


def run(scenario: Scenario, members: int, days: int, seed: int = 1) -> State:
    engine = Engine(scenario, PROCESSES)
    state = engine.begin(np.arange(members), seed)
    for _ in range(days):
        engine.step(state)
    return state


def everything() -> Scenario:
    """A map with each kind of place, closures of each kind, a full camp and a walk at first."""
    return tiny(
        {**FORK, "H": "hub BBB", "B": "bend AAA", "E": "host AAA"},
        [*ROADS, ("T", "B", 40), ("B", "H", 70), ("H", "D", 55), ("O", "E", 30)],
        stocks=[("C", 0, 40), ("C", 20, 900), ("D", 0, 10), ("D", 30, 500), ("D", 35, 100)],
        zones=[("O", 0, None, 0.7), ("T", 5, 12, 1.0)],
        closures=[
            ("border", "AAA", "BBB", 3, 8),
            ("place", "T", "", 10, 14),
            ("camp", "D", "", 0, 6),
            ("camp inside", "E", "", 9, None),
            ("road", "O", "T", 2, None),
        ],
        capacity={"C": 120, "D": 200},
        decay=(1.0, 0.5),
        spawn_decay_interval=7,
        awareness=3,
        start_on_foot=1,
        days=40,
    )


def test_contract_of_a_process() -> None:
    check_process("flee", everything(), members=3, days=40)


def test_people_are_conserved_and_bits_do_not_depend_on_the_block() -> None:
    whole = run(everything(), 6, 40)
    assert whole["hosted"].sum() > 0
    engine = Engine(everything(), PROCESSES)
    part = engine.begin(np.array([4, 2]), 1)
    people = part.people()
    for _ in range(40):
        engine.step(part)
        np.testing.assert_array_equal(part.people(), people)
    for name in whole.arrays:
        if name.startswith("flee.") or name in {"hosted", "displaced", "arrivals"}:
            np.testing.assert_array_equal(part[name], whole[name][[4, 2]], err_msg=name)


def test_first_step_has_the_chances_of_the_weights() -> None:
    scenario = tiny(FORK, ROADS, stocks=[("C", 0, 0), ("C", 1, 50_000)], zones=[("O", 0, None, 1)])
    state = run(scenario, 1, 2)
    town, camp = 1 / (10 + 90), 2 / (10 + 190)
    # The town is reached with 110 km to go: 3 in 10 go on, half of them by each road.
    back, onward = 0.25 / (10 + 90), 2 / (10 + 150)
    moved = 50_000 * town / (town + camp) * 0.3
    expected = [50_000 - moved, moved]
    in_town = state["displaced"][0, 1]
    gone = 50_000 * town / (town + camp) - in_town
    assert abs(gone - moved) < 5 * np.sqrt(50_000)
    came = state["arrivals"][0]
    went_on = moved * onward / (back + onward)
    assert chisquare([came[0], 50_000 - came[0]]).pvalue > 1e-6 or came[0] > 0
    assert abs(came[1] - went_on) < 5 * np.sqrt(expected[1])


def test_choices_fit_their_weights() -> None:
    places = {"O": "origin AAA", "C": "host BBB", "D": "host BBB", "E": "host BBB"}
    roads = [("O", "C", 50.0), ("O", "D", 120.0), ("O", "E", 199.0)]
    for people in (10, 20_000):
        scenario = tiny(
            places,
            roads,
            stocks=[("C", 0, 0), ("C", 1, people)],
            zones=[("O", 0, None, 1)],
            camp_movechance=0,
            foreign_weight=3,
        )
        state = run(scenario, 40_000 // people, 2)
        weights = 1 / (10 + np.array([50.0, 120, 199]))
        seen = state["hosted"].sum(axis=0)
        assert chisquare(seen, seen.sum() * weights / weights.sum()).pvalue > 1e-4


def test_awareness_weighs_ways_through_a_bend_as_one_step() -> None:
    places = {"O": "origin AAA", "B": "bend AAA", "C": "host BBB", "D": "host BBB"}
    roads = [("O", "B", 30.0), ("B", "C", 40.0), ("C", "D", 60.0)]
    scenario = tiny(
        places,
        roads,
        stocks=[("C", 0, 0), ("C", 1, 30_000)],
        zones=[("O", 0, None, 1)],
        camp_movechance=0,
        awareness=2,
    )
    seen = run(scenario, 1, 2)["hosted"][0]
    weights = np.array([1 / 80, 1 / 140])
    assert chisquare(seen, seen.sum() * weights / weights.sum()).pvalue > 1e-4


def test_who_sets_out_is_what_the_stocks_gain_less_the_debt() -> None:
    scenario = tiny(
        FORK,
        ROADS,
        zones=[("O", 0, None, 1)],
        stocks=[("C", 0, 10), ("C", 1, 30), ("C", 2, 15), ("C", 3, 21), ("C", 4, 40)],
    )
    engine = Engine(scenario, PROCESSES)
    state = engine.begin(np.arange(1), 1)
    assert state["hosted"].sum() == 10
    left = []
    for _ in range(6):
        engine.step(state)
        left.append(int(state["departures"].sum()))
    assert left == [0, 20, 0, 0, 10, 0]


def test_people_on_a_closed_road_come_back_even_if_it_reopens() -> None:
    scenario = tiny(
        {"O": "origin AAA", "C": "host BBB"},
        [("O", "C", 500.0)],
        zones=[("O", 0, None, 1)],
        stocks=[("C", 0, 0), ("C", 1, 100)],
        closures=[("border", "AAA", "BBB", 2, 3)],
        camp_movechance=0,
    )
    engine = Engine(scenario, PROCESSES)
    state = engine.begin(np.arange(1), 1)
    at_home, there = [], []
    for _ in range(8):
        engine.step(state)
        at_home.append(int(state["displaced"].sum()))
        there.append(int(state["hosted"].sum()))
    assert at_home[3] == 100
    assert there == [0, 0, 0, 0, 0, 0, 100, 100]


def test_a_camp_draws_people_once_it_is_open() -> None:
    places = {"O": "origin AAA", "C": "host BBB", "D": "host BBB"}
    scenario = tiny(
        places,
        [("O", "C", 90.0), ("O", "D", 90.0)],
        zones=[("O", 0, None, 1)],
        stocks=[("C", 0, 0), ("C", 1, 5000), ("C", 5, 5000), ("C", 6, 10_000)],
        closures=[("camp", "D", "", 0, 5)],
        camp_weight=9,
        camp_movechance=0,
        conflict_weight=1,
        default_movechance=0,
    )
    state = run(scenario, 1, 3)
    first = state["hosted"][0]
    assert chisquare(first, [4500, 500]).pvalue > 1e-4
    later = run(scenario, 1, 8)["hosted"][0] - first
    assert chisquare(later, [2500, 2500]).pvalue > 1e-4


def test_a_camp_fills_to_the_middle_of_its_band() -> None:
    scenario = tiny(
        {"O": "origin AAA", "C": "host BBB"},
        [("O", "C", 90.0)],
        zones=[("O", 0, None, 1)],
        stocks=[("C", 0, 0), ("C", 10, 1000)],
        capacity={"C": 400},
        camp_movechance=0,
    )
    state = run(scenario, 5, 15)
    # With half of the weight left, at 380 + 1 people, everybody gives up; those who had set out
    # before on the same day still come in.
    assert (state["hosted"] >= 381).all()
    assert (state["hosted"] <= 381 + 100).all()
    assert (state["flee.one_by_one"] > 0).all()


@pytest.mark.parametrize("name", ["awareness", "people_per_agent", "max_move_speed"])
def test_what_shapes_the_map_cannot_be_uncertain(name: str) -> None:
    scenario = tiny(FORK, ROADS)
    quantity = scenario.quantities[f"flee_{name}"]
    uncertain = quantity.model_copy(update={"value": None, "uniform": (1.0, 2.0)})
    changed = scenario.model_copy(
        update={"quantities": {**scenario.quantities, f"flee_{name}": uncertain}}
    )
    with pytest.raises(ScenarioError, match=name):
        Engine(changed, PROCESSES)


def test_counts_known_after_the_as_of_date_are_not_read() -> None:
    stocks = [("C", 0, 0), ("C", 4, 400)]
    scenario = tiny(FORK, ROADS, stocks=stocks, zones=[("O", 0, None, 1)])
    early = scenario.model_copy(update={"as_of": scenario.start})
    assert run(scenario, 1, 5)["departures"].sum() == 100
    assert run(early, 1, 5)["departures"].sum() == 0
