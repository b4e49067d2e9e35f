"""What law names, what its rules say of one another, and what nobody can ever use."""

import re

import pytest

RULE = "treaty: charter, article: A, text: T, source: story"
NAMES = {
    "treaties: {charter: {leaves: {XXX: 2031-01-01}}}": (
        'unknown-actor 1:36 there is no actor "XXX"'
    ),
    "measures: {border_strike: {hits: [CCX]}}": 'unknown-actor 1:35 there is no actor "CCX"',
    "measures: {border_strike: {soil: XX-1}}": 'unknown-actor 1:34 there is no actor "XX-1"',
    "provisions: {charter_5: {attack: {on: [CCX]}}}": (
        'unknown-actor 1:40 there is no actor "CCX"'
    ),
    "provisions: {charter_5: {readings: [one_strike]}}": (
        'unknown-reading 1:37 there is no quantity "one_strike" to be a reading'
    ),
    "provisions: {charter_5: {readings: [many]}}": (
        'unknown-reading 1:37 "many" is no reading: it is not given by `chance:`'
    ),
    "measures: {truce_mediation: {action: troop}}": (
        'unknown-action 1:38 nothing else is called the action "troop"'
    ),
    "provisions: {charter_3: {actions: [consultation, consultatoin]}}": (
        'unknown-action 1:50 nothing else is called the action "consultatoin"'
    ),
    "treaties: {charter: {reservations: {AAA: {text: T}}}}": (
        "unknown-actor 1:37 AAA excepts itself from charter, but is no party to it"
    ),
    "treaties: {charter: {reservations: {CCC: {text: T, provisions: [lake_2]}}}}": (
        'unknown-provision 1:65 "lake_2" is no provision of charter'
    ),
    "treaties: {charter: {reservations: {CCC: {text: T, source: gossip}}}}": (
        'unknown-source 1:60 there is no source "gossip"'
    ),
    "provisions: {lake_2: {exceptions: {asked: {source: gossip}}}}": (
        'unknown-source 1:52 there is no source "gossip"'
    ),
    "provisions: {charter_5: {bars: true}}": (
        "bad-value 1:32 charter_5 bars actions, but says MAY of them"
    ),
    "provisions: {charter_3: {trigger: perceived_thret.self > concern}}": (
        "unknown-name 1:35 there is no `perceived_thret.CCC`, which `perceived_thret.self` is for "
        "CCC"
    ),
    "provisions: {lake_2: {exceptions: {asked: {when: concern}}}}": (
        "type-error 1:50 a condition is needed here, but `concern` is a number"
    ),
}


@pytest.mark.parametrize(("text", "expected"), NAMES.items(), ids=NAMES)
def test_law_names_what_there_is(wrong, text, expected):
    assert wrong(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "treaties: {charter: {parties: [CCC, DDD, NOR]}}",
        "measures: {border_strike: {soil: NO-22}}",
        "measures: {truce_mediation: {action: mediation}}",
    ],
)
def test_law_may_speak_of_countries_that_do_not_act_and_of_actions_named_once(wrong, text):
    assert wrong(text) == []


def rules(one, other):
    return f"provisions: {{one: {{{RULE}, {one}}}, other: {{{RULE}, {other}}}}}"


FORBID = "consequence: MUST_NOT, actions: [troops], priority: 7"
ALLOW = "consequence: MAY, actions: [troops], priority: 7"


def test_two_rules_that_clash_without_priority_are_both_named(found):
    (problem,) = found(rules(FORBID, ALLOW))
    assert problem.code == "clashing-provisions"
    assert problem.where.line == 1
    assert problem.message == (
        "one forbids LEA `troops` and other says MAY of it, both with priority 7: which of them "
        "prevails?"
    )
    assert "`priority:`" in problem.hint


NO_CLASH = {
    "another priority": (FORBID, ALLOW.replace("7", "8")),
    "another action": (FORBID, ALLOW.replace("troops", "consultation")),
    "nobody to whom both speak": (FORBID, f"{ALLOW}, addressees: [BBB]"),
    "opposite conditions": (
        f"{FORBID}, trigger: not ever.call_for_help",
        f"{ALLOW}, trigger: ever.call_for_help and day > 1",
    ),
    "opposite comparisons": (f"{FORBID}, trigger: day > 1", f"{ALLOW}, trigger: day <= 1"),
    "excepted": (
        f"{FORBID}, exceptions: {{asked: {{when: ever.call_for_help or ever.invasion}}}}",
        f"{ALLOW}, trigger: ever.invasion",
    ),
    "excepted by name": (FORBID + ", exceptions: {o: {when: ever.other}}", ALLOW),
    "at different times": (f"{FORBID}, until: 2030-03-05", f"{ALLOW}, in_force: 2030-03-06"),
    "switched off": (FORBID, f"{ALLOW}, disabled: true"),
}


OF_SELF = "unease.self > 0"
SELF_CLASHES = {
    "several invokers": ("invokers: [CCC, DDD]", "invokers: [CCC, DDD]"),
    "different ones": ("invokers: [CCC]", "invokers: [DDD]"),
}


@pytest.mark.parametrize(("one", "other"), SELF_CLASHES.values(), ids=SELF_CLASHES)
def test_what_one_says_of_itself_does_not_contradict_what_another_says(found, one, other):
    text = rules(
        f"{FORBID}, {one}, trigger: {OF_SELF}", f"{ALLOW}, {other}, trigger: not {OF_SELF}"
    ).replace("charter", "lake_pact")
    assert [problem.code for problem in found(text)] == ["clashing-provisions"]


def test_one_and_the_same_invoker_contradicts_itself(wrong):
    one = f"{FORBID}, invokers: [CCC], trigger: {OF_SELF}"
    assert wrong(rules(one, f"{ALLOW}, invokers: [CCC], trigger: not {OF_SELF}")) == []


def test_a_provision_hangs_on_no_more_readings_than_can_be_gone_through(found):
    def text(number):
        names = [f"r{n}" for n in range(number)]
        chances = ", ".join(
            f"{n}: {{chance: 0.5, unit: '1', source: judgement, basis: B}}" for n in names
        )
        trigger = " and ".join(f"{n} > 0" for n in names)
        return (
            f"quantities: {{{chances}}}\n"
            f"provisions: {{one: {{{RULE}, consequence: CONSULT, readings: [{', '.join(names)}], "
            f"trigger: {trigger}, examples: {{it: {{says: S., given: {{}}, "
            f"expected: contested}}}}}}}}"
        )

    assert found(text(6), as_written=True) == []
    first, second = found(text(7), as_written=True)
    assert first.code == second.code == "too-many-readings"
    assert first.message == "one hangs on 7 readings, and at most 6 can be"
    assert "`reading:`" in second.hint


@pytest.mark.parametrize(("one", "other"), NO_CLASH.values(), ids=NO_CLASH)
def test_rules_that_cannot_clash_are_left_alone(wrong, one, other):
    assert wrong(rules(one, other)) == []


DUTY = "consequence: SHALL, addressees: [CCC, BBB]"


def test_a_circle_of_duties_is_told_step_by_step(found):
    text = (
        f"provisions: {{help: {{{RULE}, {DUTY}, actions: [relief], attack: {{}}}},"
        f" strike_back: {{treaty: lake_pact, article: A, text: T, source: story, {DUTY},"
        " actions: [force], trigger: in_force.truce_mediation}}\n"
        "measures: {truce_mediation: {action: relief}, border_strike: {action: force}}"
    )
    (problem,) = found(text)
    assert problem.code == "shall-cycle"
    assert problem.message == (
        "duties go round in a circle: help obliges to truce_mediation, which triggers strike_back "
        "obliges to border_strike, which triggers it"
    )
    assert "MAY" in problem.hint
    assert found(text.replace("in_force", "not in_force")) == []


IDLE = {
    "measures: {buffer_zone: {disabled: true}}": (
        "idle-red-line red_lines.yaml nobody can cross the red line foreign_troops: "
        "`in_force.buffer_zone` can never be"
    ),
    "red_lines: {member_soil: {when: false}}": (
        "idle-red-line 1:33 nobody can cross the red line member_soil"
    ),
    "thresholds: {call_for_help: {when: false}}\n"
    "red_lines: {member_soil: {when: ever.call_for_help}}": (
        "idle-red-line 2:33 nobody can cross the red line member_soil: `ever.call_for_help` can "
        "never be"
    ),
    "red_lines: {foreign_troops: {when: in_force.border_strike}}": (
        "idle-red-line 1:36 only BBB itself could cross its red line foreign_troops"
    ),
    "actors: {LEA: {disabled: true}}": (
        "idle-red-line red_lines.yaml the red line member_soil is nobody's: its "
        "holder LEA is disabled"
    ),
    "measures: {truce_mediation: {proposers: [AAA]}}": (
        "idle-measure 1:42 nobody may adopt the measure truce_mediation: AAA never considers "
        "anything (no `opportunity:`)"
    ),
    "measures: {truce_mediation: {when: false}}": (
        "idle-measure 1:36 nobody may adopt the measure truce_mediation: its condition `false` is "
        "never true"
    ),
    "red_lines: {foreign_troops: {disabled: true}}": (
        "idle-measure measures.yaml nobody may adopt the measure border_strike: it "
        "has no utility, so that nobody ever weighs it"
    ),
    "procedures: {league_consensus: {members: [ZZZ]}}\nactors: {ZZZ: {disabled: true}}": (
        "no-members 1:43 league_consensus decides by consensus, and all of its members are disabled"
    ),
    "measures: {truce_mediation: {action: mediation}}\nprovisions: {none: {treaty: lake_pact, "
    "article: A, text: T, source: story, consequence: MUST_NOT, bars: true, "
    "actions: [mediation]}}": (
        "idle-measure 1:38 nobody may adopt the measure truce_mediation: it is always beyond the "
        "powers of CCC, by none"
    ),
}


def test_what_is_barred_is_idle_however_it_is_forbidden_besides(wrong):
    bar = f"none: {{{RULE}, consequence: MUST_NOT, bars: true, actions: [mediation]}}"
    more = f"too: {{{RULE}, consequence: MUST_NOT, priority: 9, actions: [mediation]}}"
    text = "measures: {truce_mediation: {action: mediation}}\n"
    text += f"provisions: {{{bar}, {more}}}".replace("charter", "lake_pact")
    (found,) = [it for it in wrong(text, as_written=True) if it.startswith("idle-measure")]
    assert found.endswith("it is always beyond the powers of CCC, by none")


@pytest.mark.parametrize("text", IDLE)
def test_what_nobody_can_ever_use_is_found(wrong, text):
    found = [re.sub(r"ardenia/(\S+):\d+:\d+", r"\1", it) for it in wrong(text, as_written=True)]
    assert IDLE[text] in found
    assert wrong(text) == []


def test_a_utility_in_another_unit_is_told_with_both_units(wrong):
    assert wrong("measures: {city_assault: {utility: {ground: trend_memory}}}") == [
        "unit-mismatch 1:45 1 is needed here, but `trend_memory` is in day"
    ]


def test_the_scenario_itself_holds_all_of_it(wrong):
    assert wrong("{}", as_written=True) == []
