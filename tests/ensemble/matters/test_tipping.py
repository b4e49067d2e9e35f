"""Tipping values that were planted."""

import json
from typing import Any

import numpy as np
import pytest

import offramp
from offramp.engine.parameters import unknowns_of
from offramp.ensemble.matters.assumptions import Said
from offramp.ensemble.matters.futures import Futures
from offramp.ensemble.matters.tip import tip
from offramp.ensemble.matters.tipping import tipping_values, unfit
from offramp.ensemble.plan import Plan
from offramp.ensemble.reads import chosen
from offramp.model.problems import ScenarioError
from tests.ensemble.matters.toys import Toy, toy_scenario

SAID = Said("x1", "x1", "1", "judgement: made up")


def _toy(scenario, function) -> Any:
    """Return a toy that stands in for an engine."""
    return Toy(scenario, function)


def _sides(tilt, members=600, seed=1):
    def base(x, luck):
        return x[:, 1] + luck

    def other(x, luck):
        return x[:, 1] + luck + tilt(x) + 0.5 * (x[:, 2] - 0.5)

    scenario = toy_scenario(3)
    toys = [_toy(scenario, base), _toy(scenario, other)]
    made = iter(toys)
    futures = Futures(lambda _: next(made), Plan(0, 2 * members, seed, threads=1))
    sides = (("wait", scenario, toys[0]), ("act", scenario, toys[1]))
    return tipping_values(sides, futures, members, chosen(scenario, ["y"]))


def test_the_planted_value_is_found_within_its_interval():
    found = _sides(lambda x: x[:, 0] - 0.3)
    tips = found.results[0][2]
    first: Any = next(one for one in tips if one.said.path == "x1")
    assert first.verdict == "flips"
    assert first.value == pytest.approx(0.3, abs=0.05)
    assert first.low < 0.3 < first.high
    assert (first.below, first.above) == (-1, 1)
    assert first.sure
    assert json.loads(json.dumps(found.to_dict())) == found.to_dict()
    assert "x1: flips at 0." in str(found)
    assert "below 'wait' has more, above 'act' has more" in " ".join(str(found).split())


def test_where_one_decision_always_leads_there_is_no_flip():
    tips = _sides(lambda x: x[:, 0] + 2).results[0][2]
    assert {one.verdict for one in tips} == {"no flip within its range"}
    assert {one.value for one in tips} == {None}


def test_what_flips_and_flips_back_has_no_single_value():
    tips = _sides(lambda x: 4 * (x[:, 0] - 0.5) ** 2 - 0.3).results[0][2]
    first: Any = next(one for one in tips if one.said.path == "x1")
    assert first.value is None
    assert first.verdict != "flips"


def test_a_flip_is_a_doubt_where_chance_may_have_moved_the_difference():
    scenario = toy_scenario(1)
    (unknown,) = unknowns_of(_toy(scenario, None).layout)
    column = np.random.default_rng(0).random(300)
    change = column - 0.5 + 0.1 * np.random.default_rng(1).normal(size=300)
    assert tip(SAID, unknown, column, change).verdict == "flips"
    assert tip(SAID, unknown, column, change, sure=False).verdict == "may flip"


def test_the_interval_holds_the_value_as_often_as_it_says():
    scenario = toy_scenario(1)
    (unknown,) = unknowns_of(_toy(scenario, None).layout)
    held = flips = 0
    for seed in range(100):
        random = np.random.default_rng(seed)
        column = random.random(300)
        change = column - 0.4 + random.normal(size=300) * 0.3
        found: Any = tip(SAID, unknown, column, change)
        flips += found.verdict == "flips"
        held += found.value is not None and found.low <= 0.4 <= found.high
    assert flips >= 90
    assert 88 <= held <= 100


def test_two_decisions_that_never_differ_have_nothing_to_flip():
    scenario = toy_scenario(1)
    toy = _toy(scenario, lambda x, luck: luck)
    futures = Futures(lambda _: toy, Plan(0, 80, threads=1))
    sides = (("one", scenario, toy), ("other", scenario, toy))
    found = tipping_values(sides, futures, 40, chosen(scenario, ["y"]))
    assert found.results[0][2] == ()
    assert "nothing can flip it" in str(found)


def test_what_cannot_be_moved_in_both_is_said():
    def still(x, luck):
        return luck

    more, less = _toy(toy_scenario(3), still), _toy(toy_scenario(2), still)
    assert unfit(more, less) == {"x3": "only one of the two decisions hangs on it"}
    scenario = toy_scenario(2)
    quantity = scenario.quantities["x1"].model_copy(update={"kind": "not_knowable"})
    chance = _toy(
        scenario.model_copy(update={"quantities": scenario.quantities | {"x1": quantity}}), still
    )
    assert list(unfit(less, chance)) == ["x1"] == list(unfit(chance, less))


def test_an_assumption_that_cannot_be_tried_is_refused(monkeypatch):
    said = {"departure_rate": "nobody can know it, so that it counts as chance"}
    monkeypatch.setattr("offramp.api.matters.unfit", lambda *_: said)
    ardenia = offramp.load("ardenia")
    with pytest.raises(ScenarioError, match='"departure_rate" cannot be tried: nobody can know'):
        offramp.tipping(ardenia, {"as it is": ardenia}, ["trapped_days"], ["departure_rate"])
