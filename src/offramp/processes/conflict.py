"""Conflict at each origin: fighting, threat from the air, and the way out.

Until the last observed day it leaves every origin as history set it. From the next day on the
fighting f of an origin reverts to a long-run level, with noise that fades towards 0 and 1
(a Jacobi diffusion in steps of a day), so that a quiet place stays quiet:

    f += fighting_reversion (a m + o - f)
         + 2 sqrt(f (1 - f)) (fighting_noise e + fighting_shock E)

cut to [0, 1], where a is the last observed level, e a standard normal number of the origin and E
one of the day, shared by all. What was in force on the last observed day has had its share in what
was observed, and is not counted again: m is `intensity` over what effects multiplied it by on that
day, and o is `offensive` less what effects had added to it by then. The factor 2 makes each noise
the standard deviation of a day at f = 1/2, its largest. The threat from the air follows the same
law, with `air_campaign` and `air_noise`, and neither offensive nor shock.

The way out closes by a step (open, partly closed, besieged) with the hazard `siege_onset` while
fighting is above `siege_fighting`, and opens by one with the hazard `siege_relief` while below.
"""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from offramp.engine.draws import Draws, labels_on, name_key, name_keys
from offramp.engine.events import Causes, Inputs
from offramp.engine.layout import Layout
from offramp.engine.state import Field, State
from offramp.engine.wording import Wording
from offramp.model.history import PhaseSeries
from offramp.model.scenario import Scenario
from offramp.processes.fighting import blame, run_on, turn

MULTIPLIERS = ("intensity", "air_campaign")
"""Quantities that multiply the levels of fighting and of the threat from the air."""

SIEGE = ("siege_fighting", "siege_onset", "siege_relief")
"""The border of fighting between closing and opening, and how fast either goes."""

KINDS, RATES = ("siege", "relief"), SIEGE[1:]
"""What the log says where a way out closes and where it opens, and the hazards of these."""


def observed_day(scenario: Scenario) -> int:
    """Return the last day on which phases are observed; -1 where there are none."""
    days = [
        scenario.day_of(min(scenario.as_of, series.observed_until or scenario.as_of))
        for series in scenario.series.values()
        if isinstance(series, PhaseSeries) and not series.disabled
    ]
    return max([-1, *days])


class Conflict:
    """Lets the conflict run on from what was observed last, and logs sieges and their relief."""

    name: str = "conflict"
    quantities: tuple[str, ...] = (
        "intensity",
        "air_campaign",
        "offensive",
        "fighting_reversion",
        "fighting_noise",
        "fighting_shock",
        "air_noise",
        "siege_onset",
        "siege_fighting",
        "siege_relief",
    )
    reads: tuple[str, ...] = ("quantity", "base")
    writes: tuple[str, ...] = (
        "fighting",
        "air_threat",
        "access",
        "last_fighting",
        "last_air_threat",
        "last_factors",
        "last_offensive",
    )

    def __init__(self, layout: Layout) -> None:
        self._origins = layout.labels["origins"]
        self._observed = observed_day(layout.scenario)
        self._names = [
            name_keys(["conflict", what], self._origins) for what in ("fighting", "air", "access")
        ]
        self._noises = np.concatenate([[name_key("conflict", "shock")], *self._names[:2]])
        self._wording = Wording(
            layout.names, 2 * len(self._origins), self._said, lambda _: ("fighting", "access")
        )
        self._columns = np.array([layout.columns[name].start for name in self.quantities])
        self._siege = np.array([layout.columns[name].start for name in SIEGE])

    def fields(self) -> Iterable[Field]:
        """Return the levels (1) observed last, and what effects did to them on that day."""
        width = (len(self._origins),)
        return (
            Field("last_fighting", width),
            Field("last_air_threat", width),
            Field("last_factors", (len(MULTIPLIERS),), fill=1.0),
            Field("last_offensive", width),
        )

    def begin(self, state: State, unknowns: Draws) -> None:
        """Nothing to set: history sets the first day, or there is no fighting."""

    def step(self, state: State) -> None:
        """Leave observed days alone; then move each origin by a day."""
        if state.day <= self._observed:
            if state.day == self._observed:
                self._observe(state)
            return
        if state.day == self._observed + 1:
            state["last_fighting"][:] = state["fighting"]
            state["last_air_threat"][:] = state["air_threat"]
        if state.traced:
            self._blame(state)
        self._move(state)
        self._open_and_close(state)

    def _observe(self, state: State) -> None:
        """Keep what effects do on the last observed day; a factor of 0 cannot be undone."""
        for at, quantity in enumerate(MULTIPLIERS):
            column = state.layout.columns[quantity].start
            drawn, today = state["base"][:, column], state["quantity"][:, column]
            counts = (drawn > 0) & (today > 0)
            state["last_factors"][:, at] = np.divide(
                today, drawn, out=np.ones(len(state)), where=counts
            )
        columns = state.layout.columns["offensive"]
        drawn = state["base"][:, columns.start : columns.stop]
        state["last_offensive"][:] = np.nan_to_num(state.quantity("offensive") - drawn)

    def _blame(self, state: State) -> None:
        """Let a newer event behind a quantity replace the one behind a level."""
        causes = state.causes
        blame(
            self._columns,
            causes["quantity"].T,
            (state["last_fighting"], state["last_air_threat"]),
            (causes["fighting"], causes["air_threat"]),
        )

    def _move(self, state: State) -> None:
        levels = (state["fighting"], state["air_threat"])
        last = (state["last_fighting"], state["last_air_threat"])
        run_on(
            self._columns,
            state["quantity"].T,
            state.draws.normals(state.day, self._noises),
            levels,
            last,
            state["last_factors"],
            state["last_offensive"],
        )

    def _open_and_close(self, state: State) -> None:
        turns = turn(
            state.draws.keys,
            labels_on(state.day, self._names[2]),
            state["fighting"],
            state["access"],
            state["quantity"].T[self._siege],
        )
        if len(turns) and state.traced:
            rows, at, opens = turns.T.copy()
            self._log(state, rows, at, opens)

    def _log(
        self,
        state: State,
        rows: NDArray[np.intp],
        at: NDArray[np.intp],
        opens: NDArray[np.intp],
    ) -> None:
        """Log that the ways out of some origins have closed or opened by a step, in one member."""
        causes, access = state.causes, state["access"][rows, at]
        rate = np.where(opens, *(_behind(state, RATES[way])[rows, 0] for way in (1, 0)))
        kinds, everyone = 2 * at + opens, np.arange(len(rows))
        words = self._wording.words(kinds)
        named, names = self._wording.inputs(kinds)
        values = np.stack([state["fighting"][rows, at], access], axis=1)
        causes["access"][rows, at] = state.emit_many(
            rows,
            words,
            magnitude=access,
            causes=Causes.of(
                [causes["fighting"][rows, at], causes["access"][rows, at], rate], everyone
            ),
            inputs=Inputs(named, names, values.reshape(-1)),
        )

    def _said(self, kind: int) -> tuple[str, ...]:
        """Return what the log says of an origin the way out of which closes or opens."""
        at, way = divmod(kind, 2)
        return KINDS[way], KINDS[way], "", "", self._origins[at], f"quantities.{RATES[way]}"


def _behind(state: State, quantity: str) -> NDArray[np.int32]:
    """Return the events behind the effective values of a quantity, int32 (member, label)."""
    columns = state.layout.columns[quantity]
    return state.causes["quantity"][:, columns.start : columns.stop]
