"""YAML text to a tree: only plain data, of bounded size, each value with its place.

The events come from ruamel.yaml (its C parser where there is one). Tags, anchors, aliases and
merge keys are refused: a scenario may come from anybody, and needs none of them.
"""

from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from offramp.model.problems import Location, Problem
from offramp.reading.nodes import Entry, Mapping, Node, Scalar, Sequence
from offramp.reading.yaml_scalars import resolve
from offramp.reading.yaml_syntax import explain

LARGEST = 5 * 2**20
"""Bytes in one file."""
DEEPEST = 40
"""Levels of mappings and lists in one another."""
MOST_NODES = 500_000
"""Values, lists and mappings in one file."""
LONGEST_KEY = 200
"""Characters in a key."""

HAS_C_PARSER = find_spec("_ruamel_yaml") is not None


def parse_yaml(text: str, file: str, problems: list[Problem]) -> Node | None:
    """Read YAML text.

    Args:
        text: The text.
        file: Short name of its file, for places.
        problems: What is wrong is added to these.

    Returns:
        The tree; None where the text is empty or cannot be read.
    """
    from ruamel.yaml.error import YAMLError

    reader = _Reader(file, problems)
    try:
        return reader.document(_events(text))
    except _TooMuchError as error:
        problems.append(error.problem)
    except YAMLError as error:
        problems.append(explain(error, text, file))
    return None


def _events(text: str) -> Iterator[Any]:
    """Yield the events of ruamel.yaml, one at a time so that a reader can stop early."""
    if HAS_C_PARSER:
        yield from iter(import_module("_ruamel_yaml").CParser(text).get_event, None)
    else:
        from ruamel.yaml import YAML

        yield from YAML(typ="safe", pure=True).parse(text)


class _TooMuchError(Exception):
    """More than a scenario may hold."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        super().__init__(problem.message)


class _Reader:
    """Makes nodes of events."""

    def __init__(self, file: str, problems: list[Problem]) -> None:
        self.file = file
        self.problems = problems
        self.nodes = 0

    def document(self, events: Iterator[Any]) -> Node | None:
        """Return the only document."""
        root = None
        seen = False
        for event in events:
            kind = type(event).__name__
            if kind == "DocumentStartEvent":
                if seen:
                    hint = "keep one, and delete the `---` between them"
                    self.refuse(event, "holds more than one document", hint)
                    break
                seen = True
                root = self.node(next(events), events, 0)
        return root

    def where(self, event: Any) -> Location:
        """Return where an event starts."""
        mark = event.start_mark
        return Location(self.file, mark.line + 1, mark.column + 1)

    def refuse(self, event: Any, message: str, hint: str, length: int = 1) -> None:
        """Add a problem for something that is YAML but no scenario."""
        problem = Problem("refused-yaml", message, hint, self.where(event), length)
        self.problems.append(problem)

    def node(self, event: Any, events: Iterator[Any], depth: int) -> Node:
        """Return the node that starts with an event."""
        self.nodes += 1
        if depth > DEEPEST or self.nodes > MOST_NODES:
            what = f"more than {MOST_NODES:,} values"
            if depth > DEEPEST:
                what = f"nested deeper than {DEEPEST} levels"
            hint = "split it into simpler parts"
            raise _TooMuchError(Problem("too-large", what, hint, self.where(event)))
        kind = type(event).__name__
        if kind == "AliasEvent":
            hint = "write the value out again, or name it as a quantity"
            self.refuse(event, f'alias "*{event.anchor}"', hint, len(event.anchor) + 1)
            return Scalar(None, self.where(event))
        if event.anchor is not None:
            hint = "delete it; aliases are not read"
            self.refuse(event, f'anchor "&{event.anchor}"', hint, len(event.anchor) + 1)
        if event.tag is not None:
            hint = "delete it; put text that looks like a number in quotes"
            self.refuse(event, f'tag "{_short(event.tag)}"', hint)
        if kind == "ScalarEvent":
            return self.scalar(event)
        if kind == "SequenceStartEvent":
            where = self.where(event)
            items = []
            while type(item := next(events)).__name__ != "SequenceEndEvent":
                items.append(self.node(item, events, depth + 1))
            return Sequence(tuple(items), where)
        return self.mapping(event, events, depth)

    def scalar(self, event: Any) -> Scalar:
        """Return a scalar, with the place of its text on the line if it stands there verbatim."""
        where = self.where(event)
        text: str = event.value
        start, end = event.start_mark, event.end_mark
        width = end.column - start.column if start.line == end.line else 0
        inset = None
        if not event.style:
            if width == len(text):
                inset = 0
            try:
                return Scalar(resolve(text), where, width or 1, inset)
            except ValueError as error:
                problem = Problem("bad-value", str(error), "", where, width or 1)
                self.problems.append(problem)
        elif event.style in "'\"" and width == len(text) + 2:
            inset = 1
        return Scalar(text, where, width or 1, inset)

    def mapping(self, event: Any, events: Iterator[Any], depth: int) -> Mapping:
        """Return a mapping; of a key given twice, the first stands."""
        entries: dict[str, Entry] = {}
        where = self.where(event)
        while type(key := next(events)).__name__ != "MappingEndEvent":
            label = self.key(key, events, depth)
            node = self.node(next(events), events, depth + 1)
            if label is None:
                continue
            name: str = key.value
            entry = Entry(node, label.where, label.length)
            if name in entries:
                first = entries[name].key_where.line
                message = f'"{name}" stands here again; it was first given on line {first}'
                hint = "rename or delete one of the two"
                problem = Problem("duplicate-key", message, hint, entry.key_where, entry.key_length)
                self.problems.append(problem)
            else:
                entries[name] = entry
        return Mapping(entries, where)

    def key(self, event: Any, events: Iterator[Any], depth: int) -> Scalar | None:
        """Return a key; None if it is not fit to be one."""
        node = self.node(event, events, depth + 1)
        if not isinstance(node, Scalar):
            hint = 'write "key: value"; put quotes around a value that starts with [ or {'
            self.refuse(event, "a list or mapping cannot be a key", hint)
            return None
        if type(event).__name__ == "AliasEvent":
            return None
        if event.value == "<<" and not event.style:
            self.refuse(event, "merge key", "write the keys out, or use an overlay", 2)
        elif not event.value.strip():
            self.refuse(event, 'nothing stands before ":"', "give the key a name")
        elif len(event.value) > LONGEST_KEY:
            self.refuse(event, f"a key longer than {LONGEST_KEY} characters", "shorten it")
        else:
            return node
        return None


def _short(tag: str) -> str:
    """Return a tag as people write it."""
    return tag.replace("tag:yaml.org,2002:", "!!")
