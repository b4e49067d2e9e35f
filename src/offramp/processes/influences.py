"""Influences: what acts without anybody deciding on it, standing or by chance.

A standing influence acts on every day on which its condition holds. A shock begins while its
condition holds with probability 1 - exp(-rate) a day, acts for its duration, and may begin again
once it is over. What an influence does while it acts is worked out with the effects of measures.
"""

from collections.abc import Iterable

import numpy as np

from offramp.engine.draws import Draws, name_key
from offramp.engine.events import Members
from offramp.engine.layout import Layout
from offramp.engine.names import compile_program
from offramp.engine.state import Field, State
from offramp.model.influence import Influence
from offramp.processes.assessed import assessed
from offramp.processes.measures.stages import held_until


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
        self._influences = dict(layout.open_influences())
        self._at = {key: layout.influences.index(key) for key in self._influences}
        shocks = {k: i.rate for k, i in self._influences.items() if i.rate is not None}
        self._rates = {key: len(self._influences) + n for n, key in enumerate(shocks)}
        self._free_from = {
            key: held_until(scenario, self._influences[key].observed_until) + 1 for key in shocks
        }
        self._durations = {
            key: layout.column(influence.duration, f"influences.{key}.duration")
            for key, influence in self._influences.items()
            if influence.duration is not None
        }
        self._program = compile_program(
            layout, [*(i.when for i in self._influences.values()), *shocks.values()]
        )

    def fields(self) -> Iterable[Field]:
        """The day on which each shock is over."""
        return (Field("until", (len(self._layout.influences),), np.float64, np.inf),)

    def begin(self, state: State, unknowns: Draws) -> None:
        """Nothing to set: none acts before the first day."""

    def step(self, state: State) -> None:
        """End what is over, and begin what holds or comes by chance."""
        if not self._influences:
            return
        values = self._program.evaluate(state)
        for index, key in enumerate(self._influences):
            at, holds = self._at[key], values[index].astype(bool)
            active = state["active"][:, at]
            if key in self._rates:
                self._leave(
                    state, key, np.flatnonzero(active & (state["until"][:, at] <= state.day))
                )
                begins = holds & self._strikes(state, key, values) & ~active
            else:
                self._leave(state, key, np.flatnonzero(active & ~holds))
                begins = holds & ~active
            self._enter(state, index, key, np.flatnonzero(begins))

    def _strikes(self, state: State, key: str, values: list[np.ndarray]) -> np.ndarray:
        """Return in which members a shock would begin today, bool (member,)."""
        if state.day < self._free_from[key]:
            return np.zeros(len(state), np.bool_)
        rate = np.maximum(assessed(values[self._rates[key]]), 0.0)
        draw = state.draws.uniform(state.day, name_key("influences", key))
        return np.asarray(draw < -np.expm1(-rate), np.bool_)

    def _enter(self, state: State, index: int, key: str, rows: Members) -> None:
        if not len(rows):
            return
        at, influence = self._at[key], self._influences[key]
        behind = [cause[rows] for cause in self._program.causes(index, state)]
        inputs = self._program.decided_by(index, state, rows)
        if key in self._rates:
            rate = self._rates[key]
            behind += [cause[rows] for cause in self._program.causes(rate, state)]
            inputs |= self._program.decided_by(rate, state, rows)
            state["until"][rows, at] = self._over(state, key, rows)
        ids = self._log(state, "began", key, influence, rows, behind, inputs)
        state["active"][rows, at] = True
        state.causes["active"][rows, at] = ids

    def _leave(self, state: State, key: str, rows: Members) -> None:
        if not len(rows):
            return
        at = self._at[key]
        self._log(
            state, "ended", key, self._influences[key], rows, [state.causes["active"][rows, at]], {}
        )
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
