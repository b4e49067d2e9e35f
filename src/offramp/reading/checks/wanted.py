"""What the model wants of each number: its unit, and between which bounds it lies."""

from collections.abc import Iterator
from math import inf
from typing import NamedTuple

from offramp.model.problems import did_you_mean
from offramp.model.quantity import Number, Quantity, Value
from offramp.model.scenario import Scenario
from offramp.reading.checks.bench import Bench


class Want(NamedTuple):
    """What a number has to be."""

    unit: str = "1"
    lowest: float = -inf
    highest: float = inf
    over: str | None = None
    """The index it has a number for; None for a single one, `STEPS` where labels are its own."""


STEPS = "steps"
"""Stands for any index, or none: one number for each of as many steps as are given."""

SHARE = Want("1", 0, 1)
FACTOR = Want("1", 0)
DAYS = Want("day", 0)
A_DAY = Want("1/day", 0)

FIELDS: tuple[tuple[str, str, Want], ...] = (
    ("actors", "opportunity", A_DAY),
    ("procedures", "needed", FACTOR),
    ("procedures", "delay", DAYS),
    ("procedures", "shared_shock", FACTOR),
    ("procedures", "own_shock", FACTOR),
    ("measures", "lead_time", DAYS),
    ("measures", "duration", DAYS),
    ("measures", "cooling_off", DAYS),
    ("influences", "duration", DAYS),
    ("red_lines", "credence", SHARE),
    ("red_lines", "learning", SHARE),
    ("red_lines", "loss", FACTOR),
    ("red_lines", "responses", FACTOR),
    ("red_lines", "doubt", FACTOR),
    ("red_lines", "delay", DAYS),
    ("contacts", "lethal", SHARE),
    ("series", "error", FACTOR),
)
"""Sections and the fields of their items that hold numbers."""

LADDER: tuple[tuple[str, Want], ...] = (("reply", FACTOR), ("doubt", FACTOR), ("quiet", DAYS))

ANY = Want()
STANDARD: dict[str, Want] = {
    **dict.fromkeys(("intensity", "air_campaign"), FACTOR),
    **dict.fromkeys(("fighting_noise", "fighting_shock", "air_noise", "siege_fighting"), FACTOR),
    **dict.fromkeys(("fighting_reversion", "siege_onset", "siege_relief"), A_DAY),
    **dict.fromkeys(("departure_rate", "departure_again", "release_rate"), A_DAY),
    **dict.fromkeys(("return_rate_inside", "visit_rate"), A_DAY),
    "departure_variety": FACTOR,
    **dict.fromkeys(("departure_share", "fighting_push", "air_push"), FACTOR),
    **dict.fromkeys(("barred_share", "exit_partly_closed", "exit_besieged"), SHARE),
    **dict.fromkeys(("level_drift", "level_noise", "trend_drift"), FACTOR),
    **dict.fromkeys(("shared_drift", "shared_noise"), FACTOR),
    **dict.fromkeys(("shared_memory", "trend_memory"), DAYS),
    **dict.fromkeys(("distance_decay", "distance_decay_inside"), Want("1/km", 0)),
    **dict.fromkeys(("abroad_preference", "safety_pull"), ANY),
    "travel_speed": Want("km/day", 0),
    "offensive": Want(over="origins"),
    "surge": Want(over="origins"),
    "attraction": Want(over="hosts"),
    "onward_rate": Want("1/day", 0, over="hosts"),
    "onward_pull": Want("1", 0, over="onward"),
    "return_rate": Want("1/day", 0, over="hosts"),
    "planning_figure": Want("person", 0, over="hosts"),
    "processing_rate": Want("person/day", 0, over="hosts"),
    "strain_memory": DAYS,
    **dict.fromkeys(("threat_of_fighting", "threat_of_strain"), ANY),
    **dict.fromkeys(("threat_of_incident", "threat_of_rung"), ANY),
    "threat_distance": Want("km", 0),
    "incident_memory": DAYS,
    "unease": Want(over="actors"),
    "choice_scale": FACTOR,
    "family_scale": SHARE,
    "risk_aversion": Want(over="actors"),
    "law_weight": Want(over="actors"),
    **dict.fromkeys(("hosts_distance_power", "hosts_origin_power", "hosts_company"), FACTOR),
    **dict.fromkeys(("hosts_room_power", "hosts_spread", "hosts_drift"), FACTOR),
    **dict.fromkeys(("flee_foreign_weight", "flee_camp_weight", "flee_conflict_weight"), FACTOR),
    **dict.fromkeys(("flee_weight_softening", "flee_weight_power", "flee_pruning"), FACTOR),
    **dict.fromkeys(("flee_distance_power", "flee_home_distance_power", "flee_pop_power"), ANY),
    **dict.fromkeys(("flee_conflict_movechance", "flee_camp_movechance"), SHARE),
    **dict.fromkeys(("flee_idpcamp_movechance", "flee_default_movechance"), SHARE),
    **dict.fromkeys(("flee_start_on_foot", "flee_stay_close_to_home", "flee_use_pop"), SHARE),
    **dict.fromkeys(("flee_take_from_population", "flee_insert_day0"), SHARE),
    **dict.fromkeys(("flee_sum_from_camps", "flee_capacity_buffer"), SHARE),
    **dict.fromkeys(("flee_intensity_scale", "flee_awareness"), FACTOR),
    **dict.fromkeys(("flee_spawn_mode", "flee_capacity_scaling"), FACTOR),
    **dict.fromkeys(("flee_people_per_agent", "flee_movechance_pop_base"), Want("person", 0)),
    **dict.fromkeys(("flee_max_move_speed", "flee_max_walk_speed"), Want("km/day", 0)),
    "flee_displaced_per_conflict_day": FACTOR,
    "flee_spawn_decay": Want("1", 0, over=STEPS),
    "flee_movechance_pop_scale": ANY,
    "flee_distance_softening": Want("km", 0),
    "flee_spawn_decay_interval": DAYS,
    "hosts_sum_of_counts": SHARE,
    **dict.fromkeys(("hosts_flight_memory", "hosts_seen_until", "hosts_total_until"), DAYS),
    "hosts_flight_rate": A_DAY,
    "hosts_evidence": Want("person", 0),
    "capacity": Want("person", -1, over="hosts"),
    "capacity_growth": Want("person/day", 0, over="hosts"),
}
"""The quantities that processes read, by id."""


def wanted_numbers(bench: Bench) -> Iterator[tuple[str, Number, Want]]:
    """Yield (path, number, what it has to be) for the numbers of all items but effects."""
    for section, field, want in FIELDS:
        for key, item in bench.items(section).items():
            yield from _under(f"{section}.{key}.{field}", getattr(item, field), want)
    for key, stock in bench.scenario.stocks.items():
        for field in ("start", "low", "high"):
            yield from _under(f"stocks.{key}.{field}", getattr(stock, field), Want(stock.unit))
    for field, want in LADDER if bench.scenario.ladder.rungs else ():
        yield from _under(f"ladder.{field}", getattr(bench.scenario.ladder, field), want)


def _under(path: str, value: object, want: Want) -> Iterator[tuple[str, Number, Want]]:
    """Yield a number, or those of a mapping."""
    if isinstance(value, dict):
        for key, number in value.items():
            yield f"{path}.{key}", number, want
    elif isinstance(value, Quantity | str):
        yield path, value, want


def quantity_named(scenario: Scenario, name: str) -> tuple[Quantity, str | None] | None:
    """Return the quantity that a dotted name stands for, and its label if it has one.

    A quantity over an index needs a label, unless all of its numbers are meant.
    """
    if name in scenario.quantities:
        return scenario.quantities[name], None
    stem, _, label = name.rpartition(".")
    quantity = scenario.quantities.get(stem)
    if quantity is None or quantity.over is None or label not in labels(scenario, quantity):
        return None
    return quantity, label


def labels(scenario: Scenario, quantity: Quantity) -> tuple[str, ...]:
    """Return the labels a quantity has a number for; none if there is no such index."""
    try:
        return () if quantity.over is None else scenario.labels(quantity.over)
    except KeyError:
        return ()


def values(quantity: Quantity, label: str | None) -> Iterator[tuple[str, Value]]:
    """Yield (path within the quantity, value) for what may stand for one label, or for any."""
    if label is not None:
        own = label in quantity.each
        yield (f"each.{label}" if own else ""), quantity.at(label)
        return
    yield "", quantity
    yield from ((f"each.{key}", value) for key, value in quantity.each.items())


def like_quantity(scenario: Scenario, name: str) -> str:
    """Return what to do about a name that no quantity has."""
    names = list(scenario.quantities)
    for key, quantity in scenario.quantities.items():
        names += [f"{key}.{label}" for label in labels(scenario, quantity)]
    return did_you_mean(name, names) or "define it under `quantities:`, or write the number here"
