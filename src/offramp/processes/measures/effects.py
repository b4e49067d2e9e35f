"""Measures take effect: they come into force, end, and change the quantities they name.

The effective value of a quantity is worked out anew each day from its base: all factors of
measures in force first, then all additions.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from offramp.engine.draws import Draws
from offramp.engine.layout import Layout
from offramp.engine.state import Field, State
from offramp.model.effect import Effect
from offramp.model.measure import Stage
from offramp.processes.measures.stages import decided_day, end_of, enter


@dataclass(frozen=True)
class _Change:
    """One effect of one measure on some columns."""

    measure: int
    columns: tuple[int, ...]
    amount: int
    factor: bool


class Effects:
    """Adopted and ordered measures come into force; those whose time is over end."""

    name = "effects"
    quantities: tuple[str, ...] = ()
    reads = ("stage", "due", "ordered", "base")
    writes = ("stage", "stage_day", "due", "ordered", "quantity", "raised", "floor")

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        scenario = layout.scenario
        self._decided = {key: decided_day(scenario, key) for key, _ in layout.open_measures()}
        changes = [
            _change(layout, key, number, effect)
            for key, measure in layout.open_measures()
            for number, effect in enumerate(measure.effects)
        ]
        self._changes = sorted(changes, key=lambda change: not change.factor)
        self._changed = sorted({column for change in changes for column in change.columns})
        self._raises = [
            (
                key,
                layout.position("dyads", measure.dyad),
                float(scenario.ladder.rungs[measure.rung].level),
            )
            for key, measure in layout.open_measures()
            if measure.dyad and measure.rung
        ]

    def fields(self) -> Iterable[Field]:
        """It has no arrays of its own."""
        return ()

    def begin(self, state: State, unknowns: Draws) -> None:
        """Nothing to set: no measure is in force before the first day."""

    def step(self, state: State) -> None:
        """Take the steps that are due, then work out all effective quantities."""
        stage = state["stage"]
        timed = (stage == Stage.adopted) | (stage == Stage.in_force)
        moves = (timed & (state["due"] <= state.day)) | state["ordered"]
        for at in np.flatnonzero(moves.any(axis=0)):
            if self._layout.measures[at] in self._decided:
                self._advance(state, self._layout.measures[at])
        self._raise(state)
        if self._changed:
            self._work_out(state)

    def _advance(self, state: State, key: str) -> None:
        at = self._layout.measures.index(key)
        stage, due = state["stage"][:, at], state["due"][:, at]
        is_due = due <= state.day
        ordered = state["ordered"][:, at]
        if ordered.any():
            rows = np.flatnonzero(ordered & (stage != Stage.in_force))
            ordered[:] = False
            if len(rows) and state.day > self._decided[key]:
                self._enter(state, rows, key, Stage.in_force, state.causes["ordered"][rows, at])
        for before, after in ((Stage.in_force, Stage.ended), (Stage.adopted, Stage.in_force)):
            rows = np.flatnonzero(is_due & (stage == before))
            if len(rows):
                self._enter(state, rows, key, after, state.causes["stage"][rows, at])

    def _enter(
        self, state: State, rows: np.ndarray, key: str, stage: Stage, cause: np.ndarray
    ) -> None:
        measure = self._layout.scenario.measures[key]
        ids = state.emit(
            rows,
            stage.name,
            key,
            f"measures.{key}",
            signals=[key] if stage is Stage.in_force else [],
            actor=measure.by,
            causes=[cause],
        )
        enter(state, rows, key, stage, ids, end_of(state, rows, key, stage))

    def _raise(self, state: State) -> None:
        state["floor"][:] = 0.0
        for key, dyad, level in self._raises:
            at = self._layout.measures.index(key)
            holds = state["stage"][:, at] == Stage.in_force
            floor = state["floor"][:, dyad]
            floor[:] = np.where(holds, np.maximum(floor, level), floor)
            higher = holds & (state["rung"][:, dyad] < level) & (state["raised"][:, dyad] < level)
            state["raised"][higher, dyad] = level
            state.causes["raised"][higher, dyad] = state.causes["stage"][higher, at]

    def _work_out(self, state: State) -> None:
        effective, causes = state["quantity"], state.causes["quantity"]
        effective[:, self._changed] = state["base"][:, self._changed]
        causes[:, self._changed] = -1
        for change in self._changes:
            rows = np.flatnonzero(state["stage"][:, change.measure] == Stage.in_force)
            if not len(rows):
                continue
            amount = state["quantity"][rows, change.amount]
            cause = state.causes["stage"][rows, change.measure]
            for column in change.columns:
                if change.factor:
                    effective[rows, column] *= amount
                else:
                    effective[rows, column] += amount
                causes[rows, column] = np.maximum(causes[rows, column], cause)


def _change(layout: Layout, measure: str, number: int, effect: Effect) -> _Change:
    """Find the columns behind one effect of a measure."""
    way = "add" if effect.times is None else "times"
    amount = layout.column(getattr(effect, way), f"measures.{measure}.effects.{number}.{way}")
    at = layout.measures.index(measure)
    return _Change(at, _targets(layout, effect.on), amount, way == "times")


def _targets(layout: Layout, on: str) -> tuple[int, ...]:
    """Return the columns that an effect changes: all labels of a quantity, or one."""
    if on in layout.columns:
        return tuple(layout.columns[on])
    return (layout.column(on, ""),)
