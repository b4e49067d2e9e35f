"""What the checks look at, and how they say what they find."""

from collections.abc import Collection, Iterator
from collections.abc import Mapping as Items
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from offramp.model.numbers import numbers
from offramp.model.problems import Problem, did_you_mean
from offramp.model.quantity import Quantity
from offramp.model.scenario import Scenario
from offramp.reading.layout import TABLES
from offramp.reading.nodes import Entry, Mapping, Node
from offramp.reading.provenance import Provenance


@dataclass(frozen=True)
class Bench:
    """A scenario on the bench: what stands of it, where it stands, and what was left out."""

    scenario: Scenario
    """What could be built; without the broken items, if there are any."""
    provenance: Provenance
    """Where its values stand."""
    root: Mapping
    """The tree it was built from."""
    broken: frozenset[str] = frozenset()
    """Dotted ids of items, or names of sections, that are wrong themselves: a problem of theirs is
    reported already, and who names them is not to blame."""
    as_written: bool = False
    """Whether it is as its authors wrote it, without anything laid over it: what an overlay
    switches off or reads in another way may leave other things idle, and examples unanswered."""

    @cached_property
    def _broken_ids(self) -> tuple[str, ...]:
        rung = {"ladder": "rung"}
        return tuple(rung.get(item, item.partition(".")[2]) for item in self.broken)

    def items(self, section: str) -> Items[str, Any]:
        """Return the items of a section, or of a part of the ladder as `ladder.rungs`."""
        found: Any = self.scenario
        for part in section.split("."):
            found = getattr(found, part)
        items: Items[str, Any] = found
        return items

    def is_broken(self, section: str, item: str) -> bool:
        """Return whether an item is there, but wrong itself."""
        if self.broken & {section, section.partition(".")[0]}:
            return True
        return any(f"{section}.{item}.".startswith(f"{name}.") for name in self.broken)

    def may_be_broken(self, name: str) -> bool:
        """Return whether a dotted name in an expression may mean something that is wrong itself."""
        dotted = f".{name}."
        return any(not item or f".{item}." in dotted for item in self._broken_ids)

    def problem(self, code: str, path: str, message: str, hint: str = "") -> Problem:
        """Return a problem of the value at a dotted path."""
        return self.provenance.problem(code, path, message, hint)

    def at_key(self, code: str, path: str, message: str, hint: str = "") -> Problem:
        """Return a problem of the key at a dotted path, where its value is not to blame."""
        entry: Entry | None = None
        node: Node = self.root
        rest = path
        while rest and isinstance(node, Mapping):
            keys = [key for key in node.entries if f"{rest}.".startswith(f"{key}.")]
            if not keys:
                break
            key = max(keys, key=len)
            entry, rest = node.entries[key], rest[len(key) + 1 :]
            node = entry.node
        if rest or entry is None:
            return self.problem(code, path, message, hint)
        return Problem(code, message, hint, entry.key_where, entry.key_length)


def every_number(bench: Bench) -> Iterator[tuple[str, Quantity]]:
    """Yield (path, quantity) for every number, those of `quantities` included."""
    ids = bench.scenario.quantities
    for position, (path, quantity) in enumerate(numbers(bench.scenario)):
        yield (f"quantities.{path}" if position < len(ids) else path), quantity


def given(bench: Bench, section: str, *fields: str) -> Iterator[tuple[str, str]]:
    """Yield (path, text) for each text that items of a section give under some fields.

    A field may hold a text, a list of texts, or a mapping, of which the keys count. An empty text
    is none.
    """
    for key, item in bench.items(section).items():
        for field in fields:
            value = getattr(item, field)
            path = f"{section}.{key}.{field}"
            if isinstance(value, str):
                if value:
                    yield path, value
            elif isinstance(value, tuple):
                yield from ((f"{path}.{position}", text) for position, text in enumerate(value))
            else:
                yield from ((f"{path}.{text}", text) for text in value)


def undefined(
    bench: Bench,
    what: str,
    section: str,
    path: str,
    text: str,
    known: Collection[str] | None = None,
) -> Iterator[Problem]:
    """Yield a problem if a text names no item of a section.

    Args:
        bench: The scenario.
        what: What people call such an item, in one word.
        section: Where it would be defined.
        path: Dotted path of the text.
        text: The text.
        known: The ids it may be, if not all of the section.
    """
    ids = bench.items(section) if known is None else known
    if text in ids or bench.is_broken(section, text):
        return
    home = f"{section}.csv" if section in TABLES else f"`{section}:`"
    hint = did_you_mean(text, ids) or f"add it to {home}, or name one of those there"
    code = f"unknown-{what.replace(' ', '-')}"
    yield bench.problem(code, path, f'there is no {what} "{text}"', hint)
