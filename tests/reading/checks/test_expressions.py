"""Expressions of a whole scenario."""

import pytest

CASES = {
    "thresholds: {long_war: {when: strain.CC > 1}}": ("unknown-name 1:31 there is no `strain.CC`"),
    "thresholds: {long_war: {when: 'strain.CC > 1'}}": (
        "unknown-name 1:32 there is no `strain.CC`"
    ),
    "thresholds: {long_war: {when: strain > 1}}": (
        "type-error 1:31 `strain` is a whole variable with 2 labels"
    ),
    "thresholds: {long_war: {when: day > strain.CCC}}": (
        "unit-mismatch 1:37 `day` is in day, but `strain.CCC` is in 1"
    ),
    "red_lines: {member_soil: {when: strain.CCC}}": (
        "type-error 1:33 a condition is needed here, but `strain.CCC` is a number"
    ),
    "provisions: {charter_5: {trigger: ever.nothing}}": (
        "unknown-name 1:35 there is no `ever.nothing`"
    ),
    "ladder: {gates: {first_blow: {when: self > 1}}}": "unknown-name 1:37 there is no `self`",
    "contacts: {stray_shell: {rates: {inadvertent: misperception}}}": (
        "unit-mismatch 1:47 1/day is needed here, but `misperception` is in 1"
    ),
    "measures: {consultation: {utility: {effort: day}}}": (
        "unit-mismatch 1:45 1 is needed here, but `day` is in day"
    ),
    "measures: {consultation: {utility: {effort: ever.invasion}}}": (
        "type-error 1:45 a value is needed here, but `ever.invasion` is true or false"
    ),
    "measures: {consultation: {support: {solidarity: strain.self}}}": (
        "unknown-name 1:49 there is no `strain.EEE`, which `strain.self` is for EEE"
    ),
    "measures: {consultation: {when: strain.self > 1}}": (
        "unknown-name 1:33 there is no `strain.EEE`, which `strain.self` is for EEE"
    ),
    "outcomes: {reception: {cases: [{id: a, label: A, when: ever.x}, "
    "{id: b, label: B, otherwise: true}]}}": "unknown-name 1:56 there is no `ever.x`",
}


@pytest.mark.parametrize(("text", "expected"), CASES.items(), ids=CASES)
def test_an_expression_without_sense_is_found(wrong, text, expected):
    assert wrong(text) == [expected]


def test_self_is_tried_for_all_who_weigh_and_reported_once(wrong):
    text = "measures: {aid_escort: {support: {mercy: fighting.self}}}"
    assert wrong(text) == [
        "unknown-name 1:42 there is no `fighting.CCC`, which `fighting.self` is for CCC"
    ]


def test_self_is_whoever_took_a_dated_step(wrong):
    text = "events: {consultation_called: {actor: outsider}}"
    (found,) = wrong(text)
    assert "there is no `perceived_threat.outsider`" in found


def test_a_hint_says_what_may_be_meant(found):
    (problem,) = found("thresholds: {long_war: {when: straim.CCC > 1}}")
    assert problem.hint == 'did you mean "strain.CCC"?'
    assert problem.length == len("straim.CCC")


def test_an_item_written_out_for_several_labels_is_reported_once(wrong):
    assert wrong("thresholds: {strained: {when: strain.it > limit}}") == [
        "unknown-name 1:31 there is no `limit`"
    ]
