"""Flee's movement law as a process.

Flee (Suleimenova, Bell & Groen 2017, "A generalized simulation development approach for predicting
refugee destinations", Scientific Reports 7, 13377) is the agent-based code of the field. This
process has its law, as its current code has it, and not its cost: people with the same prospects
are moved as counts, so that a day costs the same whatever their number, and every count has the
distribution that it has there.

Use it to reproduce a Flee study, or as the baseline to beat. The total that sets out is read from
the observed stocks, those of the days to come included: it predicts where people go, not how many.
Do not confuse it with `displacement`, which forecasts both.
"""

from collections.abc import Iterable

import numpy as np

from offramp.engine.draws import Draws
from offramp.engine.layout import Layout
from offramp.engine.state import Field, State
from offramp.processes.flee.day import live
from offramp.processes.flee.room import Room
from offramp.processes.flee.setting import FIXED, Setting
from offramp.processes.flee.tables import (
    POOLS,
    PREFIX,
    Columns,
    Own,
    Seen,
    own_of,
    quantities_of,
    widths,
)


class Flee:
    """Moves people as Flee does: conflict zones, who sets out, closures, then two passes.

    In the first pass people choose a way and step on the road; in the second they come in, and go
    on while the day lasts. Camps that fill up are seen one person at a time.
    """

    name: str = "flee"
    quantities: tuple[str, ...] = (*FIXED, *Columns._fields[:-1], "capacity")
    reads: tuple[str, ...] = ("fighting", "quantity")
    writes: tuple[str, ...] = (
        *("hosted", "arrivals", "arrivals_total", "departures", "displaced"),
        *(f"{PREFIX}{name}" for name in Own._fields),
    )

    def __init__(self, layout: Layout) -> None:
        self._setting = Setting.of(layout)

    def fields(self) -> Iterable[Field]:
        """Return its own arrays, described in `tables.Own`."""
        setting, base = self._setting, self._setting.base
        paces, slots = len(base.travel.days), base.travel.slots
        back = slots if setting.calendar.closes else 0
        shapes = widths(base.foreign.size, len(base.network.plans), paces, slots, back)
        return [
            Field(f"{PREFIX}{name}", width, dtype, pool=name in POOLS)
            for name, (width, dtype) in shapes.items()
        ]

    def begin(self, state: State, unknowns: Draws) -> None:
        """Put those who have fled before day 0 into the camps."""
        setting, base, own = self._setting, self._setting.base, own_of(state)
        values = quantities_of(state.layout, state["base"])
        own.population[:] = setting.population
        own.capacity[:] = -1
        columns = state.layout.columns["capacity"]
        room = state["base"][:, columns.start : columns.stop]
        given = np.where(room >= 0, np.floor_divide(room, base.each), -1.0)
        own.capacity[:, base.hosts] = given - setting.first
        own.kind[:] = setting.kind
        own.camp[:] = setting.is_camp(values)
        own.since[:] = -1
        own.unspawned[:] = setting.reservoir
        hosts = base.hosts
        own.at[:, -1, hosts] = setting.first
        state["hosted"][:] = setting.first * base.each
        state["arrivals_total"][:] = state["hosted"]

    def step(self, state: State) -> None:
        """Move people by one day."""
        setting, base, day = self._setting, self._setting.base, state.day
        live(
            state.draws.keys,
            day,
            setting.names,
            base,
            quantities_of(state.layout, state["quantity"]),
            np.ascontiguousarray(state["fighting"]),
            setting.calendar.day(day),
            setting.wanted(day),
            own_of(state),
            Room.of(base.network, base.travel, base.foreign.size, base.hosts.size),
            Seen(*(state[name] for name in Seen._fields)),
        )
        so_far = state["arrivals_total"]
        so_far += state["arrivals"]
