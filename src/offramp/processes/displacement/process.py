"""Displacement as a process: what it needs and sets, and the order of its parts within a day."""

from collections.abc import Iterable

import numpy as np

from offramp.engine.draws import Draws
from offramp.engine.layout import Layout
from offramp.engine.state import Field, State
from offramp.processes.displacement.day import move
from offramp.processes.displacement.own import Own, own_of, widths
from offramp.processes.displacement.pools import pools_of
from offramp.processes.displacement.setting import Setting
from offramp.processes.displacement.tables import PREFIX, Columns, quantities_of
from offramp.processes.displacement.trace import blame
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
        """Return its own arrays, described in `own.Own`; none of them is a pool."""
        fills = {"main_source": -1, "scale": 1, "lift": 1}
        return [
            Field(f"{PREFIX}{name}", width, dtype, fills.get(name, 0))
            for name, (width, dtype) in widths(self._layout).items()
        ]

    def begin(self, state: State, unknowns: Draws) -> None:
        """Put everybody at home, and measure the ways of each member."""
        setting, own = self._setting, own_of(state)
        given = setting.given
        base = quantities_of(state["base"], given.positions)
        share = np.clip(base[:, setting.columns.barred_share, None], 0.0, 1.0)
        barred = np.floor(setting.men * share + 0.5).astype(np.int64)
        own.lived_barred[:] = np.minimum(barred, given.population)
        state["barred"][:] = own.lived_barred
        state["at_home"][:] = given.population - own.lived_barred
        network = setting.network
        measure_ways(
            base,
            setting.columns,
            network.to_crossing,
            network.beyond,
            network.throughput / max(network.all_throughput, 1.0),
            network.inside,
            given.population,
            own.way_out,
            own.way_inside,
            own.days_out,
            own.days_inside,
        )

    def step(self, state: State) -> None:
        """Move people by one day, and note what was behind it."""
        given, own = self._setting.given, own_of(state)
        move(
            state.day,
            state.traced,
            state.draws.keys,
            state["quantity"].T,
            given,
            given.names.on(state.day),
            pools_of(state),
            own,
        )
        if state.traced:
            blame(state, own.flow, own.main_source)
