"""Effects: factors first, then additions, and nothing left when a measure ends."""

import numpy as np

from tests.small_crisis import begin, crisis, events, number


def _crisis(**more):
    measure = {
        "by": "AAA",
        "utility": {"sure": "sure"},
        "duration": number(2, "day"),
        "cooling_off": number(100, "day"),
        "effects": [
            {"on": "unease.BBB", "add": number(3)},
            {"on": "unease", "times": number(2)},
        ],
        **more,
    }
    quantities = {"unease": number(1) | {"over": "actors"}, "sure": number(50)}
    actors = {"AAA": {"opportunity": number(1e6, "1/day")}}
    return crisis(measures={"warn": measure}, quantities=quantities, actors=actors)


def test_effective_values_are_worked_out_from_the_base_each_day():
    engine, state = begin(_crisis(), 5)
    seen = []
    for _ in range(4):
        engine.step(state)
        seen.append(state.quantity("unease")[0].tolist())
    assert seen == [[2, 5, 2], [2, 5, 2], [1, 1, 1], [1, 1, 1]]
    ended = events(state, "ended")
    assert {event["day"] for event in ended} == {2}
    started = {e["member"]: e["event"] for e in events(state, "in_force")}
    assert all(event["causes"] == [started[event["member"]]] for event in ended)


def test_the_event_behind_an_effect_is_kept():
    engine, state = begin(_crisis(), 5)
    engine.step(state)
    column = state.layout.columns["unease"][1]
    started = [event["event"] for event in events(state, "in_force")]
    np.testing.assert_array_equal(state.causes["quantity"][:, column], started)


def test_a_lead_time_delays_the_coming_into_force():
    engine, state = begin(_crisis(lead_time=number(2, "day")), 5)
    for _ in range(3):
        engine.step(state)
    assert {event["day"] for event in events(state, "adopted")} == {0}
    assert {event["day"] for event in events(state, "in_force")} == {2}


def test_a_measure_in_force_raises_its_dyad():
    engine, state = begin(_crisis(dyad="AAA_BBB", rung="warning"), 5)
    engine.step(state)
    assert (state["rung"] == 1).all()
    raised = events(state, "rung_up")
    started = {e["member"]: e["event"] for e in events(state, "in_force")}
    assert all(event["causes"] == [started[event["member"]]] for event in raised)


def test_no_event_stands_behind_a_quantity_that_only_effects_lower():
    engine, state = begin(_crisis(effects=[{"on": "unease", "times": number(0.5)}]), 5)
    engine.step(state)
    assert (state.quantity("unease") == 0.5).all()
    assert (state.causes["quantity"] == -1).all()
