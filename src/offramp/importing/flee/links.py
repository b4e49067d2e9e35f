"""routes.csv: the roads between places, each travelled in both directions."""

from collections import Counter
from typing import NamedTuple

from offramp.importing.flee import cells
from offramp.importing.flee.desk import Desk, Line
from offramp.importing.flee.header import check_header, is_header
from offramp.importing.flee.ids import unique
from offramp.importing.flee.places import Places
from offramp.model.problems import Location, Problem, did_you_mean

FILE = "input_csv/routes.csv"
COLUMNS = (
    ("name1",),
    ("name2",),
    ("distance", "distance [km]", "distance (km)", "length"),
    ("forced_redirection", "forced redirection"),
)
ONE, OTHER, KM, FORCED = range(4)
NEEDED = 3
"""Cells that a row has at least."""
SPEED, WALK = "max_move_speed", "walk_probability"


class Link(NamedTuple):
    """A road, as understood."""

    id: str
    one: str
    """Id of a place."""
    other: str
    km: float
    speed: float | None
    """How fast it is travelled (km/day); None where as any other."""


def read_links(desk: Desk, places: Places | None) -> list[Link]:
    """Return the roads of an instance, in its order.

    Args:
        desk: Gathers problems.
        places: The places of the instance; None where they could not be read.
    """
    table = desk.table(FILE)
    if table is None:
        return []
    lines = list(table.lines)
    header = table.header or (lines.pop(0) if lines and is_header(lines[0], COLUMNS) else None)
    if header is not None:
        check_header(desk, header, COLUMNS[: max(NEEDED, min(len(header.cells), len(COLUMNS)))])
    if not lines:
        hint = "give one line for each road"
        where = Location(table.file, 1, 1)
        desk.problems.append(Problem("empty-file", "there is no route in it", hint, where))
    extra = [header.text(i) for i in range(len(COLUMNS), len(header.cells))] if header else []
    unread = [name for name in extra if name and name not in {SPEED, WALK}]
    if unread:
        desk.note(f"{table.file}: no rule followed here asks for {', '.join(unread)}.")
    taken: set[str] = set()
    found: list[Link] = []
    for line in lines:
        found += _links(desk, line, extra, places, taken)
    _say_parallel(desk, found)
    return found


def _links(
    desk: Desk, line: Line, extra: list[str], places: Places | None, taken: set[str]
) -> list[Link]:
    """Return the road of a row; twice, where Flee makes two of it."""
    if len(line.cells) < NEEDED:
        message = f"{len(line.cells)} cells where Flee reads name1, name2, distance"
        desk.wrong(line, len(line.cells) - 1, "wrong-cells", message, "give all three")
        return []
    before = len(desk.problems)
    km = cells.number(desk, line, KM, "the distance (km)", above=0)
    forced = 0
    if line.text(FORCED):
        forced = cells.whole(desk, line, FORCED, "forced_redirection", lowest=0, highest=2) or 0
    by_column = {name: position for position, name in enumerate(extra, start=len(COLUMNS))}
    speed = None
    if line.text(by_column.get(SPEED, len(line.cells))):
        speed = cells.number(desk, line, by_column[SPEED], "the speed (km/day)", above=0)
    if line.text(by_column.get(WALK, len(line.cells))):
        walk = cells.number(desk, line, by_column[WALK], "the chance to walk", lowest=0, highest=1)
        if walk:
            message = f"{WALK} is not supported: all travel a road at the same speed here"
            hint = f"set it to 0, and give a slower {SPEED} instead"
            desk.wrong(line, by_column[WALK], "unsupported-column", message, hint)
    if places is not None:
        _check_ends(desk, line, places)
    if len(desk.problems) > before or km is None or places is None:
        return []
    one, other = places[line.text(ONE)].id, places[line.text(OTHER)].id
    if forced:
        desk.note(
            f"{line.text(ONE)} to {line.text(OTHER)} is a forced redirection: Flee keeps the mark "
            "and never asks for it, so nobody is redirected"
            + (", but it adds the road twice, which doubles its weight." if forced == 1 else ".")
        )
    copies = 2 if forced == 1 else 1
    stem = f"{one}-{other}"
    return [Link(unique(stem, taken, "-"), one, other, km, speed) for _ in range(copies)]


def _check_ends(desk: Desk, line: Line, places: Places) -> None:
    """Refuse a road whose ends are not two places of the instance."""
    for position in (ONE, OTHER):
        name = line.text(position)
        if name not in places:
            hint = did_you_mean(name, places) or "add it to locations.csv, or delete the route"
            desk.wrong(line, position, "unknown-place", f'there is no place "{name}"', hint)
    if line.text(ONE) == line.text(OTHER):
        desk.wrong(line, OTHER, "bad-route", "a road from a place to itself", "delete the route")


def _say_parallel(desk: Desk, found: list[Link]) -> None:
    pairs = Counter(tuple(sorted((link.one, link.other))) for link in found)
    for (one, other), count in pairs.items():
        if count > 1:
            desk.note(
                f"{one} and {other} are joined {count} times: each counts as a way of its own "
                "when ways are weighed, as in Flee, and the first is the one travelled."
            )
