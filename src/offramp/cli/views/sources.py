"""Every source of a scenario: how far it is trusted, and how it was verified."""

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.text import Text

    from offramp.api.scenario import LoadedScenario
    from offramp.model.source import Source


def view(scenario: "LoadedScenario") -> "RenderableType":
    """Return every source with its grade, where it stands, and how many numbers rest on it."""
    from rich.console import Group
    from rich.table import Table
    from rich.text import Text

    from offramp.cli.views.overview import told

    used = _uses(scenario)
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    table.add_column("Grade")
    table.add_column("Source", ratio=1)
    table.add_column("Numbers", justify="right")
    for name, source in scenario.sources.items():
        place = scenario.where(f"sources.{name}")
        table.add_row(source.grade, _words(name, source, place), f"{used[name]:,}")
    return Group(
        Text(f"{told(len(scenario.sources), 'sources')} of {scenario.title}", "bold"),
        Text("Grade: A reliable to F cannot be judged, 1 confirmed to 6 cannot be judged", "dim"),
        Text(),
        table,
    )


def _words(name: str, source: "Source", place: str) -> "Text":
    from rich.text import Text

    text = Text.assemble((name, "bold"), "  ", (place, "dim"), f"\n{source.title}")
    about = ", ".join(part for part in (source.publisher, source.date, source.licence) if part)
    for part in (about, source.url):
        if part:
            text.append(f"\n{part}")
    text.append("\nverified: ", "italic")
    text.append(source.verified)
    if source.note:
        text.append("\nnote: ", "italic")
        text.append(source.note)
    return text


def _uses(scenario: "LoadedScenario") -> Counter[str]:
    """Count the numbers that rest on each source."""
    from offramp.model.numbers import numbers

    return Counter(
        value.source or quantity.source
        for _, quantity in numbers(scenario)
        for value in (quantity, *quantity.each.values())
        if value.form is not None
    )
