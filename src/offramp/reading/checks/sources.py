"""Everything says where it comes from, and what it names is there."""

from collections.abc import Iterator

from offramp.model.problems import Problem
from offramp.model.quantity import JUDGEMENT
from offramp.reading.checks.bench import Bench, every_number, undefined

SECTIONS = (
    "actors",
    "places",
    "routes",
    "treaties",
    "provisions",
    "procedures",
    "measures",
    "red_lines",
    "contacts",
    "influences",
    "stocks",
    "orders",
    "thresholds",
    "ladder.rungs",
    "ladder.dyads",
    "ladder.gates",
    "outcomes",
    "indicators",
    "mechanisms",
    "links",
    "series",
    "events",
)
"""Sections whose items may have a source."""

COLUMNS = ("population_source", "open_source", "throughput_source")
"""Further columns of places.csv that name sources."""


def unknown_sources(bench: Bench) -> Iterator[Problem]:
    """Sources are defined in `sources`, or the word `judgement`."""
    for path, source in _named(bench):
        if source and source != JUDGEMENT:
            yield from undefined(bench, "source", "sources", path, source)


def _named(bench: Bench) -> Iterator[tuple[str, str]]:
    """Yield the path and the text of every source that is named."""
    for section in SECTIONS:
        for key, item in bench.items(section).items():
            yield f"{section}.{key}.source", item.source
    yield "ladder.source", bench.scenario.ladder.source
    for key, place in bench.scenario.places.items():
        for column in COLUMNS:
            yield f"places.{key}.{column}", getattr(place, column)
    for path, quantity in every_number(bench):
        yield f"{path}.source", quantity.source
        for label, value in quantity.each.items():
            yield f"{path}.each.{label}.source", value.source


def judgement_without_basis(bench: Bench) -> Iterator[Problem]:
    """Whoever judges says what the judgement rests on."""
    for section in SECTIONS:
        for key, item in bench.items(section).items():
            if item.source == JUDGEMENT and not item.basis:
                message = f"{key} is judgement without a basis"
                hint = "add `basis:` and say what it rests on"
                yield bench.problem("no-basis", f"{section}.{key}.source", message, hint)
