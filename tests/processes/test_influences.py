"""Influences: standing ones follow their condition, shocks their rate."""

from itertools import pairwise
from math import exp

import numpy as np
import pytest

from tests.small_crisis import begin, close, crisis, events, number, run

TRIALS = 40_000


def _crisis(influence, **more):
    quantities = {
        "hazard": number(0.2, "1/day"),
        "long": number(3, "day"),
        **more.pop("quantities", {}),
    }
    return crisis(influences={"blow": influence}, quantities=quantities, measures={}, **more)


def _active(state):
    return state["active"][:, 0]


def _began(state):
    return state["signal_day"][:, state.layout.signal("blow")]


@pytest.mark.parametrize("days", [1, 4])
def test_a_shock_for_good_comes_with_its_rate(days):
    state = run(_crisis({"rate": "hazard"}), days, TRIALS)
    assert close(_active(state).mean(), 1 - exp(-0.2 * days), TRIALS)
    assert len(events(state, "began")) == _active(state).sum()


def test_a_shock_acts_for_its_duration_and_may_come_again():
    state = run(_crisis({"rate": "hazard", "duration": "long"}), 12, 4_000)
    began = [(e["member"], e["day"]) for e in events(state, "began", "blow")]
    ended = {(e["member"], e["day"]) for e in events(state, "ended", "blow")}
    assert {(member, day + 3) for member, day in began if day + 3 < 12} == ended
    again = [later - first for (m, first), (n, later) in pairwise(began) if m == n]
    assert min(again) == 3


def test_the_share_of_days_on_which_a_shock_acts_is_that_of_its_renewal():
    rate, lasts, days = 0.2, 3, 40
    engine, state = begin(_crisis({"rate": "hazard", "duration": "long"}), 4_000)
    seen = []
    for _ in range(days):
        engine.step(state)
        seen.append(_active(state).copy())
    chance = 1 - exp(-rate)
    waits = 1 / chance - 1
    share = lasts / (lasts + waits)
    assert np.mean(seen[15:]) == pytest.approx(share, abs=0.01)


def test_a_shock_begins_only_while_its_condition_holds_and_then_acts_on():
    influence = {"when": "day < 2", "rate": "hazard", "duration": "long"}
    state = run(_crisis(influence, quantities={"hazard": number(50, "1/day")}), 6, 10)
    assert {e["day"] for e in events(state, "began")} == {0}
    assert {e["day"] for e in events(state, "ended")} == {3}


def test_a_rate_without_a_value_or_below_zero_is_none():
    for rate in ("hazard * (0 / 0)", "0 - hazard"):
        assert not events(run(_crisis({"rate": rate}), 3, 50), "began")


def test_no_shock_is_drawn_while_history_decides():
    quantities = {"hazard": number(50, "1/day")}
    shock = {"rate": "hazard", "duration": "long"}
    known = _crisis(shock, quantities=quantities, as_of="2030-01-03")
    assert {e["day"] for e in events(run(known, 5, 10), "began")} == {3}
    early = _crisis(shock, quantities=quantities, as_of="2030-01-03", decided_until="2030-01-01")
    assert {e["day"] for e in events(run(early, 3, 10), "began")} == {1}
    own = _crisis(
        shock | {"observed_until": "2030-01-02"}, quantities=quantities, as_of="2030-01-03"
    )
    assert {e["day"] for e in events(run(own, 3, 10), "began")} == {2}


def test_a_standing_influence_follows_its_condition_and_names_what_is_behind_it():
    thresholds = {"late": {"when": "day > 1"}, "over": {"when": "day > 2 + 2"}}
    when = "ever.late and not ever.over"
    scenario = _crisis({"when": when, "actor": "AAA"}, thresholds=thresholds, as_of="2030-01-05")
    state = run(scenario, 8, 3)
    late = {e["member"]: e["event"] for e in events(state, "threshold", "late")}
    began = events(state, "began", "blow")
    assert {e["day"] for e in began} == {3}
    assert all(late[e["member"]] in e["causes"] for e in began)
    assert {(e["rule"], e["actor"]) for e in began} == {("influences.blow", "AAA")}
    assert began[0]["inputs"] == {"ever.late": 1.0, "ever.over": 0.0}
    starts = {e["member"]: e["event"] for e in began}
    ended = events(state, "ended", "blow")
    assert {e["day"] for e in ended} == {6}
    assert all(e["causes"] == [starts[e["member"]]] for e in ended)


def test_its_signal_is_what_expressions_ask_for():
    thresholds = {"felt": {"when": "ever.blow and since.blow == 0 and count.blow == 1"}}
    state = run(_crisis({}, thresholds=thresholds), 2, 5)
    assert {e["day"] for e in events(state, "threshold", "felt")} == {0}


def test_one_that_is_switched_off_moves_no_draw_and_does_nothing():
    effects = [{"on": "unease.BBB", "add": number(1)}]
    shock = {"rate": "hazard", "duration": "long"}
    alone = run(_crisis(shock), 5, 500)
    both = {"other": {"effects": effects, "disabled": True}, "blow": shock}
    scenario = crisis(
        influences=both,
        quantities={"hazard": number(0.2, "1/day"), "long": number(3, "day")},
        measures={},
    )
    state = run(scenario, 5, 500)
    np.testing.assert_array_equal(_began(state), _began(alone))
    assert (state.quantity("unease") == 0).all()


def test_a_rate_beyond_all_bounds_is_none():
    assert not _active(run(_crisis({"rate": "hazard / 0"}), 3, 50)).any()
