"""Items with `over: [A, B]` written out as `id.A` and `id.B`."""

import re
from dataclasses import replace

from offramp.model.problems import Problem
from offramp.reading.merge import merge
from offramp.reading.nodes import Entry, Mapping, Node, Scalar, Sequence

EXPANDED = (
    "measures",
    "influences",
    "stocks",
    "thresholds",
    "contacts",
    "red_lines",
    "provisions",
    "indicators",
)
"""Sections whose items may have `over:`."""

PROSE = frozenset({"label", "note", "basis", "text", "title", "description"})
"""Keys of sentences, in which "it" is a word and `{it}` is the label."""

OVER = "over"
WORD = re.compile(r"\bit\b")


def expand(root: Mapping, problems: list[Problem]) -> Mapping:
    """Return a scenario with every item that has `over:` written out in its place.

    The word `it` in its texts becomes the label; in sentences `{it}` does. An item that stands
    in the scenario as `id.A` is laid over the one written out.

    Args:
        root: The scenario.
        problems: What is wrong is added to these.
    """
    for section in EXPANDED:
        items = root.get(section)
        if isinstance(items, Mapping) and any(_over(e) for e in items.entries.values()):
            root = root.put(section, root.entries[section].put(_section(items, problems)))
    return root


def _over(entry: Entry) -> Node | None:
    """Return the labels an item is written out for."""
    return entry.node.get(OVER) if isinstance(entry.node, Mapping) else None


def _section(items: Mapping, problems: list[Problem]) -> Mapping:
    """Return the items of a section with those that have `over:` written out."""
    entries: dict[str, Entry] = {}
    for key, entry in items.entries.items():
        over = _over(entry)
        if over is None or not isinstance(entry.node, Mapping):
            if key not in entries:
                entries[key] = entry
            continue
        template = entry.node.drop(OVER)
        for label in _labels(over, problems):
            name = f"{key}.{label}"
            item = _filled(template, label)
            own = items.get(name)
            if isinstance(item, Mapping) and isinstance(own, Mapping):
                item = merge(item, own, 2)
            entries[name] = entry.put(item)
    return Mapping(entries, items.where)


def _labels(over: Node, problems: list[Problem]) -> list[str]:
    """Return the labels of `over:`, each once."""
    if not isinstance(over, Sequence):
        length = over.length if isinstance(over, Scalar) else 1
        hint = "write `over: [AAA, BBB]`"
        message = "over must be a list of labels here"
        problems.append(Problem("bad-value", message, hint, over.where, length))
        return []
    labels: list[str] = []
    for label in over.items:
        if not isinstance(label, Scalar) or not isinstance(label.value, str):
            hint = "put it in quotes if it looks like a number"
            problem = Problem("bad-value", "a label must be a text", hint, label.where)
            problems.append(problem)
        elif label.value in labels:
            message = f'label "{label.value}" is given twice'
            hint = "delete one of the two"
            problem = Problem("duplicate-id", message, hint, label.where, label.length)
            problems.append(problem)
        else:
            labels.append(label.value)
    return labels


def _filled(node: Node, label: str, key: str = "") -> Node:
    """Return a node with the label put in; `key` is the nearest key above it."""
    if isinstance(node, Mapping):
        entries = {k: e.put(_filled(e.node, label, k)) for k, e in node.entries.items()}
        return Mapping(entries, node.where)
    if isinstance(node, Sequence):
        return Sequence(tuple(_filled(item, label, key) for item in node.items), node.where)
    if not isinstance(node.value, str):
        return node
    if key in PROSE:
        text = node.value.replace("{it}", label)
    else:
        text = WORD.sub(lambda _: label, node.value)
    return node if text == node.value else replace(node, value=text, inset=None)
