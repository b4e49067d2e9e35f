"""What the answers to a scenario's questions look for, and the events that tell of it."""

from collections.abc import Iterable
from dataclasses import dataclass

from offramp.model.scenario import LETHAL, Scenario
from offramp.model.signal import Case
from offramp.results.labels import label, named

EVER, IN_FORCE = "ever.", "in_force."
"""Begin the names in a condition that look for a signal."""

BEGINS = {
    "events": ("observed",),
    "measures": ("in_force",),
    "influences": ("began",),
    "thresholds": ("threshold",),
    "red_lines": ("crossed",),
    "contacts": ("incident", "lethal"),
}
"""Kinds of events by which a signal of each section begins."""


@dataclass(frozen=True)
class Signal:
    """Something that a scenario can look for."""

    id: str
    item: str
    """Item of its events."""
    kinds: tuple[str, ...]
    """Kinds of its events."""
    label: str


def looked_for(scenario: Scenario, start: str) -> list[Signal]:
    """Return what the cases that have been seen look for, once each, in their order.

    What a case that nobody has seen looks for is left out: it is never counted.

    Args:
        scenario: whose questions are looked at.
        start: `EVER` or `IN_FORCE`.
    """
    cases = [
        case
        for outcome in scenario.outcomes.values()
        if not outcome.disabled
        for case in outcome.cases
    ]
    hidden = set(_names(EVER, (case for case in cases if not case.observed)))
    names = _names(start, (case for case in cases if case.observed))
    found = (_signal(scenario, name) for name in names if name not in hidden)
    return [signal for signal in found if signal is not None]


def _names(start: str, cases: Iterable[Case]) -> list[str]:
    named = [
        name.removeprefix(start)
        for case in cases
        if case.when is not None
        for name in sorted(case.when.names())
        if name.startswith(start)
    ]
    return list(dict.fromkeys(named))


def _signal(scenario: Scenario, name: str) -> Signal | None:
    section = scenario.signals().get(name, "")
    if section not in BEGINS:
        return None
    lethal = section == "contacts" and name not in scenario.contacts
    item = name.removesuffix(f".{LETHAL}") if lethal else name
    text = label(scenario, section, item)
    if section == "thresholds" and text == item:
        found = scenario.thresholds[item]
        text = named(scenario, found, found.text or item)
    return Signal(
        id=name,
        item=item,
        kinds=("lethal",) if lethal else BEGINS[section],
        label=f"{text}, with people killed" if lethal else text,
    )
