"""What was understood of a Flee instance, on a screen."""

from itertools import chain
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from rich.console import RenderableType
    from rich.table import Table

    from offramp.importing.flee import Preview
    from offramp.importing.flee.preview import Camp

MOST = 30
"""Rows of a table that are shown."""


def view(found: "Preview") -> "RenderableType":
    """Return the preview of an import, and what to do next."""
    from rich.console import Group
    from rich.padding import Padding
    from rich.text import Text

    def heading(text: str) -> Text:
        return Text(f"\n{text}", style="bold")

    parts: list[RenderableType] = [Text(found.title, style="bold"), Text(_head(found))]
    if found.zones:
        parts += [heading("Zones of conflict, by date"), _zones(found)]
    if found.closures:
        parts += [heading("Closures"), _closures(found)]
    parts += [heading("Camps and counts"), _camps(found)]
    parts += [heading("The law, as simsetting.yml gives it"), _rules(found)]
    others = [f"{rule.quantity} {rule.value:g}" for rule in found.rules if not rule.given]
    parts.append(Text(f"Flee's defaults: {', '.join(others)}.", style="dim"))
    lists = (
        ("Without effect in Flee, so without effect here", _unused(found)),
        ("To know", list(found.notes)),
    )
    for title, lines in lists:
        if lines:
            parts.append(heading(title))
            parts += [Padding(Text(line), (0, 0, 0, 2)) for line in lines]
    parts.append(heading(f"Wrote {len(found.files)} files to {found.folder}"))
    parts.append(Text(f"Next: offramp check {found.folder}\n      offramp run {found.folder}"))
    return Group(*parts)


def _head(found: "Preview") -> str:
    places = ", ".join(
        f"{count:,} {kind}{'' if count == 1 else 's'}" for kind, count in found.places.items()
    )
    countries = ", ".join(
        f"{written} ({code}{', home' if code == found.home else ''})"
        for written, code in found.countries.items()
    )
    moved = "one by one" if found.hasten == 1 else f"{found.hasten:,} as one"
    return (
        f"{found.days} days from {found.start}; people move {moved}\n"
        f"{places}; {found.routes:,} routes\n{countries}"
    )


def _table(*columns: str, right: tuple[str, ...] = ()) -> "Table":
    from rich.table import Table

    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    for column in columns:
        table.add_column(column, justify="right" if column in right else "left")
    return table


def _zones(found: "Preview") -> "Table":
    table = _table("From", "Until", "Place", "Intensity", "People", right=("Intensity", "People"))
    for zone in found.zones[:MOST]:
        last = str(zone.last) if zone.last else ""
        people = f"{zone.population:,}"
        table.add_row(str(zone.first), last, zone.place, f"{zone.intensity:g}", people)
    return _ended(table, len(found.zones))


def _closures(found: "Preview") -> "Table":
    table = _table("From", "Until", "What", "Where")
    for shut in found.closures[:MOST]:
        where = f"{shut.first} and {shut.second}" if shut.second else shut.first
        table.add_row(str(shut.closes), str(shut.reopens or "the end"), shut.what, where)
    return _ended(table, len(found.closures))


def _camps(found: "Preview") -> "Table":
    numbers = ("Capacity", "Counts")
    table = _table("Camp", "Country", *numbers, "First", "Last", "Recounted", right=numbers)
    for camp in chain(found.camps[:MOST], [found.total] if found.total else []):
        capacity = f"{camp.capacity:,}" if camp.capacity else ""
        first, last = _count(camp.first), _count(camp.last)
        counts, recounts = str(camp.counts), ", ".join(map(str, camp.corrected))
        table.add_row(_called(camp), camp.country, capacity, counts, first, last, recounts)
    return _ended(table, len(found.camps))


def _called(camp: "Camp") -> str:
    return camp.name if camp.place else f"({camp.name})"


def _count(row: "tuple[date, float] | None") -> str:
    return f"{row[0]} {row[1]:,.0f}" if row else "none"


def _rules(found: "Preview") -> "Table":
    table = _table("", "", "", right=())
    table.show_header = False
    given = [
        (rule.quantity, f"{rule.value:g} {rule.unit}", rule.label)
        for rule in found.rules
        if rule.given
    ]
    if found.decay != (1.0,):
        steps = ", ".join(f"{step:g}" for step in found.decay)
        given.append(("flee_spawn_decay", steps, "Pull of a zone on departures, by steps"))
    for name, value, label in given:
        table.add_row(name, value.removesuffix(" 1"), label)
    if not given:
        table.add_row("nothing", "", "")
    return table


def _unused(found: "Preview") -> list[str]:
    """Return the settings that do nothing, those with the same reason together."""
    by_reason: dict[str, list[str]] = {}
    for key, why in found.unused.items():
        by_reason.setdefault(why, []).append(key)
    return [f"{', '.join(keys)}: {why}" for why, keys in by_reason.items()]


def _ended(table: "Table", rows: int) -> "Table":
    if rows > MOST:
        table.add_row(f"and {rows - MOST} more")
    return table
