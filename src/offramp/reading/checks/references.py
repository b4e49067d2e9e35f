"""Every id that an item names is defined in its section."""

from collections.abc import Iterator

from offramp.model.problems import Problem
from offramp.reading.checks.bench import Bench, given, undefined

ACTORS = (
    ("ladder.dyads", "first"),
    ("ladder.dyads", "second"),
    ("procedures", "members"),
    ("procedures", "vetoes"),
    ("measures", "by"),
    ("measures", "proposers"),
    ("red_lines", "holder"),
    ("thresholds", "actor"),
    ("influences", "actor"),
)
"""Sections and fields that name actors."""

PLACES = (
    ("contacts", "place"),
    ("thresholds", "place"),
    ("influences", "place"),
    ("events", "place"),
)
DYADS = (("contacts", "dyad"), ("measures", "dyad"), ("ladder.gates", "dyad"))
RUNGS = (("contacts", "rung"), ("measures", "rung"), ("ladder.gates", "rung"))

ALONE = "unilateral"
"""The procedure that needs no definition: the actor decides alone."""


def unknown_actors(bench: Bench) -> Iterator[Problem]:
    """Actors are defined; only dated events may name others, who act in no run."""
    for section, field in ACTORS:
        for path, actor in given(bench, section, field):
            yield from undefined(bench, "actor", "actors", path, actor)


def unknown_places(bench: Bench) -> Iterator[Problem]:
    """Places are defined, and an actor's home receives people."""
    for section, field in PLACES:
        for path, place in given(bench, section, field):
            yield from undefined(bench, "place", "places", path, place)
    hosts = [key for key, place in bench.scenario.places.items() if place.kind == "host"]
    for path, home in given(bench, "actors", "home"):
        yield from undefined(bench, "host", "places", path, home, hosts)


def unknown_law(bench: Bench) -> Iterator[Problem]:
    """Treaties, provisions and procedures are defined."""
    for path, treaty in given(bench, "provisions", "treaty"):
        yield from undefined(bench, "treaty", "treaties", path, treaty)
    for path, provision in given(bench, "measures", "provision"):
        yield from undefined(bench, "provision", "provisions", path, provision)
    for path, procedure in given(bench, "measures", "procedure", "authorisation"):
        if procedure != ALONE:
            yield from undefined(bench, "procedure", "procedures", path, procedure)


def unknown_measures(bench: Bench) -> Iterator[Problem]:
    """A step in `events.csv`, or an order, is one of a measure that is defined."""
    for section in ("events", "orders"):
        for path, measure in given(bench, section, "measure"):
            yield from undefined(bench, "measure", "measures", path, measure)


def unknown_dyads_and_rungs(bench: Bench) -> Iterator[Problem]:
    """What stands on the ladder, and where, is defined there."""
    ladder = bench.scenario.ladder
    for section, field in DYADS:
        for path, dyad in given(bench, section, field):
            yield from undefined(bench, "dyad", "ladder.dyads", path, dyad)
    for dyad in ladder.start:
        yield from undefined(bench, "dyad", "ladder.dyads", f"ladder.start.{dyad}", dyad)
    for section, field in RUNGS:
        for path, rung in given(bench, section, field):
            yield from undefined(bench, "rung", "ladder.rungs", path, rung)
    if not ladder.rungs:
        return
    named = [("exchange", ladder.exchange), *((f"start.{k}", v) for k, v in ladder.start.items())]
    for field, rung in named:
        yield from undefined(bench, "rung", "ladder.rungs", f"ladder.{field}", rung)


def unknown_reasons(bench: Bench) -> Iterator[Problem]:
    """What an event or a series came about by is a dated event or another signal."""
    signals = bench.scenario.signals()
    paths = list(given(bench, "events", "because"))
    for key, series in bench.scenario.series.items():
        because = getattr(series, "because", ())
        paths += [(f"series.{key}.because.{at}", name) for at, name in enumerate(because)]
    for path, name in paths:
        if not bench.may_be_broken(name):
            yield from undefined(bench, "event", "events", path, name, signals)
