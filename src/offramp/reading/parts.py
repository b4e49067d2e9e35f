"""Parts of a scenario built on their own, so that one mistake does not hide the others."""

from functools import cache

from pydantic import BaseModel, create_model

from offramp.model.base import Model
from offramp.model.problems import ScenarioError
from offramp.model.scenario import Scenario
from offramp.reading.build import build
from offramp.reading.layout import HEAD, SECTIONS
from offramp.reading.nodes import Entry, Mapping
from offramp.reading.yaml_text import parse_yaml

LADDER = "ladder"
"""The section that is one item."""

STAND_IN = """
id: stand-in
title: stand-in
start: 2000-01-01
days: 1
as_of: 2000-01-01
limits: stand-in
"""
"""The least that a scenario needs; never run, and no problem of it is reported."""


@cache
def _model(key: str) -> type[BaseModel]:
    """Return a model with one key of a scenario."""
    field = Scenario.model_fields[key]
    fields = {key: (field.annotation, field)}
    return create_model(f"Only_{key}", __base__=Model, **fields)  # type: ignore[call-overload, no-any-return]


def build_part(key: str, entry: Entry) -> None:
    """Check what stands under one key of a scenario against the model.

    Raises:
        ScenarioError: With every problem found in it.
    """
    build(Mapping({key: entry}, entry.node.where), _model(key))


def is_sound(key: str, entry: Entry) -> bool:
    """Return whether what stands under one key of a scenario fits the model."""
    try:
        build_part(key, entry)
    except ScenarioError:
        return False
    return True


def what_stands(root: Mapping) -> tuple[Mapping, frozenset[str]]:
    """Return a scenario without the items that do not fit the model.

    Keys of the head that do not fit get a stand-in. The rest can then be
    built, and checked.

    Args:
        root: The scenario.

    Returns:
        The tree, and the dotted ids of the items left out, or names of sections.
    """
    entries: dict[str, Entry] = {}
    broken: set[str] = set()
    for key, entry in root.entries.items():
        if key not in (*HEAD, *SECTIONS):
            continue
        if is_sound(key, entry):
            entries[key] = entry
        elif key in SECTIONS and key != LADDER and isinstance(entry.node, Mapping):
            kept = {
                item: found
                for item, found in entry.node.entries.items()
                if is_sound(key, entry.put(Mapping({item: found}, entry.node.where)))
            }
            entries[key] = entry.put(Mapping(kept, entry.node.where))
            broken |= {f"{key}.{item}" for item in entry.node.entries.keys() - kept.keys()}
        else:
            broken.add(key)
    for key, stand_in in _stand_ins().items():
        if key not in entries:
            entries[key] = stand_in
            broken.add(key)
    return Mapping(entries, root.where), frozenset(broken - set(HEAD))


def _stand_ins() -> dict[str, Entry]:
    """Return the least that a scenario needs."""
    node = parse_yaml(STAND_IN, "", [])
    assert isinstance(node, Mapping)
    return node.entries
