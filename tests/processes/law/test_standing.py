"""What law makes of a measure, and what that weighs with those who decide on it."""

from math import exp

import numpy as np
import pytest

from offramp.model.law import Example
from offramp.model.law_rules import Standing
from offramp.model.measure import Stage
from offramp.reading.examples.facts import Facts
from offramp.reading.examples.judge import judge_action
from offramp.testing import check_process
from tests.small_crisis import begin, close, crisis, events, number, run

PACT = {"pact": {"title": "Pact", "parties": ["AAA", "BBB"]}}
TRIALS = 40_000
SURE = {"AAA": {"opportunity": number(1e6, "1/day"), "lat": 0, "lon": 0}}


def rule(consequence, **more):
    return {
        "treaty": "pact",
        "article": "Article 1",
        "text": "A rule.",
        "consequence": consequence,
        "actions": ["warning"],
        **more,
    }


def law(quantities=None, actors=None, measure=None, treaties=PACT, **provisions):
    warn = {"by": "AAA", "action": "warning", "utility": {"worth": "worth"}}
    return crisis(
        treaties=treaties,
        provisions=provisions,
        measures={"warn": warn | (measure or {})},
        quantities=quantities or {},
        actors=actors or {},
    )


def standing(scenario, members=3):
    _, state = begin(scenario, members)
    at = state.layout.measures.index("warn")
    return {Standing(code).name for code in state["standing"][:, at]}, state["duty"][:, at].any()


RULES = {
    "what nobody speaks of": ({}, "silent", False),
    "MAY": ({"may": rule("MAY")}, "permitted", False),
    "SHALL": ({"shall": rule("SHALL")}, "permitted", True),
    "MUST_NOT": ({"must_not": rule("MUST_NOT")}, "prohibited", False),
    "beyond powers": ({"must_not": rule("MUST_NOT", bars=True)}, "barred", False),
    "CONSULT is no basis": ({"talk": rule("CONSULT")}, "silent", False),
    "of another action": ({"may": rule("MAY", actions=["other"])}, "silent", False),
    "to others": ({"may": rule("MAY", addressees=["BBB"])}, "silent", False),
    "not met": ({"may": rule("MAY", trigger="day > 1")}, "silent", False),
    "MUST_NOT before MAY": (
        {"must_not": rule("MUST_NOT"), "may": rule("MAY")},
        "prohibited",
        False,
    ),
    "the higher prevails": (
        {"may": rule("MAY", priority=1), "must_not": rule("MUST_NOT")},
        "permitted",
        False,
    ),
    "the higher that is met": (
        {"may": rule("MAY", priority=1, trigger="day > 1"), "must_not": rule("MUST_NOT")},
        "prohibited",
        False,
    ),
    "barred however it is forbidden besides": (
        {"bar": rule("MUST_NOT", bars=True), "must_not": rule("MUST_NOT", priority=2)},
        "barred",
        False,
    ),
    "a bar lifted": (
        {"bar": rule("MUST_NOT", bars=True), "may": rule("MAY", priority=1)},
        "permitted",
        False,
    ),
    "a bar lifted and forbidden all the same": (
        {
            "bar": rule("MUST_NOT", bars=True),
            "may": rule("MAY", priority=1),
            "must_not": rule("MUST_NOT", priority=2),
        },
        "prohibited",
        False,
    ),
    "a duty overruled": (
        {"shall": rule("SHALL"), "must_not": rule("MUST_NOT", priority=1)},
        "prohibited",
        False,
    ),
}


@pytest.mark.parametrize(("provisions", "expected", "owed"), RULES.values(), ids=RULES)
def test_the_highest_rule_that_is_met_decides(provisions, expected, owed):
    assert standing(law(**provisions)) == ({expected}, owed)


SEVERAL = {"both": {"kind": "alliance", "members": ["AAA", "BBB"]}, "CCC": {}}
WIDER = {"both": {"kind": "alliance", "members": ["AAA", "CCC"]}}


@pytest.mark.parametrize(
    ("actors", "consequence", "expected"),
    [
        (SEVERAL, "MUST_NOT", "prohibited"),
        (WIDER, "MUST_NOT", "silent"),
        (WIDER, "MAY", "permitted"),
        (WIDER, "SHALL", "permitted"),
    ],
)
def test_an_alliance_may_what_any_member_may_and_must_not_what_none_may(
    actors, consequence, expected
):
    by = {"by": "both"}
    assert standing(law(actors=actors, measure=by, it=rule(consequence)))[0] == {expected}


def test_an_organisation_that_is_named_is_spoken_to_though_it_is_no_party():
    actors = {"club": {"kind": "organisation"}}
    it = rule("MUST_NOT", addressees=["club"])
    assert standing(law(actors=actors, measure={"by": "club"}, it=it))[0] == {"prohibited"}
    assert standing(law(actors=actors, it=it))[0] == {"silent"}


def test_standing_changes_with_the_parties():
    treaties = {"pact": {"title": "Pact", "parties": ["BBB"], "joins": {"AAA": "2030-01-03"}}}
    engine, state = begin(law(treaties=treaties, it=rule("MUST_NOT")), 2)
    found = []
    for _ in range(4):
        engine.step(state)
        found.append(int(state["standing"][0, 0]))
    assert found == [0, 2, 2, 2]


NEXT_DAY = {
    "in force": ({"in_force": "2030-01-03"}, [0, 0, 2, 2, 2]),
    "over": ({"until": "2030-01-03"}, [2, 2, 2, 0, 0]),
}


@pytest.mark.parametrize(("times", "codes"), NEXT_DAY.values(), ids=NEXT_DAY)
def test_decisions_of_a_day_read_the_law_of_that_day_as_its_example_does(times, codes):
    engine, state = begin(law(it=rule("MUST_NOT", **times)), 2)
    mornings = []
    for day in range(5):
        mornings.append(int(state["standing"][0, 0]))
        given = {"on": f"2030-01-0{day + 1}", "by": "AAA", "action": "warning"}
        example = Example(says="It is so.", given=given, expected="prohibited")
        answer = judge_action(Facts.of(engine.scenario, example))
        assert answer.verdict == ("prohibited" if mornings[-1] else "silent")
        engine.step(state)
    assert mornings == codes


def test_the_first_morning_is_judged_with_the_rungs_on_which_the_ladder_starts():
    scenario = law(it=rule("MUST_NOT", trigger="rung.AAA_BBB > 0"))
    ladder = scenario.ladder.model_copy(update={"start": {"AAA_BBB": "warning"}})
    assert standing(scenario)[0] == {"silent"}
    assert standing(scenario.model_copy(update={"ladder": ladder}))[0] == {"prohibited"}


def answered(quantities=None, members=20, **provisions):
    """Run 5 days of a line crossed on the first, answered by `warn` on the next; nobody chooses."""
    line = {
        "holder": "AAA",
        "when": "day >= 0",
        "credence": number(1),
        "learning": number(0.5),
        "loss": number(0),
        "responses": {"warn": number(1)},
        "doubt": number(0),
        "delay": number(1, "day"),
    }
    order = {"measure": "warn", "day": "2030-01-04", "stage": "in_force"}
    scenario = law(quantities, measure={"utility": {}}, **provisions)
    data = scenario.model_dump(mode="json", by_alias=True, exclude_none=True)
    data |= {"red_lines": {"line": line}, "orders": {"fiat": order}}
    data["ladder"].pop("gates")
    return run(type(scenario).model_validate(data), 5, members)


def test_what_law_bars_is_no_answer_to_a_red_line_but_may_be_ordered():
    state = answered(it=rule("MUST_NOT", bars=True))
    assert not events(state, "answered")
    assert [e["target"] for e in events(state, "unanswered")] == [""] * 20
    assert {e["day"] for e in events(state, "in_force")} == {3}
    np.testing.assert_array_equal(state["credence"][:, 0], 0.5)
    state = answered(it=rule("MUST_NOT"))
    assert [e["target"] for e in events(state, "answered")] == ["warn"] * 20
    assert {e["day"] for e in events(state, "in_force")} == {2}
    np.testing.assert_array_equal(state["credence"][:, 0], 1)


def test_each_member_answers_by_the_law_that_it_has_drawn():
    it = rule("MUST_NOT", bars=True, trigger="strict > 0", readings=["strict"])
    disputed = {"chance": 0.25, "unit": "1", "source": "judgement", "basis": "disputed"}
    state = answered({"strict": disputed}, members=200, it=it)
    drawn = state.quantity("strict")[:, 0] > 0
    assert {e["member"] for e in events(state, "unanswered")} == set(np.flatnonzero(drawn))
    assert {e["member"] for e in events(state, "answered")} == set(np.flatnonzero(~drawn))


def readings(**weights):
    disputed = {"chance": 0.25, "unit": "1", "source": "judgement", "basis": "disputed"}
    it = rule("MUST_NOT", trigger="strict > 0", readings=["strict"])
    return law({"strict": disputed, **weights}, SURE, it=it)


def test_each_member_goes_by_the_readings_it_has_drawn():
    _, state = begin(readings(), TRIALS)
    drawn = state.quantity("strict")[:, 0] > 0
    np.testing.assert_array_equal(state["standing"][:, 0] == Standing.prohibited, drawn)
    assert close(drawn.mean(), 0.25, TRIALS)


def chosen(scenario):
    return (run(scenario, 1, TRIALS)["stage"][:, 0] == Stage.in_force).mean()


def logit(worth):
    return exp(worth) / (1 + exp(worth))


WEIGHT = {"law_weight": number(2) | {"over": "actors"}}


def test_what_is_prohibited_costs_its_weigher_the_weight_of_law():
    assert close(chosen(law(WEIGHT, SURE, it=rule("MUST_NOT"))), logit(0.5 - 2), TRIALS)
    assert close(chosen(law(WEIGHT, SURE, it=rule("MAY"))), logit(0.5), TRIALS)
    assert close(chosen(law({}, SURE, it=rule("MUST_NOT"))), logit(0.5), TRIALS)


def test_what_is_owed_is_worth_the_weight_of_law_more():
    assert close(chosen(law(WEIGHT, SURE, it=rule("SHALL"))), logit(0.5 + 2), TRIALS)


def test_members_of_one_ensemble_weigh_law_by_their_own_readings():
    exact = 0.25 * logit(0.5 - 2) + 0.75 * logit(0.5)
    assert close(chosen(readings(**WEIGHT)), exact, TRIALS)


def test_what_is_beyond_ones_powers_is_not_open():
    assert chosen(law({}, SURE, it=rule("MUST_NOT", bars=True))) == 0


def test_a_choice_records_the_terms_of_law_and_the_finding_behind_a_duty():
    sure = {"worth": number(50)}
    scenario = law({**WEIGHT, **sure}, SURE, it=rule("SHALL", trigger="day >= 0"))
    engine, state = begin(scenario.model_copy(update={"days": 3}), 20)
    state["stage"][:, 0] = Stage.in_force
    engine.step(state)
    state["stage"][:, 0] = Stage.idle
    engine.step(state)
    findings = {e["member"]: e["event"] for e in events(state, "finding")}
    log = events(state, "adopted")
    assert len(log) == 20
    assert all(e["inputs"] == {"worth": 50, "law": 0, "duty": 2, "risk": 0} for e in log)
    assert all(findings[e["member"]] in e["causes"] for e in log)


def test_those_who_vote_weigh_law_too():
    vote = {"rule": "consensus", "members": ["BBB"]}
    weight = number(50) | {"over": "actors", "each": {"AAA": {"value": 0}}}
    weight["each"]["AAA"] |= {"source": "judgement", "basis": "a test"}
    scenario = law({"law_weight": weight, "worth": number(20)}, SURE, it=rule("MUST_NOT"))
    data = scenario.model_dump(mode="json", by_alias=True, exclude_none=True)
    data["procedures"] = {"vote": vote}
    data["measures"]["warn"]["procedure"] = "vote"
    data["ladder"].pop("gates")
    state = run(type(scenario).model_validate(data), 1, 50)
    assert len(events(state, "rejected")) == 50


def test_the_processes_keep_the_contract():
    check_process("law", readings(**WEIGHT), members=4, days=4)
    check_process("decisions", readings(**WEIGHT), members=4, days=4)
