"""What checks find in influences, stocks, orders, indicators and effects that are worked out."""

from datetime import timedelta

import pytest

from offramp.reading.scenario import read_scenario

Q = "source: judgement, basis: a test"

CASES = {
    "unknown signal": (
        "influences: {blow: {when: ever.nothing_at_all}}",
        "unknown-name",
        "there is no `ever.nothing_at_all`",
    ),
    "rate in the wrong unit": (
        "influences: {blow: {rate: strain_memory}}",
        "unit-mismatch",
        "1/day",
    ),
    "change in the wrong unit": (
        "stocks: {arms: {unit: person, start: {value: 1, unit: person, SOURCE}, "
        "change: strain_memory}}",
        "unit-mismatch",
        "person/day",
    ),
    "start in the wrong unit": (
        "stocks: {arms: {unit: person, start: {value: 1, unit: km, SOURCE}, change: 0}}",
        "wrong-unit",
        "start is in km, where person is needed",
    ),
    "no unit at all": (
        "stocks: {arms: {unit: blorb, start: {value: 1, unit: km, SOURCE}, change: 0}}",
        "unknown-unit",
        '"blorb" is not a unit',
    ),
    "condition where a value is needed": (
        "indicators: {far: {value: day > 1, unit: day}}",
        "type-error",
        "value",
    ),
    "value where a condition is needed": (
        "indicators: {far: {value: day, take: share}}",
        "type-error",
        "condition",
    ),
    "name of a built-in indicator": (
        "indicators: {hazard.far: {value: day, unit: day}}",
        "taken-name",
        "the chance of a rung",
    ),
    "amount in the wrong unit": (
        "influences: {blow: {effects: [{on: intensity, add: 2 * strain_memory}]}}",
        "unit-mismatch",
        "1",
    ),
    "amount of nothing": (
        "influences: {blow: {effects: [{on: intensity, add: nothing_at_all}]}}",
        "unknown-quantity",
        'there is no quantity "nothing_at_all"',
    ),
    "amount with a name of nothing": (
        "influences: {blow: {effects: [{on: intensity, times: 1 + nothing_at_all}]}}",
        "unknown-name",
        "there is no `nothing_at_all`",
    ),
    "duration without a rate": (
        "influences: {blow: {duration: strain_memory}}",
        "missing-key",
        "no rate at which it begins",
    ),
    "no duration": (
        "influences: {blow: {rate: fighting_reversion, duration: {value: 0, unit: day, SOURCE}}}",
        "out-of-range",
        "blow lasts no time",
    ),
    "unknown measure": (
        "orders: {try: {measure: nothing_at_all, day: 2032-01-01}}",
        "unknown-measure",
        'there is no measure "nothing_at_all"',
    ),
    "unknown actor": (
        "influences: {blow: {actor: NOBODY}}",
        "unknown-actor",
        'there is no actor "NOBODY"',
    ),
    "unknown source": (
        "influences: {blow: {source: nowhere_to_be_found}}",
        "unknown-source",
        "nowhere_to_be_found",
    ),
    "process left out": (
        "order: [history, stocks, effects]\ninfluences: {blow: {}}",
        "missing-process",
        'the order leaves out the process "influences"',
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_what_is_wrong_is_found_where_it_stands(found, case):
    text, code, message = CASES[case]
    problems = found(text.replace("SOURCE", Q))
    assert [p.code for p in problems] == [code], problems
    assert message in problems[0].message + problems[0].hint
    assert problems[0].where.file == "over.yaml"
    assert problems[0].hint


def _order(ardenia_measure, day):
    return f"orders: {{try: {{measure: {ardenia_measure}, day: {day}}}}}"


def test_an_order_is_for_a_free_day_and_a_measure_that_is_on(found):
    scenario = read_scenario("ardenia").scenario
    measure = next(iter(scenario.measures))
    assert not found(_order(measure, "2100-01-01").replace("2100-01-01", _day(scenario, 1)))
    for day, text in (
        (str(scenario.as_of), "is not free"),
        (_day(scenario, scenario.days), "is after the last"),
    ):
        (problem,) = found(_order(measure, day))
        assert problem.code == "bad-order"
        assert text in problem.message
    early = f"decided_until: {scenario.start}\n" + _order(measure, str(scenario.as_of))
    assert not found(early)
    off = f"measures: {{{measure}: {{disabled: true}}}}\n" + _order(measure, _day(scenario, 1))
    assert [p.code for p in found(off)] == ["idle-order"]


def _day(scenario, after):
    if after == 1:
        return str(scenario.as_of + timedelta(days=1))
    return str(scenario.start + timedelta(days=after))


def test_a_measure_that_lasts_no_time_is_refused(found):
    measure = next(iter(read_scenario("ardenia").scenario.measures))
    text = f"measures: {{{measure}: {{duration: {{value: 0, unit: day, {Q}}}}}}}"
    assert [p.code for p in found(text)] == ["out-of-range"]


def test_what_is_sound_is_not_complained_about(found):
    text = """
    quantities:
      arms_gain: {value: 1, unit: 1/day, source: judgement, basis: a test}
    influences:
      blow:
        when: stock.arms.one > 0 or ever.blow
        rate: arms_gain * max(stock.arms.one, 0)
        duration: strain_memory
        effects: [{on: intensity, times: 1 + stock.arms.one}, {on: unease, add: stock.arms.one}]
    stocks:
      arms:
        over: [one, two]
        start: {value: 1, unit: "1", source: judgement, basis: a test}
        change: arms_gain - arms_gain * stock.arms.it
    indicators:
      far: {value: sum(stock), take: total, better: low}
    """
    assert not found(text)
