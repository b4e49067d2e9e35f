"""Overlays: one tree laid over another, in order; nothing of either is changed."""

from offramp.model.problems import Location, Problem, did_you_mean
from offramp.reading.layout import DISABLE, SECTIONS
from offramp.reading.nodes import Entry, Mapping, Node, Scalar, Sequence

FORMS = frozenset({"value", "normal", "lognormal", "uniform", "triangular", "beta", "chance"})
"""The ways to give a number: one that is laid over a number replaces whichever it had."""

FREE = frozenset({"each"})
"""Keys under which names are free, so that one of `FORMS` there is only a name."""


def overlay(base: Mapping, top: Mapping, problems: list[Problem], *, check: bool = True) -> Mapping:
    """Return a scenario with an overlay laid over it.

    Mappings merge by key, anything else replaces. Then each item that the overlay lists under
    `disable:` gets `disabled: true`, which stands where the list names it.

    Args:
        base: The scenario.
        top: The overlay.
        problems: What is wrong is added to these.
        check: Whether an item that is not there is a problem; not so where the scenario is
            known to be incomplete.
    """
    wanted = top.get(DISABLE)
    merged = merge(base, top.drop(DISABLE))
    if wanted is None:
        return merged
    if not isinstance(wanted, Sequence):
        hint = "write `disable: [measures.name, contacts.name]`"
        problems.append(Problem("bad-value", "must be a list of items", hint, wanted.where))
        return merged
    for item in wanted.items:
        merged = _disable(merged, item, problems, check)
    return merged


def merge(base: Mapping, top: Mapping, depth: int = 0, *, free: bool = False) -> Mapping:
    """Return two mappings merged by key; what they share is merged if it is mappings, or replaced.

    Args:
        base: The mapping below.
        top: The mapping above.
        depth: How deep they stand: 0 a scenario, 1 a section, 2 an item.
        free: Whether their keys are names of the scenario's own.
    """
    entries = dict(base.entries)
    if depth >= 2 and not free and (given := FORMS & top.entries.keys()):
        for form in FORMS - given:
            entries.pop(form, None)
    for key, above in top.entries.items():
        below = entries.get(key)
        if below and isinstance(below.node, Mapping) and isinstance(above.node, Mapping):
            both = merge(below.node, above.node, depth + 1, free=key in FREE)
            entries[key] = below.put(both)
        else:
            entries[key] = above
    return Mapping(entries, base.where if base.entries else top.where)


def join(base: Mapping, section: str, items: Mapping, problems: list[Problem]) -> Mapping:
    """Return a scenario with a section of its own file added; an id in both is a problem."""
    there = base.entries.get(section)
    where = Location(items.where.file, 1, 1)
    if there is None:
        return base.put(section, Entry(items, where, 1))
    if not isinstance(there.node, Mapping):
        return base
    for key, entry in items.entries.items():
        if key not in there.node:
            continue
        other = there.node.entries[key].key_where
        message = f'"{key}" stands here again; it was first given at {other.file}:{other.line}'
        hint = "rename or delete one of the two"
        problem = Problem("duplicate-id", message, hint, entry.key_where, entry.key_length)
        problems.append(problem)
    both = Mapping(items.entries | there.node.entries, there.node.where)
    return base.put(section, there.put(both))


def _disable(root: Mapping, name: Node, problems: list[Problem], check: bool) -> Mapping:
    """Return a scenario with one item switched off, or all that were written out of it."""
    if not isinstance(name, Scalar) or not isinstance(name.value, str) or "." not in name.value:
        hint = "write it as `section.id`"
        length = name.length if isinstance(name, Scalar) else 1
        problems.append(Problem("bad-value", "names no item", hint, name.where, length))
        return root
    section, _, item = name.value.partition(".")
    items = root.get(section)
    if not isinstance(items, Mapping):
        if check:
            hint = did_you_mean(section, SECTIONS) if section not in SECTIONS else ""
            message = f'there is no section "{section}"'
            problem = Problem("unknown-item", message, hint, name.where, len(section))
            problems.append(problem)
        return root
    off = Entry(Scalar(True, name.where, name.length), name.where, name.length)
    written_out = [key for key in items.entries if key.startswith(f"{item}.")]
    switched: dict[str, Entry] = {}
    for key in [item] if item in items else written_out:
        entry = items.entries[key]
        if isinstance(entry.node, Mapping):
            switched[key] = entry.put(entry.node.put("disabled", off))
    if not switched and item not in items and _is_expanded(items, item):
        only = Mapping({"disabled": off}, name.where)
        switched[item] = Entry(only, name.where, name.length)
    if not switched:
        if check:
            names = [f"{section}.{key}" for key in items.entries]
            hint = did_you_mean(name.value, names)
            message = f'there is no item "{name.value}" to disable'
            problem = Problem("unknown-item", message, hint, name.where, name.length)
            problems.append(problem)
        return root
    all_items = Mapping(items.entries | switched, items.where)
    return root.put(section, root.entries[section].put(all_items))


def _is_expanded(items: Mapping, item: str) -> bool:
    """Return whether some item with `over:` is going to give an item of that id."""
    for key, entry in items.entries.items():
        over = entry.node.get("over") if isinstance(entry.node, Mapping) else None
        if isinstance(over, Sequence) and item.startswith(f"{key}."):
            labels = [str(label.value) for label in over.items if isinstance(label, Scalar)]
            if item.removeprefix(f"{key}.") in labels:
                return True
    return False
