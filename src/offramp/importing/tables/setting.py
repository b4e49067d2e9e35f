"""What an import needs to know of the scenario that it goes into."""

from collections.abc import Mapping as Texts
from dataclasses import dataclass
from datetime import date
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from offramp.model.problems import Problem, ScenarioError
from offramp.reading.home import library_folder
from offramp.reading.layout import SCENARIO
from offramp.reading.library import scenario_names
from offramp.reading.load import read_tree
from offramp.reading.nodes import Mapping, plain


@dataclass(frozen=True)
class Known:
    """A place of a scenario."""

    id: str
    name: str
    kind: str
    country: str
    pcode: str


@dataclass(frozen=True)
class Setting:
    """A scenario in a folder of its own."""

    folder: Path
    root: Mapping
    """Everything that it says, with what it extends."""
    places: Texts[str, Known]
    start: date | None
    as_of: date | None

    def items(self, section: str) -> dict[str, Any]:
        """Return the items of a section as plain values."""
        node = self.root.get(section)
        return plain(node) if isinstance(node, Mapping) else {}


def read_setting(folder: str, *, library: Traversable | None = None) -> Setting:
    """Return what an import needs to know of a scenario.

    Args:
        folder: Folder of the scenario, as somebody wrote it.
        library: Folder of the library, if not that of the package.

    Raises:
        ScenarioError: If there is no such folder, or its files cannot be read.
    """
    path = Path(folder)
    shelf = library or library_folder()
    if not path.is_dir():
        hint = "make one with `offramp new NAME`"
        if folder in scenario_names(shelf):
            hint = f"make a folder with a {SCENARIO} that says `extends: {folder}`"
            message = f'"{folder}" is a scenario of the library, which is not written to'
        elif path.is_file():
            message = f'"{folder}" is a single file'
            hint = f"move it to a folder as {SCENARIO}, and name the folder"
        else:
            message = f'there is no folder "{folder}"'
        raise ScenarioError([Problem("unknown-scenario", message, hint)])
    if not (path / SCENARIO).is_file():
        message = f'"{folder}" has no {SCENARIO}'
        raise ScenarioError([Problem("unknown-scenario", message, "name the folder of a scenario")])
    root = read_tree(path, library=library).root
    places = root.get("places")
    return Setting(
        path,
        root,
        {
            key: _known(key, plain(entry.node))
            for key, entry in (places.entries if isinstance(places, Mapping) else {}).items()
        },
        _day(root, "start"),
        _day(root, "as_of"),
    )


def _known(key: str, item: Any) -> Known:
    """Return a place from what stands in the scenario."""
    texts = item if isinstance(item, dict) else {}
    fields = ("name", "kind", "country", "pcode")
    return Known(key, *(str(texts.get(field) or "") for field in fields))


def _day(root: Mapping, key: str) -> date | None:
    """Return a day of the head of a scenario; None where there is none."""
    node = root.get(key)
    try:
        return date.fromisoformat(str(plain(node))) if node is not None else None
    except ValueError:
        return None
