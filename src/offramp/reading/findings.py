"""The errors of pydantic brought back to the files: one problem for each wrong value."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from offramp.model.problems import Location, Problem, did_you_mean, nearest
from offramp.reading.nodes import Entry, Mapping, Node, Scalar, Sequence
from offramp.reading.provenance import within
from offramp.reading.shape import Shape
from offramp.reading.wording import expected, other, wrong_kind


@dataclass(frozen=True)
class Branch:
    """A step of pydantic into one of the types of a union."""

    label: str


Step = str | int | Branch


@dataclass(frozen=True)
class Finding:
    """One error, with the value it is about."""

    errors: tuple[ErrorDetails, ...]
    """The error; several if the value is none of several kinds."""
    steps: tuple[Step, ...]
    entry: Entry
    """The deepest key on the way."""
    name: str
    """What people call the value."""
    shape: Shape
    """What is expected of the value; for an unknown key, of the mapping that has it."""

    @property
    def kind(self) -> str:
        """Pydantic's name for the error."""
        return self.errors[0]["type"]


def problems_of(error: ValidationError, root: Mapping, shape: Shape) -> list[Problem]:
    """Return the problems behind an error of pydantic.

    Args:
        error: The error.
        root: The tree that was validated.
        shape: What is expected of it.

    A key that is missing goes unsaid where an unknown one was most likely meant for it.
    """
    found = [_trace(detail, root, shape) for detail in error.errors(include_url=False)]
    best = _best(found, 0)
    meant = {
        (*finding.steps[:-1], nearest(finding.name, finding.shape.fields))
        for finding in best
        if finding.kind == "extra_forbidden"
    }
    told = [f for f in best if not (f.kind == "missing" and f.steps in meant)]
    return list(dict.fromkeys(_problem(finding) for finding in told))


def _trace(error: ErrorDetails, root: Mapping, shape: Shape) -> Finding:
    """Return an error with the value it is about."""
    steps: list[Step] = []
    node: Node = root
    start = Location(root.where.file, 1, 1)
    entry = Entry(root, start)
    name = ""
    for number, part in enumerate(error["loc"], start=1):
        last = number == len(error["loc"])
        if last and part == "[key]":
            break
        if last and error["type"] == "missing":
            steps.append(part)
            break
        if isinstance(node, Mapping) and part in node:
            entry = node.entries[str(part)]
            node, name = entry.node, str(part)
        elif isinstance(node, Sequence) and isinstance(part, int) and part < len(node.items):
            node = node.items[part]
            entry = Entry(node, node.where)
            name = f"{name}[{part + 1}]"
        elif isinstance(part, str):
            steps.append(Branch(part))
            shape = shape.branch(part)
            continue
        steps.append(part)
        if not (last and error["type"] == "extra_forbidden"):
            shape = shape.child(part)
    return Finding((error,), tuple(steps), entry, name, shape)


def _best(found: Iterable[Finding], depth: int) -> list[Finding]:
    """Return the findings without those of branches that the value was not meant for."""
    kept: list[Finding] = []
    groups: dict[Step, list[Finding]] = {}
    for finding in found:
        if len(finding.steps) == depth:
            kept.append(finding)
        else:
            groups.setdefault(finding.steps[depth], []).append(finding)
    branches = []
    for step, group in groups.items():
        best = _best(group, depth + 1)
        if isinstance(step, Branch):
            branches.append(best)
        else:
            kept += best
    return kept + _likeliest(branches, depth)


def _likeliest(branches: list[list[Finding]], depth: int) -> list[Finding]:
    """Return the findings of the type of a union that the value was most likely meant for.

    Args:
        branches: The findings for each type.
        depth: Steps to the value.
    """
    if not branches:
        return []
    meant = [group for group in branches if not all(_is_other_kind(f, depth) for f in group)]
    if meant:
        return min(meant, key=lambda group: sum(_weight(finding) for finding in group))
    first = branches[0][0]
    errors = tuple(error for group in branches for f in group for error in f.errors)
    return [replace(first, errors=errors)]


def _is_other_kind(finding: Finding, depth: int) -> bool:
    """Return whether the value at a depth is simply not of the kind that a type wants."""
    below = [step for step in finding.steps[depth:] if not isinstance(step, Branch)]
    return not below and bool(expected(finding.errors[0]))


def _weight(finding: Finding) -> int:
    """Return how much an error speaks against the type it comes from."""
    return 3 if finding.kind in {"missing", "extra_forbidden"} else 1


def _problem(finding: Finding) -> Problem:
    """Return a finding in words, with its place."""
    error, entry, node = finding.errors[0], finding.entry, finding.entry.node
    if finding.kind == "extra_forbidden":
        hint = did_you_mean(finding.name, finding.shape.fields)
        if _has_no_colon(entry):
            hint = "put quotes around a text that holds a comma"
        message = f'unknown key "{finding.name}"'
        return Problem("unknown-key", message, hint, entry.key_where, entry.key_length)
    if finding.kind == "missing":
        return _missing(finding)
    if error["loc"] and error["loc"][-1] == "[key]":
        node = Scalar(finding.name, entry.key_where, entry.key_length)
        said = other("a key", node, error, [])
        return Problem(said.code, said.message, said.hint, entry.key_where, entry.key_length)
    if expected(error):
        said = wrong_kind(finding.name or "the file", node, list(finding.errors))
    else:
        said = other(finding.name, node, error, finding.shape.tags)
    where, length = entry.where, entry.length
    column = error.get("ctx", {}).get("column")
    if isinstance(node, Scalar) and isinstance(column, int):
        where, length = within(node, column, error.get("ctx", {}).get("length", 1))
    return Problem(said.code, said.message, said.hint, where, length)


def _has_no_colon(entry: Entry) -> bool:
    """Return whether a key stands alone between commas: most likely the rest of a text."""
    node, key = entry.node, entry.key_where
    if not isinstance(node, Scalar) or node.value is not None:
        return False
    return (node.where.line, node.where.column) == (key.line, key.column + entry.key_length)


def _missing(finding: Finding) -> Problem:
    """Return the problem of a key that is not there."""
    entry, key = finding.entry, str(finding.errors[0]["loc"][-1])
    info = finding.shape.fields.get(key)
    what = " ".join((info.description or "").split()) if info else ""
    hint = f"add `{key}:`" + (f" ({what.rstrip('.')})" if what else "")
    of = f"{finding.name} has" if finding.name else "there is"
    return Problem("missing-key", f'{of} no "{key}"', hint, entry.where, entry.length)
