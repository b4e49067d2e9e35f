"""Indicators under two decisions: paired differences by hand, ranges for what nobody has seen."""

import numpy as np
import pytest
from scipy import stats

from offramp.ensemble.compare import compare_ensembles
from offramp.ensemble.plan import Plan
from offramp.ensemble.side import Side
from tests.ensemble.double import Double, made_up_scenario

PLAN = Plan(stop=80, block=32, threads=2)
INDICATORS = {
    "unmet": {"label": "Unmet reception", "value": "pain", "take": "total", "unit": "person",
              "better": "low"},
    "relief": {"label": "Relief", "value": "pain", "better": "high"},
    "plain": {"label": "Plain", "value": "pain"},
    "off": {"label": "Off", "value": "pain", "disabled": True},
}  # fmt: skip


class Told(Double):
    """Future n has n person-days unmet; the alternative has 10 fewer in every second one."""

    fewer = 0.0

    def run(self, members, seed, days=None):
        block = super().run(members, seed, days)
        n = members.astype(float)
        own = {
            "unmet": n - self.fewer * (members % 2 == 0),
            "relief": np.where(members < 20, np.nan, n + self.fewer),
            "plain": n,
        }
        block.hazard[:, 0, 1] = 0.5 + self.fewer / 100
        block.hazard[:, 0, 2] *= 1 + self.fewer
        names = ["calm", "clash", "war"]
        chances = {f"hazard.AAA_CCC.{r}": -np.expm1(-block.hazard[:, 0, k])
                   for k, r in enumerate(names)}  # fmt: skip
        return type(block)(**vars(block) | {"indicators": own | chances})


class Fewer(Told):
    fewer = 10.0


@pytest.fixture(scope="module")
def comparison():
    scenario = made_up_scenario(indicators=INDICATORS)
    base = Side(scenario, lambda: Told(scenario))
    return compare_ensembles(base, {"less": Side(scenario, lambda: Fewer(scenario))}, PLAN)


def test_means_and_differences_are_paired(comparison):
    found = comparison.summary["alternatives"]["less"]["indicators"]
    assert "off" not in found
    unmet = found["unmet"]
    assert (unmet["label"], unmet["unit"], unmet["better"]) == (
        "Unmet reception",
        "person day",
        "low",
    )
    assert (unmet["base"], unmet["other"]) == (39.5, 34.5)
    half = stats.t.isf(0.025, 79) * np.std([0, -10] * 40, ddof=1) / 80**0.5
    assert unmet["difference"] == pytest.approx(
        {"mean": -5, "low": -5 - half, "high": -5 + half}, rel=1e-3
    )
    assert (unmet["lower"], unmet["higher"], unmet["unchanged"]) == (50, 0, 50)


def test_futures_without_a_value_are_left_out(comparison):
    relief = comparison.summary["alternatives"]["less"]["indicators"]["relief"]
    assert (relief["futures"], relief["base"], relief["higher"]) == (60, 49.5, 100)
    assert relief["difference"] == {"mean": 10, "low": 10, "high": 10}


def test_chances_of_rungs_are_there_and_of_the_unseen_only_as_ranges(comparison):
    found = comparison.summary["alternatives"]["less"]["indicators"]
    assert "hazard.AAA_CCC.calm" not in found  # no future comes near it
    clash, war = found["hazard.AAA_CCC.clash"], found["hazard.AAA_CCC.war"]
    assert clash["difference"]["mean"] == pytest.approx(np.exp(-0.5) - np.exp(-0.6), rel=1e-3)
    assert war["validated"] is False
    assert "difference" not in war
    assert war["other"]["high"] > war["base"]["high"]
    assert war["higher"] == 100


def test_the_table_says_in_words_which_way_is_better(comparison):
    rows = {row.what.strip(): row for row in comparison.rows("less")}
    unmet = rows["Unmet reception (person day; less is better)"]
    assert unmet.futures == "of 100 futures 50 better, 0 worse, 50 the same"
    assert (unmet.base, unmet.other, unmet.headline, unmet.material) == ("40", "34", True, True)
    assert (
        rows["Relief (more is better)"].futures == "of 100 futures 100 better, 0 worse, 0 the same"
    )
    assert rows["Plain"].difference == "none"
    assert rows["Plain"].futures == "of 100 futures 0 lower, 0 higher, 100 the same"
    war = rows["Chance of War, Ardenia and Corland (never seen, unvalidated)"]
    assert war.difference == "range only"
    assert not war.headline
