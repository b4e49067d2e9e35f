"""The tables of ukraine-2022: they fit the model, hang together, and keep the counts."""

import csv
from collections import defaultdict
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

import offramp
from offramp.model.history import DailyCount, DatedEvent, Phase
from offramp.model.place import Place, Route
from offramp.model.source import Source

FOLDER = Path(offramp.__file__).parent / "library/scenarios/ukraine-2022"


def table(name: str) -> list[dict[str, Any]]:
    with (FOLDER / name).open(newline="", encoding="utf-8") as file:
        return [{k: v for k, v in row.items() if v} for row in csv.DictReader(file)]


def keyed(name: str) -> dict[str, dict[str, Any]]:
    rows = table(name)
    found = {row.pop("id"): row for row in rows}
    assert len(found) == len(rows), f"{name} repeats an id"
    return found


@pytest.fixture(scope="module")
def places() -> dict[str, Place]:
    return {key: Place.model_validate(row) for key, row in keyed("places.csv").items()}


@pytest.fixture(scope="module")
def routes() -> dict[str, Route]:
    return {key: Route.model_validate(row) for key, row in keyed("routes.csv").items()}


@pytest.fixture(scope="module")
def events() -> dict[str, DatedEvent]:
    rows = keyed("events.csv")
    for row in rows.values():
        row["because"] = row.get("because", "").split()
    return {key: DatedEvent.model_validate(row) for key, row in rows.items()}


@pytest.fixture(scope="module")
def sources() -> dict[str, Source]:
    loaded = YAML(typ="safe").load((FOLDER / "sources.yaml").read_text(encoding="utf-8"))
    return {key: Source.model_validate(item) for key, item in loaded.items()}


@pytest.fixture(scope="module")
def daily() -> list[DailyCount]:
    return [DailyCount.model_validate(row) for row in table("series/crossings_daily.csv")]


def test_the_origins_hold_the_people_under_government_control(places: dict[str, Place]) -> None:
    origins = [p for p in places.values() if p.kind == "origin"]
    assert len(origins) == 25
    assert sum(p.population for p in origins) == 37_000_000
    assert all(p.female + p.male == p.population for p in origins)


def test_every_origin_reaches_every_open_crossing_and_its_host(
    places: dict[str, Place], routes: dict[str, Route]
) -> None:
    joined: dict[str, set[str]] = defaultdict(set)
    for route in routes.values():
        assert {route.start, route.end} <= places.keys()
        if places[route.start].open and places[route.end].open:
            joined[route.start].add(route.end)
            joined[route.end].add(route.start)
    inland = {key for key, place in places.items() if place.kind == "origin"}
    reached, ahead = {"UA80"}, ["UA80"]
    while ahead:
        new = (joined[ahead.pop()] & inland) - reached
        reached |= new
        ahead += new
    assert reached == inland
    for key, place in places.items():
        if place.kind == "crossing" and place.open:
            assert joined[key] & inland
            assert place.country in joined[key]


def test_open_crossings_let_through_more_than_the_highest_observed_day(
    places: dict[str, Place], daily: list[DailyCount]
) -> None:
    peak: dict[str, int] = defaultdict(int)
    for row in daily:
        peak[row.place] = max(peak[row.place], row.persons)
    for host, highest in peak.items():
        through = sum(
            p.throughput
            for p in places.values()
            if p.kind == "crossing" and p.open and p.country == host
        )
        assert through > highest, host


def test_daily_crossings_add_up_to_the_cumulative_counts(daily: list[DailyCount]) -> None:
    total: dict[str, int] = defaultdict(int)
    until: dict[tuple[str, date], int] = {}
    for row in sorted(daily, key=lambda r: (r.place, r.date)):
        assert row.persons >= 0
        assert row.known_at >= row.date
        total[row.place] += row.persons
        until[row.place, row.date] = total[row.place]
    in_debt = {("RUS", date(2022, 3, 9))}
    for count in table("series/arrivals.csv"):
        key = count["place"], date.fromisoformat(count["date"])
        if key not in in_debt:
            assert until[key] == int(count["cumulative"]), key


def test_phases_leave_no_gap_and_name_origins(places: dict[str, Place]) -> None:
    phases = [Phase.model_validate(row) for row in table("series/phases.csv")]
    origins = {key for key, place in places.items() if place.kind == "origin"}
    assert {p.place for p in phases} == origins
    by_place: dict[str, list[Phase]] = defaultdict(list)
    for phase in phases:
        assert phase.start_known_at >= phase.start
        by_place[phase.place].append(phase)
    for several in by_place.values():
        for earlier, later in pairwise(several):
            assert earlier.end is not None
            assert (later.start - earlier.end).days == 1


def test_every_source_named_is_described(
    places: dict[str, Place],
    routes: dict[str, Route],
    events: dict[str, DatedEvent],
    sources: dict[str, Source],
) -> None:
    named = {r.source for r in routes.values()} | {e.source for e in events.values()}
    for p in places.values():
        named |= {p.source, p.population_source, p.open_source, p.throughput_source}
    assert named - {"", "judgement"} <= sources.keys()
    judged = [i for i in (*places.values(), *routes.values()) if i.source == "judgement"]
    assert all(i.basis for i in judged)


def test_events_name_earlier_reasons_and_unverified_ones_impose_nothing(
    events: dict[str, DatedEvent], places: dict[str, Place]
) -> None:
    for event in events.values():
        assert all(events[reason].date <= event.date for reason in event.because)
        assert not event.place or event.place in places
        assert event.verified or not event.stage
