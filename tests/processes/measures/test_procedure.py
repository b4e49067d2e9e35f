"""Procedures against exact probabilities of votes."""

from math import comb, exp

import pytest

from offramp.model.measure import Stage
from tests.small_crisis import close, crisis, events, number, run

TRIALS = 40_000
SURE = {"AAA": {"opportunity": number(1e6, "1/day")}, "DDD": {}}


def _crisis(rule, **more):
    procedure = {"rule": rule, "members": ["BBB", "CCC", "DDD"], **more}
    measure = {
        "by": "AAA",
        "procedure": "vote",
        "utility": {"sure": "sure"},
        "support": {"worth": "worth"},
    }
    return crisis(
        procedures={"vote": procedure},
        measures={"warn": measure},
        actors=SURE,
        quantities={"sure": number(50)},
    )


def _adopted(scenario):
    state = run(scenario, days=1, members=TRIALS)
    decided = len(events(state, "adopted")) + len(events(state, "rejected"))
    assert decided == TRIALS
    at = state.layout.measures.index("warn")
    return (state["stage"][:, at] == Stage.in_force).mean()


P = exp(0.5) / (1 + exp(0.5))
AT_LEAST_TWO = sum(comb(3, k) * P**k * (1 - P) ** (3 - k) for k in (2, 3))


@pytest.mark.parametrize(
    ("rule", "more", "exact"),
    [
        ("consensus", {}, P**3),
        ("qualified_majority", {"needed": number(0.6)}, AT_LEAST_TWO),
        ("coalition", {"needed": number(2)}, AT_LEAST_TWO),
        (
            "council",
            {"needed": number(0.6), "vetoes": ["CCC"]},
            P * (1 - (1 - P) ** 2),
        ),
    ],
)
def test_rules_of_decision(rule, more, exact):
    assert close(_adopted(_crisis(rule, **more)), exact, TRIALS)


def test_a_shared_shock_makes_votes_agree():
    alone = _adopted(_crisis("consensus"))
    shared = _adopted(_crisis("consensus", shared_shock=number(5)))
    assert shared > alone + 0.05


def test_a_decision_comes_after_its_delay_and_names_the_proposal():
    state = run(_crisis("consensus", delay=number(2, "day")), days=3, members=100)
    proposed = {e["member"]: e for e in events(state, "proposed")}
    for kind in ("adopted", "rejected"):
        for event in events(state, kind):
            before = proposed[event["member"]]
            assert event["day"] == before["day"] + 2
            assert before["event"] in event["causes"]
            assert set(event["inputs"]) == {"BBB", "CCC", "DDD"}
            assert event["rule"] == "procedures.vote"


def test_who_proposes_a_measure_supports_it():
    alone = _adopted(_crisis("consensus", members=["AAA"]))
    assert alone == 1
    two = _adopted(_crisis("consensus", members=["AAA", "BBB"]))
    assert close(two, P, TRIALS)


def test_a_member_that_is_switched_off_has_no_vote():
    scenario = _crisis("consensus", members=["BBB", "CCC"])
    actors = {
        **scenario.actors,
        "CCC": scenario.actors["CCC"].model_copy(update={"disabled": True}),
    }
    assert close(_adopted(scenario.model_copy(update={"actors": actors})), P, TRIALS)
