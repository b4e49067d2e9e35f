"""Choice against exact logit probabilities."""

from itertools import pairwise
from math import exp, log

import numpy as np

from offramp.model.measure import Stage
from tests.small_crisis import begin, close, crisis, events, number, run

TRIALS = 40_000


def _stage(state, measure):
    return state["stage"][:, state.layout.measures.index(measure)]


def test_one_measure_against_waiting_is_a_logit_at_the_rate_of_opportunities():
    state = run(crisis(), days=1, members=TRIALS)
    chosen = (_stage(state, "warn") == Stage.in_force).mean()
    exact = (1 - exp(-0.5)) * exp(0.5) / (1 + exp(0.5))
    assert close(chosen, exact, TRIALS)


def test_families_are_nested():
    measures = {
        "warn": {"by": "AAA", "utility": {"worth": "worth"}, "disabled": True},
        "one": {"by": "AAA", "family": "f", "utility": {"worth": "worth"}},
        "two": {"by": "AAA", "family": "f", "utility": {"worth": "2 * worth"}},
        "other": {"by": "AAA", "utility": {"worth": "worth"}},
    }
    quantities = {"family_scale": number(0.5)}
    actors = {"AAA": {"opportunity": number(1e6, "1/day")}}
    scenario = crisis(measures=measures, quantities=quantities, actors=actors)
    state = run(scenario, days=1, members=TRIALS)
    inclusive = 0.5 * log(exp(0.5 / 0.5) + exp(1.0 / 0.5))
    total = 1 + exp(0.5) + exp(inclusive)
    within = exp(1.0 / 0.5) / (exp(0.5 / 0.5) + exp(1.0 / 0.5))
    for measure, exact in (
        ("other", exp(0.5) / total),
        ("two", exp(inclusive) / total * within),
        ("one", exp(inclusive) / total * (1 - within)),
    ):
        assert close((_stage(state, measure) == Stage.in_force).mean(), exact, TRIALS), measure


def test_perceived_risk_counts_against_a_measure():
    red_line = {
        "holder": "BBB",
        "when": "in_force.warn",
        "credence": number(0.5),
        "learning": number(0),
        "loss": number(3),
        "responses": {"none": number(1)},
        "doubt": number(0),
        "delay": number(0, "day"),
    }
    actors = {"AAA": {"opportunity": number(1e6, "1/day")}}
    scenario = crisis(red_lines={"line": red_line}, actors=actors)
    state = run(scenario, days=1, members=TRIALS)
    worth = 0.5 - 0.5 * 3
    chosen = (_stage(state, "warn") == Stage.in_force).mean()
    assert close(chosen, exp(worth) / (1 + exp(worth)), TRIALS)
    first = events(state, "adopted")[0]
    assert first["inputs"] == {"worth": 0.5, "risk": -1.5}


def test_a_measure_that_is_not_open_is_never_chosen():
    measures = {"warn": {"by": "AAA", "utility": {"worth": "worth"}, "when": "day > 2"}}
    engine, state = begin(crisis(measures=measures, quantities={}), 200)
    for _ in range(3):
        engine.step(state)
    assert (_stage(state, "warn") == Stage.idle).all()


def test_adding_a_measure_of_another_actor_changes_no_other_choice():
    extra = {"shout": {"by": "CCC", "utility": {"worth": "worth"}}}
    actors = {"CCC": {"opportunity": number(0.3, "1/day")}}
    plain = run(crisis(), days=5, members=500)
    more = run(crisis(measures=extra, actors=actors), days=5, members=500)
    assert (_stage(more, "shout") == Stage.in_force).any()
    np.testing.assert_array_equal(_stage(plain, "warn"), _stage(more, "warn"))
    days = [event["day"] for event in events(plain, "adopted", "warn")]
    assert days == [event["day"] for event in events(more, "adopted", "warn")]


def test_a_disabled_measure_of_the_same_actor_changes_nothing():
    extra = {"shout": {"by": "AAA", "utility": {"worth": "worth"}, "disabled": True}}
    plain, more = run(crisis(), 5, 500), run(crisis(measures=extra), 5, 500)
    np.testing.assert_array_equal(_stage(plain, "warn"), _stage(more, "warn"))


def test_cooling_off_keeps_an_ended_measure_closed():
    measure = {
        "by": "AAA",
        "utility": {"worth": "worth"},
        "duration": number(1, "day"),
        "cooling_off": number(3, "day"),
    }
    actors = {"AAA": {"opportunity": number(1e6, "1/day")}}
    state = run(crisis(measures={"warn": measure}, actors=actors), days=12, members=300)
    by_member: dict[int, list[int]] = {}
    for event in events(state, "in_force", "warn"):
        by_member.setdefault(event["member"], []).append(event["day"])
    gaps = [b - a for days in by_member.values() for a, b in pairwise(days)]
    assert gaps
    assert min(gaps) == 1 + 3
