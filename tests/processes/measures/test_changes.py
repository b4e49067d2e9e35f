"""Effects of measures and influences together, with amounts that are worked out each day."""

import numpy as np

from tests.small_crisis import begin, crisis, events, number

ALWAYS = {"AAA": {"opportunity": number(1e6, "1/day")}}


def _unease(scenario, days, members=3):
    engine, state = begin(scenario, members)
    seen = []
    for _ in range(days):
        engine.step(state)
        seen.append(state.quantity("unease")[0].tolist())
    return seen, state


def test_an_amount_is_worked_out_each_morning_on_the_values_of_the_day_before():
    influences = {"spiral": {"effects": [{"on": "unease.BBB", "add": "unease.BBB + worth"}]}}
    quantities = {"unease": number(1) | {"over": "actors"}}
    seen, _ = _unease(crisis(influences=influences, measures={}, quantities=quantities), 4)
    expected, level = [], 1.0
    for _ in range(4):
        level = 1.0 + (level + 0.5)
        expected.append(level)
    assert [day[1] for day in seen] == expected


def test_factors_of_both_come_before_additions_of_both():
    measure = {
        "by": "AAA",
        "utility": {"sure": "sure"},
        "effects": [{"on": "unease", "add": "worth"}, {"on": "unease.CCC", "times": "2 * worth"}],
    }
    influences = {
        "fear": {
            "effects": [{"on": "unease", "times": number(3)}, {"on": "unease.AAA", "add": "day"}]
        }
    }
    scenario = crisis(
        measures={"warn": measure},
        influences=influences,
        actors=ALWAYS,
        quantities={"unease": number(1) | {"over": "actors"}, "sure": number(50)},
    )
    seen, _ = _unease(scenario, 2)
    assert seen == [[3.5, 3.5, 3.5], [4.5, 3.5, 3.5]]


def test_an_amount_without_a_value_does_nothing():
    effects = [
        {"on": "unease.BBB", "add": "worth * (0 / 0)"},
        {"on": "unease.CCC", "times": "worth * (0 / 0)"},
    ]
    quantities = {"unease": number(1) | {"over": "actors"}}
    scenario = crisis(influences={"x": {"effects": effects}}, measures={}, quantities=quantities)
    assert _unease(scenario, 2)[0] == [[1, 1, 1], [1, 1, 1]]


def test_a_named_amount_that_effects_change_is_taken_as_it_stands():
    effects = [{"on": "unease.BBB", "add": "worth"}, {"on": "worth", "add": number(1)}]
    scenario = crisis(influences={"x": {"effects": effects}}, measures={})
    assert [day[1] for day in _unease(scenario, 3)[0]] == [0.5, 1.5, 1.5]


def test_behind_a_quantity_is_the_latest_event_that_raises_it_or_its_amount():
    effects = [{"on": "unease.BBB", "add": "1 if ever.late else 0"}]
    lowers = [{"on": "unease.CCC", "add": "-1"}]
    scenario = crisis(
        influences={"x": {"effects": effects}, "y": {"effects": lowers}},
        thresholds={"late": {"when": "day > 0"}},
        measures={},
    )
    _, state = _unease(scenario, 3)
    late = [e["event"] for e in events(state, "threshold", "late")]
    columns = state.layout.columns["unease"]
    np.testing.assert_array_equal(state.causes["quantity"][:, columns[1]], late)
    assert (state.causes["quantity"][:, columns[2]] == -1).all()
    assert (state.quantity("unease")[:, 2] == -1).all()
