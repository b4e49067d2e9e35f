"""closures.csv: borders, places and camps that are shut for a time, as Flee carries it out."""

from typing import Literal, NamedTuple

from offramp.importing.flee import cells
from offramp.importing.flee.desk import Desk, Line
from offramp.importing.flee.header import is_header
from offramp.importing.flee.places import Places
from offramp.model.problems import did_you_mean

FILE = "input_csv/closures.csv"
COLUMNS = (
    ("closure_type", "type"),
    ("name1",),
    ("name2",),
    ("closure_start", "start"),
    ("closure_end", "end"),
)
TYPE, ONE, OTHER, START, END = range(5)
COUNTRY, PLACE, LINK, CAMP, IDP_CAMP = "country", "location", "link", "camp", "idpcamp"
REDIRECTION = "remove_forced_redirection"
TYPES = (COUNTRY, PLACE, LINK, CAMP, IDP_CAMP, REDIRECTION)

What = Literal["border", "place", "camp", "camp inside"]


class Closed(NamedTuple):
    """Something shut, as understood."""

    what: What
    first: str
    """Id of a place, or code of a country."""
    second: str
    """Code of the other country of a border; empty for anything else."""
    closes: int
    """Day, from 0; -1 for what is opened on day 0 only to say what it is."""
    reopens: int | None
    """None where it stays shut."""


def read_closures(desk: Desk, places: Places | None, days: int | None) -> list[Closed]:
    """Return what is shut, in the order in which Flee carries it out."""
    return [*_openings(desk, places or {}), *_read(desk, places, days)]


def _openings(desk: Desk, places: Places) -> list[Closed]:
    """Return camps to be opened on day 0 as what they are.

    A scenario takes a host in the country of the first place for a camp inside, and any other for
    a camp abroad. Flee goes by the type that locations.csv gives.
    """
    home = next((place.written for place in places.values()), "")
    found: list[Closed] = []
    for name, place in places.items():
        if place.kind != "host" or (place.written == home) == (place.type == IDP_CAMP):
            continue
        where = "at home" if place.written == home else "abroad"
        desk.note(f"{name} is {place.type} {where}: it is opened as such on the first day.")
        found.append(Closed("camp" if place.type == CAMP else "camp inside", place.id, "", -1, 0))
    return found


def _read(desk: Desk, places: Places | None, days: int | None) -> list[Closed]:
    """Return the rows of the file; none where there is no such file."""
    if not desk.has(FILE):
        desk.note("There is no closures.csv: nothing is ever shut.")
        return []
    table = desk.table(FILE)
    lines = table.lines if table else ()
    if table and table.header is None and lines and is_header(lines[0], COLUMNS):
        lines = lines[1:]
    rows = [_row(desk, line, places, days) for line in lines]
    return [row for row in rows if row is not None]


def _row(desk: Desk, line: Line, places: Places | None, days: int | None) -> Closed | None:
    """Return what a row shuts; None where that is nothing, which is noted, or wrong."""
    kind = line.text(TYPE)
    if kind not in TYPES:
        hint = did_you_mean(kind, TYPES) or f"use {', '.join(TYPES)}"
        desk.wrong(line, TYPE, "unknown-type", f'there is no type of closure "{kind}"', hint)
        return None
    if len(line.cells) < len(COLUMNS):
        message = f"{len(line.cells)} cells where Flee reads {len(COLUMNS)}"
        hint = "give type, name1, name2, first day shut and day of reopening"
        desk.wrong(line, len(line.cells) - 1, "wrong-cells", message, hint)
        return None
    closes = cells.whole(desk, line, START, "the first day shut")
    reopens = cells.whole(desk, line, END, "the day of reopening")
    if closes is None or reopens is None or places is None:
        return None
    shown = ",".join(cell.text for cell in line.cells)
    if kind in {LINK, REDIRECTION}:
        _unheard(desk, line, shown)
        return None
    ends = _ends(desk, line, places, shown)
    if ends is None:
        return None
    if closes < 0 or (days is not None and closes >= days) or closes == reopens:
        desk.note(f"The closure {shown} never takes effect within the period.")
        return None
    if reopens < closes:
        desk.note(f"The closure {shown} ends before it begins: it lasts to the end, as in Flee.")
    return Closed(*ends, closes, reopens if reopens > closes else None)


def _unheard(desk: Desk, line: Line, shown: str) -> None:
    """Note a closure that Flee carries out without effect; refuse the one that half works."""
    if line.text(TYPE) == REDIRECTION:
        desk.note(f"The closure {shown} has no effect: Flee never asks for forced redirections.")
    elif len(line.text(ONE)) == 1:
        message = "a closed link to a place with a name of one letter is not supported"
        hint = "Flee would shut one direction of it only; give the place a longer name"
        desk.wrong(line, ONE, "unsupported-closure", message, hint)
    else:
        desk.note(
            f"The closure {shown} has no effect: Flee looks for the very same string in memory, "
            "not for the same name, and never finds it."
        )


def _ends(desk: Desk, line: Line, places: Places, shown: str) -> tuple[What, str, str] | None:
    """Return what is shut, with its ids; None where there is no such thing."""
    kind, one = line.text(TYPE), line.text(ONE)
    if kind == COUNTRY:
        codes = {place.written: place.country for place in places.values()}
        for name in (one, line.text(OTHER)):
            if name not in codes:
                like = did_you_mean(name, codes)
                more = f" ({like})" if like else ""
                desk.note(f"The closure {shown} has no effect: no place is in {name}{more}.")
                return None
        return "border", codes[one], codes[line.text(OTHER)]
    place = places.get(one)
    if kind == PLACE:
        if place is None:
            like = did_you_mean(one, places)
            more = f" ({like})" if like else ""
            desk.note(f"The closure {shown} has no effect: no place is called {one}{more}.")
            return None
        return "place", place.id, ""
    if place is None or place.kind != "host":
        camps = [name for name, other in places.items() if other.kind == "host"]
        message = f'there is no camp "{one}"'
        hint = did_you_mean(one, camps) or "name a camp of locations.csv"
        desk.wrong(line, ONE, "unknown-place", message, hint)
        return None
    return ("camp inside" if kind == IDP_CAMP else "camp"), place.id, ""
