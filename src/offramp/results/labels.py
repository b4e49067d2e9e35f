"""What things are called, and where they come from: labels, laws and sources for people."""

import re

from offramp.model.base import Item
from offramp.model.quantity import JUDGEMENT, Quantity
from offramp.model.scenario import LETHAL, Scenario
from offramp.model.signal import Threshold
from offramp.model.variables import BY_NAME
from offramp.results.words import joined

SECTIONS = (
    "events",
    "measures",
    "influences",
    "thresholds",
    "red_lines",
    "contacts",
    "provisions",
    "procedures",
    "outcomes",
    "series",
    "actors",
)
"""Sections whose items events may name as their rule."""


def item_at(scenario: Scenario, path: str) -> Item | None:
    """Return the item at a dotted path such as `measures.appeal`, or None.

    An id may itself hold dots; rungs stand at `ladder.rungs.ID`.
    """
    if path.startswith("ladder.rungs."):
        return scenario.ladder.rungs.get(path.removeprefix("ladder.rungs."))
    section, _, key = path.partition(".")
    found = getattr(scenario, section).get(key) if section in SECTIONS else None
    return found if isinstance(found, Item) else None


def actor(scenario: Scenario, key: str) -> str:
    """Return what people call an actor."""
    found = scenario.actors.get(key)
    return found.label or key if found else key


def place(scenario: Scenario, key: str) -> str:
    """Return what people call a place."""
    found = scenario.places.get(key)
    return found.name if found else key


def label(scenario: Scenario, section: str, key: str) -> str:
    """Return what people call an item of a section."""
    found = item_at(scenario, f"{section}.{key}")
    if isinstance(found, Threshold):
        return named(scenario, found, found.label or key)
    return found.label or key if found else key


def named(scenario: Scenario, it: Threshold, text: str) -> str:
    """Return what is said of a threshold with names in place of the ids it is about."""
    for key, name in ((it.place, place(scenario, it.place)), (it.actor, actor(scenario, it.actor))):
        if key and " " in text:
            said = name.replace("\\", r"\\")
            text = re.sub(rf"(?<![\w.]){re.escape(key)}(?![\w.])", said, text)
    return text


def number(scenario: Scenario, name: str) -> str:
    """Return what people call a number that decided something, such as `strain.AAA`."""
    for stem, key in ((name, ""), name.rpartition(".")[::2]):
        quantity = scenario.quantities.get(stem)
        if quantity is None and stem not in BY_NAME:
            continue
        text = (quantity.label if quantity else "") or stem.replace("_", " ")
        return f"{text}, {_whose(scenario, key)}" if key else text
    return name.replace("_", " ")


def _whose(scenario: Scenario, key: str) -> str:
    dyad = scenario.ladder.dyads.get(key)
    if dyad is not None:
        return dyad.label or key
    return place(scenario, key) if key in scenario.places else actor(scenario, key)


def signal(scenario: Scenario, key: str) -> str:
    """Return what people call a signal, such as a measure, a threshold or a lethal incident."""
    section = scenario.signals().get(key, "")
    if section == "contacts" and key not in scenario.contacts:
        return f"“{label(scenario, section, key.removesuffix(f'.{LETHAL}'))}” with people killed"
    return f"“{label(scenario, section, key)}”"


def source(scenario: Scenario, path: str) -> str:
    """Return where a rule comes from, in words; empty where it does not say.

    Args:
        scenario: that holds the rule.
        path: its dotted path.
    """
    item: Item | Quantity | None = item_at(scenario, path)
    if path.startswith("quantities."):
        item = scenario.quantities.get(path.removeprefix("quantities."))
    if item is None or not item.source:
        return _claim(scenario, path)
    if item.source == JUDGEMENT:
        return f"judgement: {item.basis}"
    found = scenario.sources.get(item.source)
    if found is None:
        return item.source
    about = [found.publisher, found.date, f"grade {found.grade}"]
    return f"{found.title} ({'; '.join(part for part in about if part)})"


def _claim(scenario: Scenario, path: str) -> str:
    """Return whose claim a rule carries, by the mechanisms that name it; empty if none does."""
    parts = path.split(".")
    above = {".".join(parts[:length]) for length in range(2, len(parts) + 1)}
    carried = [
        f"{mechanism.claimed_by} ({key}"
        + (f"; disputed by {mechanism.disputed_by})" if mechanism.disputed_by else ")")
        for key, mechanism in scenario.mechanisms.items()
        if above.intersection(mechanism.items) or parts[0] in mechanism.items
    ]
    return f"claim of {'; '.join(carried)}" if carried else ""


def law(scenario: Scenario, path: str) -> str:
    """Return the provision behind a rule with what it says; empty where there is none.

    Args:
        scenario: that holds the rule.
        path: dotted path of a measure or of a provision.
    """
    section, _, key = path.partition(".")
    if section == "measures" and key in scenario.measures:
        key = scenario.measures[key].provision
    elif section != "provisions":
        return ""
    provision = scenario.provisions.get(key)
    if provision is None:
        return ""
    treaty = scenario.treaties.get(provision.treaty)
    title = treaty.title if treaty else provision.treaty
    said = provision.consequence.replace("_", " ")
    names = [number(scenario, reading) for reading in provision.readings]
    contested = f"; its reading is contested ({joined(names)})" if names else ""
    return f"{title}, {provision.article} ({said}): {provision.text.rstrip('.')}{contested}"
