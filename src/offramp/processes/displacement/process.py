"""Displacement as a process: what it needs and sets, and the order of its parts within a day."""

from collections.abc import Iterable

import numpy as np

from offramp.engine.draws import Draws
from offramp.engine.layout import Layout
from offramp.engine.state import Field, State
from offramp.processes.displacement.day import (
    arrive,
    depart,
    learn_or_drift,
    move_on_and_return,
    send_observed,
    set_law,
)
from offramp.processes.displacement.setting import Setting
from offramp.processes.displacement.tables import (
    PREFIX,
    Columns,
    Own,
    own_of,
    quantities_of,
    widths,
)
from offramp.processes.displacement.today import Today
from offramp.processes.displacement.trace import KEPT, blame, remember
from offramp.processes.displacement.ways import measure_ways


class Displacement:
    """Moves people: departures, ways, borders, onward movement and returns.

    A day: the law of the day and its forecast; those who will cross on observed days are sent on
    their way; the others who leave; arrivals inside and across the border; visits, onward movement
    and returns; what the levels learn. Every person is in exactly one pool at its end.
    """

    name: str = "displacement"
    quantities: tuple[str, ...] = Columns._fields
    reads: tuple[str, ...] = ("fighting", "air_threat", "access", "quantity")
    writes: tuple[str, ...] = (
        *("at_home", "barred", "trapped", "displaced", "displaced_barred", "departures"),
        *("in_transit", "moving", "moving_barred", "waiting", "arrivals", "arrivals_total"),
        *("arrivals_expected", "hosted", "moved_on", "returns"),
        *(f"{PREFIX}{name}" for name in Own._fields),
    )

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        self._setting = Setting.of(layout)

    def fields(self) -> Iterable[Field]:
        """Return its own arrays, described in `tables.Own`; none of them is a pool."""
        fills = {"main_source": -1, "scale": 1, "lift": 1}
        return [
            Field(f"{PREFIX}{name}", width, dtype, fills.get(name, 0))
            for name, (width, dtype) in widths(self._layout).items()
        ]

    def begin(self, state: State, unknowns: Draws) -> None:
        """Put everybody at home, and measure the ways of each member."""
        setting, own = self._setting, own_of(state)
        base = quantities_of(state["base"], setting.positions)
        share = np.clip(base[:, setting.columns.barred_share, None], 0.0, 1.0)
        barred = np.floor(setting.men * share + 0.5).astype(np.int64)
        own.lived_barred[:] = np.minimum(barred, setting.population)
        state["barred"][:] = own.lived_barred
        state["at_home"][:] = setting.population - own.lived_barred
        network = setting.network
        measure_ways(
            base,
            setting.columns,
            network.to_crossing,
            network.beyond,
            network.throughput / max(network.all_throughput, 1.0),
            network.inside,
            setting.population,
            own.way_out,
            own.way_inside,
            own.days_out,
            own.days_inside,
        )

    def step(self, state: State) -> None:
        """Move people by one day, and note what was behind it."""
        setting, own = self._setting, own_of(state)
        today = Today.of(state, setting, own)
        state["departures"][:] = 0
        state["returns"][:] = 0
        set_law(state, setting, own, today)
        send_observed(state, setting, own, today)
        depart(state, setting, own, today)
        arrive(state, setting, own)
        move_on_and_return(state, setting, own, today)
        learn_or_drift(state, setting, own, today)
        if state.traced or state.day < setting.observed.crossings.shape[1]:
            remember(today.sent, own.flow)
        if state.traced:
            own.main_flow[:] *= KEPT
            blame(state, own.flow, own.main_source)
