"""What the rule behind an event says, in words."""

from collections.abc import Callable, Iterator
from typing import Any

from offramp.model.base import Model
from offramp.model.contact import Contact
from offramp.model.expression import Expression
from offramp.model.history import DatedEvent
from offramp.model.influence import Influence
from offramp.model.law import Provision
from offramp.model.measure import Measure, Procedure
from offramp.model.quantity import Number, Quantity
from offramp.model.red_line import RedLine
from offramp.model.scenario import Scenario
from offramp.model.signal import Threshold
from offramp.results import labels
from offramp.results.conditions import condition
from offramp.results.quantity_words import in_words
from offramp.results.words import day_words, joined

LADDER = (
    "The two sides stand at least on the rung that a measure in force between them, or the contact "
    "behind a lethal incident, leads to. After a lethal incident they reply by weights drawn for "
    "each future: up a rung, stay, or restraint."
)
_DECIDES = {
    "unilateral": "who carries it out decides alone",
    "consensus": "it is decided by consensus: nobody objects",
    "qualified_majority": "it is decided by a qualified majority",
    "council": "it is decided in a council in which some members have a veto",
    "coalition": "enough of those who are willing decide on it",
}


def rule_words(scenario: Scenario, path: str, kind: str = "") -> str:
    """Return what a rule says; empty where it says nothing that could be told.

    Args:
        scenario: that holds the rule.
        path: its dotted path, as an event names it.
        kind: of the event: of a measure that comes into force or ends only that is told.
    """
    if path.startswith("orders."):
        return "An assumption of this analysis: it is ordered, whoever wants it."
    if path.startswith("series."):
        return "Observed: history imposes it."
    if path == "ladder" or path.startswith("ladder."):
        return LADDER
    item = labels.item_at(scenario, path)
    if isinstance(item, Measure) and kind in _STEPS:
        return _STEPS[kind](scenario, item)
    tell = _TOLD.get(type(item))
    return tell(scenario, item) if tell is not None else ""


def rests_on(scenario: Scenario, path: str) -> tuple[str, ...]:
    """Return the ids of the sources of a rule, and of the numbers that it names."""
    item = labels.item_at(scenario, path)
    if item is None:
        return ()
    found = dict.fromkeys([item.source, *_sources(scenario, item)])
    return tuple(key for key in found if key in scenario.sources)


def _sources(scenario: Scenario, value: Any) -> Iterator[str]:
    """Yield the sources of the numbers inside an item, and of those that its rules name."""
    if isinstance(value, Quantity):
        yield value.source
    elif isinstance(value, Expression):
        for name in sorted(value.names()):
            for stem, label in ((name, None), name.rpartition(".")[::2]):
                found = scenario.quantities.get(stem)
                if found is not None:
                    yield found.at(label).source or found.source
    elif isinstance(value, str):
        found = scenario.quantities.get(value)
        if found is not None:
            yield found.source
    elif isinstance(value, Model):
        for name in type(value).model_fields:
            if name not in {"effects", "label", "note", "text"}:
                yield from _sources(scenario, getattr(value, name))
    elif isinstance(value, dict | tuple):
        for one in value.values() if isinstance(value, dict) else value:
            yield from _sources(scenario, one)


def _event(_scenario: Scenario, it: DatedEvent) -> str:
    checked = "checked" if it.verified else "a claim that was not checked"
    return f"A dated record ({checked}), known on {day_words(it.known_at)}: history imposes it."


def _measure(scenario: Scenario, it: Measure) -> str:
    who = [labels.actor(scenario, key) for key in it.proposers or (it.by,)]
    parts = [f"{joined(who, 'or')} may take it up{_once(scenario, it.when)}"]
    if it.utility:
        terms = (
            f"{name.replace('_', ' ')} ({condition(scenario, worth)})"
            for name, worth in it.utility.items()
        )
        parts.append(f"what it is worth beside waiting: {'; '.join(terms)}")
    procedure = scenario.procedures.get(it.procedure)
    parts.append(_DECIDES[procedure.rule if procedure else "unilateral"])
    return f"{'. '.join(_capital(part) for part in parts)}."


def _in_force(scenario: Scenario, it: Measure) -> str:
    if it.lead_time is None:
        return "It comes into force on the day on which it is adopted."
    return f"It comes into force {_number(scenario, it.lead_time)} after it is adopted."


def _ended(scenario: Scenario, it: Measure) -> str:
    if it.duration is None:
        return "It stays in force until something ends it."
    return f"It ends {_number(scenario, it.duration)} after it came into force."


def _procedure(scenario: Scenario, it: Procedure) -> str:
    parts = [_DECIDES[it.rule]]
    if it.members:
        names = [labels.actor(scenario, key) for key in it.members]
        parts.append(f"positions that count by name: {joined(names)}")
    if it.vetoes:
        parts.append(f"a veto have {joined([labels.actor(scenario, key) for key in it.vetoes])}")
    if it.needed is not None:
        parts.append(f"needed: {_number(scenario, it.needed)}")
    return f"{'. '.join(_capital(part) for part in parts)}."


def _threshold(scenario: Scenario, it: Threshold) -> str:
    return f"On the day on which this comes true: {condition(scenario, it.when)}."


def _influenced(scenario: Scenario, it: Influence) -> str:
    if it.rate is None:
        return f"Acts on every day on which this holds: {condition(scenario, it.when)}."
    rate = condition(scenario, it.rate)
    return f"Comes by chance, so often a day: {rate}{_once(scenario, it.when)}."


def _contact(scenario: Scenario, it: Contact) -> str:
    rates = (f"{intent} {condition(scenario, rate)}" for intent, rate in it.rates.items())
    lethal = _number(scenario, it.lethal)
    return f"Incidents a day: {'; '.join(rates)}. An incident is lethal with a chance of {lethal}."


def _red_line(scenario: Scenario, it: RedLine) -> str:
    answers = [
        "no answer" if key == "none" else f"“{labels.label(scenario, 'measures', key)}”"
        for key in it.responses
    ]
    holder = labels.actor(scenario, it.holder)
    return (
        f"Crossed when {condition(scenario, it.when)}. {holder} then answers, by weights drawn for "
        f"each future, with {joined(answers, 'or')}."
    )


def _provision(scenario: Scenario, it: Provision) -> str:
    attack = ", and an armed attack within its scope has happened" if it.attack else ""
    names = [labels.number(scenario, reading) for reading in it.readings]
    readings = f" Contested readings: {joined(names)}." if names else ""
    return f"Met when {condition(scenario, it.trigger)}{attack}.{readings}"


def _once(scenario: Scenario, when: Expression) -> str:
    return "" if when.text == "true" else f" while {condition(scenario, when)}"


def _number(scenario: Scenario, number: Number) -> str:
    """Return a number with its distribution and unit, and what it is called if it is declared."""
    found = number if isinstance(number, Quantity) else scenario.quantities.get(number)
    if found is None:
        return str(number)
    unit = "" if found.unit == "1" else f" {found.unit}"
    said = f"{in_words(found)}{unit}"
    return said if isinstance(number, Quantity) else f"({labels.number(scenario, number)}: {said})"


def _capital(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"


_STEPS: dict[str, Callable[[Scenario, Measure], str]] = {"in_force": _in_force, "ended": _ended}
_TOLD: dict[type, Callable[[Scenario, Any], str]] = {
    DatedEvent: _event,
    Measure: _measure,
    Procedure: _procedure,
    Threshold: _threshold,
    Influence: _influenced,
    Contact: _contact,
    RedLine: _red_line,
    Provision: _provision,
}
