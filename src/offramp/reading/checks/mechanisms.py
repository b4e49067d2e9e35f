"""Mechanisms name items that are there, and can be switched off."""

from collections.abc import Iterator

from offramp.model.problems import Problem, ScenarioError, did_you_mean
from offramp.reading.checks.bench import Bench
from offramp.reading.layout import DISABLE, SECTIONS
from offramp.reading.merge import overlay
from offramp.reading.nodes import Entry, Mapping, Scalar, Sequence
from offramp.reading.parts import LADDER, build_part


def unknown_items(bench: Bench) -> Iterator[Problem]:
    """What carries a mechanism is there."""
    for key, mechanism in bench.scenario.mechanisms.items():
        for position, item in enumerate(mechanism.items):
            section, _, name = item.partition(".")
            if name and (_there(bench, item) or bench.is_broken(section, name)):
                continue
            items = bench.root.get(section)
            names = [f"{section}.{i}" for i in items.entries] if isinstance(items, Mapping) else []
            hint = did_you_mean(item, names) or "write it as section.id"
            path = f"mechanisms.{key}.items.{position}"
            yield bench.problem("unknown-item", path, f'there is no item "{item}"', hint)


def _there(bench: Bench, item: str) -> bool:
    """Return whether a dotted id is that of something, or of what several were written out of."""
    section, _, name = item.partition(".")
    items = bench.root.get(section)
    several = isinstance(items, Mapping) and any(
        key.startswith(f"{name}.") for key in items.entries
    )
    return item in bench.provenance.known or several


def unsound_switches(bench: Bench) -> Iterator[Problem]:
    """The overlay that switches a mechanism off changes items that are there, into sound ones."""
    for key in bench.scenario.mechanisms:
        node = bench.root.get("mechanisms")
        item = node.get(key) if isinstance(node, Mapping) else None
        off = item.get("off") if isinstance(item, Mapping) else None
        if isinstance(off, Mapping):
            yield from _switch(bench, off)


def _switch(bench: Bench, off: Mapping) -> Iterator[Problem]:
    """Yield what is wrong with one such overlay."""
    allowed = (*SECTIONS, DISABLE)
    for section, entry in off.entries.items():
        if section not in allowed:
            hint = did_you_mean(section, allowed) or f"it may change {', '.join(SECTIONS)}"
            message = f'there is no section "{section}" to change'
            yield Problem("unknown-key", message, hint, entry.key_where, entry.key_length)
        elif section == DISABLE:
            problems: list[Problem] = []
            overlay(bench.root, Mapping({DISABLE: _without_broken(bench, entry)}), problems)
            yield from problems
        elif isinstance(entry.node, Mapping):
            yield from _additions(bench, section, entry.node)
            yield from _changes(bench, section, entry)


def _changes(bench: Bench, section: str, change: Entry) -> Iterator[Problem]:
    """Yield what is wrong with the items of a section once an overlay has changed them."""
    there = bench.root.entries.get(section)
    if there is None or not isinstance(there.node, Mapping) or not isinstance(change.node, Mapping):
        return
    if section != LADDER:
        touched = {
            key: entry
            for key, entry in there.node.entries.items()
            if key in change.node and not bench.is_broken(section, key)
        }
        known = {key: entry for key, entry in change.node.entries.items() if key in touched}
        there = there.put(Mapping(touched, there.node.where))
        change = change.put(Mapping(known, change.node.where))
    both = overlay(Mapping({section: there}), Mapping({section: change}), [])
    try:
        build_part(section, both.entries[section])
    except ScenarioError as error:
        yield from error.problems


def _without_broken(bench: Bench, disabled: Entry) -> Entry:
    """Return a list of items to disable without those that are wrong themselves."""
    if not isinstance(disabled.node, Sequence):
        return disabled
    kept = tuple(
        item
        for item in disabled.node.items
        if not isinstance(item, Scalar) or not bench.is_broken(*str(item.value).partition(".")[::2])
    )
    return disabled.put(Sequence(kept, disabled.node.where))


def _additions(bench: Bench, section: str, items: Mapping) -> Iterator[Problem]:
    """Yield a problem for each item that the scenario does not have without the overlay."""
    there = bench.root.get(section)
    for key, entry in items.entries.items():
        if isinstance(there, Mapping) and key in there:
            continue
        message = f'there is no item "{section}.{key}" to change'
        hint = did_you_mean(key, there.entries if isinstance(there, Mapping) else ())
        hint = hint or "an overlay that switches off adds nothing"
        yield Problem("unknown-item", message, hint, entry.key_where, entry.key_length)
