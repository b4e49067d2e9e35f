"""Files of an instance beside the usual ones: some change Flee's law, most do not."""

from pathlib import Path

from offramp.importing.flee.desk import Desk
from offramp.model.problems import Location, Problem

FOLDER = "input_csv"
KNOWN = frozenset(
    (
        "locations.csv",
        "routes.csv",
        "conflicts.csv",
        "closures.csv",
        "registration_corrections.csv",
        "sim_period.csv",
        "conflict_period.csv",
    )
)
CHANGES = "location_changes.csv"
"""Flee reads it where it is started, not from `input_csv`."""
UNREAD = {
    "demographics_": "no rule followed here asks who people are",
    "location_attributes_": "no rule followed here asks for it",
    "region_attributes_": "no rule followed here asks for it",
    "major_routes": "Flee reads it with fixed_routes only",
    "agents": "Flee reads it with read_from_agents_csv_file only",
    "flood_level": "Flee reads it with floods only",
}
"""Beginnings of the names of files that change nothing, and why."""
CAPACITY = "capacity_per_day"
MOST = 1000
"""Files that are looked at."""


def note_other_files(desk: Desk, directory: Path) -> None:
    """Note files that nothing is read from; refuse those that change the law.

    Args:
        desk: Gathers notes and problems.
        directory: The folder of the instance.
    """
    folder = directory / FOLDER
    names = sorted(path.name for path in folder.iterdir())[:MOST] if folder.is_dir() else []
    for name in names:
        if name in KNOWN or not name.endswith(".csv"):
            continue
        why = next((told for stem, told in UNREAD.items() if name.startswith(stem)), "")
        if CAPACITY in name:
            _refuse(desk, f"{FOLDER}/{name}", "capacities stay as they are here")
        elif name != CHANGES:
            desk.note(f"{name} is not read: {why or 'Flee has no use for it'}.")
    for file in (CHANGES, f"{FOLDER}/{CHANGES}"):
        if desk.has(file):
            _refuse(desk, file, "places keep their type here, but for closures and conflict")


def _refuse(desk: Desk, file: str, why: str) -> None:
    message, hint = f"{why}, so that this file is not supported", "move it away"
    where = Location(desk.home.name(file), 1, 1)
    desk.problems.append(Problem("unsupported-file", message, hint, where))
