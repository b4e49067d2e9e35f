"""Ids that nobody defined."""

import pytest

CASES = {
    "actors: {LEA: {members: [CCC, DDE]}}": 'unknown-actor 1:31 there is no actor "DDE"',
    "measures: {city_assault: {by: LEX}}": 'unknown-actor 1:31 there is no actor "LEX"',
    "measures: {buffer_zone: {proposers: [XXX]}}": 'unknown-actor 1:38 there is no actor "XXX"',
    "procedures: {coalition: {members: [CCC, XXX]}}": 'unknown-actor 1:41 there is no actor "XXX"',
    "contacts: {stray_shell: {soil: XXX}}": 'unknown-actor 1:32 there is no actor "XXX"',
    "treaties: {charter: {joins: {XXX: 2031-01-01}}}": 'unknown-actor 1:35 there is no actor "XXX"',
    "provisions: {charter_3: {invokers: [XXX]}}": 'unknown-actor 1:37 there is no actor "XXX"',
    "thresholds: {long_war: {actor: XXX}}": 'unknown-actor 1:32 there is no actor "XXX"',
    "ladder: {dyads: {LEA_BBB: {second: XXX}}}": 'unknown-actor 1:36 there is no actor "XXX"',
    "actors: {CCC: {home: west}}": 'unknown-host 1:22 there is no host "west"',
    "contacts: {stray_shell: {place: moon}}": 'unknown-place 1:33 there is no place "moon"',
    "provisions: {charter_3: {treaty: chart}}": 'unknown-treaty 1:34 there is no treaty "chart"',
    "measures: {buffer_zone: {provision: charter_4}}": (
        'unknown-provision 1:37 there is no provision "charter_4"'
    ),
    "measures: {buffer_zone: {procedure: council}}": (
        'unknown-procedure 1:37 there is no procedure "council"'
    ),
    "measures: {buffer_zone: {dyad: BBB_LEA}}": 'unknown-dyad 1:32 there is no dyad "BBB_LEA"',
    "measures: {buffer_zone: {rung: top}}": 'unknown-rung 1:32 there is no rung "top"',
    "ladder: {exchange: top}": 'unknown-rung 1:20 there is no rung "top"',
    "ladder: {start: {LEA_BBB: top}}": 'unknown-rung 1:27 there is no rung "top"',
    "ladder: {start: {X_Y: calm}}": 'unknown-dyad 1:23 there is no dyad "X_Y"',
    "ladder: {gates: {first_blow: {rung: top}}}": 'unknown-rung 1:37 there is no rung "top"',
    "events: {siege_begins: {because: nothing}}": 'unknown-event 1:34 there is no event "nothing"',
    "series: {phases: {because: [nothing]}}": 'unknown-event 1:29 there is no event "nothing"',
    "events: {consultation_held: {measure: talk}}": (
        'unknown-measure 1:39 there is no measure "talk"'
    ),
    "actors: {AAA: {source: gossip}}": 'unknown-source 1:24 there is no source "gossip"',
    "quantities: {many: {source: gossip}}": 'unknown-source 1:29 there is no source "gossip"',
    "places: {west: {population_source: gossip}}": (
        'unknown-source 1:36 there is no source "gossip"'
    ),
    "actors: {AAA: {source: judgement}}": "no-basis 1:24 AAA is judgement without a basis",
}


@pytest.mark.parametrize(("text", "expected"), CASES.items(), ids=CASES)
def test_an_undefined_id_is_found_where_it_is_named(wrong, text, expected):
    assert wrong(text) == [expected]


def test_the_scenario_itself_is_sound(wrong):
    assert wrong("{}") == []


def test_dated_events_may_name_anybody_who_acts_in_no_run(wrong):
    assert wrong("events: {siege_begins: {actor: a neighbour, target: somebody}}") == []


def test_a_near_miss_is_suggested(found):
    (problem,) = found("measures: {buffer_zone: {rung: show_of_forse}}")
    assert problem.hint == 'did you mean "show_of_force"?'


def test_each_use_of_an_undefined_id_is_reported(found):
    text = "measures: {buffer_zone: {by: XXX}, aid_escort: {by: XXX}}"
    assert [problem.code for problem in found(text) if "XXX" in problem.message] == [
        "unknown-actor",
        "unknown-actor",
        "foreign-answer",
    ]
