"""A scenario in half a screen."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import RenderableType

    from offramp.model.place import PlaceKind
    from offramp.model.scenario import Scenario

KINDS: "tuple[PlaceKind, ...]" = ("origin", "crossing", "host", "onward")
SECTIONS = {
    "routes": "routes",
    "measures": "measures",
    "procedures": "procedures",
    "treaties": "treaties",
    "provisions": "provisions",
    "red lines": "red_lines",
    "contacts": "contacts",
    "thresholds": "thresholds",
    "outcomes": "outcomes",
    "mechanisms": "mechanisms",
    "series": "series",
    "dated events": "events",
}
"""Sections of a scenario by what people call them."""
ONE = {
    "treaties": "treaty",
    "series": "series",
    "red lines": "red line",
    "dated events": "dated event",
    "places further on": "place further on",
}
"""Words whose singular is not made by leaving out an s at their end."""


def counts(scenario: "Scenario") -> dict[str, int]:
    """Return how many things of each kind a scenario holds, disabled ones included."""
    from offramp.model.numbers import judgement_count

    judged, numbers = judgement_count(scenario)
    places = {kind: len(scenario.places_of(kind)) for kind in KINDS}
    return {
        "numbers": numbers,
        "of them judgement": judged,
        "sources": len(scenario.sources),
        "actors": len(scenario.actors),
        "origins": places["origin"],
        "crossings": places["crossing"],
        "hosts": places["host"],
        "places further on": places["onward"],
        **{word: len(getattr(scenario, section)) for word, section in SECTIONS.items()},
        "rungs": len(scenario.ladder.rungs),
    }


def told(count: int, what: str) -> str:
    """Return a count with its word, in the singular for one.

    >>> told(1, "treaties"), told(1, "places further on"), told(2, "series"), told(1, "series")
    ('1 treaty', '1 place further on', '2 series', '1 series')
    """
    if count == 1:
        what = ONE.get(what, what.removesuffix("s"))
    return f"{count:,} {what}"


def view(scenario: "Scenario") -> "RenderableType":
    """Return the title, dates, contents and limits of a scenario."""
    from datetime import timedelta

    from rich.columns import Columns
    from rich.console import Group
    from rich.text import Text

    from offramp.results.words import day_words

    last = scenario.start + timedelta(days=scenario.days - 1)
    held = [told(count, what) for what, count in counts(scenario).items()]
    return Group(
        Text.assemble((scenario.title, "bold"), f"  ({scenario.id})"),
        Text(
            f"{day_words(scenario.start)} to {day_words(last)} ({scenario.days} days); "
            f"nothing known after {day_words(scenario.as_of)} is used"
        ),
        Text(),
        Text(scenario.description),
        Text(),
        Columns(held, padding=(0, 3), column_first=True),
        Text(),
        Text(f"Limits: {scenario.limits}"),
        Text(),
        Text(f"Look closer: offramp show {scenario.id} --measures | --mechanisms | --parameters "),
        Text("                                 | --sources | --order | --overlays"),
    )
