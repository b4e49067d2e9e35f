"""Indicators in a run folder: by member, with their summary, the same bits whatever the blocks."""

import numpy as np
import pytest

from offramp.engine.engine import Engine
from offramp.ensemble.plan import Plan
from offramp.ensemble.runner import run_ensemble
from offramp.results.manifest import read_manifest
from offramp.results.run import Run
from offramp.results.same_bits import digest
from tests.ensemble.double import premise
from tests.small_crisis import POLITICS, crisis, number


def _scenario():
    return crisis(
        days=10,
        stocks={"mood": {"start": number(0), "change": "step if ever.warn else 0 - step"}},
        quantities={"step": number(0.5, "1/day"), "often": number(0.3, "1/day")},
        contacts={
            "patrol": {
                "dyad": "AAA_BBB",
                "rates": {"inadvertent": "often"},
                "lethal": number(0.1),
                "rung": "clash",
            }
        },
        indicators={
            "mood": {"value": "stock.mood", "take": "last", "label": "Mood", "better": "high"},
            "when": {"value": "since.warn * 0 + day", "take": "least", "unit": "day"},
            "none": {"value": "stock.mood * (0 / 0)"},
        },
    )


def _run(out, first, stop, block):
    scenario = _scenario()
    plan = Plan(first, stop, 1, None, 2, block)
    return run_ensemble(lambda: Engine(scenario, POLITICS), premise(scenario), plan, out=out)


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    return _run(tmp_path_factory.mktemp("whole") / "run", 0, 300, 128)


def test_a_run_has_them_by_member(whole):
    block = Engine(_scenario(), POLITICS).run(np.arange(300), 1)
    assert set(whole.indicators) == set(block.indicators)
    for name, values in block.indicators.items():
        np.testing.assert_array_equal(whole.indicators[name], values)


def test_they_are_read_again_from_the_folder(whole):
    again = Run(whole.folder, read_manifest(whole.folder), _scenario())
    np.testing.assert_array_equal(again.indicators["mood"], whole.indicators["mood"])
    assert list(again.indicators)[:3] == ["mood", "when", "none"]


def test_ranges_and_blocks_give_the_same_bits(whole, tmp_path):
    part = _run(tmp_path / "part", 100, 280, 64)
    assert digest(part) == digest(whole, 100, 280)
    np.testing.assert_array_equal(part.indicators["mood"], whole.indicators["mood"][100:280])


def test_the_summary_says_what_they_come_to(whole):
    found = whole.summary["indicators"]
    mood = whole.indicators["mood"]
    assert found["mood"]["label"] == "Mood"
    assert found["mood"]["better"] == "high"
    assert found["mood"]["mean"] == pytest.approx(mood.mean(), rel=1e-5)
    assert found["mood"]["q95"] == pytest.approx(np.quantile(mood, 0.95), rel=1e-5)
    there = np.isfinite(whole.indicators["when"])
    assert 0 < there.sum() < 300
    assert found["when"]["futures"] == there.sum()
    assert found["none"] == {
        "label": "none", "unit": "1", "better": "", "futures": 0,
        "mean": None, "q05": None, "q50": None, "q95": None,
    }  # fmt: skip


def test_the_chance_of_a_rung_is_a_range_without_a_mean(whole):
    clash = whole.summary["indicators"]["hazard.AAA_BBB.clash"]
    assert clash["mean"] is None
    assert 0 < clash["q05"] <= clash["q95"] < 1
    assert "hazard.AAA_BBB.calm" not in whole.summary["indicators"]


def test_lethal_incidents_are_counted_by_intent(whole):
    ways = whole.summary["contact"]["AAA_BBB"]["pathways"]["patrol"]["by_intent"]
    assert ways["inadvertent"] > 0
    assert ways["deliberate"] == ways["retaliatory"] == 0
