"""What acts by itself, what is kept in stock and what is asked of futures fits together."""

from collections.abc import Iterator

from offramp.model.day import unordered
from offramp.model.indicators import HAZARD
from offramp.model.problems import Problem
from offramp.model.quantity import Number, Quantity
from offramp.model.units import is_unit
from offramp.reading.checks.bench import Bench
from offramp.reading.checks.numbers import extremes
from offramp.reading.checks.wanted import quantity_named


def missing_processes(bench: Bench) -> Iterator[Problem]:
    """What acts has its process in the order of the day."""
    for problem in unordered(bench.scenario):
        yield bench.problem(problem.code, "order", problem.message, problem.hint)


def empty_durations(bench: Bench) -> Iterator[Problem]:
    """What is in force, or strikes, lasts for some time."""
    for section in ("measures", "influences"):
        for key, item in bench.items(section).items():
            if item.duration is None or _longest(bench, item.duration) != 0:
                continue
            message = f"{key} lasts no time, and would do nothing"
            hint = "give at least 1 day, or delete `duration:` for what stays"
            yield bench.problem("out-of-range", f"{section}.{key}.duration", message, hint)


def _longest(bench: Bench, number: Number) -> float | None:
    """Return the highest number that a duration is likely to be; None where there is no saying."""
    if isinstance(number, Quantity):
        return extremes(number)[1]
    named = quantity_named(bench.scenario, number)
    return None if named is None else extremes(named[0].at(named[1]))[1]


def lasting_influences(bench: Bench) -> Iterator[Problem]:
    """Only a shock has a duration: what stands acts as long as its condition holds."""
    for key, influence in bench.scenario.influences.items():
        if influence.duration is not None and influence.rate is None:
            message = f"{key} has a duration, but no rate at which it begins"
            hint = "add `rate:` for a shock, or say in `when:` how long it acts"
            yield bench.problem("missing-key", f"influences.{key}.duration", message, hint)


def unknown_units(bench: Bench) -> Iterator[Problem]:
    """Stocks and indicators are in a unit that there is."""
    for section in ("stocks", "indicators"):
        for key, item in bench.items(section).items():
            if not is_unit(item.unit):
                message = f'"{item.unit}" is not a unit'
                hint = "write it as a product of named units, such as person/day; 1 for none"
                yield bench.problem("unknown-unit", f"{section}.{key}.unit", message, hint)


def taken_indicators(bench: Bench) -> Iterator[Problem]:
    """An indicator does not take the name of one that every ladder brings with it."""
    for key in bench.scenario.indicators:
        if key.partition(".")[0] == HAZARD:
            message = f'"{key}" is the chance of a rung, which every run records'
            yield bench.at_key("taken-name", f"indicators.{key}", message, "rename it")


def impossible_orders(bench: Bench) -> Iterator[Problem]:
    """An order is for a day of the run that history leaves free, and for a measure that is on."""
    scenario = bench.scenario
    for key, order in scenario.orders.items():
        measure = scenario.measures.get(order.measure)
        if order.disabled or measure is None:
            continue
        if measure.disabled:
            message = f"{key} orders {order.measure}, which is switched off"
            hint = "switch the measure on, or the order off"
            yield bench.problem("idle-order", f"orders.{key}.measure", message, hint)
        until = measure.decided_until or scenario.decided_until or scenario.as_of
        until = min(until, scenario.as_of)
        if order.day <= until:
            message = f"{order.day} is not free: history decides on {order.measure} until {until}"
            hint = "choose a later day, or set `decided_until:` to an earlier one"
            yield bench.problem("bad-order", f"orders.{key}.day", message, hint)
        elif scenario.day_of(order.day) >= scenario.days:
            message = f"{order.day} is after the last of the {scenario.days} days of a run"
            yield bench.problem("bad-order", f"orders.{key}.day", message, "choose an earlier day")
