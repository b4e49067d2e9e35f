"""What the process holds: the map, the calendar, and the quantities that must be fixed."""

from dataclasses import dataclass

import numpy as np

from offramp.engine.draws import Keys
from offramp.engine.layout import Layout
from offramp.model.problems import Problem, ScenarioError
from offramp.model.scenario import Scenario
from offramp.processes.flee.calendar import Calendar, first_people, new_people
from offramp.processes.flee.network import Counts, Flags, Floats, Network
from offramp.processes.flee.spawn import CHANCE, FROM_DATA, SHARE
from offramp.processes.flee.tables import (
    CAMP,
    CAMP_INSIDE,
    PASSAGE,
    TOWN,
    Base,
    Columns,
    names_of,
)
from offramp.processes.flee.travel import Travel

FIXED = {
    "flee_people_per_agent": (1.0, np.inf, True),
    "flee_max_move_speed": (1e-3, np.inf, False),
    "flee_max_walk_speed": (1e-3, np.inf, False),
    "flee_awareness": (1.0, 100.0, True),
    "flee_start_on_foot": (0.0, 1.0, True),
    "flee_insert_day0": (0.0, 1.0, True),
    "flee_sum_from_camps": (0.0, 1.0, True),
    "flee_spawn_mode": (float(FROM_DATA), float(CHANCE), True),
}
"""Quantities that shape the arrays and so cannot be uncertain: least, most, whether whole."""

ALWAYS_CAMP_BELOW = 0.005
"""Flee takes a place for a camp where the chance to leave it is lower (1/day)."""


@dataclass(frozen=True)
class Setting:
    """Parameters and positions of a scenario."""

    base: Base
    calendar: Calendar
    names: Keys
    kind: Counts
    """What each place is at the start."""
    population: Counts
    """Groups that live in each place."""
    first: Counts
    """Groups that are in each host before day 0."""
    insert: bool
    """Whether those of day 0 are in the camps already."""
    total: Counts
    """Sum of the observed stocks by day, in groups."""
    reservoir: int
    """People who may be displaced in a run."""

    @classmethod
    def of(cls, layout: Layout) -> "Setting":
        """Read a scenario.

        Raises:
            ScenarioError: if a quantity that must be fixed is not, or is out of range, or the map
                is too large.
        """
        scenario = layout.scenario
        fixed = _fixed(scenario)
        places = {name: p for name, p in scenario.places.items() if not p.disabled}
        order = list(places)
        hosts = np.array([order.index(n) for n in layout.labels["hosts"]], np.int64)
        origins = np.array([order.index(n) for n in layout.labels["origins"]], np.int64)
        home = next(iter(places.values())).country
        foreign = np.array([place.country != home for place in places.values()], np.bool_)
        kind = np.full(len(order), PASSAGE, np.int64)
        kind[origins] = TOWN
        kind[hosts] = np.where(foreign[hosts], CAMP, CAMP_INSIDE)
        each, insert = int(fixed["flee_people_per_agent"]), bool(fixed["flee_insert_day0"])
        network = Network.of(scenario, int(fixed["flee_awareness"]))
        first = [
            first_people(scenario, each, name) if insert else 0 for name in layout.labels["hosts"]
        ]
        total = new_people(scenario, each, bool(fixed["flee_sum_from_camps"]), scenario.days)
        people = np.array([place.population for place in places.values()], np.int64)
        mode = int(fixed["flee_spawn_mode"])
        walk = fixed["flee_max_walk_speed"] if fixed["flee_start_on_foot"] else None
        travel = Travel.of(scenario, network, hosts, fixed["flee_max_move_speed"], walk)
        base = Base(network, travel, Columns.of(layout), origins, hosts, foreign, mode, each)
        return cls(
            base=base,
            calendar=Calendar(scenario, network),
            names=names_of(order),
            kind=kind,
            population=people // each,
            first=np.array(first, np.int64),
            insert=insert,
            total=total,
            reservoir=_reservoir(int(people[origins].sum()), total, each, mode),
        )

    def wanted(self, day: int) -> int:
        """Return the groups that the observed stocks ask for on a day, before debt."""
        last = self.total.size - 1
        if day == 0:
            return 0 if self.insert else int(self.total[0])
        return int(self.total[min(day, last)] - self.total[min(day - 1, last)])

    def is_camp(self, values: Floats) -> Flags:
        """Return which places count as camps at the start, (member, place)."""
        columns = self.base.columns
        camp = np.zeros((len(values), self.kind.size), np.bool_)
        camp[:, self.base.hosts] = True
        for kind, column in (
            (TOWN, columns.flee_default_movechance),
            (CAMP_INSIDE, columns.flee_idpcamp_movechance),
        ):
            camp |= (self.kind == kind) & (values[:, column, None] < ALWAYS_CAMP_BELOW)
        return camp


def _fixed(scenario: Scenario) -> dict[str, float]:
    """Return the quantities that must be fixed."""
    problems, found = [], {}
    for name, (least, most, whole) in FIXED.items():
        value = scenario.quantities[name].value
        if value is None or scenario.quantities[name].over is not None:
            problems.append(
                Problem(
                    "not-fixed",
                    f'the quantity "{name}" shapes the map of ways and cannot be uncertain',
                    "give it a single `value:`",
                )
            )
        elif not least <= value <= most or (whole and value != int(value)):
            problems.append(
                Problem(
                    "out-of-range",
                    f'the quantity "{name}" is {value:g}, not {"whole, " if whole else ""}'
                    f"between {least:g} and {most:g}",
                    "correct its value",
                )
            )
        else:
            found[name] = value
    if problems:
        raise ScenarioError(problems)
    return found


def _reservoir(people: int, total: Counts, each: int, mode: int) -> int:
    """Return how many people may be displaced: those who live there, or as many as data show."""
    if mode == FROM_DATA:
        rises = np.maximum(np.diff(total), 0).sum() + max(int(total[0]), 0)
        return max(people, int(rises) * each)
    return people * (1 if mode == SHARE else 10)
