"""Overlays by name: the ways to see a crisis that a scenario keeps in its folder `overlays/`."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from offramp.model.problems import Problem, did_you_mean
from offramp.reading.home import Home, Reading
from offramp.reading.layout import ABOUT
from offramp.reading.library import LAW, LAWS, YAML, as_shown, law_home
from offramp.reading.nodes import Mapping, Scalar

FOLDER = "overlays"
"""Folder of a scenario that holds them, one file each."""
SUFFIX = YAML[0]


@dataclass(frozen=True)
class Place:
    """Where an overlay is."""

    home: Home
    """Its folder."""
    file: str
    """Its name there."""


@dataclass(frozen=True)
class NamedOverlay:
    """An overlay that a scenario keeps."""

    name: str
    """By which it is laid on: `--overlay NAME`."""
    about: str
    """Who holds this view, or what it assumes; empty where it does not say."""
    file: str
    """Short name of its file."""
    changes: tuple[str, ...]
    """Keys and sections that it changes, in the order of the file."""


def place_of(given: str | Path, reading: Reading) -> Place | None:
    """Return where an overlay is: a file, one that the scenario keeps, or a law of the library.

    A bare name is first one that the scenario keeps, and only then a file of just that name.
    A problem is added where it is none of these.

    Args:
        given: a path, or a name.
        reading: that has read the scenario.
    """
    path = Path(given)
    name = path.as_posix()
    home = Home(path.parent, as_shown(path.parent.as_posix(), reading.library))
    there = _is_file(path)
    is_bare = str(given) == path.name and path.suffix not in YAML
    if there and not is_bare:
        return Place(home, path.name)
    for kept, file in _kept(reading.homes):
        if kept == name:
            return file
    if there:
        return Place(home, path.name)
    law = law_home(name, reading.library)
    if law is not None:
        return Place(law, LAW)
    if path.suffix in YAML:
        return Place(home, path.name)  # reading it says that it is not there
    if reading.homes:  # else there is no such scenario, which is said already
        reading.problems.append(_unknown(name, reading))
    reading.incomplete = True
    return None


def overlay_names(reading: Reading) -> tuple[str, ...]:
    """Return the names of the overlays that a scenario and those it extends keep."""
    return tuple(dict.fromkeys(name for name, _ in _kept(reading.homes)))


def named_overlays(homes: tuple[Home, ...]) -> tuple[NamedOverlay, ...]:
    """Return the overlays that a scenario and those it extends keep, in alphabetical order.

    One that cannot be read is listed without what it says; laying it on says what is wrong.

    Args:
        homes: folders of the scenario, and of those it extends in turn.
    """
    found: dict[str, NamedOverlay] = {}
    for name, place in _kept(homes):
        if name in found:
            continue
        file = place.home.name(place.file)
        top = Reading().yaml(place.home.path.joinpath(place.file), file) or Mapping()
        said = top.get(ABOUT)
        about = said.value if isinstance(said, Scalar) and isinstance(said.value, str) else ""
        changes = tuple(key for key in top.entries if key != ABOUT)
        found[name] = NamedOverlay(name, " ".join(about.split()), file, changes)
    return tuple(found[name] for name in sorted(found))


def without_about(top: Mapping, problems: list[Problem]) -> Mapping:
    """Return an overlay without the sentence on what it assumes, which is no part of a scenario."""
    entry = top.entries.get(ABOUT)
    if entry is None:
        return top
    said = entry.node
    if not isinstance(said, Scalar) or not isinstance(said.value, str) or not said.value.strip():
        hint = "say in one sentence who holds this view, or what it assumes"
        problem = Problem("bad-value", f"{ABOUT} must be a text", hint, entry.where, entry.length)
        problems.append(problem)
    return top.drop(ABOUT)


def _kept(homes: list[Home] | tuple[Home, ...]) -> Iterator[tuple[str, Place]]:
    """Iterate over overlays by name, those of the scenario itself before those it extends."""
    for home in homes:
        folder = home.path.joinpath(FOLDER)
        if not folder.is_dir():
            continue
        own = Home(folder, home.name(FOLDER))
        for file in sorted(one.name for one in folder.iterdir() if one.name.endswith(SUFFIX)):
            if own.inside(file) is not None:
                yield PurePosixPath(file).stem, Place(own, file)


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # a name that the file system does not take
        return False


def _unknown(name: str, reading: Reading) -> Problem:
    """Return the problem of an overlay that is not there."""
    names = overlay_names(reading)
    shelf = reading.library / LAWS
    laws = [f"{LAWS}/{law.name}" for law in shelf.iterdir()] if shelf.is_dir() else []
    keeps = f"the scenario keeps {', '.join(names)}" if names else "the scenario keeps none"
    near = did_you_mean(name, [*names, *sorted(laws)])
    message = f'there is no overlay "{name}": neither a file, nor one that the scenario keeps'
    return Problem("unknown-overlay", message, f"{near}; {keeps}" if near else keeps)
