"""The map by frame: fighting, flows, hosts and their strain."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from offramp.model.place import Place as ModelPlace
from offramp.report.build.arrivals import Arrivals
from offramp.report.build.numbers import figures
from offramp.report.build.phases import War
from offramp.report.build.shown import Shown
from offramp.report.build.strain import Strained
from offramp.report.build.words import sentence
from offramp.report.picture.base import Caption
from offramp.report.picture.map import Flow, Map, Place
from offramp.results.words import day_words, people

FRAMES = 40
"""Frames, about."""
MARGIN = 0.12
"""Of the width and height, around the places that people leave and reach."""
BEYOND = 0.5
"""Of the width and height: how far places further on may lie and still be shown."""
LEAST = 1.0
"""Margin at least (degree)."""
MEDIAN = {"median": 0.5}
DECIMALS = 2
"""Of degrees."""
BOUNDARIES = (
    "The boundaries and names shown and the designations used on this map imply no opinion on the "
    "legal status of any country, territory, city or area, or on the delimitation of its frontiers "
    "or boundaries. Dashed lines are disputed."
)


def frames(shown: Shown) -> list[int]:
    """Return the days that the map shows: the as-of date, the last day, and evenly around them."""
    step = max(1, -(-shown.days // FRAMES))
    known = max(shown.as_of_day, 0)
    return sorted({*range(known % step, shown.days, step), known, shown.days - 1})


def world(
    shown: Shown,
    arrivals: Arrivals,
    strained: Strained | None,
    days: Sequence[int],
    war: War | None,
) -> Map | None:
    """Return the map; None where the places have no coordinates to speak of.

    Args:
        shown: the run.
        arrivals: of it, summed between the same days.
        strained: hosts under strain in it; None where that is not known.
        days: of the frames.
        war: its phases.

    Raises:
        RunError: if a piece of the run is missing or damaged.
    """
    scenario = shown.scenario
    origins, hosts = scenario.places_of("origin"), scenario.places_of("host")
    bounds = _bounds([*origins.values(), *hosts.values()])
    if bounds is None:
        return None
    west, south, east, north = bounds
    wide, high = BEYOND * (east - west), BEYOND * (north - south)
    onward = {
        key: place
        for key, place in scenario.places_of("onward").items()
        if west - wide <= place.lon <= east + wide and south - high <= place.lat <= north + high
    }
    if onward:
        west = min(west, *(place.lon - LEAST for place in onward.values()))
        east = max(east, *(place.lon + LEAST for place in onward.values()))
        south = min(south, *(place.lat - LEAST for place in onward.values()))
        north = max(north, *(place.lat + LEAST for place in onward.values()))
    flows = _flows(shown, arrivals, list(origins.values()), days)
    return Map(
        caption=_caption(shown, flows),
        frames=list(days),
        west=round(west, DECIMALS),
        south=round(south, DECIMALS),
        east=round(east, DECIMALS),
        north=round(north, DECIMALS),
        places=[
            *_origins(shown, origins, days),
            *_hosts(shown, hosts, strained, days),
            *_onward(shown, onward, days),
        ],
        flows=flows,
        phases=war.commonest(list(days)) if war else [""] * len(days),
        boundary_note=BOUNDARIES,
    )


def _bounds(places: Sequence[ModelPlace]) -> tuple[float, float, float, float] | None:
    """Return west, south, east and north of some places; None where all lie on one point."""
    points = {(place.lon, place.lat) for place in places}
    if len(points) < 2:
        return None
    longitudes, latitudes = zip(*points, strict=True)
    west, east = min(longitudes), max(longitudes)
    south, north = min(latitudes), max(latitudes)
    wide, high = max(MARGIN * (east - west), LEAST), max(MARGIN * (north - south), LEAST)
    return west - wide, max(south - high, -90.0), east + wide, min(north + high, 90.0)


def _place(key: str, place: ModelPlace, **series: list[float]) -> Place:
    given: dict[str, list[float]] = {"fighting": [], "strain": [], "strained": [], "people": []}
    return Place(
        id=key,
        name=place.name,
        kind=place.kind,
        longitude=round(place.lon, DECIMALS),
        latitude=round(place.lat, DECIMALS),
        country=place.country,
        **(given | series),
    )


def _origins(shown: Shown, origins: Mapping[str, ModelPlace], days: Sequence[int]) -> list[Place]:
    fighting = shown.mean("fighting")[list(days)]
    free, barred = (
        shown.kept(name)[:, list(days)].astype(np.int64)
        for name in ("displaced", "displaced_barred")
    )
    inside = np.median(free + barred, axis=0)
    return [
        _place(key, place, fighting=figures(fighting[:, at], 2), people=figures(inside[:, at], 3))
        for at, (key, place) in enumerate(origins.items())
    ]


def _hosts(
    shown: Shown, hosts: Mapping[str, ModelPlace], strained: Strained | None, days: Sequence[int]
) -> list[Place]:
    hosted = shown.fan("hosted", MEDIAN)["median"][list(days)]
    strain = shown.fan("strain", MEDIAN)["median"][list(days)]
    known = np.asarray(np.isfinite(strain).any(axis=0)) & shown.has_reception
    past = 100 * strained.past[:, list(days)].mean(axis=0) if strained else None
    return [
        _place(
            key,
            place,
            people=figures(hosted[:, at], 3),
            strain=figures(strain[:, at], 3) if known[at] else [],
            strained=figures(past[:, at], 3) if past is not None and known[at] else [],
        )
        for at, (key, place) in enumerate(hosts.items())
    ]


def _onward(shown: Shown, onward: Mapping[str, ModelPlace], days: Sequence[int]) -> list[Place]:
    moved = shown.fan("moved_on", MEDIAN)["median"][list(days)]
    labels = shown.labels("onward")
    return [
        _place(key, place, people=figures(moved[:, labels.index(key)], 3))
        for key, place in onward.items()
    ]


def _flows(
    shown: Shown, arrivals: Arrivals, origins: Sequence[ModelPlace], days: Sequence[int]
) -> list[Flow]:
    """Return who arrives in each host between frames, from the centre of departures."""
    leaving = np.add.reduceat(
        shown.mean("departures"), np.array([0, *(day + 1 for day in days[:-1])]), axis=0
    )
    start = _centres(leaving, origins)
    people = np.median(arrivals.between, axis=0)
    return [
        Flow(host=host, start=start, people=figures(people[:, at], 3))
        for at, host in enumerate(shown.labels("hosts"))
        if people[:, at].any()
    ]


def _centres(
    leaving: NDArray[np.float64], origins: Sequence[ModelPlace]
) -> list[tuple[float, float]]:
    """Return the centre of departures at each frame, or of all origins where nobody leaves."""
    points = np.array([(place.lon, place.lat) for place in origins]).reshape(-1, 2)
    sums = leaving.sum(axis=1, keepdims=True)
    weights = np.where(sums > 0, leaving / np.where(sums > 0, sums, 1.0), 1 / max(len(points), 1))
    found = (weights @ points).round(DECIMALS)
    return [(float(longitude), float(latitude)) for longitude, latitude in found]


def _caption(shown: Shown, flows: list[Flow]) -> Caption:
    busiest = max(flows, key=lambda flow: sum(flow.people), default=None)
    title = "Nobody arrives anywhere in most futures"
    if busiest is not None:
        total = shown.fan("arrivals_total", MEDIAN)["median"][-1]
        at = shown.labels("hosts").index(busiest.host)
        name = shown.scenario.places[busiest.host].name
        title = (
            f"Most people go to {name}: {people(float(total[at]))} in all by "
            f"{day_words(shown.last)} in the median future"
        )
    return Caption(
        title=title,
        note=(
            "Fighting is the mean over futures, people and strain are medians. Arrows begin at the "
            "centre of all departures, for a run does not keep who of which place arrived where; "
            "they say where people arrive, not which way they take."
        ),
        source=sentence(f"{shown.those}; coordinates from the scenario"),
    )
