import json

import numpy as np
import pytest
from scipy import stats

from offramp.engine.engine import Engine
from offramp.ensemble.plan import Plan
from offramp.ensemble.reads import chosen
from offramp.ensemble.screen import screen_ensemble, welch
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
    assert welch(low, high) == pytest.approx(
        stats.ttest_ind(high, low, equal_var=False).statistic, rel=1e-12
    )
    assert welch(low, high[:5]) == 0
    assert welch(np.zeros(20), np.ones(20)) > 1e6
    assert welch(np.zeros(20), np.zeros(20)) == 0


def test_what_a_result_is_made_of_is_named_and_nothing_else(found):
    named = {read.name: [one.path for one in movers] for read, movers in found.movers}
    assert named == {"loss": ["loss"], "pick": ["first"], "pain": [], "end.war": []}
    (loss,) = dict(found.movers)[found.movers[0][0]]
    assert loss.low["mean"] < loss.high["mean"]
    assert loss.futures == (67, 67)


def test_the_bar_rises_with_how_many_are_tried(found):
    assert found.drawn == 4
    assert found.least == pytest.approx(stats.norm.isf(0.025 / 4))


def test_it_reads_well_and_goes_into_json(found):
    assert json.loads(json.dumps(found.to_dict())) == found.to_dict()
    text = str(found)
    assert "loss: " in text
    assert "none moves it more than chance may" in text
    assert max(map(len, text.splitlines())) <= 100
