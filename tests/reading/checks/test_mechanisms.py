"""Mechanisms: the items that carry them, and how they are switched off."""

import pytest

CASES = {
    "mechanisms: {corridor: {items: [measures.aid_escorts]}}": (
        'unknown-item 1:33 there is no item "measures.aid_escorts"'
    ),
    "mechanisms: {corridor: {items: [aid_escort]}}": (
        'unknown-item 1:33 there is no item "aid_escort"'
    ),
    "mechanisms: {corridor: {off: {disable: [measures.aid_escorts]}}}": (
        'unknown-item 1:41 there is no item "measures.aid_escorts" to disable'
    ),
    "mechanisms: {corridor: {off: {measure: {aid_escort: {disabled: true}}}}}": (
        'unknown-key 1:31 there is no section "measure" to change'
    ),
    "mechanisms: {corridor: {off: {measures: {escort: {disabled: true}}}}}": (
        'unknown-item 1:42 there is no item "measures.escort" to change'
    ),
    "mechanisms: {corridor: {off: {measures: {aid_escort: {when: day >}}}}}": (
        "expression 1:65 when: the expression ends too early"
    ),
    "mechanisms: {corridor: {off: {quantities: {surge: {vale: 0}}}}}": (
        'unknown-key 1:52 unknown key "vale"'
    ),
    "mechanisms: {corridor: {off: {ladder: {quiet: {value: soon}}}}}": (
        'bad-value 1:55 value must be a number, not "soon"'
    ),
}


@pytest.mark.parametrize(("text", "expected"), CASES.items(), ids=CASES)
def test_a_mechanism_that_cannot_be_switched_off_is_found(wrong, text, expected):
    assert expected in wrong(text)


@pytest.mark.parametrize(
    "text",
    [
        "mechanisms: {corridor: {items: [thresholds.strained, ladder.gates.first_blow]}}",
        "mechanisms: {corridor: {off: {disable: [thresholds.strained]}}}",
        "mechanisms: {corridor: {off: {ladder: {quiet: {value: 1}}}}}",
    ],
)
def test_a_sound_one_is_not(wrong, text):
    assert wrong(text) == []
