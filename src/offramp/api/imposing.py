"""Decisions that the analyst imposes on a scenario: a measure forced, ordered, or forbidden.

Each is an overlay given as plain data, so that it is checked as any other.
"""

from datetime import date, datetime, timedelta
from typing import Any, Literal

from offramp.model.measure import Measure
from offramp.model.problems import Problem, ScenarioError, did_you_mean
from offramp.model.scenario import Scenario
from offramp.processes.measures.stages import decided_day, proposers
from offramp.results.words import joined

Imposed = tuple[dict[str, Any], str]
"""An overlay as plain data, and what a run says was laid on top."""

VERBS = {"in_force": ("force", "forced"), "adopted": ("order", "ordered")}
"""What it is called to bring a measure to a stage, and that it was."""


def imposed(
    scenario: Scenario,
    measure: str,
    day: date | str,
    stage: Literal["adopted", "in_force"],
    actor: str = "",
) -> Imposed:
    """Bring a measure to a stage on a day, whoever wants it.

    Args:
        scenario: that has it.
        measure: id of a measure.
        day: after the last that history decides on it, as a date or as `2030-04-01`.
        stage: that it reaches; in force, it acts from that day on, for its own duration.
        actor: who carries it out or may propose it, where that is said: only checked.

    Raises:
        ScenarioError: if it cannot be done, or not on that day.
    """
    when = _date(day)
    found = _measure(scenario, measure)
    verb, past = VERBS[stage]
    if actor:
        _takes(scenario, measure, found, actor)
    last = scenario.start + timedelta(days=scenario.days - 1)
    decided = scenario.start + timedelta(days=max(decided_day(scenario, measure), -1))
    if not decided < when <= last:
        why = (
            f"the run ends on {last}"
            if when > last
            else f"the run begins on {scenario.start}"
            if when < scenario.start
            else f"history decides on it until {decided}"
        )
        message = f'"{measure}" cannot be {past} on {when}: {why}'
        raise ScenarioError([Problem("bad-date", message, _days(decided, last))])
    label = f"{found.label or measure.replace('_', ' ')}, {past} on {when}"
    order = {"measure": measure, "day": str(when), "stage": stage, "label": label}
    called = f"{verb} {measure}@{when}"
    return {"orders": {called.replace(" ", "_"): order}}, called


def forbidden(scenario: Scenario, measure: str, actor: str = "") -> Imposed:
    """Leave a measure out, for everybody or for one that may propose it.

    Forbidden to one of several proposers, it may still come from another. Forbidden to the one
    that carries it out, or to its only proposer, it comes from nobody.

    Args:
        scenario: that has it.
        measure: its id.
        actor: who may not take it; nobody may where not given.

    Raises:
        ScenarioError: if there is no such measure, or it is not for that actor to take.
    """
    found = _measure(scenario, measure)
    if actor:
        _takes(scenario, measure, found, actor)
        rest = [one for one in proposers(found) if one != actor]
        if actor != found.by and rest:
            return {"measures": {measure: {"proposers": rest}}}, f"forbid {actor}:{measure}"
    orders = [
        f"orders.{key}"
        for key, order in scenario.orders.items()
        if order.measure == measure and not order.disabled
    ]
    called = f"forbid {actor}:{measure}" if actor else f"forbid {measure}"
    return {"disable": [f"measures.{measure}", *orders]}, called


def _measure(scenario: Scenario, name: str) -> Measure:
    """Return a measure that may be taken."""
    found = scenario.measures.get(name)
    if found is None:
        open_ones = [key for key, one in scenario.measures.items() if not one.disabled]
        hint = did_you_mean(name, open_ones) or f"it has {', '.join(open_ones) or 'none'}"
        message = f'there is no measure "{name}" in {scenario.id}'
        raise ScenarioError([Problem("unknown-measure", message, hint)])
    if found.disabled:
        message = f'the measure "{name}" is switched off'
        raise ScenarioError([Problem("switched-off", message, "leave out what switches it off")])
    return found


def _takes(scenario: Scenario, name: str, measure: Measure, actor: str) -> None:
    """Refuse an actor that neither carries a measure out nor may propose it."""
    if actor not in scenario.actors:
        known = [key for key, one in scenario.actors.items() if not one.disabled]
        hint = did_you_mean(actor, known) or f"it has {', '.join(known)}"
        message = f'there is no actor "{actor}" in {scenario.id}'
        raise ScenarioError([Problem("unknown-actor", message, hint)])
    may = proposers(measure)
    if actor in (measure.by, *may):
        return
    alone = may == (measure.by,)
    hint = f"{measure.by} carries it out" + (
        "" if alone else f", {joined(list(may))} may propose it"
    )
    message = f'"{name}" is not for {actor} to take'
    raise ScenarioError([Problem("wrong-actor", message, hint)])


def _days(decided: date, last: date) -> str:
    if decided >= last:
        return "lay an overlay with an earlier `decided_until:` under it, or with more `days:`"
    return f"give a day from {decided + timedelta(days=1)} to {last}"


def _date(given: Any) -> date:
    """Return the day that is given as a date, as one with a time, or as text."""
    if isinstance(given, date):
        return given.date() if isinstance(given, datetime) else given
    said = f'"{given}"' if isinstance(given, str) else repr(given)
    try:
        return date.fromisoformat(given)
    except (TypeError, ValueError):
        hint = "write it as 2030-04-01"
        raise ScenarioError([Problem("bad-date", f"{said} is no date", hint)]) from None
