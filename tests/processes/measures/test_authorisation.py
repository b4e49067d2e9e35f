"""Authorisation at home after the organisation's decision, and proposals that are shelved."""

from math import exp

from offramp.model.measure import Stage
from tests.small_crisis import close, crisis, events, number, run

TRIALS = 20_000
SURE = {"AAA": {"opportunity": number(1e6, "1/day")}, "DDD": {}}
P = exp(0.5) / (1 + exp(0.5))


def _crisis(measure=None, council=None, parliaments=None, **more):
    procedures = {
        "council": {"rule": "consensus", "members": ["BBB", "CCC"]} | (council or {}),
        "parliaments": {"rule": "consensus", "members": ["DDD"], "delay": number(2, "day")}
        | (parliaments or {}),
    }
    warn = {
        "by": "AAA",
        "procedure": "council",
        "authorisation": "parliaments",
        "utility": {"sure": "sure"},
        "support": {"worth": "worth"},
        "cooling_off": number(100, "day"),
    }
    return crisis(
        procedures=procedures,
        measures={"warn": warn | (measure or {})},
        actors=SURE,
        quantities={"sure": number(50)},
        **more,
    )


def test_what_the_organisation_decides_is_adopted_once_it_is_authorised():
    state = run(_crisis(), 3, TRIALS)
    decided, adopted = events(state, "decided"), events(state, "adopted")
    assert {e["day"] for e in decided} == {0}
    assert {e["rule"] for e in decided} == {"procedures.council"}
    assert {e["day"] for e in adopted} == {2}
    assert {e["rule"] for e in adopted} == {"procedures.parliaments"}
    assert close(len(decided) / TRIALS, P**2, TRIALS)
    assert close(len(adopted) / TRIALS, P**3, TRIALS)
    before = {e["member"]: e["event"] for e in decided}
    assert all(e["causes"] == [before[e["member"]]] for e in adopted)
    assert all(set(e["inputs"]) == {"DDD"} for e in adopted)


def test_the_two_votes_of_one_member_are_independent():
    both = {"members": ["BBB"], "delay": number(0, "day")}
    state = run(_crisis(council={"members": ["BBB"]}, parliaments=both), 1, TRIALS)
    assert close(len(events(state, "adopted")) / TRIALS, P**2, TRIALS)


def test_an_actor_alone_needs_authorisation_too_and_one_that_needs_no_vote_only_waits():
    state = run(_crisis(measure={"procedure": "unilateral"}), 3, TRIALS)
    assert len(events(state, "decided")) == TRIALS
    assert close(len(events(state, "adopted")) / TRIALS, P, TRIALS)
    waiting = _crisis(
        measure={"procedure": "unilateral"}, parliaments={"rule": "unilateral", "members": []}
    )
    state = run(waiting, 3, 50)
    assert {e["day"] for e in events(state, "adopted")} == {2}


def test_stage_tests_see_a_decided_measure():
    thresholds = {"seen": {"when": "decided.warn and not adopted.warn and not proposed.warn"}}
    state = run(_crisis(thresholds=thresholds), 1, 200)
    assert len(events(state, "threshold", "seen")) == len(events(state, "decided")) > 0


def test_a_proposal_whose_condition_no_longer_holds_is_shelved():
    thresholds = {"late": {"when": "day > 0"}}
    scenario = _crisis(
        measure={"when": "not ever.late", "authorisation": ""},
        council={"delay": number(2, "day")},
        thresholds=thresholds,
    )
    state = run(scenario, 4, 100)
    shelved = events(state, "shelved")
    assert len(shelved) == 100
    assert not [*events(state, "adopted"), *events(state, "rejected")]
    late = {e["member"]: e["event"] for e in events(state, "threshold", "late")}
    proposed = {e["member"]: e["event"] for e in events(state, "proposed")}
    for event in shelved:
        assert event["rule"] == "measures.warn"
        assert set(event["causes"]) == {proposed[event["member"]], late[event["member"]]}
        assert event["inputs"] == {"ever.late": 1.0}
    assert (state["stage"] == Stage.shelved).all()


def test_a_shelved_measure_counts_as_rejected_and_may_come_again_after_cooling_off():
    thresholds = {
        "late": {"when": "day > 0 and day < 2"},
        "seen": {"when": "rejected.warn"},
    }
    scenario = _crisis(
        measure={
            "when": "day < 1 or (ever.late and since.late > 2)",
            "authorisation": "",
            "cooling_off": number(1, "day"),
        },
        council={"delay": number(1, "day"), "members": ["AAA"]},
        thresholds=thresholds,
        days=9,
    )
    state = run(scenario, 9, 20)
    assert {e["day"] for e in events(state, "shelved")} == {1}
    assert {e["day"] for e in events(state, "threshold", "seen")} == {1}
    assert {e["day"] for e in events(state, "proposed")} == {0, 4}
