"""Variants of a scenario in which a measure comes on one date after another, or never.

It comes by an order only: nobody chooses it, and it answers no red line.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain
from typing import Any

from offramp.model.expression import Expression
from offramp.model.measure import Measure
from offramp.model.problems import Problem, ScenarioError, did_you_mean
from offramp.model.scenario import Scenario
from offramp.processes.measures.stages import decided_day
from offramp.reading.scenario import Reading
from offramp.reading.variants import laid_over, tree_of

ORDER = "offramp_deadline"
"""Id of the order that imposes the measure."""
SILENT = "offramp_no_answer"
"""Id of a measure that nobody can take: the answer to a red line by it is none."""


@dataclass(frozen=True)
class Variants:
    """The scenarios in which a measure comes on each date, or never.

    Attributes:
        measure: its id.
        label: for people.
        dates: on which it is ordered in turn.
        never: the scenario in which it never comes.
        ordered: those in which it comes by an order only, one for each date.
    """

    measure: str
    label: str
    dates: tuple[date, ...]
    never: Scenario
    ordered: tuple[Scenario, ...]

    def __iter__(self) -> Iterator[Scenario]:
        return chain([self.never], self.ordered)


def variants(reading: Reading, measure: str, dates: Sequence[date]) -> Variants:
    """Return a scenario in which a measure never comes, and those with it on each date.

    In none of them does it answer a red line.

    Args:
        reading: of the scenario.
        measure: id.
        dates: at least one, in order.

    Raises:
        ScenarioError: if there is no such measure, history decides on it, or a date is too early.
    """
    scenario = reading.scenario
    check(scenario, measure, dates)
    own = [f"orders.{name}" for name, one in scenario.orders.items() if one.measure == measure]
    off = tree_of({"disable": [f"measures.{measure}", *own]})
    never = laid_over(reading, off).scenario
    order = {"measure": measure, "day": dates[0], "stage": "adopted"}
    first = _alone(laid_over(reading, tree_of({"orders": {ORDER: order}})).scenario, measure)
    label = scenario.measures[measure].label or measure.replace("_", " ")
    ordered = tuple(_on(first, when) for when in dates)
    return Variants(measure, label, tuple(dates), _unanswering(never, measure), ordered)


def _alone(scenario: Scenario, measure: str) -> Scenario:
    """Return a scenario in which a measure comes by the order of ours only."""
    closed = scenario.measures[measure].model_copy(update={"when": Expression("false")})
    orders = {
        name: order
        for name, order in scenario.orders.items()
        if name == ORDER or order.measure != measure
    }
    measures = {**scenario.measures, measure: closed}
    return _unanswering(_with(scenario, measures=measures, orders=orders), measure)


def _on(scenario: Scenario, when: date) -> Scenario:
    """Return a scenario with our order on another day."""
    order = scenario.orders[ORDER].model_copy(update={"day": when})
    return _with(scenario, orders={**scenario.orders, ORDER: order})


def _unanswering(scenario: Scenario, measure: str) -> Scenario:
    """Return a scenario in which a measure answers no red line.

    A measure that is switched off answers in its place, with its weight and the doubt about that:
    the answer is none, as where the measure itself is switched off.
    """
    lines = {name: one for name, one in scenario.red_lines.items() if measure in one.responses}
    if not lines:
        return scenario
    silent = Measure(by=scenario.measures[measure].by, disabled=True)
    changed = {
        name: one.model_copy(
            update={
                "responses": {
                    SILENT if answer == measure else answer: weight
                    for answer, weight in one.responses.items()
                }
            }
        )
        for name, one in lines.items()
    }
    return _with(
        scenario,
        measures={**scenario.measures, SILENT: silent},
        red_lines={**scenario.red_lines, **changed},
    )


def _with(scenario: Scenario, **sections: Mapping[str, Any]) -> Scenario:
    """Return a scenario with other sections."""
    said = {name: getattr(scenario, name) for name in Scenario.model_fields}
    return Scenario.model_construct(scenario.model_fields_set | set(sections), **said | sections)


def check(scenario: Scenario, measure: str, dates: Sequence[date]) -> None:
    """Refuse what cannot be ordered.

    Raises:
        ScenarioError: saying why, and what to do.
    """
    if measure not in scenario.measures or scenario.measures[measure].disabled:
        on = [name for name, one in scenario.measures.items() if not one.disabled]
        hint = did_you_mean(measure, on) or f"it has {', '.join(on)}"
        raise ScenarioError([Problem("unknown-measure", f'there is no measure "{measure}"', hint)])
    decided = scenario.start + timedelta(days=decided_day(scenario, measure))
    for name, event in scenario.events.items():
        told = event.measure == measure and event.verified and not event.disabled
        if told and event.date <= decided and event.known_at <= scenario.as_of:
            message = f'history has decided on "{measure}" already: "{name}" on {event.date}'
            hint = f"lay an overlay with an earlier `decided_until:` over it, as {event.date}"
            raise ScenarioError([Problem("decided-already", message, hint)])
    end = scenario.start + timedelta(days=scenario.days - 1)
    if decided >= end:
        message = f'no day is left to decide on "{measure}": history decides until {decided}'
        hint = "lay an overlay with an earlier `decided_until:` over it, or with more `days:`"
        raise ScenarioError([Problem("no-free-day", message, hint)])
    for when in dates:
        if not decided < when <= end:
            message = f'{when} is no day on which "{measure}" can still be decided'
            hint = f"give dates from {decided + timedelta(days=1)} to {end}"
            raise ScenarioError([Problem("bad-date", message, hint)])


def grid(scenario: Scenario, measure: str, every: int) -> list[date]:
    """Return every so many days from the first that history leaves a measure free to the end."""
    first = max(decided_day(scenario, measure) + 1, 0)
    return [scenario.start + timedelta(days=day) for day in range(first, scenario.days, every)]
