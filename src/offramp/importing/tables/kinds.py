"""What kind of table it is, which columns that kind needs, and which of them are ignored."""

from dataclasses import replace

from offramp.importing.tables.findings import Findings
from offramp.importing.tables.roles import Column, words
from offramp.importing.tables.sheet import Sheet
from offramp.importing.tables.table import Table
from offramp.importing.tables.wishes import CUMULATIVE, DAILY, KINDS, Wishes

ARRIVING = ("cumulative", "daily", "arrivals")
ANY_COUNT = (*ARRIVING, "persons")


def kind_of(columns: tuple[Column, ...], wishes: Wishes, sheet: Sheet, found: Findings) -> str:
    """Return the kind of a table; empty, with a problem, where it could be several."""
    if wishes.kind:
        return wishes.kind
    held = {column.role for column in columns}
    cell = (sheet.tags or sheet.headers)[0]
    hint = f"say --as {', '.join(KINDS[:-1])} or {KINDS[-1]}; see how columns are named above"
    if "date" in held:
        if held & set(ARRIVING):
            return "arrivals"
        if "persons" in held:
            message = "people by date: those who arrived, or those who are there?"
            found.wrong("unclear-kind", cell, message, "say --as arrivals or --as stocks")
            return ""
    elif {"lat", "lon"} <= held:
        return "places"
    elif held & {"persons", "female", "male"}:
        return "population"
    found.wrong("unclear-kind", cell, "it is not clear what this table holds", hint)
    return ""


def with_reasons(columns: tuple[Column, ...], kind: str) -> tuple[Column, ...]:
    """Return columns of which those that a kind of table does not need say so."""
    result = []
    for column in columns:
        role = words().roles.get(column.role)
        why = column.why
        if role is not None and not why and kind and kind not in role.used_by:
            why = role.why_not or f"{kind} do not need it"
            if kind == "population" and not role.why_not:
                why = "populations do not need it"
        result.append(replace(column, why=why))
    return tuple(result)


def count_role(table: Table) -> str:
    """Return the role of the column that counts the people; empty if there is none.

    Of a cumulative and a daily count the cumulative one is read, unless the other is asked for:
    corrections show in it.
    """
    order: tuple[str, ...] = ANY_COUNT if table.wishes.kind == "arrivals" else ("persons",)
    if table.wishes.counted == DAILY:
        order = ("daily", "arrivals", "persons", "cumulative")
    if table.wishes.counted == CUMULATIVE:
        order = ("cumulative", "arrivals", "persons", "daily")
    return next((role for role in order if table.has(role)), "")


def is_lacking(table: Table) -> bool:
    """Return whether a column is missing or cannot be read; add a problem for each."""
    before = len(table.found.problems)
    kind, wishes = table.wishes.kind, table.wishes
    if kind in {"arrivals", "stocks"}:
        _need(table, "date", "the date")
        if not count_role(table):
            _missing(table, "the number of people", "persons" if kind == "stocks" else "daily")
        elif kind == "arrivals":
            _clear_count(table)
        if kind == "arrivals" and not table.used() and not wishes.place:
            _missing(table, "where people arrive", "country_code", " or say --place ID")
    elif kind == "population":
        _refused(table)
        if not table.code_role:
            _missing(table, "the P-code", "pcode")
        if not table.has("persons", "female", "male"):
            _missing(table, "the number of people", "persons")
    else:
        _refused(table)
        if not table.code_role and not table.name_role:
            _missing(table, "the name of the place", "place")
        _need(table, "lat", "the latitude")
        _need(table, "lon", "the longitude")
        if not table.has("kind") and not wishes.place_kind:
            _missing(table, "the kind of place", "kind", " or say --kind")
    return len(table.found.problems) > before


def _clear_count(table: Table) -> None:
    """Add a problem where it is not clear whether a count is cumulative."""
    role = count_role(table)
    if role in {CUMULATIVE, DAILY} or table.wishes.counted:
        return
    column = next(c for c in table.columns if c.role == role and not c.why)
    message = f'"{column.name}": people since the beginning, or of the day?'
    table.found.wrong("unclear-count", column.cell, message, "say --cumulative or --daily")


def _refused(table: Table) -> None:
    """Add a problem for each column with which a kind of table cannot be read."""
    for column in table.columns:
        role = words().roles.get(column.role)
        if role is not None and table.wishes.kind in role.refused_by:
            message = f'"{column.name}": {role.means}, which is not read'
            table.found.wrong("refused-layout", column.cell, message, role.refused)


def _need(table: Table, role: str, what: str) -> None:
    """Add a problem if no column has a role."""
    if not table.has(role):
        _missing(table, what, role)


def _missing(table: Table, what: str, role: str, other: str = "") -> None:
    """Add a problem for a column that is not there."""
    sheet = table.sheet
    line = sheet.tags or sheet.headers
    names = [column.name for column in table.columns]
    meant = words().roles[role]
    known = (f'"{meant.headers[0]}"', *map(str, meant.tags[:1]))
    hint = f'it has {", ".join(names)}; say --map "COLUMN={role}"{other}'
    message = f"no column gives {what} (such as {' or '.join(known)})"
    table.found.wrong("missing-column", line[0], message, hint)
