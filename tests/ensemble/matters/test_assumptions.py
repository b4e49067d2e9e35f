import json

import numpy as np
import pytest
from scipy import stats

from offramp.engine.engine import Engine
from offramp.ensemble.matters.answer import what_matters
from offramp.ensemble.matters.assumptions import first_order, least_of, welch
from offramp.ensemble.matters.futures import Futures
from offramp.ensemble.plan import Plan
from offramp.ensemble.reads import chosen
from tests.ensemble.asked import small
from tests.small_crisis import POLITICS


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    scenario = small(tmp_path_factory.mktemp("small")).scenario
    reads = chosen(scenario, ["loss", "pick", "pain", "end.war"])
    told = []
    engine = Engine(scenario, POLITICS)
    futures = Futures(
        lambda _: engine, Plan(0, 400, threads=1), progress=lambda *at: told.append(at)
    )
    named = what_matters(scenario, engine, futures, (200, 2), reads)
    assert told[-1] == (400, 400)
    return named


def test_the_strength_is_welchs():
    random = np.random.default_rng(1)
    low, high = random.normal(size=50), random.normal(0.5, 3, 80)
    exact = stats.ttest_ind(high, low, equal_var=False)
    assert welch(low, high) == pytest.approx((exact.statistic, exact.df), rel=1e-12)
    assert welch(low, high[:5])[0] == 0
    assert welch(np.zeros(20), np.ones(20))[0] > 1e6
    assert welch(np.zeros(20), np.zeros(20))[0] == 0


def test_what_a_result_is_made_of_is_named_and_nothing_else(found):
    named = {one.read.name: [a.said.path for a in one.assumptions] for one in found.results}
    assert named == {"loss": ["loss"], "pick": ["first"], "pain": [], "end.war": []}
    (loss,) = found.results[0].assumptions
    assert loss.low["mean"] < loss.high["mean"]
    assert loss.futures == (134, 134)
    assert loss.said.source == "judgement: made up for a test"


def test_what_is_drawn_and_nothing_else_makes_all_of_the_spread(found):
    loss, pick, pain, war = found.results
    assert (loss.share.share, pick.share.share) == (1, 1)
    assert pain.share is None
    assert war.share is None
    assert pick.assumptions[0].explains == pytest.approx(1, abs=0.06)


def test_a_box_is_told_for_the_worst_fifth(found):
    told = found.to_dict()["reads"]["loss"]["box"]
    assert told["of"] == "loss in its highest fifth"
    (limit,) = told["limits"]
    assert limit["path"] == "loss"
    assert limit["at_least"] == pytest.approx(1000 * 2**0.8416, rel=0.15)
    assert told["holds"]


def test_the_bar_rises_with_how_many_looks_are_taken(found):
    assert (found.drawn, found.looks) == (4, 16)
    assert least_of(16, 1e9) == pytest.approx(stats.norm.isf(0.025 / 16), rel=1e-6)
    assert least_of(16, 18.5) == pytest.approx(stats.t.isf(0.025 / 16, 18.5))
    for one in found.results:
        for assumption in one.assumptions:
            assert abs(assumption.strength) >= assumption.least > stats.norm.isf(0.025 / 16)


def test_what_a_number_explains_alone_is_its_first_order_share():
    random = np.random.default_rng(4)
    values = random.random((20_000, 3))
    means = 3 * values[:, 0] + values[:, 1]
    total = float((means + random.normal(size=len(means))).var())
    exact = [9 / 12, 1 / 12, 0.0]
    found = [first_order(column, means, total) * total for column in values.T]
    assert found == pytest.approx(exact, abs=0.03)


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
    assert "1 loss, below " in text
    assert "no assumption moves it so much that 200 draws tell it from chance" in text
    assert "unvalidated; assumes replies as made up" in text
    assert max(map(len, text.splitlines())) <= 100
