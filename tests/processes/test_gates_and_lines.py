"""Gates hold back what would raise a dyad; red lines see a measure that is taken again."""

import pytest

from tests.small_crisis import crisis, events, number, run

ALWAYS = {"AAA": {"opportunity": number(1e6, "1/day")}}


def _gated(when, rung="war", **more):
    plain = crisis().ladder.model_dump(by_alias=True, exclude_none=True)
    ladder = plain | {"gates": {"shut": {"rung": rung, "when": when}}}
    return crisis(ladder=ladder, days=10, **more)


@pytest.mark.parametrize(("opens", "levels"), [("day > 2", {1, 3}), ("day < 0", {1})])
def test_a_measure_raises_a_dyad_to_below_a_shut_gate_and_on_once_it_opens(opens, levels):
    measures = {"strike": {"by": "AAA", "utility": {"sure": "sure"}, "dyad": "AAA_BBB"}}
    measures["strike"]["rung"] = "war"
    scenario = _gated(
        opens, "clash", measures=measures, actors=ALWAYS, quantities={"sure": number(50)}
    )
    state = run(scenario, 5, 20)
    assert {e["magnitude"] for e in events(state, "rung_up")} == levels
    assert (state["rung"] == max(levels)).all()


def test_an_incident_is_held_below_a_shut_gate():
    contact = {
        "dyad": "AAA_BBB",
        "rates": {"deliberate": "often"},
        "lethal": number(1),
        "rung": "clash",
    }
    quantities = {"often": number(50, "1/day")}
    more = {"contacts": {"patrol": contact}, "quantities": quantities, "measures": {}}
    assert (run(_gated("day < 0", "clash", **more), 1, 50)["rung"] == 1).all()
    assert (run(_gated("day < 1", "clash", **more), 1, 50)["rung"] >= 2).all()


def _line(when):
    return {
        "line": {
            "holder": "BBB",
            "when": when,
            "credence": number(0.5),
            "learning": number(0),
            "loss": number(0),
            "responses": {"none": number(1)},
            "doubt": number(0),
            "delay": number(0, "day"),
        }
    }


def _again(when, **more):
    step = {"date": "2030-01-01", "known_at": "2030-01-01", "actor": "AAA", "text": "It warns."}
    return crisis(
        as_of="2030-01-02",
        days=10,
        events={"old": step | {"measure": "warn", "stage": "in_force", "verified": True}},
        measures={"warn": {"by": "AAA", "duration": number(4, "day")}, "shout": {"by": "AAA"}},
        orders={"new": {"measure": "warn", "day": "2030-01-07", "stage": "in_force"}},
        red_lines=_line(when),
        **more,
    )


def test_a_line_that_stays_crossed_over_the_as_of_date_is_not_answered_by_itself():
    scenario = _again("ever.warn").model_copy(update={"orders": {}})
    state = run(scenario, 9, 5)
    assert {e["day"] for e in events(state, "crossed")} == {0}
    assert not events(state, "unanswered")


@pytest.mark.parametrize(
    "when", ["ever.warn", "ever.warn or in_force.warn", "ever.warn or ever.old"]
)
def test_a_measure_taken_again_crosses_it_anew_and_is_answered(when):
    state = run(_again(when), 9, 5)
    assert {e["day"] for e in events(state, "crossed")} == {0, 6}
    assert len(events(state, "unanswered")) == 5
    ordered = {e["member"]: e["event"] for e in events(state, "in_force") if e["day"] == 6}
    anew = [e for e in events(state, "crossed") if e["day"] == 6]
    assert all(ordered[e["member"]] in e["causes"] for e in anew)


def test_a_measure_that_the_line_does_not_name_crosses_nothing():
    state = run(_again("ever.old"), 9, 5)
    assert {e["day"] for e in events(state, "crossed")} == {0}


def test_an_incident_at_a_rate_beyond_all_bounds_never_happens():
    contact = {
        "dyad": "AAA_BBB",
        "rates": {"deliberate": "often / 0"},
        "lethal": number(1),
        "rung": "clash",
    }
    more = {"contacts": {"patrol": contact}, "quantities": {"often": number(1, "1/day")}}
    state = run(crisis(**more, measures={}), 2, 20)
    assert not events(state, "lethal")
    assert (state["hazard"] == 0).all()
