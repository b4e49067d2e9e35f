"""Claims about how the crisis works, and the items that carry each."""

from typing import TYPE_CHECKING

from offramp.model.quantity import Quantity
from offramp.results.quantity_words import in_words

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.text import Text

    from offramp.api.scenario import LoadedScenario
    from offramp.model.mechanism import Mechanism


def view(scenario: "LoadedScenario") -> "RenderableType":
    """Return every mechanism: claim, who says so, who disputes it, and what carries it."""
    from rich.console import Group
    from rich.padding import Padding
    from rich.text import Text

    without = scenario.reading.without if scenario.reading else ()
    parts: list[RenderableType] = [
        Text(f"{len(scenario.mechanisms)} mechanisms of {scenario.title}", "bold")
    ]
    for name, mechanism in scenario.mechanisms.items():
        state = "off" if name in without or not is_on(scenario, mechanism) else "on"
        parts += [
            Text(),
            Text.assemble((f"{name}  {mechanism.title}", "bold"), f"  [{state}]"),
            Padding(_claim(mechanism), (0, 0, 0, 4)),
            Padding(_items(scenario, mechanism), (0, 0, 0, 4)),
        ]
        if links := _links(scenario, name):
            parts.append(Padding(Text(links), (0, 0, 0, 4)))
    parts += [Text(), Text(f"Switch one off: offramp run {scenario.id} --without ID")]
    return Group(*parts)


def is_on(scenario: "LoadedScenario", mechanism: "Mechanism") -> bool:
    """Return whether anything that carries a mechanism takes part in a run."""
    if mechanism.disabled:
        return False
    return not mechanism.items or any(is_item_on(scenario, item) for item in mechanism.items)


def is_item_on(scenario: "LoadedScenario", path: str) -> bool:
    """Return whether an item, given by its dotted path, takes part in a run."""
    section, _, name = path.partition(".")
    items = getattr(scenario, section, None)
    item = items.get(name) if isinstance(items, dict) else items
    return not getattr(item, "disabled", False)


def _claim(mechanism: "Mechanism") -> "Text":
    from rich.text import Text

    text = Text(mechanism.claim)
    for word, says in (
        ("claimed by", mechanism.claimed_by),
        ("certainty", mechanism.certainty),
        ("disputed by", mechanism.disputed_by),
        ("beside it", mechanism.beside),
    ):
        if says:
            text.append(f"\n{word}: ", "italic")
            text.append(says)
    return text


def _items(scenario: "LoadedScenario", mechanism: "Mechanism") -> "Text":
    """Return what carries a mechanism: each item with its number, file and line, and source."""
    from rich.text import Text

    text = Text()
    for item in mechanism.items:
        found = _found(scenario, item)
        number = f": {in_words(found)}" if isinstance(found, Quantity) and found.form else ""
        off = "" if is_item_on(scenario, item) else " [off]"
        place = ", ".join(filter(None, (scenario.where(item), getattr(found, "source", ""))))
        text.append(f"- {item}{number}{off}\n")
        text.append(f"    {place}\n", "dim")
    text.rstrip()
    return text


def _found(scenario: "LoadedScenario", path: str) -> object:
    """Return the item at a dotted path; what it stands in where it is a part of the ladder."""
    section, _, name = path.partition(".")
    items = getattr(scenario, section, None)
    if isinstance(items, dict):
        return items.get(name) or next(
            (item for key, item in items.items() if key.startswith(f"{name}.")), None
        )
    part, _, name = name.partition(".")
    return getattr(items, part, {}).get(name) if name else None


def _links(scenario: "LoadedScenario", name: str) -> str:
    """Return the links that a mechanism has a part in, one to a line."""
    return "\n".join(
        f"link: {link.cause} -> {link.effect} ({link.sign}), {link.claimed_by}"
        for link in scenario.links.values()
        if name in link.mechanisms
    )
