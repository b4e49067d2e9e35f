"""What an alternative changes in the scenario itself, and what it rules out by that."""

from collections.abc import Iterator, Mapping
from typing import Any

from offramp.model.expression import Expression
from offramp.model.expression_tree import Choice, Logic, Name, Node
from offramp.model.quantity import Quantity, Value
from offramp.model.scenario import Scenario
from offramp.results.words import plain

SECTIONS = (
    "measures",
    "orders",
    "contacts",
    "influences",
    "stocks",
    "red_lines",
    "thresholds",
    "provisions",
    "events",
    "series",
)
"""Whose items are said to be switched off or on, or changed."""
OFF, ON, CHANGED = "switched off", "switched on", "changed"
RULED_OUT = "ruled out: needs what is switched off"
SIGNALS = frozenset({"ever", "proposed", "adopted", "in_force"})
"""Signals that hold only if their item takes part in a run."""


def change(base: Scenario, other: Scenario) -> dict[str, Any]:
    """Return what differs between two scenarios, as plain data.

    Returns:
        `items`: path, label and what became of each; `numbers`: id, label, and what it was and is.
    """
    return {"items": list(_items(base, other)), "numbers": list(_numbers(base, other))}


def _items(base: Scenario, other: Scenario) -> Iterator[dict[str, str]]:
    sections: list[tuple[str, Mapping[str, Any], Mapping[str, Any]]] = [
        (name, getattr(base, name), getattr(other, name)) for name in SECTIONS
    ]
    sections.append(("ladder.gates", base.ladder.gates, other.ladder.gates))
    for section, ours, theirs in sections:
        for name in [*ours, *(name for name in theirs if name not in ours)]:
            was, now = ours.get(name), theirs.get(name)
            if was == now:
                continue
            before, after = _takes_part(was), _takes_part(now)
            word = OFF if before and not after else ON if after and not before else CHANGED
            if before or after:
                label = _label(was or now, name)
                yield {"path": f"{section}.{name}", "label": label, "change": word}


def _takes_part(item: object) -> bool:
    return item is not None and not getattr(item, "disabled", False)


def _label(item: object, name: str) -> str:
    for field in ("label", "text", "article"):
        if found := getattr(item, field, ""):
            return str(found)
    return name.replace("_", " ")


def _numbers(base: Scenario, other: Scenario) -> Iterator[dict[str, str]]:
    for name, was in base.quantities.items():
        now = other.quantities.get(name)
        if now is None or now == was:
            continue
        label = was.label or name.replace("_", " ")
        for at in [None, *dict.fromkeys([*was.each, *now.each])]:
            before, after = _said(was.at(at)), _said(now.at(at))
            if before != after:
                where = f" ({at})" if at else ""
                yield {"id": name, "label": label + where, "base": before, "other": after}


def _said(value: Value | Quantity) -> str:
    if value.form is None:
        return "not assessed"
    numbers = ", ".join(plain(number) for number in value.arguments)
    return numbers if value.form == "value" else f"{value.form} {numbers}"


def ruled_out(base: Scenario, other: Scenario, seen: frozenset[str]) -> dict[str, str]:
    """Return what cannot come about any more, and why: measures, contacts and the like by id.

    Args:
        base: as it is.
        other: with the change.
        seen: ids of what comes about in some future of the other all the same, as by history.
    """
    found = {
        item["path"].partition(".")[2]: OFF
        for item in _items(base, other)
        if item["change"] == OFF and item["path"].partition(".")[2] not in seen
    }
    grew = bool(found)
    while grew:
        grew = False
        for section in ("measures", "contacts", "thresholds"):
            for name, item in getattr(other, section).items():
                when = getattr(item, "when", None)
                if name in found or name in seen or not is_ruled_out(when, found):
                    continue
                found[name] = RULED_OUT
                grew = True
    return found


def is_ruled_out(when: Expression | None, gone: Mapping[str, str]) -> bool:
    """Return whether a condition can never hold without some items."""
    return when is not None and not _possible(when.tree, gone)


def _possible(node: Node, gone: Mapping[str, str]) -> bool:
    if isinstance(node, Name):
        signal, _, item = node.name.partition(".")
        return not (signal in SIGNALS and (item in gone or item.rpartition(".")[0] in gone))
    if isinstance(node, Logic):
        parts = [_possible(part, gone) for part in node.operands]
        return all(parts) if node.operator == "and" else any(parts)
    if isinstance(node, Choice):
        return _possible(node.yes, gone) or _possible(node.no, gone)
    return True
