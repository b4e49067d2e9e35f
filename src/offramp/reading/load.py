"""The one way in: from the name or path of a scenario and its overlays to one tree."""

from collections.abc import Sequence as Many
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from pathlib import Path
from posixpath import dirname

from offramp.model.problems import Problem, ScenarioError, did_you_mean
from offramp.reading.expand import expand
from offramp.reading.folder import read_own
from offramp.reading.home import Home, Reading, under
from offramp.reading.layout import DISABLE, EXTENDS, INCLUDE
from offramp.reading.library import (
    YAML,
    Found,
    as_shown,
    find,
    from_library,
    from_path,
    unknown,
)
from offramp.reading.merge import overlay
from offramp.reading.nodes import Mapping, Scalar, Sequence
from offramp.reading.overlays import place_of, without_about
from offramp.reading.series import attach_rows
from offramp.reading.source_text import SourceText

LONGEST_CHAIN = 20
"""Scenarios that extend one another."""


@dataclass(frozen=True)
class Tree:
    """A scenario as its files say it, everything merged."""

    root: Mapping
    texts: SourceText
    """The text of every file read."""


def read_tree(
    name_or_path: str | Path,
    overlays: Many[str | Path] = (),
    *,
    library: Traversable | None = None,
) -> Tree:
    """Read a scenario with everything it extends and includes, and overlays on top.

    Args:
        name_or_path: A name in the library, a folder, or a YAML file.
        overlays: YAML files, or names of overlays that the scenario keeps; each is laid over what
            comes before it.
        library: Folder of the library, if not that of the package.

    Raises:
        ScenarioError: With all that is wrong in any of the files.
    """
    root, reading = gather(name_or_path, overlays, library=library)
    root = expand(root, reading.problems)
    if reading.problems:
        raise ScenarioError(reading.problems, reading.texts)
    return Tree(root, reading.texts)


def gather(
    name_or_path: str | Path,
    overlays: Many[str | Path] = (),
    *,
    library: Traversable | None = None,
) -> tuple[Mapping, Reading]:
    """Return the same before items with `over:` are written out, whatever is wrong with it.

    Args:
        name_or_path: As for `read_tree`.
        overlays: As for `read_tree`.
        library: As for `read_tree`.

    Returns:
        The tree, and what the reading gathered: texts, problems, and whether anything is missing.
    """
    reading = Reading() if library is None else Reading(library)
    found = find(name_or_path, reading.library, reading.problems)
    root = Mapping()
    if found is None:
        reading.incomplete = True
    else:
        root = _scenario(found, reading, ())
    for path in overlays:
        root = _overlaid(root, path, reading)
    return root, reading


def _scenario(found: Found, reading: Reading, chain: tuple[Found, ...]) -> Mapping:
    """Return a scenario laid over what it extends and includes; `chain` leads down to it."""
    reading.homes.append(found.home)
    own = read_own(found, reading)
    base = Mapping()
    asked = own.get(EXTENDS)
    if asked is not None:
        below = _extended(asked, found, reading)
        links = (*chain, found)
        if below is None:
            reading.incomplete = True
        elif any(link.key == below.key for link in links):
            reading.problems.append(_cycle(asked, [*links, below]))
        elif len(links) > LONGEST_CHAIN:
            message = f"the {LONGEST_CHAIN + 1}th scenario in a row that extends another"
            problem = Problem("too-large", message, "let it extend one further down", asked.where)
            reading.problems.append(problem)
            reading.incomplete = True
        else:
            base = _scenario(below, reading, links)
    for name in _list(own, INCLUDE, reading.problems):
        base = overlay(base, _included(name, reading), reading.problems, check=False)
    top = own.drop(EXTENDS, INCLUDE)
    return overlay(base, top, reading.problems, check=not reading.incomplete)


def _cycle(asked: Mapping | Sequence | Scalar, links: list[Found]) -> Problem:
    """Return the problem of a scenario that extends itself, perhaps by way of others."""
    message = f"extends itself: {' -> '.join(link.called for link in links)}"
    length = asked.length if isinstance(asked, Scalar) else 1
    return Problem("extends-cycle", message, "let one of them extend nothing", asked.where, length)


def _extended(asked: Mapping | Sequence | Scalar, found: Found, reading: Reading) -> Found | None:
    """Return the scenario that another extends."""
    if not isinstance(asked, Scalar) or not isinstance(asked.value, str) or not asked.value:
        hint = "name one scenario of the library, or a path from this folder"
        problem = Problem("bad-value", "extends must be a text", hint, asked.where)
        reading.problems.append(problem)
        return None
    name = asked.value
    below = from_library(name, reading.library)
    if below is None and not found.shelved and isinstance(found.home.path, Path):
        if Path(name).is_absolute() or name.startswith(("/", "~")):
            message = f'"{name}" is not a path from this folder'
            hint = "begin it with the name of a folder, or with `../`"
            problem = Problem("bad-path", message, hint, asked.where, asked.length)
            reading.problems.append(problem)
            return None
        shown = as_shown(under(found.home.shown, name), reading.library)
        below = from_path(found.home.path / name, shown)
    if below is None:
        reading.problems.append(unknown(name, reading.library, asked))
    return below


def _list(root: Mapping, key: str, problems: list[Problem]) -> tuple[Scalar, ...]:
    """Return the texts listed under a key."""
    node = root.get(key)
    if node is None:
        return ()
    items = node.items if isinstance(node, Sequence) else (node,)
    texts = [i for i in items if isinstance(i, Scalar) and isinstance(i.value, str)]
    if len(texts) < len(items) or not isinstance(node, Sequence):
        hint = f"write `{key}: [common/name.yaml]`"
        problems.append(Problem("bad-value", f"{key} must be a list of files", hint, node.where))
    return tuple(texts)


def _included(name: Scalar, reading: Reading) -> Mapping:
    """Return a file that scenarios of the library share; nothing if it was included before."""
    file = str(name.value)
    if file in reading.included:
        return Mapping()
    reading.included.add(file)
    path = Home(reading.library).inside(file) if file.endswith(YAML) else None
    if path is None or not path.is_file():
        common = reading.library / "common"
        there = sorted(f"common/{f.name}" for f in common.iterdir()) if common.is_dir() else []
        message = f'the library has no file "{file}" to include'
        hint = did_you_mean(file, there) or f"it has {', '.join(there) or 'none'}"
        problem = Problem("missing-file", message, hint, name.where, name.length)
        reading.problems.append(problem)
        reading.incomplete = True
        return Mapping()
    root = reading.yaml(path, file, name) or Mapping()
    folder = dirname(file)
    root = attach_rows(root, Home(reading.library / folder, folder), reading)
    return _without(root, (EXTENDS, INCLUDE, DISABLE), "an included file", reading)


def _overlaid(root: Mapping, path: str | Path, reading: Reading) -> Mapping:
    """Return a scenario with an overlay laid over it: a file, or one by its name."""
    place = place_of(path, reading)
    if place is None:
        return root
    home = place.home
    top = reading.yaml(home.path.joinpath(place.file), home.name(place.file))
    if top is None:
        return root
    top = _without(top, (EXTENDS, INCLUDE), "an overlay", reading)
    top = without_about(top, reading.problems)
    top = attach_rows(top, home, reading)
    return overlay(root, top, reading.problems, check=not reading.incomplete)


def _without(root: Mapping, keys: tuple[str, ...], what: str, reading: Reading) -> Mapping:
    """Return what a file holds without keys that only the head of a scenario may have."""
    for key in keys:
        entry = root.entries.get(key)
        if entry:
            message = f'{what} cannot have "{key}"'
            hint = "move it to scenario.yaml"
            problem = Problem("unknown-key", message, hint, entry.key_where, entry.key_length)
            reading.problems.append(problem)
    return root.drop(*keys)
