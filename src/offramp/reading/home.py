"""Where the files of a scenario live: a folder, its short name, and what may be read from it."""

from dataclasses import dataclass, field
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path, PurePosixPath
from posixpath import normpath

from offramp.model.problems import Location, Problem
from offramp.reading import tables, yaml_text
from offramp.reading.nodes import Mapping, Scalar
from offramp.reading.source_text import SourceText

LONGEST = 255
"""Characters in the path of a file that a scenario names."""
OUTSIDE = "name a file in this folder, without `..`"


def library_folder() -> Traversable:
    """Return the folder of scenarios and of what they share that comes with the package."""
    return files("offramp") / "library"


def under(shown: str, file: str) -> str:
    """Return the short name of a file in a folder; a leading `./` of the folder is kept.

    >>> under("stress/base", "../other/places.csv"), under("./stress", "places.csv")
    ('stress/other/places.csv', './stress/places.csv')
    """
    joined = normpath(f"{shown}/{file}" if shown else file)
    return f"./{joined}" if shown.startswith("./") and not joined.startswith(".") else joined


@dataclass(frozen=True)
class Home:
    """A folder that files are read from."""

    path: Traversable
    shown: str = ""
    """Its short name, in front of the names of its files."""

    def name(self, file: str) -> str:
        """Return the short name of a file here."""
        return under(self.shown, file)

    def inside(self, file: str) -> Traversable | None:
        """Return a file here by its relative path; None if the path leads elsewhere."""
        path = PurePosixPath(file)
        if not path.parts or path.is_absolute() or ".." in path.parts:
            return None
        if len(file) > LONGEST or any(sign in file for sign in "\\:\0"):
            return None
        found = self.path.joinpath(*path.parts)
        if isinstance(found, Path) and isinstance(self.path, Path):
            return found if found.resolve().is_relative_to(self.path.resolve()) else None
        return found


@dataclass
class Reading:
    """What one reading of a scenario has gathered so far."""

    library: Traversable = field(default_factory=library_folder)
    texts: SourceText = field(default_factory=SourceText)
    problems: list[Problem] = field(default_factory=list)
    included: set[str] = field(default_factory=set)
    homes: list[Home] = field(default_factory=list)
    """Folders of the scenario, and of those it extends in turn."""
    incomplete: bool = False
    """Whether a file could not be used, so that names may be missing that it gives."""

    def yaml(self, path: Traversable, file: str, asked: Scalar | None = None) -> Mapping | None:
        """Return what a YAML file holds; None if it cannot be used.

        Args:
            path: Where the file is.
            file: Its short name.
            asked: The value that names it, if one does.
        """
        before = len(self.problems)
        text = self.texts.load(path, file, yaml_text.LARGEST, self.problems, asked)
        if text is not None:
            node = yaml_text.parse_yaml(text, file, self.problems)
            if isinstance(node, Mapping):
                return node
            if len(self.problems) == before and (node is None or _is_empty(node)):
                return Mapping(where=Location(file, 1, 1))
            if node is not None:
                message = "holds no keys with values"
                hint = 'write "key: value" lines'
                self.problems.append(Problem("bad-value", message, hint, node.where))
        self.incomplete = True
        return None

    def table(self, path: Traversable, file: str) -> Mapping | None:
        """Return the items of a table; None if it cannot be used."""
        text = self.texts.load(path, file, tables.LARGEST, self.problems)
        before = len(self.problems)
        items = tables.parse_items(text, file, self.problems) if text is not None else None
        if items is None or any(p.code != "duplicate-id" for p in self.problems[before:]):
            self.incomplete = True
        return items


def _is_empty(node: object) -> bool:
    """Return whether a file holds nothing."""
    return isinstance(node, Scalar) and node.value is None
