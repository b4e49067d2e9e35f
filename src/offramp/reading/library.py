"""Finding a scenario by what people call it: a name in the library, a folder, or a YAML file."""

from dataclasses import dataclass
from importlib.resources.abc import Traversable
from pathlib import Path
from posixpath import normpath

from offramp.model.problems import Problem, did_you_mean
from offramp.reading.home import Home, Reading
from offramp.reading.layout import SCENARIO
from offramp.reading.nodes import Scalar

YAML = (".yaml", ".yml")
LAWS, LAW = "laws", "law.yaml"
"""Where the library keeps laws that can be laid over a scenario, and the overlay of each."""


@dataclass(frozen=True)
class Found:
    """A scenario that is there."""

    home: Home
    """Its folder, or the folder of its file."""
    file: str
    """Name of the file with its head."""
    key: str
    """The same for the same scenario, however it was named."""
    called: str
    """What people call it."""
    alone: bool = False
    """Whether it is a single file."""
    shelved: bool = False
    """Whether it comes from the library."""


def scenario_names(library: Traversable) -> tuple[str, ...]:
    """Return the names of the scenarios in the library, in alphabetical order."""
    shelf = library / "scenarios"
    if not shelf.is_dir():
        return ()
    return tuple(sorted(f.name for f in shelf.iterdir() if f.joinpath(SCENARIO).is_file()))


def scenario_title(name: str, library: Traversable) -> str:
    """Return the title that the head of a scenario in the library gives; its name without one."""
    head = Home(library / "scenarios" / name, name)
    tree = Reading(library).yaml(head.path / SCENARIO, head.name(SCENARIO))
    entry = tree.entries.get("title") if tree is not None else None
    title = entry.node.value if entry is not None and isinstance(entry.node, Scalar) else None
    return str(title) if title else name


def from_library(name: str, library: Traversable) -> Found | None:
    """Return a scenario of the library; None if it has none of that name."""
    if name not in scenario_names(library):
        return None
    home = Home(library / "scenarios" / name, name)
    return Found(home, SCENARIO, f"library:{name}", name, shelved=True)


def law_home(name: str, library: Traversable) -> Home | None:
    """Return the folder of a law of the library, named `laws/NAME`; None if it has none such."""
    laws, _, law = name.partition("/")
    known = library.joinpath(laws) if laws == LAWS else None
    if known is None or law not in {folder.name for folder in known.iterdir()}:
        return None
    return Home(known.joinpath(law), name)


def as_shown(path: str, library: Traversable) -> str:
    """Return a path as people write it, told apart from the short names of library files."""
    shown = normpath(path)
    first = shown.partition("/")[0]
    return f"./{shown}" if first in (*scenario_names(library), "common") else shown


def from_path(path: Path, shown: str) -> Found | None:
    """Return the scenario in a folder or file; None if there is no such folder or file.

    Args:
        path: Where it is.
        shown: The same as people write it.
    """
    try:
        is_folder, is_file = path.is_dir(), path.is_file()
    except OSError:  # a name that the file system does not take
        return None
    if is_folder:
        home = Home(path, "" if shown == "." else shown)
        return Found(home, SCENARIO, str(path.resolve()), shown)
    if is_file and path.suffix in YAML:
        above = shown.rpartition("/")[0] or ("/" if shown.startswith("/") else "")
        is_head = path.name == SCENARIO
        key = str((path.parent if is_head else path).resolve())
        return Found(Home(path.parent, above), path.name, key, shown, alone=not is_head)
    return None


def find(name_or_path: str | Path, library: Traversable, problems: list[Problem]) -> Found | None:
    """Return a scenario by its name in the library or its path; add a problem if there is none."""
    text = name_or_path.as_posix() if isinstance(name_or_path, Path) else name_or_path
    found = from_library(text, library) if isinstance(name_or_path, str) else None
    found = found or from_path(Path(name_or_path), as_shown(text, library))
    if found is None:
        problems.append(unknown(text, library))
    return found


def unknown(text: str, library: Traversable, asked: Scalar | None = None) -> Problem:
    """Return the problem of a scenario that is not there.

    Args:
        text: What it was called.
        library: The folder of the library.
        asked: The value that names it, if one does.
    """
    names = scenario_names(library)
    near = did_you_mean(text, names)
    shelf = f"the library holds {', '.join(names)}" if names else "the library is empty"
    message = f'there is no scenario "{text}": neither in the library, nor a folder or YAML file'
    hint = f"{near}; {shelf}" if near else shelf
    where, length = (asked.where, asked.length) if asked else (None, 1)
    return Problem("unknown-scenario", message, hint, where, length)
