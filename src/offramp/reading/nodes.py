"""The tree of what files say: mappings, sequences and scalars, each knowing where it stands.

A tree never changes once read: overlays and expansion make new trees that share its parts, so
that every value keeps the file, line and column of whoever set it last.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from offramp.model.problems import Location

NOWHERE = Location("", 1, 1)
"""The place of a mapping that stands in no file."""

Plain: TypeAlias = str | int | float | bool | None


@dataclass(frozen=True, slots=True)
class Scalar:
    """A single value."""

    value: Plain
    where: Location
    length: int = 1
    """Characters it takes up on its line."""
    inset: int | None = None
    """Characters from `where` to the start of its text; None where the text is not verbatim."""
    cell: bool = False
    """Whether it is the text of a cell of a table, whatever it stands for."""


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list."""

    items: tuple["Node", ...]
    where: Location


@dataclass(frozen=True, slots=True)
class Entry:
    """One key of a mapping, with what stands under it."""

    node: "Node"
    key_where: Location
    key_length: int = 1

    @property
    def where(self) -> Location:
        """The value if it is a scalar; otherwise the key, on whose line a reader looks for it."""
        return self.node.where if isinstance(self.node, Scalar) else self.key_where

    @property
    def length(self) -> int:
        """Characters at `where`."""
        return self.node.length if isinstance(self.node, Scalar) else self.key_length

    def put(self, node: "Node") -> "Entry":
        """Return this entry with another node under its key."""
        return Entry(node, self.key_where, self.key_length)


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys and what stands under them, in the order of the file."""

    entries: dict[str, Entry] = field(default_factory=dict)
    where: Location = NOWHERE

    def __contains__(self, key: object) -> bool:
        return key in self.entries

    def get(self, key: str) -> "Node | None":
        """Return what stands under a key; None where there is no such key."""
        entry = self.entries.get(key)
        return entry.node if entry else None

    def put(self, key: str, entry: Entry) -> "Mapping":
        """Return this mapping with one entry set; a new key comes last."""
        return Mapping(self.entries | {key: entry}, self.where)

    def drop(self, *keys: str) -> "Mapping":
        """Return this mapping without some keys."""
        if not any(key in self.entries for key in keys):
            return self
        kept = {key: entry for key, entry in self.entries.items() if key not in keys}
        return Mapping(kept, self.where)


Node: TypeAlias = Mapping | Sequence | Scalar


def plain(node: Node) -> Any:
    """Return a tree as dicts, lists and values, without its places."""
    if isinstance(node, Scalar):
        return node.value
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    return {key: plain(entry.node) for key, entry in node.entries.items()}


def places(node: Node, path: str = "") -> Iterator[tuple[str, Location, Scalar | None]]:
    """Return the dotted path, the place and (if it is one) the scalar of all below a node."""
    found: list[tuple[str, Location, Scalar | None]] = []
    _add_places(node, f"{path}." if path else "", found)
    return iter(found)


def _add_places(node: Node, stem: str, found: list[tuple[str, Location, Scalar | None]]) -> None:
    """Add what stands below a node to a list; a list passed down is faster than nested yields."""
    if isinstance(node, Mapping):
        for key, entry in node.entries.items():
            below = entry.node
            if isinstance(below, Scalar):
                found.append((stem + key, below.where, below))
            else:
                found.append((stem + key, entry.key_where, None))
                _add_places(below, f"{stem}{key}.", found)
    elif isinstance(node, Sequence):
        for index, item in enumerate(node.items):
            if isinstance(item, Scalar):
                found.append((f"{stem}{index}", item.where, item))
            else:
                found.append((f"{stem}{index}", item.where, None))
                _add_places(item, f"{stem}{index}.", found)


def relocate(node: Node, known: dict[str, Location], path: str = "") -> Node:
    """Return a tree whose parts stand where `known` says, by dotted path."""
    stem = f"{path}." if path else ""
    here = known.get(path, node.where)
    if isinstance(node, Scalar):
        return (
            node if here is node.where else Scalar(node.value, here, node.length, None, node.cell)
        )
    if isinstance(node, Sequence):
        items = (relocate(item, known, f"{stem}{i}") for i, item in enumerate(node.items))
        return Sequence(tuple(items), here)
    entries = {
        key: Entry(
            relocate(entry.node, known, stem + key),
            known.get(stem + key, entry.key_where),
            entry.key_length,
        )
        for key, entry in node.entries.items()
    }
    return Mapping(entries, here)
