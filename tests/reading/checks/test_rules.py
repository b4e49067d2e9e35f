"""Names, measures, procedures, red lines, the ladder and outcomes."""

import pytest

from offramp.model.scenario import Scenario
from offramp.reading.build import build
from offramp.reading.checks import Bench, run_checks
from offramp.reading.expand import expand
from offramp.reading.nodes import Mapping

CASES = {
    "thresholds: {invasion: {when: ever.siege_begins}}": (
        'duplicate-signal 1:14 "invasion" is also the id of one of the events'
    ),
    "thresholds: {stray_shell.lethal: {when: ever.siege_begins}}": (
        'duplicate-signal ardenia/contacts.yaml:12:1 "stray_shell.lethal" is also the id of one of '
        "the thresholds"
    ),
    "thresholds: {two-words: {when: ever.siege_begins}}": (
        'unfit-name 1:14 "two-words" cannot be named in an expression'
    ),
    "thresholds: {ever.more: {when: ever.siege_begins}}": (
        'taken-name 1:14 "ever.more" means something else in expressions'
    ),
    'quantities: {at_home: {value: 1, unit: "1", source: story}}': (
        'taken-name 1:14 "at_home" is a state variable, and cannot be a quantity as well'
    ),
    "measures: {city_assault: {rung: clash}}": (
        "missing-key 1:33 city_assault raises a rung, but of no dyad"
    ),
    "measures: {city_assault: {family: presense}}": (
        'unknown-family 1:35 no other measure is in the family "presense"'
    ),
    "events: {siege_begins: {stage: in_force}}": (
        'missing-key 1:32 "siege_begins" is a step of no measure'
    ),
    "events: {siege_begins: {measure: city_assault}}": (
        'missing-key 1:34 "siege_begins" names a measure and no step'
    ),
    "procedures: {coalition: {members: []}}": (
        "missing-key ardenia/procedures.yaml:11:9 coalition decides by coalition and has no members"
    ),
    "procedures: {league_consensus: {rule: qualified_majority}}": (
        "missing-key 1:39 league_consensus decides by qualified_majority and does not say how many "
        "it needs"
    ),
    "procedures: {coalition: {needed: {value: 4}}}": (
        "out-of-range 1:42 coalition needs 4, more than there can be (3)"
    ),
    "procedures: {coalition: {rule: council, needed: {value: 1}, vetoes: [BBB]}}": (
        'unknown-actor 1:70 "BBB" has a veto in coalition, but is no member of it'
    ),
    "procedures: {coalition: {vetoes: [CCC]}}": (
        "bad-value 1:26 coalition decides by coalition, which knows no veto"
    ),
    "red_lines: {foreign_troops: {responses: {strike: {value: 1, unit: '1', source: story}}}}": (
        'unknown-measure 1:42 there is no measure "strike" to answer with'
    ),
    "red_lines: {member_soil: {holder: CCC}}": (
        'foreign-answer ardenia/red_lines.yaml:24:5 "buffer_zone" is a measure of LEA, not of CCC'
    ),
    "ladder: {reply: {sideways: {value: 1, unit: '1', source: story}}}": (
        'unknown-key 1:18 there is no reply "sideways"'
    ),
    "ladder: {rungs: {clash: {level: 5}}}": (
        'duplicate-level ardenia/ladder.yaml:9:16 "war" stands as high as "clash"'
    ),
    "ladder: {rungs: {calm: {level: -1}}}": "out-of-range 1:32 level must be at least 0, not -1",
}


@pytest.mark.parametrize(("text", "expected"), CASES.items(), ids=CASES)
def test_what_does_not_fit_together_is_found(wrong, text, expected):
    assert wrong(text) == [expected]


OUTCOME = (
    "outcomes: {{reception: {{cases: [{{id: a, label: A, {0}}}, "
    "{{id: b, label: B, otherwise: true}}]}}}}"
)
UNSEEN = "when: ever.invasion, observed: false, assumption: any, hazard: {0}"


@pytest.mark.parametrize(
    ("case", "expected"),
    [
        (UNSEEN.format("LEA_BBB.wars"), 'unknown-hazard 1:113 "LEA_BBB.wars" is no rung of a dyad'),
        (
            UNSEEN.format("LEA_BBB.clash"),
            'unknown-hazard 1:113 the chance of reaching "clash" is not recorded',
        ),
        ("otherwise: true", 'bad-order 1:61 no case after "a" is ever reached'),
    ],
)
def test_outcomes_that_cannot_be_judged_are_found(wrong, case, expected):
    assert wrong(OUTCOME.format(case)) == [expected]


def test_a_second_case_of_the_same_name_is_found(wrong):
    text = OUTCOME.format("when: ever.invasion").replace("id: b", "id: a")
    assert wrong(text) == ['duplicate-id 1:77 reception has a second case "a"']


def test_a_missing_reply_is_named(ardenia):
    ladder = ardenia.entries["ladder"]
    assert isinstance(ladder.node, Mapping)
    replies = ladder.node.entries["reply"]
    assert isinstance(replies.node, Mapping)
    fewer = ladder.put(ladder.node.put("reply", replies.put(replies.node.drop("down", "up"))))
    root = expand(ardenia.put("ladder", fewer), [])
    scenario, provenance = build(root, Scenario)
    (problem,) = run_checks(Bench(scenario, provenance, root))
    assert problem.message == "reply has no weight for up and down"
    assert str(problem.where) == "ardenia/ladder.yaml:14:1"
