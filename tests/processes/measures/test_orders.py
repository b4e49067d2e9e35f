"""Orders: imposed on every future, whatever choice and the measure's own condition say."""

import numpy as np
import pytest

from offramp.model.measure import Stage
from tests.small_crisis import begin, crisis, events, number, run


def _crisis(stage, day="2030-01-03", measure=None, **more):
    warn = {"by": "AAA", "when": "day < 0", "lead_time": number(2, "day")}
    order = {"measure": "warn", "day": day, "stage": stage}
    measures = {"warn": warn | (measure or {})}
    return crisis(orders={"try": order}, measures=measures, days=10, **more)


@pytest.mark.parametrize(("stage", "starts"), [("adopted", 4), ("in_force", 2), ("proposed", 4)])
def test_an_order_bypasses_choice_and_condition_and_lead_times_count_from_it(stage, starts):
    state = run(_crisis(stage), 7, 20)
    assert {e["day"] for e in events(state, "in_force")} == {starts}
    first = "in_force" if stage == "in_force" else "adopted"
    ordered = events(state, first)
    assert {(e["day"], e["rule"], e["actor"]) for e in ordered} == {(2, "orders.try", "AAA")}
    assert (state["signal_count"][:, state.layout.signal("warn")] == 1).all()


def test_what_is_only_proposed_is_decided_on_and_never_shelved():
    vote = {"rule": "consensus", "members": ["BBB"], "delay": number(1, "day")}
    measure = {"procedure": "vote", "support": {"worth": "worth"}}
    state = run(_crisis("proposed", measure=measure, procedures={"vote": vote}), 6, 400)
    assert {e["day"] for e in events(state, "proposed")} == {2}
    decided = [*events(state, "adopted"), *events(state, "rejected")]
    assert len(decided) == 400
    assert {e["day"] for e in decided} == {3}
    assert not events(state, "shelved")


def test_an_order_does_not_set_back_a_measure_that_stands_further_on():
    orders = {
        "first": {"measure": "warn", "day": "2030-01-02", "stage": "in_force"},
        "again": {"measure": "warn", "day": "2030-01-03", "stage": "adopted"},
    }
    lasting = {"by": "AAA", "duration": number(4, "day")}
    state = run(crisis(orders=orders, measures={"warn": lasting}, days=10), 8, 5)
    assert {e["rule"] for e in events(state, "in_force")} == {"orders.first"}
    assert not events(state, "adopted")
    assert {e["day"] for e in events(state, "ended")} == {5}


def test_one_that_is_in_force_already_stays_longer_if_it_is_ordered_in_force():
    orders = {
        "first": {"measure": "warn", "day": "2030-01-02", "stage": "in_force"},
        "again": {"measure": "warn", "day": "2030-01-04", "stage": "in_force"},
    }
    lasting = {"by": "AAA", "duration": number(4, "day")}
    state = run(crisis(orders=orders, measures={"warn": lasting}, days=10), 9, 5)
    assert len(events(state, "in_force")) == 5
    assert {e["day"] for e in events(state, "ended")} == {7}


def test_history_comes_before_an_order_and_a_switched_off_one_is_none():
    assert not events(run(_crisis("in_force", as_of="2030-01-03"), 6, 5), "in_force")
    off = {"try": {"measure": "warn", "day": "2030-01-03", "disabled": True}}
    scenario = _crisis("in_force").model_copy(update={"orders": crisis(orders=off).orders})
    assert not events(run(scenario, 6, 5), "adopted")


def test_the_same_futures_without_the_order_are_alike_until_its_day():
    choosing = {"by": "AAA", "when": "true", "utility": {"worth": "worth"}}
    ordered = _crisis("adopted", day="2030-01-05", measure=choosing)
    plain = ordered.model_copy(update={"orders": {}})
    ways = []
    for scenario in (ordered, plain):
        engine, state = begin(scenario, 500)
        for _ in range(4):
            engine.step(state)
        ways.append(state["stage"].copy())
        engine.step(state)
    np.testing.assert_array_equal(ways[0], ways[1])
    assert (state["stage"] == Stage.idle).any()
