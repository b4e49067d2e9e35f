import json
from datetime import timedelta
from typing import Any

import numpy as np
import pytest
from scipy import stats

from offramp.ensemble.change import OFF, RULED_OUT, change, is_ruled_out, ruled_out
from offramp.ensemble.compare import compare_ensembles
from offramp.ensemble.intervals import paired_interval
from offramp.ensemble.paired import difference, directions, paired
from offramp.ensemble.pairing import pairing
from offramp.ensemble.plan import Plan
from offramp.ensemble.side import Side
from offramp.model.expression import Expression
from offramp.results.errors import RunError
from tests.ensemble.double import DAYS, Double, made_up_scenario

PLAN = Plan(stop=90, block=32, threads=2)


class Calmer(Double):
    """Fewer arrive, and in every third future 100 fewer are trapped each day."""

    def run(self, members, seed, days=None):
        block = super().run(members, seed, days)
        block.series["arrivals_total"] -= 1000
        block.series["trapped"][members % 3 == 0] -= 100
        block.hazard[members % 2 == 0] *= 2
        return block


@pytest.fixture(scope="module")
def comparison():
    scenario = made_up_scenario()
    sides = {
        "calmer": Side(scenario, lambda: Calmer(scenario)),
        "same": Side(scenario, lambda: Double(scenario)),
    }
    told = []
    found = compare_ensembles(
        Side(scenario, lambda: Double(scenario)), sides, PLAN, progress=lambda *at: told.append(at)
    )
    assert told[0] == (0, 270)
    assert told[-1] == (270, 270)
    assert told == sorted(told)
    return found


def test_the_same_decision_on_the_same_futures_changes_nothing(comparison):
    same = comparison.summary["alternatives"]["same"]
    for number in same["quantities"].values():
        assert number["difference"] == {"mean": 0, "low": 0, "high": 0}
        assert number["unchanged"] == 100
    for items in same["events"].values():
        assert all(found.get("appears_in", 0) == 0 for found in items.values())
    assert all(row.difference in {"", "none", "range only"} for row in comparison.rows("same"))


def test_differences_are_paired_future_by_future(comparison):
    found = comparison.summary["alternatives"]["calmer"]["quantities"]
    assert found["arrivals.AAA"]["difference"] == {"mean": -1000, "low": -1000, "high": -1000}
    assert found["arrivals.AAA"]["lower"] == 100
    assert found["arrivals_in_all"]["difference"]["mean"] == -2000
    fewer = 2 * 100 * DAYS  # two origins
    assert found["trapped"]["difference"]["mean"] == pytest.approx(-fewer / 3, rel=1e-3)
    assert (found["trapped"]["lower"], found["trapped"]["unchanged"]) == (33.3, 66.7)
    assert "strain.BBB" not in found  # not assessed


def test_what_nobody_has_seen_is_compared_by_ranges_only(comparison):
    cases = comparison.summary["alternatives"]["calmer"]["outcomes"]["end"]["cases"]
    war = cases[0]
    assert war["id"] == "war"
    assert war["other"]["high"] > war["base"]["high"]
    assert not {"appears_in", "base_in_100", "lower", "higher", "unchanged"} & war.keys()
    assert "appears_in" in cases[1]
    rungs = comparison.summary["alternatives"]["calmer"]["events"]["rung_up"]
    assert list(rungs.get("war", {"note": ""})) == ["note"]


def test_it_prints_itself_and_goes_into_json(comparison):
    text = str(comparison)
    assert "90 futures, seed 1; the same futures with and without" in text
    assert "\nHow does it end?\n  in war (never seen, unvalidated)  " in text
    assert text.endswith("All of it is made up.")
    assert json.loads(json.dumps(comparison.to_dict())) == comparison.summary
    assert comparison.names == ("calmer", "same")
    assert repr(comparison) == text


def test_nothing_to_compare_with_is_refused():
    scenario = made_up_scenario()
    with pytest.raises(RunError, match="to force, to order or to forbid, an overlay"):
        compare_ensembles(Side(scenario, Double), {}, PLAN)


def test_it_is_said_where_history_decides_longer_on_one_side():
    scenario = made_up_scenario()
    free = scenario.model_copy(update={"decided_until": scenario.start - timedelta(days=1)})
    sides = {"free": Side(free, lambda: Double(free)), "same": Side(scenario, Double)}
    found = compare_ensembles(Side(scenario, Double), sides, PLAN)
    (warning,) = found.summary["warnings"]
    decided = scenario.start + timedelta(days=scenario.decided_day)
    assert warning.startswith(
        f"Beware: history decides until {decided} as it is, but until {free.decided_until} free;"
    )
    assert warning in str(found)
    alone = compare_ensembles(Side(scenario, Double), {"same": Side(scenario, Double)}, PLAN)
    assert alone.summary["warnings"] == []


def test_the_interval_is_that_of_paired_differences():
    random = np.random.default_rng(1)
    base, change = random.normal(size=400), random.normal(0.3, 1, 400)
    found = difference(base, base + change)
    half = stats.t.isf(0.025, 399) * change.std(ddof=1) / 20
    assert found["mean"] == pytest.approx(change.mean(), rel=1e-3)
    assert found["high"] - found["low"] == pytest.approx(2 * half, rel=1e-2)
    assert difference(np.zeros(1), np.full(1, 2.0)) == {"mean": 2, "low": 2, "high": 2}


def test_directions_count_futures():
    base, other = np.array([1, 2, 3, 4]), np.array([0, 2, 3, 9])
    assert directions(base, other) == {"lower": 25, "higher": 25, "unchanged": 50}


def test_what_comes_about_or_not_has_an_interval_of_its_own():
    base = np.zeros(150, bool)
    found = paired(base, np.arange(150) < 3)
    assert (found["appears_in"], found["vanishes_in"]) == (3, 0)
    assert found["difference_in_100"] == {"mean": 2, "low": -0.8304, "high": 5.715}
    assert paired(base, base)["difference_in_100"] == {"mean": 0, "low": 0, "high": 0}
    assert paired_interval(6, 0, 100)[0] > 0 > paired_interval(5, 0, 100)[0]  # McNemar at 5 %
    few, many = paired_interval(1000, 2000, 10_000)
    assert few == pytest.approx(-11.0, abs=0.2)
    assert many == pytest.approx(-9.0, abs=0.2)


def test_it_says_what_is_switched_off_and_ruled_out():
    base = made_up_scenario()
    zone = base.measures["zone"]
    follows = zone.model_copy(update={"when": Expression("in_force.zone and ever.invasion")})
    base = base.model_copy(update={"measures": {**base.measures, "patrol": follows}})
    off = zone.model_copy(update={"disabled": True})
    other = base.model_copy(
        update={
            "measures": {**base.measures, "zone": off},
            "quantities": {
                **base.quantities,
                "load": base.quantities["pain"].model_copy(update={"value": 0.0}),
            },
        }
    )
    told = change(base, other)
    assert told["items"] == [
        {"path": "measures.zone", "label": "buffer zone", "change": "switched off"}
    ]
    assert told["numbers"] == [
        {"id": "load", "label": "load", "base": "uniform 0, 1", "other": "0"}
    ]
    assert ruled_out(base, other, frozenset()) == {"zone": OFF, "patrol": RULED_OUT}
    assert ruled_out(base, other, frozenset({"zone"})) == {}
    gone = {"zone": OFF}
    assert is_ruled_out(Expression("ever.zone and day > 1"), gone)
    assert not is_ruled_out(Expression("ever.zone or ever.patrol"), gone)
    assert not is_ruled_out(Expression("not ever.zone"), gone)


def test_shares_of_futures_are_0_or_100_only_if_they_are():
    from offramp.ensemble.table import table

    found = {
        "label": "pain",
        "unit": "1",
        "better": "low",
        "built_in": False,
        "futures": 1000,
        "base": 1.0,
        "other": 1.1,
        "difference": {"mean": 0.1, "low": 0.05, "high": 0.15},
        "pairing": {"variance_unpaired": 1.0, "times": 2.0},
        "lower": 0.0,
        "higher": 0.4,
        "unchanged": 99.6,
    }
    nothing: dict[str, Any] = {"outcomes": {}, "quantities": {}, "measures": {}}
    told = nothing | {"indicators": {"pain": found}}
    few = table(told, 1000)[1]
    assert few.futures == "of 100 futures 0 better, <1 worse, >99 the same"
    assert not few.material  # four futures moved: no test can tell
    enough = nothing | {"indicators": {"pain": found | {"higher": 0.6, "unchanged": 99.4}}}
    assert table(enough, 1000)[1].material
    assert few.other == "1.1"
    near = nothing | {"indicators": {"pain": found | {"difference": NEAR}}}
    assert table(near, 1000)[1][1:4] == ("1", "about the same", "+0.04 (+0.01 to +0.07)")
    sure = nothing | {"indicators": {"pain": found | {"difference": NEAR, "higher": 0.6}}}
    assert table(sure, 1000)[1][1:4] == ("1", "a little higher", "+0.04 (+0.01 to +0.07)")


NEAR = {"mean": 0.04, "low": 0.01, "high": 0.07}


def test_what_is_or_is_not_is_told_as_futures_in_100():
    from offramp.ensemble.table import table

    ours, theirs = np.repeat([1.0, 0.0], [30, 70]), np.repeat([1.0, 0.0], [40, 60])
    told = {"label": "fled", "unit": "1", "better": "", "built_in": False, "futures": 100}
    told |= {"base": 0.3, "other": 0.4, "difference": difference(ours, theirs)}
    told |= {"pairing": pairing(ours, theirs), "lower": 0.0, "higher": 10.0, "unchanged": 90.0}
    told["in_100"] = True
    found: dict[str, Any] = {"outcomes": {}, "quantities": {}, "measures": {}}
    rows = table(found | {"indicators": {"fled": told}}, 100)
    assert rows[1][1:4] == ("30 in 100", "40 in 100", "+10 in 100 (+3.8 to +17)")
