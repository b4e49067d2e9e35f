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

import math
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from offramp.engine._jit import njit
from offramp.engine.draws import Draws, Keys, draw, name_key, name_keys
from offramp.engine.events import Causes, Inputs
from offramp.engine.layout import Layout
from offramp.engine.quantiles import normal_quantile
from offramp.engine.state import Field, State
from offramp.engine.wording import Wording
from offramp.model.history import PhaseSeries
from offramp.model.scenario import Scenario
from offramp.processes.assessed import bounded

Floats = NDArray[np.float64]

MULTIPLIERS = ("intensity", "air_campaign")
"""Quantities that multiply the levels of fighting and of the threat from the air."""

SIEGE = ("siege_fighting", "siege_onset", "siege_relief")
"""The border of fighting between closing and opening, and how fast either goes."""

KINDS, RATES = ("siege", "relief"), SIEGE[1:]
"""What the log says where a way out closes and where it opens, and the hazards of these."""

STEP = 0.5
"""From open (1) to partly closed (1/2), and from there to besieged (0)."""


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
        for what, quantity, last in (
            ("fighting", "intensity", "last_fighting"),
            ("air_threat", "air_campaign", "last_air_threat"),
        ):
            cause = state.causes[what]
            newer = np.maximum(cause, _behind(state, quantity))
            cause[:] = np.where(state[last] > 0, newer, cause)
        fighting = state.causes["fighting"]
        np.maximum(fighting, _behind(state, "offensive"), out=fighting)

    def _move(self, state: State) -> None:
        levels = (state["fighting"], state["air_threat"])
        last = (state["last_fighting"], state["last_air_threat"])
        _run_on(
            self._columns,
            state["quantity"].T,
            state.draws.uniforms(state.day, self._noises),
            levels,
            last,
            state["last_factors"],
            state["last_offensive"],
        )

    def _open_and_close(self, state: State) -> None:
        change = np.zeros(state["access"].shape, np.int8)
        border, onset, relief = (state.quantity(name)[:, 0] for name in SIEGE)
        if not _turn(
            state.draws.keys,
            state.day,
            self._names[2],
            state["fighting"],
            state["access"],
            border,
            onset,
            relief,
            change,
        ):
            return
        at, rows = np.nonzero(change.T)
        if state.traced:
            self._log(state, rows, at, change[rows, at] > 0)

    def _log(
        self,
        state: State,
        rows: NDArray[np.intp],
        at: NDArray[np.intp],
        opens: NDArray[np.bool_],
    ) -> None:
        """Log that the ways out of some origins have closed or opened by a step, in one member."""
        causes, access = state.causes, state["access"][rows, at]
        rate = np.where(opens, *(_behind(state, RATES[turn])[rows, 0] for turn in (1, 0)))
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
        at, turn = divmod(kind, 2)
        return KINDS[turn], KINDS[turn], "", "", self._origins[at], f"quantities.{RATES[turn]}"


def _behind(state: State, quantity: str) -> NDArray[np.int32]:
    """Return the events behind the effective values of a quantity, int32 (member, label)."""
    columns = state.layout.columns[quantity]
    return state.causes["quantity"][:, columns.start : columns.stop]


@njit
def _run_on(
    columns: NDArray[np.int64],
    quantity: Floats,
    chance: Floats,
    levels: tuple[Floats, Floats],
    last: tuple[Floats, Floats],
    factors: Floats,
    offensive: Floats,
) -> None:
    """Move fighting and the threat from the air by a day, everywhere.

    Args:
        columns: of the quantities of the process, in their order.
        quantity: effective values, (column, member).
        chance: uniforms of the shock, of each origin's fighting and of its air threat, (member,
            1 + 2 origin).
        levels: fighting and threat from the air, to be moved, (member, origin).
        last: the same as observed last.
        factors: what effects multiplied each by on the last observed day, (member, 2).
        offensive: what effects had added to fighting by then, (member, origin).
    """
    (fighting, air), (last_fighting, last_air) = levels, last
    origins = fighting.shape[1]
    for member in range(fighting.shape[0]):
        ground = quantity[columns[0], member] / factors[member, 0]
        sky = quantity[columns[1], member] / factors[member, 1]
        reversion = quantity[columns[3], member]
        own, shared = quantity[columns[4], member], quantity[columns[5], member]
        of_air = quantity[columns[6], member]
        shared *= normal_quantile(chance[member, 0])
        for origin in range(origins):
            added = bounded(quantity[columns[2] + origin, member]) - offensive[member, origin]
            target = last_fighting[member, origin] * ground + added
            u = chance[member, 1 + origin]
            level = fighting[member, origin]
            fighting[member, origin] = _reverted(level, target, reversion, u, own, shared)
            target = last_air[member, origin] * sky
            u = chance[member, 1 + origins + origin]
            level = air[member, origin]
            air[member, origin] = _reverted(level, target, reversion, u, of_air, 0.0)


@njit
def _reverted(
    level: float, target: float, reversion: float, u: float, own: float, shared: float
) -> float:
    """Return a level a day later; at 0 and 1 nothing of the noise is left."""
    spread = 2.0 * math.sqrt(level * (1.0 - level))
    moved = level + reversion * (min(max(target, 0.0), 1.0) - level)
    if spread > 0.0:
        moved += spread * (own * normal_quantile(u) + shared)
    return min(max(moved, 0.0), 1.0)


@njit
def _turn(
    keys: Keys,
    day: int,
    names: Keys,
    fighting: Floats,
    access: Floats,
    border: Floats,
    onset: Floats,
    relief: Floats,
    change: NDArray[np.int8],
) -> bool:
    """Close and open ways out; `change` is set to -1 and 1 where that happens; say if it does."""
    found = False
    for member in range(keys.size):
        closing = -math.expm1(-onset[member])
        opening = -math.expm1(-relief[member])
        for origin in range(names.size):
            level = fighting[member, origin]
            if level == border[member]:
                continue
            turn = -1 if level > border[member] else 1
            after = access[member, origin] + turn * STEP
            if after < 0.0 or after > 1.0:
                continue
            u = draw(keys[member], day, names[origin], 0)
            if u < (closing if turn < 0 else opening):
                access[member, origin] = after
                change[member, origin] = turn
                found = True
    return found
