"""Contact, red lines and the ladder against exact probabilities."""

from math import exp, log

import numpy as np
import pytest

from tests.small_crisis import begin, close, crisis, events, number, run

TRIALS = 40_000
NO_CHOICE = {"warn": {"by": "AAA", "utility": {"worth": "worth"}, "disabled": True}}


def _contact(rate=0.7, lethal=0.25, rung="clash"):
    return {
        "contacts": {
            "patrol": {
                "dyad": "AAA_BBB",
                "rates": {"inadvertent": "meeting"},
                "lethal": number(lethal),
                "rung": rung,
            }
        },
        "quantities": {"meeting": number(rate, "1/day")},
    }


def test_incidents_are_poisson_and_lethal_ones_binomial():
    state = run(crisis(**_contact()), days=1, members=TRIALS)
    some = len(events(state, "incident")) + len(events(state, "lethal"))
    assert close(some / TRIALS, 1 - exp(-0.7), TRIALS)
    assert close(len(events(state, "lethal")) / TRIALS, 1 - exp(-0.7 * 0.25), TRIALS)
    count = sum(e["magnitude"] for k in ("incident", "lethal") for e in events(state, k))
    assert abs(count / TRIALS - 0.7) < 4.5 * (0.7 / TRIALS) ** 0.5
    assert all(e["inputs"]["inadvertent"] == 1 for e in events(state, "lethal"))
    np.testing.assert_allclose(state["hazard"][:, 0, 2], 0.7 * 0.25)


def test_no_incident_is_drawn_while_history_is_known():
    scenario = crisis(as_of="2030-01-03", **_contact(rate=50))
    assert not events(run(scenario, 3, 10), "lethal")
    assert events(run(scenario, 4, 10), "lethal")


def test_replies_move_a_dyad_and_the_chance_of_the_unseen_rung_is_added_up():
    engine, state = begin(crisis(measures=NO_CHOICE, **_contact(rate=50, lethal=1)), TRIALS)
    engine.step(state)
    at_war = (state["rung"][:, 0] == 3).mean()
    assert close(at_war, 1 / 4, TRIALS)
    assert set(np.unique(state["rung"])) == {2, 3}
    np.testing.assert_allclose(state["hazard"][:, 0, 3], -log(3 / 4))


def test_a_gate_bars_a_rung():
    gate = {"war": {"rung": "war", "when": "day > 2"}}
    base = crisis(measures=NO_CHOICE, **_contact(rate=50, lethal=1)).ladder.model_dump(
        by_alias=True
    )
    ladder = {key: value for key, value in base.items() if value is not None} | {"gates": gate}
    scenario = crisis(measures=NO_CHOICE, ladder=ladder, **_contact(rate=50, lethal=1))
    state = run(scenario, days=2, members=500)
    assert (state["rung"] == 2).all()
    assert (state["hazard"][:, 0, 3] == 0).all()


def test_quiet_brings_a_dyad_down_one_rung_at_a_time():
    ladder = {"start": {"AAA_BBB": "warning"}}
    engine, state = begin(crisis(measures=NO_CHOICE, ladder=ladder), 5)
    levels = []
    for _ in range(4):
        engine.step(state)
        levels.append(int(state["rung"][0, 0]))
    assert levels == [1, 1, 1, 0]


def _line(**more):
    return {
        "holder": "BBB",
        "when": "in_force.warn",
        "credence": number(0.5),
        "learning": number(0.2),
        "loss": number(0),
        "responses": {"none": number(3), "strike": number(1)},
        "doubt": number(0),
        "delay": number(1, "day"),
        **more,
    }


def _crossing(**more):
    measures = {
        "warn": {"by": "AAA", "utility": {"sure": "sure"}},
        "strike": {"by": "BBB", "dyad": "AAA_BBB", "rung": "clash"},
    }
    actors = {"AAA": {"opportunity": number(1e6, "1/day")}}
    return crisis(
        measures=measures,
        actors=actors,
        quantities={"sure": number(50)},
        red_lines={"line": _line(**more)},
    )


def test_a_crossing_is_answered_with_the_given_weights_and_credence_learns():
    state = run(_crossing(), days=3, members=TRIALS)
    answered = events(state, "answered")
    assert len(answered) + len(events(state, "unanswered")) == TRIALS
    assert close(len(answered) / TRIALS, 1 / 4, TRIALS)
    struck = state["signal_count"][:, state.layout.signal("strike")] > 0
    assert struck.sum() == len(answered)
    np.testing.assert_allclose(state["credence"][struck, 0], 0.5 + 0.2 * 0.5)
    np.testing.assert_allclose(state["credence"][~struck, 0], 0.5 - 0.2 * 0.5)


def test_the_chain_runs_from_choice_over_crossing_and_answer_to_the_rung():
    state = run(_crossing(), days=3, members=200)
    adopted = {e["member"]: e["event"] for e in events(state, "adopted", "warn")}
    started = {e["member"]: e for e in events(state, "in_force", "warn")}
    crossed = {e["member"]: e for e in events(state, "crossed")}
    answered = {e["member"]: e for e in events(state, "answered")}
    ordered = {e["member"]: e for e in events(state, "adopted", "strike")}
    struck = {e["member"]: e for e in events(state, "in_force", "strike")}
    up = {e["member"]: e for e in events(state, "rung_up", "clash")}
    assert answered
    for member in answered:
        assert started[member]["causes"] == [adopted[member]]
        assert crossed[member]["causes"] == [started[member]["event"]]
        assert answered[member]["causes"] == [crossed[member]["event"]]
        assert ordered[member]["causes"] == [answered[member]["event"]]
        assert struck[member]["causes"] == [ordered[member]["event"]]
        assert up[member]["causes"] == [struck[member]["event"]]
        assert crossed[member]["rule"] == "red_lines.line"


@pytest.mark.parametrize("doubt", [0.0, 2.0])
def test_doubt_widens_the_weights_of_members(doubt):
    _, state = begin(_crossing(doubt=number(doubt)), 2000)
    ratio = np.log(state["answer_weights"][:, 0, 0] / state["answer_weights"][:, 0, 1])
    assert ratio.std() == pytest.approx(doubt * 2**0.5, rel=0.08, abs=1e-12)


def test_an_answer_by_a_measure_that_is_switched_off_is_none():
    scenario = _crossing(responses={"strike": number(1)})
    off = scenario.measures["strike"].model_copy(update={"disabled": True})
    scenario = scenario.model_copy(update={"measures": scenario.measures | {"strike": off}})
    state = run(scenario, 3, 50)
    assert not events(state, "answered")
    assert len(events(state, "unanswered")) == 50


def test_an_order_follows_the_procedure_of_the_measure():
    scenario = _crossing(responses={"strike": number(1)})
    vote = {"rule": "consensus", "members": ["CCC"], "delay": number(1, "day")}
    strike = {"by": "BBB", "procedure": "vote", "support": {"no": "-2 ** (2 ** 2) * 2"}}
    data = scenario.model_dump(mode="json", by_alias=True, exclude_none=True)
    data["procedures"], data["measures"]["strike"] = {"vote": vote}, strike
    data["ladder"].pop("gates")
    state = run(type(scenario).model_validate(data), 5, 50)
    assert len(events(state, "proposed", "strike")) == 50
    assert len(events(state, "rejected", "strike")) == 50


def test_the_chance_of_contact_goes_on_after_the_first():
    state = run(crisis(measures=NO_CHOICE, **_contact(rate=50, lethal=1)), days=4, members=20)
    np.testing.assert_allclose(state["hazard"][:, 0, 2], 4 * 50)


def test_the_chance_of_contact_is_the_share_of_futures_that_see_it():
    state = run(
        crisis(measures=NO_CHOICE, **_contact(rate=0.2, lethal=0.25)), days=20, members=4000
    )
    chance = -np.expm1(-state["hazard"][:, 0, 2])
    np.testing.assert_allclose(chance, -np.expm1(-0.2 * 0.25 * 20))
    seen = len({event["member"] for event in events(state, "lethal")}) / 4000
    assert seen == pytest.approx(chance[0], abs=4 * (chance[0] * (1 - chance[0]) / 4000) ** 0.5)
