"""What was observed could have been: in order, given once, by people who live there."""

from collections.abc import Iterator, Sequence
from datetime import date
from math import isfinite

from offramp.model.history import (
    ClosureSeries,
    CrossingSeries,
    DailyCount,
    DrawSeries,
    Phase,
    PhaseSeries,
    Stock,
    StockSeries,
)
from offramp.model.problems import Problem, did_you_mean
from offramp.reading.checks.bench import Bench
from offramp.reading.checks.wanted import ANY, STANDARD, like_quantity, quantity_named


def unknown_observed_places(bench: Bench) -> Iterator[Problem]:
    """Crossings and stocks are observed at hosts, phases at origins."""
    for key, series in bench.scenario.series.items():
        if isinstance(series, CrossingSeries):
            kind, named = "host", [row.place for row in series.rows]
        elif isinstance(series, PhaseSeries):
            kind, named = "origin", [row.place for row in series.rows]
        elif isinstance(series, StockSeries):
            kind, named = "host", [row.place for row in series.rows if row.place]
        else:
            continue
        known = [name for name, place in bench.scenario.places.items() if place.kind == kind]
        for position, name in enumerate(named):
            if name not in known and not bench.is_broken("places", name):
                hint = did_you_mean(name, known) or f"it has {', '.join(known)}"
                path = f"series.{key}.rows.{position}.place"
                message = f'there is no {kind} "{name}"'
                yield bench.problem("unknown-place", path, message, hint)


def impossible_counts(bench: Bench) -> Iterator[Problem]:
    """Counts are not below zero, given once a day, and known on that day at the earliest."""
    for key, series in bench.scenario.series.items():
        if not isinstance(series, CrossingSeries | StockSeries):
            continue
        seen: set[tuple[date, str]] = set()
        rows: Sequence[DailyCount | Stock] = series.rows
        for position, row in enumerate(rows):
            path = f"series.{key}.rows.{position}"
            if row.persons < 0:
                message = f"persons must be at least 0, not {row.persons}"
                yield bench.problem("out-of-range", f"{path}.persons", message)
            if row.known_at < row.date:
                message = f"is known on {row.known_at}, before the day it counts, {row.date}"
                yield bench.problem("bad-order", f"{path}.known_at", message, "correct one of them")
            if (row.date, row.place) in seen:
                message = f"{row.place} is counted a second time on {row.date}"
                hint = "delete one of the two"
                yield bench.problem("duplicate-row", f"{path}.date", message, hint)
            seen.add((row.date, row.place))


def impossible_phases(bench: Bench) -> Iterator[Problem]:
    """A phase begins before it ends, is no other's time, and its levels lie between 0 and 1."""
    for key, series in bench.scenario.series.items():
        if not isinstance(series, PhaseSeries):
            continue
        before: dict[str, list[Phase]] = {}
        for position, phase in enumerate(series.rows):
            path = f"series.{key}.rows.{position}"
            yield from _levels(bench, path, phase)
            if phase.end is not None and phase.end < phase.start:
                message = f"ends on {phase.end}, before it starts on {phase.start}"
                yield bench.problem("bad-order", f"{path}.end", message, "correct one of them")
            if any(_overlap(phase, other) for other in before.get(phase.place, ())):
                message = f"{phase.place} is still in another phase on {phase.start}"
                hint = "end that one the day before"
                yield bench.problem("overlap", f"{path}.start", message, hint)
            before.setdefault(phase.place, []).append(phase)


def _levels(bench: Bench, path: str, phase: Phase) -> Iterator[Problem]:
    """Yield a problem for each level of a phase that is out of range."""
    for field, level in (("fighting", phase.fighting), ("threat", phase.threat)):
        if not 0 <= level <= 1:
            message = f"{field} must be between 0 and 1, not {level:g}"
            yield bench.problem("out-of-range", f"{path}.{field}", message)


def _overlap(one: Phase, other: Phase) -> bool:
    """Return whether two phases of a place share a day."""
    end, other_end = one.end or date.max, other.end or date.max
    return one.start <= other_end and other.start <= end


def unknown_closures(bench: Bench) -> Iterator[Problem]:
    """What is shut is there: a border of two countries, a place, a road of two places, a host."""
    places = bench.scenario.places
    if any(item.startswith("places") for item in bench.broken):
        return
    countries = {place.country for place in places.values()}
    hosts = {key for key, place in places.items() if place.kind == "host"}
    known = {"border": countries, "place": set(places), "road": set(places)}
    for key, series in bench.scenario.series.items():
        if not isinstance(series, ClosureSeries):
            continue
        for position, row in enumerate(series.rows):
            there = known.get(row.what, hosts)
            ends = ["first", "second"] if row.what in {"border", "road"} else ["first"]
            for field in ends:
                name = getattr(row, field)
                if name not in there:
                    path = f"series.{key}.rows.{position}.{field}"
                    message = f'no {row.what} can be shut at "{name}"'
                    hint = (
                        did_you_mean(name, there) or f"it needs one of {', '.join(sorted(there))}"
                    )
                    yield bench.problem("unknown-place", path, message, hint)


def unknown_draws(bench: Bench) -> Iterator[Problem]:
    """Each row of a table of draws has a number for the same quantities, and these are there."""
    for key, series in bench.scenario.series.items():
        if not isinstance(series, DrawSeries):
            continue
        for position, row in enumerate(series.rows):
            path = f"series.{key}.rows.{position}"
            if row.keys() != series.rows[0].keys():
                message = "this row has not the numbers that the first has"
                yield bench.problem("missing-value", path, message, "fill its empty cells")
        for name in series.rows[0] if series.rows else ():
            path = f"series.{key}.rows.0.{name}"
            found = quantity_named(bench.scenario, name)
            if found is None:
                hint = like_quantity(bench.scenario, name)
                message = f'there is no quantity "{name}"'
                yield bench.problem("unknown-quantity", path, message, hint)
            elif found[0].over is not None and found[1] is None:
                message = f'the quantity "{name}" has a number for each of its labels'
                hint = f"write one column for each: {name}.LABEL"
                yield bench.problem("unknown-quantity", path, message, hint)


def impossible_draws(bench: Bench) -> Iterator[Problem]:
    """A number in a table of draws lies where its quantity may lie."""
    for key, series in bench.scenario.series.items():
        if not isinstance(series, DrawSeries):
            continue
        for position, row in enumerate(series.rows):
            for name, number in row.items():
                want = STANDARD.get(name) or STANDARD.get(name.rpartition(".")[0], ANY)
                if isfinite(number) and want.lowest <= number <= want.highest:
                    continue
                bound = f"between {want.lowest:g} and {want.highest:g}"
                path = f"series.{key}.rows.{position}.{name}"
                yield bench.problem("out-of-range", path, f"{name} must be {bound}, not {number:g}")


def too_many_crossings(bench: Bench) -> Iterator[Problem]:
    """No more people were seen crossing than live in the origins and may leave."""
    scenario = bench.scenario
    if any(item.startswith("places") for item in bench.broken):
        return
    origins = scenario.places_of("origin").values()
    barred = scenario.quantities.get("barred_share")
    share = barred.value if barred is not None and barred.value is not None else 0.0
    eligible = sum(place.population - round(share * place.male) for place in origins)
    for key, series in scenario.series.items():
        if isinstance(series, CrossingSeries) and not series.disabled:
            crossed = sum(row.persons for row in series.rows if row.known_at <= scenario.as_of)
            if crossed > eligible:
                message = f"by {scenario.as_of} {crossed:,} people crossed; {eligible:,} may leave"
                hint = "correct the counts, or `population` in places.csv"
                yield bench.problem("too-many-people", f"series.{key}.file", message, hint)


def reasons_after(bench: Bench) -> Iterator[Problem]:
    """What an event came about by did not happen later."""
    events = bench.scenario.events
    for key, event in events.items():
        for reason in event.because:
            if reason in events and events[reason].date > event.date:
                message = f'"{reason}" happened on {events[reason].date}, after "{key}"'
                hint = "name an earlier reason"
                yield bench.problem("bad-order", f"events.{key}.because", message, hint)
