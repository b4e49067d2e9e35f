"""Rows to places: populations of origins, and places with where they are."""

import re
import unicodedata

from offramp.importing.tables.countries import country_of_pcode, plain_name
from offramp.importing.tables.findings import Findings, counted, listed
from offramp.importing.tables.matching import LEFT_OUT, Match
from offramp.importing.tables.roles import words
from offramp.importing.tables.table import Table
from offramp.importing.tables.values import degrees, is_formula, whole_people
from offramp.model.problems import did_you_mean
from offramp.reading.csv_cells import Cell, Row

PEOPLE = (("persons", "population"), ("female", "female"), ("male", "male"))
"""Roles, and the columns of places.csv that they become."""
COLUMNS = (
    "id",
    "name",
    "kind",
    "country",
    "pcode",
    "lat",
    "lon",
    "population",
    "female",
    "male",
    "population_source",
    "group",
    "source",
    "note",
)
"""Columns of places.csv that an import can give."""
SOURCE, PEOPLE_SOURCE = "source", "population_source"

PlaceRow = dict[str, str]
"""A row of places.csv, without its empty cells."""


def population_rows(table: Table, source: str) -> list[PlaceRow]:
    """Return a row for each origin whose population a table gives.

    Into a scenario only numbers of places that it has are given.

    Args:
        table: The table; what is wrong is added to its findings.
        source: Id of the source of the figures.
    """
    result: list[PlaceRow] = []
    seen: dict[str, Row] = {}
    for row in table.sheet.rows:
        place = table.place(row)
        numbers = _people(table, row)
        if not place or numbers is None:
            continue
        item: PlaceRow = {"id": place}
        if table.matcher.setting is None:
            item |= _identity(table, row, place) | {"kind": "origin"} | _where(table, row)
        if numbers:
            item |= numbers | {PEOPLE_SOURCE: source}
            _keep(item, row, seen, result, table)
        else:
            table.found.note(f"{place}: left out, for it has no number.")
    _note_numbers(result, table.found)
    if table.matcher.setting is None and any("lat" not in item for item in result):
        table.found.note("A place of a scenario needs lat and lon too: give them with --as places.")
    return result


def place_rows(table: Table, source: str) -> list[PlaceRow]:
    """Return a row of places.csv for each place of a table; arguments as for populations."""
    result: list[PlaceRow] = []
    seen: dict[str, Row] = {}
    for number, row in enumerate(table.sheet.rows, start=1):
        identity = _identity(table, row, "")
        numbers = _people(table, row)
        kind = _kind(table, row)
        there = _where(table, row)
        if numbers is None or not kind or not _is_whole(table, row, identity, there):
            continue
        place = _id(table, row, identity, kind, number)
        if not place:
            continue
        item = {"id": place} | identity | {"kind": kind} | there | numbers
        if any(numbers.values()):
            item[PEOPLE_SOURCE] = source
        _keep(item | {SOURCE: source}, row, seen, result, table)
    _note_numbers(result, table.found)
    return result


def _keep(
    item: PlaceRow, row: Row, seen: dict[str, Row], result: list[PlaceRow], table: Table
) -> None:
    """Add a row to a result unless its place was given before, which is a problem."""
    place = item["id"]
    for column in ("name", "note", "group"):
        if is_formula(item.get(column, "")):
            at = f"Line {row[0].line}: {column} begins with {item[column][0]}"
            table.found.note(f"{at}, as a formula does; it is kept as text.")
    if place in seen:
        message = f"{place} stands here again; it was first given on line {seen[place][0].line}"
        table.found.wrong("duplicate-row", table.place_cell(row), message, "delete one of the two")
        return
    seen[place] = row
    result.append({key: text for key, text in item.items() if text})


def _people(table: Table, row: Row) -> PlaceRow | None:
    """Return the numbers of a row; None, with a problem, if one is none."""
    numbers: dict[str, int] = {}
    for role, column in PEOPLE:
        cell = table.cell(row, role)
        if cell is None:
            continue
        number = whole_people(cell, table.found, table.wishes.thousands)
        if number is None:
            return None
        numbers[column] = number
    if "population" not in numbers and len(numbers) == 2:
        numbers["population"] = sum(numbers.values())
        table.found.note("The population is the sum of female and male.")
    return {column: str(numbers[column]) for _, column in PEOPLE if column in numbers}


def _note_numbers(rows: list[PlaceRow], found: Findings) -> None:
    """Note what does not add up, and what is missing."""
    unequal = [
        f"{row['id']} ({int(row['female']) + int(row['male']):,} of {int(row['population']):,})"
        for row in rows
        if {"population", "female", "male"} <= row.keys()
        and int(row["female"]) + int(row["male"]) != int(row["population"])
    ]
    if unequal:
        found.note(f"Female and male do not add up to the population: {listed(unequal)}.")
    unsplit = [row["id"] for row in rows if "population" in row and "male" not in row]
    if unsplit:
        what = counted(len(unsplit), "place")
        found.note(f"{what} without a number of men: they count as 0 where a law bars men.")


def _identity(table: Table, row: Row, place: str) -> PlaceRow:
    """Return name, country and P-code of a row."""
    code = table.text(row, table.code_role)
    pcode = code if country_of_pcode(code) else ""
    country = table.country(row) or country_of_pcode(pcode)
    name = table.text(row, table.name_role) or code or place
    return {
        "name": name,
        "country": country,
        "pcode": pcode,
        "group": table.text(row, "group"),
        "note": table.text(row, "note"),
    }


def _where(table: Table, row: Row) -> PlaceRow:
    """Return latitude and longitude of a row, as far as they are there and hold."""
    result = {}
    for role, most in (("lat", 90.0), ("lon", 180.0)):
        cell = table.cell(row, role)
        text = degrees(cell, most, table.found) if cell else None
        if text is not None:
            result[role] = text
    return result


def _is_whole(table: Table, row: Row, identity: PlaceRow, there: PlaceRow) -> bool:
    """Return whether a row says all that a place must have; add problems if not."""
    if not identity["name"]:
        hint = "name it, or delete the row"
        table.found.wrong("missing-place", row[0], "this row names no place", hint)
    if identity["name"] and not identity["country"]:
        cell = table.cell(row, "country") or table.place_cell(row)
        said = table.text(row, "country")
        message = f'"{said}" is no country' if said else f"no country for {identity['name']}"
        hint = "write its three letters of ISO 3166, or say --country if all rows share it"
        table.found.wrong("unknown-country", cell, message, hint)
    for role in ("lat", "lon"):
        if role not in there and table.cell(row, role) is None:
            message = f"{identity['name'] or 'this row'} has no {role}"
            cell = row[table.at[role]]
            table.found.wrong("missing-value", cell, message, "give decimal degrees")
    return bool(identity["name"] and identity["country"]) and len(there) == 2


def _kind(table: Table, row: Row) -> str:
    """Return the kind of the place of a row; empty, with a problem, if it is unknown."""
    cell = table.cell(row, "kind")
    if cell is None:
        if not table.wishes.place_kind:
            at = row[table.at["kind"]] if table.has("kind") else row[0]
            hint = "say --kind if all rows share it"
            table.found.wrong("missing-value", at, "this place has no kind", hint)
        return table.wishes.place_kind
    known = words().kinds
    word = " ".join(cell.text.casefold().replace("_", " ").split())
    if word not in known:
        hint = did_you_mean(word, known) or f"use one of {', '.join(dict.fromkeys(known.values()))}"
        table.found.wrong("unknown-kind", cell, f'"{cell.text}" is no kind of place', hint)
    return known.get(word, "")


def _id(table: Table, row: Row, identity: PlaceRow, kind: str, number: int) -> str:
    """Return the id of a place: its code, that of its name in the scenario, or a new one."""
    code, name = table.text(row, table.code_role), identity["name"]
    cell = table.place_cell(row)
    told = next((table.wishes.places[w] for w in (code, name) if w in table.wishes.places), None)
    setting = table.matcher.setting
    known = setting.places if setting else {}
    named = [
        place.id
        for place in known.values()
        if plain_name(place.name) == plain_name(name)
        and (place.kind, place.country) == (kind, identity["country"])
    ]
    if told is not None:
        place, how = ("", LEFT_OUT) if told == "ignore" else (told, "as --place says")
    elif code:
        place, how = code, "by code; replaced" if code in known else "new"
    elif len(named) == 1:
        place, how = named[0], "by name; replaced"
    else:
        place, how = f"{identity['country']}_{_slug(name) or number}", "new; id made of its name"
    _remember(table, cell, code, name, place, how)
    return place


def _remember(table: Table, cell: Cell, code: str, name: str, place: str, how: str) -> None:
    """Keep what was made of a place for the preview."""
    given = f"{code} ({name})" if code and name != code else name
    table.matcher.matches.setdefault(
        (code, name), Match(given, code or name, name or code, place, how)
    )
    table.matcher.matches[code, name].cells.append(cell)


def _slug(name: str) -> str:
    """Return a name as part of an id.

    >>> _slug("Stone Bridge - Évora")
    'stone_bridge_evora'
    """
    parts = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "_", parts).strip("_")
