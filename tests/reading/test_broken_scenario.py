"""Twelve different mistakes get twelve precise messages, in one reading."""

from pathlib import Path

import pytest

from offramp.model.problems import ScenarioError
from offramp.reading.render import render
from offramp.reading.scenario import read_scenario

DATA = Path(__file__).parents[1] / "data"

MISTAKES = {
    "unknown-key broken/measures.yaml:5:3": ('unknown key "utilty"', 'did you mean "utility"?'),
    "wrong-unit broken/measures.yaml:10:33": ("lead_time is in km, where day is needed", "day"),
    "unknown-actor broken/measures.yaml:14:7": ('no actor "BBC"', 'did you mean "BBB"?'),
    "out-of-range broken/places.csv:4:48": ("throughput must be at least 0, not -8000", ""),
    "dangling-route broken/routes.csv:6:19": ('ends at "harbour"', "places.csv"),
    "duplicate-id broken/routes.csv:7:1": ('"city-gate" stands here again', "rename"),
    "extends-cycle broken/scenario.yaml:4:10": ("extends itself: broken -> broken", "nothing"),
    "bad-order broken/scenario.yaml:7:8": ("as_of 2030-02-01 lies before", "correct"),
    "expression broken/thresholds.yaml:4:20": ("the expression ends too early", ""),
    "unknown-name broken/thresholds.yaml:6:22": (
        "there is no `strain_limt`",
        'did you mean "strain_limit"?',
    ),
    "type-error broken/thresholds.yaml:8:9": ("`2 * strain.CCC` is a number", "compare it"),
    "expression broken/thresholds.yaml:10:10": ("cannot import anything (`__import__`)", ""),
}
"""Code and place of each mistake, with a part of the message and of what to do."""


@pytest.fixture(scope="module")
def error():
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(DATA)
        with pytest.raises(ScenarioError) as caught:
            read_scenario("broken")
    return caught.value


def test_every_mistake_is_reported_at_its_place_and_nothing_else(error):
    found = sorted(f"{problem.code} {problem.where}" for problem in error.problems)
    assert found == sorted(MISTAKES)


def test_every_message_says_what_is_wrong_and_what_to_do(error):
    for problem in error.problems:
        message, hint = MISTAKES[f"{problem.code} {problem.where}"]
        assert message in problem.message
        assert hint in problem.hint


def test_carets_stand_under_what_is_wrong(error):
    under = {
        f"{problem.code} {problem.where.line}": error.texts[problem.where.file].splitlines()[
            problem.where.line - 1
        ][problem.where.column - 1 :][: problem.length]
        for problem in error.problems
    }
    assert under["unknown-name 6"] == "strain_limt"
    assert under["expression 10"] == "__import__"
    assert under["type-error 8"] == "2 * strain.CCC"
    assert under["out-of-range 4"] == "-8000"
    assert under["wrong-unit 10"] == "km"
    assert under["unknown-key 5"] == "utilty"


def test_people_read_them_in_one_page(error):
    page = render(error.problems, error.texts)
    assert page.endswith("\n12 problems\n")
    assert page.count("^") >= 12
