"""What one scenario itself says: its folder or file, without what it extends or includes."""

from difflib import get_close_matches

from offramp.model.problems import Location, Problem
from offramp.reading.home import Home, Reading
from offramp.reading.layout import OWN_FILES, PROVENANCE, TABLES, YAML_SECTIONS
from offramp.reading.library import Found
from offramp.reading.merge import join
from offramp.reading.nodes import Mapping
from offramp.reading.provenance_file import restore
from offramp.reading.series import attach_rows

ALIKE = 0.85
"""How like a name of ours that of another file must be to be taken for a slip (0 to 1)."""


def read_own(found: Found, reading: Reading) -> Mapping:
    """Return the merged files of one scenario.

    Args:
        found: The scenario.
        reading: Gathers texts and problems.
    """
    home = found.home
    root = reading.yaml(home.path / found.file, home.name(found.file)) or Mapping(
        where=Location(home.name(found.file), 1, 1)
    )
    if found.alone:
        return attach_rows(root, home, reading)
    for section in YAML_SECTIONS:
        path = home.path / f"{section}.yaml"
        if path.is_file():
            items = reading.yaml(path, home.name(f"{section}.yaml"))
            if items is not None and _is_bare(items, section, reading):
                root = join(root, section, items, reading.problems)
    for section in TABLES:
        path = home.path / f"{section}.csv"
        if path.is_file():
            items = reading.table(path, home.name(f"{section}.csv"))
            if items is not None:
                root = join(root, section, items, reading.problems)
    _look_for_slips(home, reading)
    root = attach_rows(root, home, reading)
    return restore(root, home, reading) if (home.path / PROVENANCE).is_file() else root


def _is_bare(items: Mapping, section: str, reading: Reading) -> bool:
    """Return whether a section file holds the items themselves; add a problem if not."""
    if list(items.entries) != [section]:
        return True
    entry = items.entries[section]
    message = f'"{section}:" stands above the items, which the name of the file says already'
    hint = "delete this line, and move the items to the left"
    problem = Problem("bad-layout", message, hint, entry.key_where, entry.key_length)
    reading.problems.append(problem)
    reading.incomplete = True
    return False


def _look_for_slips(home: Home, reading: Reading) -> None:
    """Add a problem for each file that is not read but named like one that is."""
    for name in sorted(file.name for file in home.path.iterdir()):
        if name in OWN_FILES or not name.endswith((".yaml", ".yml", ".csv")):
            continue
        stems = {own.rpartition(".")[0]: own for own in OWN_FILES}
        near = get_close_matches(name.rpartition(".")[0], stems, n=1, cutoff=ALIKE)
        if near:
            where = Location(home.name(name), 1, 1)
            message = f'"{name}" is not read: no file of a scenario is called that'
            hint = f'call it "{stems[near[0]]}", or move it elsewhere'
            reading.problems.append(Problem("unknown-file", message, hint, where))
