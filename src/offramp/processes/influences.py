"""Influences: what acts without anybody deciding on it, standing or by chance.

A standing influence acts on every day on which its condition holds. A shock begins while its
condition holds with probability 1 - exp(-rate) a day, acts for its duration, and may begin again
once it is over. What an influence does while it acts is worked out with the effects of measures.
"""

import math
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from offramp.engine._jit import njit
from offramp.engine.draws import Draws, Keys, draw, name_keys
from offramp.engine.events import Members
from offramp.engine.layout import Layout
from offramp.engine.names import compile_program
from offramp.engine.state import Field, State
from offramp.model.influence import Influence
from offramp.processes.measures.stages import held_until

Floats = NDArray[np.float64]
Truths = NDArray[np.bool_]
Positions = NDArray[np.int64]

STANDING = -1
"""Stands for the rate of an influence that is no shock."""


class Influences:
    """Says which influences act today, and logs when one begins or ends.

    No shock is drawn while history decides. A rate below zero, without a value, or
    infinite is none. A shock acts on the day on which it begins, however short it is.
    """

    name: str = "influences"
    quantities: tuple[str, ...] = ()
    reads: tuple[str, ...] = ("*",)
    writes: tuple[str, ...] = ("active", "until")

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        scenario = layout.scenario
        self._influences = tuple(layout.open_influences())
        self._at = np.array([layout.influences.index(key) for key, _ in self._influences], np.int64)
        shocks = {k: i.rate for k, i in self._influences if i.rate is not None}
        rows = {key: len(self._influences) + n for n, key in enumerate(shocks)}
        self._rates = np.array([rows.get(key, STANDING) for key, _ in self._influences], np.int64)
        self._free_from = np.array(
            [held_until(scenario, i.observed_until) + 1 for _, i in self._influences], np.int64
        )
        self._names = name_keys(["influences"], [key for key, _ in self._influences])
        self._durations = {
            key: layout.column(influence.duration, f"influences.{key}.duration")
            for key, influence in self._influences
            if influence.duration is not None
        }
        self._program = compile_program(
            layout, [*(i.when for _, i in self._influences), *shocks.values()]
        )

    def fields(self) -> Iterable[Field]:
        """The day on which each shock is over."""
        return (Field("until", (len(self._layout.influences),), np.float64, np.inf, by_label=True),)

    def begin(self, state: State, unknowns: Draws) -> None:
        """Nothing to set: none acts before the first day."""

    def step(self, state: State) -> None:
        """End what is over, and begin what holds or comes by chance."""
        if not self._influences:
            return
        ends = np.empty((len(self._influences), len(state)), np.bool_)
        begins = np.empty(ends.shape, np.bool_)
        if not _turn(
            self._at,
            self._rates,
            self._free_from,
            self._names,
            self._program.table(state),
            state.draws.keys,
            state.day,
            (state["active"].T, state["until"].T),
            ends,
            begins,
        ):
            return
        for index in np.flatnonzero((ends | begins).any(axis=1)):
            self._leave(state, int(index), np.flatnonzero(ends[index]))
            self._enter(state, int(index), np.flatnonzero(begins[index]))

    def _enter(self, state: State, index: int, rows: Members) -> None:
        if not len(rows):
            return
        at, rate, (key, influence) = self._at[index], self._rates[index], self._influences[index]
        behind = self._program.causes(index, state, rows)
        inputs = self._program.decided_by(index, state, rows)
        if rate != STANDING:
            behind += self._program.causes(rate, state, rows)
            inputs |= self._program.decided_by(rate, state, rows)
            state["until"][rows, at] = self._over(state, key, rows)
        ids = self._log(state, "began", key, influence, rows, behind, inputs)
        state["active"][rows, at] = True
        state.causes["active"][rows, at] = ids

    def _leave(self, state: State, index: int, rows: Members) -> None:
        if not len(rows):
            return
        at, (key, influence) = self._at[index], self._influences[index]
        self._log(state, "ended", key, influence, rows, [state.causes["active"][rows, at]], {})
        state["active"][rows, at] = False
        state.causes["active"][rows, at] = -1

    def _over(self, state: State, key: str, rows: Members) -> np.ndarray:
        """Return the day on which a shock that begins today is over, shape (k,)."""
        if key not in self._durations:
            return np.full(len(rows), np.inf)
        lasts: np.ndarray = state["quantity"][rows, self._durations[key]]
        return state.day + lasts

    def _log(
        self,
        state: State,
        kind: str,
        key: str,
        influence: Influence,
        rows: Members,
        causes: list[np.ndarray],
        inputs: dict[str, np.ndarray],
    ) -> np.ndarray:
        return state.emit(
            rows,
            kind,
            key,
            f"influences.{key}",
            signals=[key] if kind == "began" else [],
            actor=influence.actor,
            place=influence.place,
            causes=causes,
            inputs=inputs,
        )


@njit
def _turn(
    at: Positions,
    rates: Positions,
    free_from: Positions,
    names: Keys,
    values: Floats,
    keys: Keys,
    day: int,
    acting: tuple[Truths, Floats],
    ends: Truths,
    begins: Truths,
) -> bool:
    """Find which influences end and begin today; return whether any does.

    Args:
        at: position of each influence among all.
        rates: row of its rate in `values`, or `STANDING`.
        free_from: first day on which a shock may be drawn.
        names: of its draws.
        values: conditions and rates of today, (expression, member).
        keys: of the members.
        day: today.
        acting: whether each of all influences acts, and the day on which it is over.
        ends: to be set, (influence, member).
        begins: to be set.
    """
    active, until = acting
    found = False
    for index in range(at.size):
        for member in range(keys.size):
            holds, acts = values[index, member] != 0.0, active[at[index], member]
            if rates[index] == STANDING:
                over, comes = acts and not holds, holds and not acts
            else:
                over = acts and until[at[index], member] <= day
                comes = holds and (over or not acts) and day >= free_from[index]
                if comes:
                    rate = values[rates[index], member]
                    u = draw(keys[member], day, names[index], 0)
                    comes = math.isfinite(rate) and u < -math.expm1(-rate)
            ends[index, member], begins[index, member] = over, comes
            found |= over or comes
    return found
