"""Cases that a lawyer reads: what they come to and why, and what is wrong with how one is told."""

import pytest

from offramp.model.law import Example
from offramp.model.scenario import Scenario
from offramp.reading.build import build
from offramp.reading.examples import run_example, run_examples
from offramp.reading.expand import expand


@pytest.fixture(scope="session")
def story(ardenia):
    scenario, _ = build(expand(ardenia, []), Scenario)
    return scenario


@pytest.fixture
def case(story):
    """Return a function that runs a case of a provision, changed or not."""

    def run(key, expected="met", changes=None, **given):
        provision = story.provisions[key]
        example = Example(says="It is so.", given=given, expected=expected)
        changes = {"examples": {"it": example}} | (changes or {})
        provisions = story.provisions | {key: provision.model_copy(update=changes)}
        found = run_example(story.model_copy(update={"provisions": provisions}), key, "it")
        return found.found, found.why

    return run


def test_every_example_of_the_story_holds(story):
    cases = list(run_examples(story))
    assert len(cases) >= 9
    assert [str(it) for it in cases if not it.holds] == []


def test_an_invoker_has_to_be_named_and_bound(case):
    threat = {"perceived_threat.CCC": 1, "perceived_threat.EEE": 1}
    assert case("charter_3", on="2030-03-02", invoker="CCC", **threat)[0] == "met"
    assert case("charter_3", on="2030-03-02", invoker="EEE", **threat) == (
        "not met",
        "EEE is not among those who may invoke it (CCC, DDD)",
    )
    anybody = {"invokers": ()}
    assert case("charter_3", changes=anybody, on="2010-03-02", invoker="EEE", **threat) == (
        "not met",
        "EEE is no party to the Charter of the League on 2010-03-02: it joins on 2011-01-01",
    )
    assert case("charter_3", on="1999-01-01", invoker="CCC", **threat) == (
        "not met",
        "it is in force only from 1999-05-01",
    )


def test_what_was_false_is_told_with_its_numbers(case):
    verdict, why = case("charter_3", invoker="DDD", **{"perceived_threat.DDD": 0.1})
    assert verdict == "not met"
    assert why.startswith(
        "its trigger does not hold: `perceived_threat.DDD > concern` is false "
        "(perceived_threat.DDD is 0.1, concern is "
    )


def test_anybody_who_may_invokes_it_where_nobody_is_named(case):
    assert case("charter_3", **{"perceived_threat.DDD": 2})[0] == "met"
    assert case("charter_3", **{"perceived_threat.EEE": 2})[0] == "not met"


def test_readings_are_left_open_unless_they_are_given(case):
    strike = {"on": "2030-04-01", "attack": {"on": "CCC", "soil": "CCC"}}
    assert case("charter_5", **strike) == (
        "contested",
        "whether it is met hangs on the reading `one_strike_is_an_attack`",
    )
    assert case("charter_5", reading=["one_strike_is_an_attack"], **strike)[0] == "met"
    assert case("charter_5", reading=[], **strike)[0] == "not met"
    assert case("charter_5", **strike, **{"count.border_strike": 2})[0] == "met"


def test_attacks_are_given_or_follow_from_what_has_come(case):
    reading = {"reading": ["one_strike_is_an_attack"]}
    assert case("charter_5", **reading) == ("not met", "there is no attack among the facts")
    assert case("charter_5", facts=["border_strike"], **reading)[0] == "met"
    given = {"attack": {"on": ["AAA", "willing"], "soil": "CCC"}}
    assert case("charter_5", **given, **reading) == (
        "met",
        "the attack on AAA and willing on the soil of CCC is within its scope",
    )
    at_sea = {"attack": {"on": "CCC", "lat": -35, "lon": -20}}
    assert "lies outside" in case("charter_5", **at_sea, **reading)[1]


ACTION = {"by": "LEA", "action": "troops", "on": "2030-04-01"}
STRUCK = {"attack": {"on": "CCC", "soil": "CCC"}}


def test_the_prevailing_rule_judges_an_action(case):
    verdict, why = case("lake_2", "prohibited", **ACTION)
    assert verdict == "prohibited"
    assert why == (
        "lake_2 (MUST NOT) is met, since its trigger holds (`true`); what would prevail over it is "
        "not met (charter_5: there is no attack among the facts)"
    )
    allowed = case("lake_2", "permitted", **ACTION, **STRUCK, reading=["one_strike_is_an_attack"])
    assert allowed[0] == "permitted"
    assert case("lake_2", "contested", **ACTION, **STRUCK) == (
        "contested",
        "it is permitted and prohibited: the answer hangs on the reading `one_strike_is_an_attack`",
    )


def test_silence_is_explained_rule_by_rule(case):
    assert case("lake_2", "silent", **ACTION, facts=["call_for_help"])[1] == (
        "charter_5 is not met: there is no attack among the facts; lake_2 is not met: the "
        "exception `asked` holds (`ever.call_for_help`): The party has asked for help"
    )
    only = case("lake_2", "silent", **ACTION, relying_on=["charter_3"])
    assert only == ("silent", "charter_3 only obliges to consult, and is no basis for anything")
    assert case("lake_2", "silent", by="LEA", action="dance")[1] == (
        "no provision speaks of `dance` by LEA"
    )


HEAD = "provisions: {charter_3: {examples: {it: {says: It is so., expected: met, given: "
WRONG = {
    "{on: tomorrow}": 'bad-date 1:86 "tomorrow" is no day',
    "{invoker: XXX}": 'unknown-actor 1:91 there is no actor "XXX"',
    "{relying_on: [charter_4]}": 'unknown-provision 1:95 there is no provision "charter_4"',
    "{reading: [one_strike]}": 'unknown-reading 1:92 there is no reading "one_strike"',
    "{facts: [call_for_hlp]}": 'unknown-signal 1:90 there is no signal "call_for_hlp"',
    "{perceived_thret.CCC: 1}": 'unknown-name 1:82 there is no "perceived_thret.CCC" to be a fact',
    "{perceived_threat: 1}": (
        "missing-label 1:82 perceived_threat has a number for each of its labels, "
        "and the label is missing"
    ),
    "{ever.call_for_help: 1}": "bad-value 1:102 ever.call_for_help must be true or false",
    "{attack: CCC}": "bad-value 1:90 the attack does not say whom it hits",
    "{attack: {at: CCC}}": 'unknown-key 1:91 unknown key "at"',
    "{attack: {on: CCC, day: soon}}": 'bad-date 1:105 "soon" is no day',
    "{on: 2030-04-01, attack: {on: CCC, day: 2030-04-02}}": (
        "bad-date 1:121 the attack of 2030-04-02 has not happened on 2030-04-01"
    ),
    "{attack: {on: CCX}}": 'unknown-actor 1:95 there is no actor "CCX"',
}


@pytest.mark.parametrize(("given", "expected"), WRONG.items(), ids=WRONG)
def test_what_an_example_gives_is_known(wrong, given, expected):
    assert wrong(f"{HEAD}{given}}}}}}}}}") == [expected]


def test_facts_of_countries_that_do_not_act_may_be_given(wrong):
    given = "{invoker: NOR, perceived_threat.NOR: 1, attack: {on: NOR, soil: NO-22}}"
    assert wrong(f"{HEAD}{given}}}}}}}}}") == []


def test_an_answer_for_an_action_needs_an_action(wrong):
    text = HEAD.replace("expected: met", "expected: silent") + "{by: LEA}}}}}"
    assert wrong(text) == ["missing-key 1:69 silent is an answer for an action, and none is given"]


def test_a_wrong_example_says_which_case_what_was_expected_and_why_not(found):
    text = """
provisions:
  charter_3:
    examples:
      esland_calls:
        says: Esland may call the others to consult.
        given: {on: 2030-03-02, invoker: EEE, perceived_threat.EEE: 1}
        expected: met
"""
    (problem,) = found(text, as_written=True)
    assert problem.code == "failing-example"
    assert str(problem.where) == "over.yaml:8:19"
    assert problem.message == (
        "the example “Esland may call the others to consult” expects met, and it is not met: EEE "
        "is not among those who may invoke it (CCC, DDD)"
    )
    assert "`expected:`" in problem.hint
    assert found(text) == []
