import json

import numpy as np
import pytest
from scipy import stats

from offramp.engine.engine import Engine
from offramp.ensemble.plan import Plan
from offramp.ensemble.reads import chosen
from offramp.ensemble.screen import least_of, screen_ensemble, welch
from tests.ensemble.asked import small
from tests.small_crisis import POLITICS


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    scenario = small(tmp_path_factory.mktemp("small")).scenario
    reads = chosen(scenario, ["loss", "pick", "pain", "end.war"])
    plan = Plan(0, 200, 1, None, 1, 64)
    told = []
    screened = screen_ensemble(
        scenario, lambda one: Engine(one, POLITICS), plan, reads, 8, lambda *at: told.append(at)
    )
    assert told[-1] == (200, 200)
    return screened


def test_the_strength_is_welchs():
    random = np.random.default_rng(1)
    low, high = random.normal(size=50), random.normal(0.5, 3, 80)
    exact = stats.ttest_ind(high, low, equal_var=False)
    assert welch(low, high) == pytest.approx((exact.statistic, exact.df), rel=1e-12)
    assert welch(low, high[:5])[0] == 0
    assert welch(np.zeros(20), np.ones(20))[0] > 1e6
    assert welch(np.zeros(20), np.zeros(20))[0] == 0


def test_what_a_result_is_made_of_is_named_and_nothing_else(found):
    named = {read.name: [one.path for one in movers] for read, movers in found.movers}
    assert named == {"loss": ["loss"], "pick": ["first"], "pain": [], "end.war": []}
    (loss,) = dict(found.movers)[found.movers[0][0]]
    assert loss.low["mean"] < loss.high["mean"]
    assert loss.futures == (67, 67)


def test_the_bar_rises_with_how_many_looks_are_taken(found):
    assert (found.drawn, found.looks) == (4, 16)
    assert least_of(16, 1e9) == pytest.approx(stats.norm.isf(0.025 / 16), rel=1e-6)
    assert least_of(16, 18.5) == pytest.approx(stats.t.isf(0.025 / 16, 18.5))
    for _, movers in found.movers:
        for one in movers:
            assert abs(one.strength) >= one.least > stats.norm.isf(0.025 / 16)


def test_chance_names_something_as_seldom_as_it_says():
    random = np.random.default_rng(3)
    trials, looks, named = 800, 12, 0
    for _ in range(trials):
        drawn = random.normal(size=(looks, 2, 12)) * [[[1], [4]]]
        tried = (welch(low, high) for low, high in drawn)
        named += any(abs(strength) >= least_of(looks, freedom) for strength, freedom in tried)
    assert named / trials == pytest.approx(0.05, abs=4 * (0.05 * 0.95 / trials) ** 0.5)


def test_it_reads_well_and_goes_into_json(found):
    assert json.loads(json.dumps(found.to_dict())) == found.to_dict()
    text = str(found)
    assert "loss: " in text
    assert "none moves it more than chance may" in text
    assert max(map(len, text.splitlines())) <= 100
