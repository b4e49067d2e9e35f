"""The process: a total of people in hosts, given or forecast, and its split over them.

A day. While single hosts are counted, they hold what the counts say. After that the total of the
day, where one is given, says how many come or go, and the law (`choice`) where to; with no total
given, people flee with the hazard

    flight_rate * fighting * exp(-days of fighting / flight_memory) * exp(level of the flow)

for each person at home. Who is in a host stays there: only newcomers choose. The levels of hosts
and of the flow are learned once, from the counts (`learn`), and drift as random walks after them.
"""

from collections.abc import Iterable

import numpy as np

from offramp.engine.draws import Draws, Keys, name_keys
from offramp.engine.layout import Layout
from offramp.engine.state import Field, State
from offramp.processes.hosts.choice import appeal, draw_near, split
from offramp.processes.hosts.learn import BOUND, flow_level, levels, trust
from offramp.processes.hosts.moves import FLEE, PURPOSES, change_to, move
from offramp.processes.hosts.setting import Setting
from offramp.processes.hosts.tables import PREFIX, QUANTITIES, Counts, Floats, Own, own_of, widths


class Hosts:
    """Splits people who flee over hosts; every person is at home, in a host, or from elsewhere."""

    name: str = "hosts"
    quantities: tuple[str, ...] = QUANTITIES
    reads: tuple[str, ...] = ("fighting", "quantity")
    writes: tuple[str, ...] = (
        *("at_home", "departures", "arrivals", "arrivals_total", "hosted", "returns"),
        *(f"{PREFIX}{name}" for name in Own._fields),
    )

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        self._setting = Setting.of(layout)
        self._names = name_keys(["hosts"], PURPOSES)
        self._drift: Keys = name_keys(["hosts", "drift"], layout.labels["hosts"])
        self._apart: Keys = name_keys(["hosts", "apart"], layout.labels["hosts"])
        self._flow: Keys = name_keys(["hosts", "flow"], ["apart", "drift"])

    def fields(self) -> Iterable[Field]:
        """Return its own arrays, described in `tables.Own`; people from elsewhere are a pool."""
        return [
            Field(f"{PREFIX}{name}", width, dtype, pool=name == "elsewhere")
            for name, (width, dtype) in widths(self._layout).items()
        ]

    def begin(self, state: State, unknowns: Draws) -> None:
        """Put everybody at home, and as many elsewhere as were counted beyond that."""
        setting, own = self._setting, own_of(state)
        state["at_home"][:] = setting.lived
        own.elsewhere[:] = setting.elsewhere

    def step(self, state: State) -> None:
        """Move people by one day, learn while there are counts, and note what was behind it."""
        setting, own, day = self._setting, own_of(state), state.day
        if day == 0 and not setting.held.size:
            own.level[:], own.flow[:] = self._apart_from_law(state)
        if setting.roads.changes(day):
            own.size[:] = setting.size ** state.quantity("hosts_origin_power")
            km = np.where(setting.counted, setting.roads.on(day), np.inf)
            draw_near(km, _one(state, "hosts_distance_power"), own.pull)
        weight = self._fight(state, own)
        seen = day < setting.held.shape[0]
        people = own.alone if seen else state["hosted"].astype(np.float64)
        share, main = self._law(state, own, weight, people)
        u = state.draws.uniforms(day, self._names)
        target = self._total(state, own, u[:, FLEE])
        change = np.empty_like(state["hosted"])
        if seen:
            change[:] = setting.held[day] - state["hosted"]
            own.unmet[:] = 0
            _follow(own.alone, target, share)
        else:
            change_to(u, target, share, state["hosted"], change, own.unmet)
        move(
            u,
            setting.lived,
            weight,
            change,
            state["at_home"],
            own.elsewhere,
            state["hosted"],
            state["arrivals"],
            state["departures"],
            state["returns"],
            own.unmet,
        )
        state["arrivals_total"][:] += state["arrivals"]
        self._learn(state, own)
        self._blame(state, main)

    def _fight(self, state: State, own: Own) -> Floats:
        """Note where there is fighting, and return the weight of each origin, (member, origin)."""
        fighting = np.asarray(state["fighting"], np.float64)
        own.since[:] = np.where(fighting > 0, own.since + 1, 0)
        own.fought[:] = np.where(fighting > 0, fighting, own.fought)
        weight = np.where(fighting.sum(axis=1, keepdims=True) > 0, fighting, own.fought)
        none = weight.sum(axis=1, keepdims=True) <= 0
        return np.asarray(np.where(none, 1.0, weight) * own.size, np.float64)

    def _law(self, state: State, own: Own, weight: Floats, people: Floats) -> tuple[Floats, Counts]:
        """Return the shares of the day, and the origin that each host has most people from."""
        appeals, share = np.empty_like(people), np.empty_like(people)
        main = np.empty(people.shape, np.int64)
        capacity = state.quantity("capacity")
        growth = np.nan_to_num(state.quantity("capacity_growth")) * state.day
        grown = np.where(capacity > 0, capacity + growth, -1.0)
        lean = np.nan_to_num(state.quantity("attraction")) + own.level
        room, company = _one(state, "hosts_room_power"), _one(state, "hosts_company")
        appeal(people, grown, lean, room, company, appeals)
        split(weight, own.pull, appeals, share, main)
        return share, main

    def _total(self, state: State, own: Own, u: Floats) -> Counts:
        """Return how many people are to be in all hosts at the end of the day, (member,)."""
        setting, day = self._setting, state.day
        memory = np.maximum(state.quantity("hosts_flight_memory"), 1e-9)
        hazard = state.quantity("hosts_flight_rate") * state["fighting"]
        hazard = hazard * np.exp(-own.since / memory + own.flow[:, None])
        fleeing = (-np.expm1(-hazard) * state["at_home"]).sum(axis=1)
        if 0 < day < setting.held.shape[0]:
            own.expected[:] += fleeing
        if day < setting.total.size:
            return np.full(len(state), setting.total[day])
        if day < setting.held.shape[0]:
            return np.full(len(state), setting.held[day].sum())
        return np.asarray(state["hosted"].sum(axis=1) + np.floor(fleeing + u), np.int64)

    def _learn(self, state: State, own: Own) -> None:
        """Learn the levels on the last day with counts, and let those of hosts drift after it."""
        held, day = self._setting.held, state.day
        last = held.shape[0] - 1
        evidence = _one(state, "hosts_evidence")
        if day == last:
            came, people = float(held[last].sum() - held[0].sum()), float(held[last].sum())
            reached = (own.pull.sum(axis=1) > 0) & self._setting.told
            doubt = np.sqrt(1.0 - trust(people, evidence)[:, None] * reached)
            own.level[:] = levels(held[last], own.alone, reached, evidence)
            own.flow[:] = flow_level(came, own.expected, people, evidence)
            appeal_apart, flow_apart = self._apart_from_law(state)
            own.level[:] += doubt * appeal_apart
            own.flow[:] += np.sqrt(1.0 - trust(people, evidence)) * flow_apart
        elif day > last:
            drift = state.quantity("hosts_drift")
            steps = drift * state.draws.normals(day, self._drift)
            own.level[:] = np.clip(own.level + steps, -BOUND, BOUND)
            step = drift[:, 0] * state.draws.normal(day, self._flow[1])
            own.flow[:] = np.clip(own.flow + step, -BOUND, BOUND)

    def _apart_from_law(self, state: State) -> tuple[Floats, Floats]:
        """Return what sets each host, and the flow, apart, (member, host) and (member,)."""
        spread = state.quantity("hosts_spread")
        hosts = spread * state.draws.normals(0, self._apart)
        return hosts, spread[:, 0] * state.draws.normal(0, self._flow[0])

    def _blame(self, state: State, main: Counts) -> None:
        """Put arrivals down to the event behind the fighting where most of them come from."""
        causes = state.causes
        behind = np.take_along_axis(causes["fighting"], np.maximum(main, 0), axis=1)
        came = (main >= 0) & (state["arrivals"] > 0)
        causes["hosted"][:] = np.where(came, behind, causes["hosted"])
        for name in ("arrivals", "arrivals_total"):
            causes[name][:] = causes["hosted"]
        causes["departures"][:] = causes["returns"][:] = causes["fighting"]


def _one(state: State, name: str) -> Floats:
    """Return a quantity that has one number, float64 (member,)."""
    return np.array(state.quantity(name)[:, 0])


def _follow(alone: Floats, total: Counts, share: Floats) -> None:
    """Bring what the law alone would hold in hosts to a total, (member, host)."""
    before = alone.sum(axis=1)
    more = np.maximum(total - before, 0.0)
    kept = np.minimum(total / np.maximum(before, 1e-9), 1.0)
    alone[:] = alone * kept[:, None] + more[:, None] * share
