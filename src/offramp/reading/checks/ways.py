"""The map holds together: routes join places, and whoever leaves can get somewhere."""

from collections import defaultdict
from collections.abc import Iterator

from offramp.model.problems import Problem, did_you_mean
from offramp.reading.checks.bench import Bench


def dangling_routes(bench: Bench) -> Iterator[Problem]:
    """Both ends of a route are places, and they are two."""
    places = bench.scenario.places
    for key, route in bench.scenario.routes.items():
        for field, place in (("from", route.start), ("to", route.end)):
            if place not in places and not bench.is_broken("places", place):
                hint = did_you_mean(place, places) or "add it to places.csv, or delete the route"
                message = f'the route "{key}" ends at "{place}", which is no place'
                yield bench.problem("dangling-route", f"routes.{key}.{field}", message, hint)
        if route.start == route.end:
            message = f'the route "{key}" leads from "{route.start}" to itself'
            yield bench.problem("dangling-route", f"routes.{key}.to", message, "name another place")


DISPLACEMENT = "displacement"
"""The process that moves people from every origin to the hosts."""
PASSED = frozenset(("origin", "hub", "bend"))
"""Kinds of places that a way leads over."""


def disconnected_places(bench: Bench) -> Iterator[Problem]:
    """From every origin roads lead to a host, straight or over a crossing.

    Whether the crossing is open does not matter: history may have closed it.
    """
    kinds = {key: place.kind for key, place in bench.scenario.places.items()}
    if (
        "host" not in kinds.values()
        or DISPLACEMENT not in bench.scenario.order
        or any(i.startswith(("places", "routes")) for i in bench.broken)
    ):
        return
    near: dict[str, set[str]] = defaultdict(set)
    for route in bench.scenario.routes.values():
        near[route.start].add(route.end)
        near[route.end].add(route.start)
    gates = {
        key
        for key, kind in kinds.items()
        if kind == "crossing" and any(kinds.get(other) == "host" for other in near[key])
    }
    hosts = {key for key, kind in kinds.items() if kind == "host"}
    joined, ahead = gates | hosts, [*gates, *hosts]
    while ahead:
        new = {other for other in near[ahead.pop()] - joined if kinds.get(other) in PASSED}
        joined |= new
        ahead += new
    for key, kind in kinds.items():
        if kind == "host" and not any(kinds.get(o) in PASSED or o in gates for o in near[key]):
            message, hint = f'no way leads to the host "{key}"', "join it to a place in routes.csv"
        elif kind == "crossing" and key not in gates:
            message, hint = f'the crossing "{key}" leads to no host', "join it to one in routes.csv"
        elif kind == "origin" and key not in joined:
            message = f'no way over other origins leads from "{key}" to a crossing or a host'
            hint = "join it to another place in routes.csv"
        else:
            continue
        yield bench.at_key("disconnected", f"places.{key}", message, hint)


def wrong_sums(bench: Bench) -> Iterator[Problem]:
    """Women and men are the people of a place, where both are given."""
    for key, place in bench.scenario.places.items():
        both = place.female + place.male
        if (place.female or place.male) and both != place.population:
            message = f"female and male make {both:,} people, population {place.population:,}"
            hint = "correct one of the three"
            yield bench.problem("wrong-sum", f"places.{key}.population", message, hint)
