"""Numbers, their units and bounds, and the effects on them."""

import pytest

from offramp.processes import PROCESSES
from offramp.reading.checks.wanted import STANDARD

ONE = "{value: 1, unit: day, source: story}"

CASES = {
    "quantities: {many: {unit: perso}}": 'unknown-unit 1:27 "perso" is not a unit',
    "quantities: {concern: {over: countries}}": (
        'unknown-index 1:30 there is no index "countries"'
    ),
    "quantities: {attraction: {each: {EEE: {value: 1}}}}": (
        'unknown-label 1:34 "EEE" is none of the hosts'
    ),
    "quantities: {more: {over: [x], value: 1, unit: day, source: story, each: {y: {value: 1}}}}": (
        'unknown-label 1:75 "y" is not in `over:`'
    ),
    "red_lines: {foreign_troops: {delay: wait_time}}": (
        'unknown-quantity 1:37 there is no quantity "wait_time"'
    ),
    "red_lines: {foreign_troops: {loss: unease}}": (
        'unknown-quantity 1:36 the quantity "unease" has a number for each of its labels'
    ),
    "red_lines: {foreign_troops: {loss: many}}": (
        "wrong-unit 1:36 loss is in person, where 1 is needed"
    ),
    f"red_lines: {{foreign_troops: {{credence: {ONE}}}}}": (
        "wrong-unit 1:57 credence is in day, where 1 is needed"
    ),
    "quantities: {travel_speed: {unit: km/hour}}": (
        "wrong-unit 1:35 travel_speed is in km/hour, where km/day is needed"
    ),
    "quantities: {surge: {over: hosts}}": (
        "wrong-index 1:28 surge needs a number for each of the origins"
    ),
    "quantities: {travel_speed: {over: hosts}}": (
        "wrong-index 1:35 travel_speed has a number for each of its labels, where one is needed"
    ),
    "contacts: {stray_shell: {lethal: {value: 1.5}}}": (
        "out-of-range 1:42 lethal must be between 0 and 1, not 1.5"
    ),
    "red_lines: {foreign_troops: {responses: {none: {value: -1}}}}": (
        "out-of-range 1:56 none must be at least 0, not -1"
    ),
    "quantities: {barred_share: {uniform: [0.5, 1.5]}}": (
        "out-of-range 1:29 barred_share must be between 0 and 1, not 0.5 to 1.5"
    ),
    "quantities: {planning_figure: {each: {CCC: {value: -5}}}}": (
        "out-of-range 1:52 planning_figure must be at least 0, not -5"
    ),
    "measures: {truce_mediation: {effects: [{on: intensty, times: opportunity}]}}": (
        'unknown-quantity 1:45 there is no quantity "intensty" to act on'
    ),
    "measures: {truce_mediation: {effects: [{on: intensity, times: half}]}}": (
        'unknown-quantity 1:63 there is no quantity "half"'
    ),
    "measures: {truce_mediation: {effects: [{on: intensity, times: unease}]}}": (
        'unknown-quantity 1:63 the quantity "unease" has a number for each of its labels'
    ),
    f"measures: {{truce_mediation: {{effects: [{{on: intensity, times: {ONE}}}]}}}}": (
        "wrong-unit 1:80 intensity is multiplied by a number in day"
    ),
    f"measures: {{truce_mediation: {{effects: [{{on: unease.CCC, add: {ONE}}}]}}}}": (
        "wrong-unit 1:79 unease.CCC is in 1, but what is added to it in day"
    ),
}


@pytest.mark.parametrize(("text", "expected"), CASES.items(), ids=CASES)
def test_a_number_that_does_not_fit_is_found(wrong, text, expected):
    assert expected in wrong(text)


@pytest.mark.parametrize(
    "text",
    [
        "red_lines: {foreign_troops: {loss: unease.CCC}}",
        "red_lines: {foreign_troops: {delay: {value: 24, unit: days}}}",
        "measures: {truce_mediation: {effects: [{on: unease, add: unease.CCC}]}}",
        "quantities: {surge: {over: [west, capital, south, east]}}",
        "quantities: {planning_figure: {each: {CCC: {lognormal: [400000, 2]}}}}",
    ],
)
def test_a_number_that_fits_is_not(wrong, text):
    assert wrong(text) == []


def test_a_label_is_suggested_for_a_quantity_over_an_index(found):
    (problem,) = found("red_lines: {foreign_troops: {loss: unease}}")
    assert problem.hint == "add a label: unease.AAA"


def test_every_quantity_that_a_process_reads_is_known():
    read = {name for process in PROCESSES.values() for name in process.quantities}
    assert read | {"law_weight"} == set(STANDARD)
