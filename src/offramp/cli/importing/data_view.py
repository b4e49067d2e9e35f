"""What was understood of a table, as people see it before anything is written."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Group, RenderableType
    from rich.table import Table

    from offramp.importing.tables.plan import Plan
    from offramp.importing.tables.understand import Understood

FIRST = 3
"""Values of a column that are shown."""
LOOKED_AT = 500
"""Rows in which they are looked for."""
LONGEST = 16
"""Characters of a value that are shown."""
MOST_PLACES = 20
MOST_ROWS = 5
UNSHOWN = ("pcode", "population_source", "source", "group", "note")
"""Columns of places.csv that are written, and left out of the preview."""

NAMES = {
    "arrivals": "arrivals",
    "stocks": "stocks (people counted in a place)",
    "population": "population of origins",
    "places": "places",
    "": "it is not clear what it holds",
}


def view(understood: "Understood", planned: "Plan | None") -> "Group":
    """Return the whole preview.

    Args:
        understood: What the table was taken to say.
        planned: What would be written into a scenario, if it goes into one.
    """
    from rich.console import Group
    from rich.text import Text

    from offramp.importing.tables.matching import UNCHECKED

    parts: list[RenderableType] = [_title(understood)]
    if understood.columns:
        parts += [Text(), _columns(understood)]
    facts = _facts(understood)
    if facts is not None:
        parts += [Text(), facts]
    if any(match.how != UNCHECKED for match in understood.matches) or understood.counts:
        parts += [Text(), _places(understood)]
    if understood.rows:
        parts += [Text(), *_result(understood)]
    for heading, lines in (("Note", understood.notes), ("Would write", _planned(planned))):
        if lines:
            parts += [Text(), Text(heading, style="bold")]
            parts += [_item(line) for line in lines]
    if planned:
        for file, added in planned.by_hand.items():
            parts += [Text(), Text(f"Add to {file} yourself:", style="bold"), Text(added.rstrip())]
    return Group(*parts)


def shown(text: str, most: int = LONGEST) -> str:
    r"""Return a text of a table on one line, short, and with no sign that commands a terminal.

    >>> shown("Stone\n Bridge and Lake Ferry")
    'Stone Bridge an…'
    """
    line = " ".join(text.split())
    line = "".join(s if s.isprintable() else "\N{REPLACEMENT CHARACTER}" for s in line)
    return line if len(line) <= most else f"{line[: most - 1]}…"


def _table(**more: object) -> "Table":
    """Return an empty table in the style of the house."""
    from rich.table import Table

    return Table(
        box=None,
        pad_edge=False,
        padding=(0, 2, 0, 0),
        header_style="bold",
        **more,  # type: ignore[arg-type]
    )


def _item(line: str) -> "RenderableType":
    """Return a line of a list, with its further lines indented."""
    from rich.padding import Padding
    from rich.table import Table
    from rich.text import Text

    grid = Table.grid(padding=(0, 1, 0, 0))
    grid.add_row("-", Text(line))
    return Padding(grid, (0, 0, 0, 2))


def _title(understood: "Understood") -> "RenderableType":
    """Return the line that says what the file is taken for."""
    from rich.text import Text

    from offramp.importing.tables.findings import counted

    text = Text.assemble((understood.file, "bold"))
    if understood.sheet is not None:
        how = f", {understood.counted}" if understood.counted else ""
        tags = "HXL hashtags" if understood.sheet.tags else "plain headers"
        text.append(
            f": {NAMES[understood.kind]}{how}; {tags}, {counted(len(understood.sheet.rows), 'row')}"
        )
    return text


def _columns(understood: "Understood") -> "Table":
    """Return a table of the columns: what each is taken for, or why it is ignored."""
    from rich.text import Text

    from offramp.importing.tables.roles import words

    tagged = any(column.tag for column in understood.columns)
    table = _table()
    table.add_column("Column", overflow="fold")
    if tagged:
        table.add_column("Hashtag", overflow="fold")
    table.add_column("Read as", overflow="fold")
    table.add_column("First values", overflow="fold")
    table.add_column("", no_wrap=True)
    for column in understood.columns:
        kept = column.role and not column.why
        style = "" if kept else "dim"
        header = shown(column.header.text, 40) or f"(column {column.number + 1})"
        role = words().roles[column.role].means if kept else column.why
        cells = [header]
        if tagged:
            cells.append(shown(column.tag.text, 40) if column.tag else "")
        cells += [f"{column.role}: {role}" if kept else role, _first(understood, column.number)]
        mark = Text("kept", style="green") if kept else Text("ignored", style="yellow")
        table.add_row(*(Text(cell, style=style) for cell in cells), mark)
    return table


def _first(understood: "Understood", number: int) -> str:
    """Return the first different values of a column."""
    sheet = understood.sheet
    values: list[str] = []
    for row in sheet.rows[:LOOKED_AT] if sheet else ():
        text = shown(row[number].text)
        if text and text not in values:
            values.append(text)
        if len(values) > FIRST:
            break
    return ", ".join(values[:FIRST]) + (", …" if len(values) > FIRST else "")


def _facts(understood: "Understood") -> "RenderableType | None":
    """Return what the rows say as a whole: days, places, people, gaps."""
    from rich.table import Table
    from rich.text import Text

    from offramp.importing.tables.findings import counted

    facts: list[tuple[str, str]] = []
    if understood.days:
        first, last = understood.days
        span = counted((last - first).days + 1, "day")
        facts.append(("Days", f"{first} to {last}, {span}"))
    places = {count.place for count in understood.counts} or {r["id"] for r in understood.places}
    if places - {""}:
        facts.append(("Places", f"{len(places)}"))
    if understood.rows:
        what = {
            "arrivals": "people crossed, all places and days",
            "stocks": "people counted on the last day",
        }.get(understood.kind, "people live there")
        if understood.total or understood.kind in {"arrivals", "stocks"}:
            facts.append(("Total", f"{understood.total:,.0f} {what}"))
        row = "daily row" if understood.kind == "arrivals" else "row"
        facts.append(("Gives", counted(len(understood.rows), row)))
    if understood.counts:
        gaps = understood.gaps
        facts.append(("Gaps", f"{counted(gaps, 'day')} without a count" if gaps else "none"))
    if not facts:
        return None
    grid = Table.grid(padding=(0, 2, 0, 0))
    for name, text in facts:
        grid.add_row(Text(name, style="bold"), Text(text))
    return grid


def _places(understood: "Understood") -> "Table":
    """Return a table of the places: what the file calls them, and which they are."""
    from rich.text import Text

    from offramp.importing.tables.matching import UNCHECKED, UNKNOWN

    table = _table()
    table.add_column("Place in the file", overflow="fold")
    table.add_column("Is", overflow="fold")
    table.add_column("Found", overflow="fold")
    table.add_column("Rows", justify="right")
    ordered = sorted(understood.matches, key=lambda match: match.how != UNKNOWN)
    for match in ordered[:MOST_PLACES]:
        style = {UNKNOWN: "bold red", UNCHECKED: "dim"}.get(match.how, "")
        given, how = Text(shown(match.given, 60)), Text(match.how, style=style)
        table.add_row(given, Text(match.place or "-"), how, f"{len(match.cells):,}")
    if len(ordered) > MOST_PLACES:
        table.add_row(f"and {len(ordered) - MOST_PLACES} more", "", "", "")
    return table


def _result(understood: "Understood") -> "list[RenderableType]":
    """Return the first rows of the result; of places, the columns that tell most."""
    from rich.text import Text

    from offramp.importing.tables.findings import counted

    at = [i for i, column in enumerate(understood.header) if column not in UNSHOWN]
    table = _table()
    for i in at:
        table.add_column(understood.header[i], no_wrap=True, overflow="ellipsis")
    for row in understood.rows[:MOST_ROWS]:
        table.add_row(*(Text(shown(row[i], 24)) for i in at))
    rest = len(understood.rows) - MOST_ROWS
    more = [Text(f"and {counted(rest, 'more row')}", style="dim")] if rest > 0 else []
    return [Text("Becomes", style="bold"), table, *more]


def _planned(planned: "Plan | None") -> list[str]:
    """Return what would be written."""
    return [f"{line[0].upper()}{line[1:]}." for line in planned.told] if planned else []
