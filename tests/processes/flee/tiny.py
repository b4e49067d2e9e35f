"""Small scenarios for the tests of the process `flee`, in the form of Flee's defaults."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from offramp.model.scenario import Scenario

START = date(2020, 1, 1)
DEFAULTS: dict[str, tuple[float, str]] = {
    "flee_people_per_agent": (1, "person"),
    "flee_max_move_speed": (200, "km/day"),
    "flee_max_walk_speed": (35, "km/day"),
    "flee_foreign_weight": (1, "1"),
    "flee_camp_weight": (2, "1"),
    "flee_conflict_weight": (0.25, "1"),
    "flee_weight_softening": (0, "1"),
    "flee_weight_power": (1, "1"),
    "flee_distance_softening": (10, "km"),
    "flee_distance_power": (1, "1"),
    "flee_awareness": (1, "1"),
    "flee_pruning": (1, "1"),
    "flee_conflict_movechance": (1, "1"),
    "flee_camp_movechance": (0.01, "1"),
    "flee_idpcamp_movechance": (0.1, "1"),
    "flee_default_movechance": (0.3, "1"),
    "flee_movechance_pop_base": (10000, "person"),
    "flee_movechance_pop_scale": (0, "1"),
    "flee_capacity_buffer": (0.9, "1"),
    "flee_capacity_scaling": (1, "1"),
    "flee_start_on_foot": (0, "1"),
    "flee_stay_close_to_home": (0, "1"),
    "flee_home_distance_power": (0.5, "1"),
    "flee_use_pop": (0, "1"),
    "flee_pop_power": (0.1, "1"),
    "flee_take_from_population": (0, "1"),
    "flee_insert_day0": (1, "1"),
    "flee_sum_from_camps": (1, "1"),
    "flee_spawn_mode": (0, "1"),
    "flee_displaced_per_conflict_day": (0, "person/day"),
    "flee_spawn_decay_interval": (30, "day"),
    "flee_intensity_scale": (1, "1"),
}


def day(number: int) -> date:
    """Return a date by its number."""
    return START + timedelta(number)


def number(value: float | None, unit: str, **more: Any) -> dict[str, Any]:
    """Return a quantity."""
    given = {} if value is None else {"value": value}
    return {**given, "unit": unit, "source": "judgement", "basis": "made up for a test", **more}


def tiny(
    places: dict[str, str],
    routes: Sequence[tuple[str, str, float]],
    *,
    stocks: Sequence[tuple[str, int, float]] = (),
    zones: Sequence[tuple[str, int, int | None, float]] = (),
    closures: Sequence[tuple[str, str, str, int, int | None]] = (),
    capacity: dict[str, float] | None = None,
    decay: tuple[float, ...] = (1.0,),
    days: int = 20,
    population: dict[str, int] | None = None,
    **changed: float,
) -> Scenario:
    """Return a scenario.

    Args:
        places: "KIND COUNTRY" by id.
        routes: start, end, km.
        stocks: place, day, persons.
        zones: place, first day, last day, intensity.
        closures: what, first, second, day it closes, day it reopens.
        capacity: by host.
        decay: of spawning.
        days: of a run.
        population: by place; 10,000 where not given.
        changed: quantities other than the defaults, without `flee_`.
    """
    quantities = {
        name: number(changed.get(name.removeprefix("flee_"), value), unit)
        for name, (value, unit) in DEFAULTS.items()
    }
    steps = [str(step) for step in range(len(decay))]
    quantities["flee_spawn_decay"] = number(
        None, "1", over=steps, each={s: {"value": d} for s, d in zip(steps, decay, strict=True)}
    )
    room = {host: {"value": value} for host, value in (capacity or {}).items()}
    quantities["capacity"] = number(-1, "person", over="hosts", each=room)
    rows: dict[str, Any] = {
        "phases": [
            {
                "place": place,
                "start": day(first),
                "end": None if last is None else day(last),
                "fighting": fighting,
                "threat": 0,
                "access": "open",
                "start_known_at": START,
                "end_known_at": START,
            }
            for place, first, last, fighting in zones
        ],
        "stocks": [
            {"place": place, "date": day(at), "persons": persons, "known_at": day(at)}
            for place, at, persons in stocks
        ],
        "closures": [
            {
                "what": what,
                "first": first,
                "second": second,
                "closes": day(closes),
                "reopens": None if reopens is None else day(reopens),
                "known_at": START,
            }
            for what, first, second, closes, reopens in closures
        ],
    }
    return Scenario.model_validate(
        {
            "id": "tiny",
            "title": "Tiny",
            "start": START,
            "days": days,
            "as_of": day(days + 400),
            "limits": "none",
            "order": ["history", "flee"],
            "quantities": quantities,
            "places": {
                name: {
                    "name": name,
                    "kind": what.split()[0],
                    "country": what.split()[1],
                    "lat": index,
                    "lon": 0,
                    "population": (population or {}).get(name, 10_000)
                    if what.startswith("origin")
                    else 0,
                }
                for index, (name, what) in enumerate(places.items())
            },
            "routes": {
                f"r{k}": {"from": a, "to": b, "km": km} for k, (a, b, km) in enumerate(routes)
            },
            "series": {
                name: {"gives": name, "file": f"{name}.csv", "rows": found}
                for name, found in rows.items()
            },
        }
    )
