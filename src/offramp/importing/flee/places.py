"""locations.csv: the places of an instance, in its order, the first of them at home."""

from dataclasses import dataclass

from offramp.importing.flee import cells
from offramp.importing.flee.countries import codes
from offramp.importing.flee.desk import Desk, Line, Table
from offramp.importing.flee.header import check_header, is_header
from offramp.importing.flee.ids import place_id
from offramp.model.place import PlaceKind
from offramp.model.problems import Location, Problem, did_you_mean

FILE = "input_csv/locations.csv"
COLUMNS = (
    ("name",),
    ("region",),
    ("country",),
    ("latitude", "lat", "gps_x", "x"),
    ("longitude", "lon", "long", "gps_y", "y"),
    ("location_type", "type"),
    ("conflict_date", "conflict date"),
    ("population", "pop/cap", "pop", "capacity", "population/capacity"),
)
"""What Flee reads in each position, whatever the header says, with the names in use for it."""
NAME, REGION, COUNTRY, LAT, LON, TYPE, CONFLICT, PEOPLE = range(8)
NOWHERE = "unknown"
"""The country of a place whose country is left out."""

CAMP, IDP_CAMP, ZONE, TOWN, HUB, MARKER = (
    "camp",
    "idpcamp",
    "conflict zone",
    "town",
    "hub",
    "marker",
)
KINDS: dict[str, PlaceKind] = {
    CAMP: "host",
    IDP_CAMP: "host",
    ZONE: "origin",
    TOWN: "origin",
    HUB: "hub",
    MARKER: "bend",
}
TYPES = ("camp", "idpcamp", "conflict_zone", "town", "forwarding_hub", "marker")
"""Types as instances write them."""
REFUSED = {
    "capacity_per_day": "capacities stay as they are here; leave the column out",
    "initial_idps": "give them as a count in source_data; leave the column out",
}
"""Further columns that change Flee's law in ways that are not followed."""
INTENSITY = "conflict_intensity"


@dataclass(frozen=True)
class Place:
    """A row of locations.csv, as understood."""

    id: str
    name: str
    region: str
    written: str
    """The country as written."""
    country: str
    """Its code, or as written."""
    lat: float
    lon: float
    type: str
    """One of `KINDS`."""
    population: int
    capacity: int
    """Of a camp (person); 0 where it has none."""
    starts_as_zone: bool
    conflict_date: int
    intensity: float
    """That of a zone at the start for which conflicts.csv gives none that day."""
    line: Line

    @property
    def kind(self) -> PlaceKind:
        """The kind of place it is in a scenario."""
        return KINDS[self.type]


Places = dict[str, Place]
"""By the name that other files of the instance call them."""


def read_places(desk: Desk) -> Places | None:
    """Return the places of an instance; None if the file cannot be used at all."""
    table = desk.table(FILE)
    if table is None:
        return None
    lines = list(table.lines)
    header = table.header or (lines.pop(0) if lines and is_header(lines[0], COLUMNS) else None)
    if header is not None:
        check_header(desk, header, COLUMNS)
    if not lines:
        hint = "give one line for each place"
        where = Location(table.file, 1, 1)
        desk.problems.append(Problem("empty-file", "there is no place in it", hint, where))
        return None
    extra = (
        [header.text(i).casefold() for i in range(len(COLUMNS), len(header.cells))]
        if header
        else []
    )
    named = [line.text(COUNTRY) or NOWHERE for line in lines]
    coded = codes(name for name in named if name != NOWHERE) | {NOWHERE: NOWHERE}
    found: Places = {}
    taken: set[str] = set()
    for line, country in zip(lines, named, strict=True):
        name = line.text(NAME)
        if name in found:
            first = found[name].line.where(0)[0].line
            message = f'"{name}" stands here again; it was first given on line {first}'
            desk.wrong(line, NAME, "duplicate-name", message, "rename or delete one of the two")
            continue
        found[name] = _place(desk, line, extra, place_id(name, taken), coded[country])
    _say(desk, found, extra, table)
    return found


def _place(desk: Desk, line: Line, extra: list[str], key: str, country: str) -> Place:
    """Return the place of a row; what is wrong with it is a problem, and 0 here."""
    kind = TOWN
    if len(line.cells) < len(COLUMNS):
        message = f"{len(line.cells)} cells where Flee reads {len(COLUMNS)}"
        hint = "an empty cell needs its comma too"
        desk.wrong(line, len(line.cells) - 1, "wrong-cells", message, hint)
    else:
        kind = _type(desk, line)
    if not line.text(NAME):
        desk.wrong(line, NAME, "missing-name", "this place has no name", "give it one")
    conflict_date = 0
    if kind == ZONE:
        conflict_date = cells.whole(desk, line, CONFLICT, "the first day of conflict") or 0
    lat, lon = (
        (line.text(at) and cells.number(desk, line, at, what, lowest=-most, highest=most)) or 0.0
        for at, what, most in ((LAT, "the latitude", 90.0), (LON, "the longitude", 180.0))
    )
    if not (line.text(LAT) and line.text(LON)):
        desk.note(f"{line.text(NAME)} has no coordinates: 0 is taken, as in Flee.")
    is_camp = KINDS[kind] == "host"
    what = "the capacity" if is_camp else "the population"
    people = (line.text(PEOPLE) and cells.whole(desk, line, PEOPLE, what, lowest=0)) or 0
    return Place(
        key,
        " ".join(line.text(NAME).split()),
        " ".join(line.text(REGION).split()),
        line.text(COUNTRY) or NOWHERE,
        country,
        lat,
        lon,
        TOWN if kind == ZONE and conflict_date > 0 else kind,
        0 if is_camp else people,
        people if is_camp else 0,
        kind == ZONE and conflict_date <= 0,
        conflict_date,
        _intensity(desk, line, extra, kind),
        line,
    )


def _intensity(desk: Desk, line: Line, extra: list[str], kind: str) -> float:
    """Return the intensity that a further column gives; refuse columns that are not followed."""
    intensity = 1.0
    for at, column in enumerate(extra, start=len(COLUMNS)):
        if not line.text(at):
            continue
        if column == INTENSITY and kind == ZONE:
            intensity = cells.number(desk, line, at, "the intensity", above=0) or 1.0
        elif column in REFUSED and (cells.number(desk, line, at, column) or 0.0):
            message = f"{column} is not supported"
            desk.wrong(line, at, "unsupported-column", message, REFUSED[column])
    return intensity


def _type(desk: Desk, line: Line) -> str:
    """Return the type of a place, told by the words in it, in Flee's order of asking."""
    text = line.text(TYPE).casefold()
    for word, kind in (
        ("idp", IDP_CAMP if "camp" in text else ""),
        ("camp", CAMP),
        ("conflict", ZONE),
        ("forward", HUB),
        ("marker", MARKER),
        ("default", TOWN),
        ("town", TOWN),
    ):
        if word in text and kind:
            return kind
    hint = did_you_mean(text, TYPES) or f"use {', '.join(TYPES)}"
    if "flood" in text:
        hint = "there are no floods here; leave the place out or make it a town"
    desk.wrong(line, TYPE, "unknown-type", f'there is no type of place "{line.text(TYPE)}"', hint)
    return TOWN


def _say(desk: Desk, found: Places, extra: list[str], table: Table) -> None:
    """Note what was read in another way than a reader might think."""
    unread = [name for name in extra if name and name != INTENSITY and name not in REFUSED]
    if unread:
        desk.note(f"{table.file}: no rule followed here asks for {', '.join(unread)}.")
    unnamed = {p.written for p in found.values() if p.country == p.written and len(p.country) != 3}
    if unnamed:
        names = ", ".join(sorted(unnamed))
        desk.note(f"No code of ISO 3166 is known for {names}: kept as written.")
