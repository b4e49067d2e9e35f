"""What the kernels are handed: quantities, arrays of the state, names of draws."""

from itertools import accumulate
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from offramp.engine.draws import Keys, name_key, name_keys
from offramp.engine.layout import Layout
from offramp.engine.state import State
from offramp.processes.flee.network import Counts, Flags, Floats, Network
from offramp.processes.flee.travel import Travel

PREFIX = "flee."
"""Begins the names of the arrays of this process in a state."""

STILL, WALKS = range(2)
"""Index `pace`: of everybody, and of who is on a first journey on foot."""

ZONE, CAMP, CAMP_INSIDE, TOWN, PASSAGE = range(5)
"""What a place is when it comes to leaving it: a conflict zone, a camp, a camp of the displaced
inside their country, a town; a hub or bend that everybody leaves."""


class Columns(NamedTuple):
    """Where each quantity that may be uncertain begins in `quantities_of`."""

    flee_foreign_weight: int
    flee_camp_weight: int
    flee_conflict_weight: int
    flee_weight_softening: int
    flee_weight_power: int
    flee_distance_softening: int
    flee_distance_power: int
    flee_pruning: int
    flee_conflict_movechance: int
    flee_camp_movechance: int
    flee_idpcamp_movechance: int
    flee_default_movechance: int
    flee_movechance_pop_base: int
    flee_movechance_pop_scale: int
    flee_capacity_buffer: int
    flee_capacity_scaling: int
    flee_stay_close_to_home: int
    flee_home_distance_power: int
    flee_use_pop: int
    flee_pop_power: int
    flee_take_from_population: int
    flee_displaced_per_conflict_day: int
    flee_spawn_decay_interval: int
    flee_intensity_scale: int
    flee_spawn_decay: int
    end: int
    """Where the last one, the decay step by step, ends."""

    @classmethod
    def of(cls, layout: Layout) -> "Columns":
        """Put the quantities one after the other."""
        widths = [len(layout.columns[name]) for name in cls._fields[:-1]]
        return cls(*accumulate(widths, initial=0))


def quantities_of(layout: Layout, array: Floats) -> Floats:
    """Return copies of the quantities that `Columns` places, float64 (member, column).

    Args:
        layout: of the scenario.
        array: all quantities, (member, column of the layout).
    """
    columns = [column for name in Columns._fields[:-1] for column in layout.columns[name]]
    return np.array(array[:, columns], order="C")


class Base(NamedTuple):
    """What is the same for all members and days."""

    network: Network
    travel: Travel
    columns: Columns
    origins: Counts
    """Place of each origin, (origin)."""
    hosts: Counts
    """Place of each host, (host)."""
    foreign: Flags
    """Whether a place lies outside the country of the first one, (place)."""
    mode: int
    """How it is counted who sets out."""
    each: int
    """People in a group."""


class Seen(NamedTuple):
    """Arrays of the catalogue that this process sets, in people; leading axis member."""

    departures: Counts
    """(origin)."""
    arrivals: Counts
    """(host)."""
    displaced: Counts
    """(origin)."""
    hosted: Counts
    """(host)."""


class Own(NamedTuple):
    """Arrays of this process; all have the leading axis member, and count groups, not people.

    A group is `flee_people_per_agent` people who move as one.
    """

    at: Counts
    """Groups at a place by their plan, (pace, plan)."""
    on: Counts
    """Groups on the road overnight, (slot)."""
    sent_back: Counts
    """The same on a road that has closed since, (slot); no slots where no road ever closes."""
    unspawned: Counts
    """People who may still be displaced, ()."""
    underway: Counts
    """People on a road, at a hub or at a bend, ()."""
    debt: Counts
    """Groups that have set out too early, to be left out later, ()."""
    population: Counts
    """Groups that live in each place, (place)."""
    capacity: Counts
    """Room of each place in groups; below 1 where there is no limit, (place)."""
    kind: NDArray[np.int8]
    """ZONE, CAMP and so on, (place)."""
    camp: Flags
    """Whether the place counts as a camp, (place)."""
    fought: Flags
    """Whether there was fighting on the day before, (place)."""
    intensity: Floats
    """Intensity of a conflict zone when it became one; 0 for none, (place)."""
    since: Counts
    """Day on which it last became one; -1 for never, (place)."""
    one_by_one: Counts
    """Choices that have been made one person at a time so far, ()."""


POOLS = {"unspawned", "underway"}
"""Arrays of `Own` that count people who are counted nowhere else."""


def own_of(state: State) -> Own:
    """Return the arrays of this process."""
    return Own(**{name: state[f"{PREFIX}{name}"] for name in Own._fields})


def widths(places: int, plans: int, paces: int, slots: int, back: int) -> dict[str, Any]:
    """Return the shape, without the axis member, and type of each array of `Own`."""
    return {
        "at": ((paces, plans), np.int64),
        "on": ((slots,), np.int64),
        "sent_back": ((back,), np.int64),
        "unspawned": ((), np.int64),
        "underway": ((), np.int64),
        "debt": ((), np.int64),
        "population": ((places,), np.int64),
        "capacity": ((places,), np.int64),
        "kind": ((places,), np.int8),
        "camp": ((places,), np.bool_),
        "fought": ((places,), np.bool_),
        "intensity": ((places,), np.float64),
        "since": ((places,), np.int64),
        "one_by_one": ((), np.int64),
    }


SPAWNS, STAYS, CHOOSES, ORDER = range(4)
"""Rows of the names of draws: who sets out, who leaves a place, where to, and in what order."""


def names_of(places: list[str]) -> Keys:
    """Return the names of draws, uint64 (purpose, place)."""
    purposes = ("spawns", "leaves", "chooses")
    rows = [name_keys(["flee", purpose], places) for purpose in purposes]
    return np.array([*rows, [name_key("flee", "order")] * len(places)], np.uint64)
