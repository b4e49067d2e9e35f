"""Measures take effect: they come into force, end, and change the quantities they name.

The effective value of a quantity is worked out anew each day from its base: all factors of
measures in force first, then all additions. The event behind a quantity is the latest that raises
it: what lowers a rate did not bring about what happened all the same.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from offramp.engine.draws import Draws
from offramp.engine.events import NO_EVENT, Members
from offramp.engine.layout import Layout
from offramp.engine.state import Field, State
from offramp.model.effect import Effect
from offramp.model.measure import Stage
from offramp.model.numbers import place_in
from offramp.model.quantity import Quantity
from offramp.processes.measures.stages import decided_day, end_of, enter, first_step


@dataclass(frozen=True)
class _Change:
    """One effect of one measure on some columns."""

    measure: int
    columns: tuple[int, ...]
    amount: int
    factor: bool


class Effects:
    """Adopted and ordered measures come into force; those whose time is over end."""

    name: str = "effects"
    quantities: tuple[str, ...] = ()
    reads: tuple[str, ...] = ("stage", "due", "ordered", "base", "rung")
    writes: tuple[str, ...] = (
        "stage",
        "stage_day",
        "due",
        "proposer",
        "ordered",
        "quantity",
        "raised",
        "floor",
    )

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
        self._changed = sorted(layout.changed)
        self._raises = [
            (
                layout.measures.index(key),
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
            rows, again = ordered & (stage != Stage.in_force), ordered & (stage == Stage.in_force)
            ordered[:] = False
            if state.day > self._decided[key]:
                self._order(state, np.flatnonzero(rows), key)
                longer = np.flatnonzero(again)
                state["due"][longer, at] = end_of(state, longer, key, Stage.in_force)
                is_due[rows | again] = False
        for before, after in ((Stage.in_force, Stage.ended), (Stage.adopted, Stage.in_force)):
            rows = np.flatnonzero(is_due & (stage == before))
            if len(rows):
                self._enter(state, rows, key, after, state.causes["stage"][rows, at])

    def _order(self, state: State, rows: Members, key: str) -> None:
        """Begin a measure that a red line's holder has ordered, by its own procedure."""
        if not len(rows):
            return
        at = self._layout.measures.index(key)
        stage, due = first_step(state, rows, key)
        ids = state.emit(
            rows,
            stage.name,
            key,
            f"measures.{key}",
            actor=self._layout.scenario.measures[key].by,
            causes=[state.causes["ordered"][rows, at]],
        )
        enter(state, rows, key, stage, ids, due)
        state["proposer"][rows, at] = -1
        now = rows[(due <= state.day) & (stage == Stage.adopted)]
        if len(now):
            self._enter(state, now, key, Stage.in_force, state.causes["stage"][now, at])

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
        for at, dyad, level in self._raises:
            holds = state["stage"][:, at] == Stage.in_force
            if not holds.any():
                continue
            floor, raised = state["floor"][:, dyad], state["raised"][:, dyad]
            floor[:] = np.where(holds, np.maximum(floor, level), floor)
            higher = holds & (state["rung"][:, dyad] < level) & (raised < level)
            raised[higher] = level
            state.causes["raised"][higher, dyad] = state.causes["stage"][higher, at]

    def _work_out(self, state: State) -> None:
        effective, causes = state["quantity"], state.causes["quantity"]
        for column in self._changed:
            effective[:, column] = state["base"][:, column]
            causes[:, column] = -1
        holds = state["stage"] == Stage.in_force
        rows = {int(at): np.flatnonzero(holds[:, at]) for at in np.flatnonzero(holds.any(axis=0))}
        for change in self._changes:
            if change.measure not in rows:
                continue
            where = rows[change.measure]
            amount = state["base"][where, change.amount]
            raises = amount > 1 if change.factor else amount > 0
            cause = np.where(raises, state.causes["stage"][where, change.measure], NO_EVENT)
            for column in change.columns:
                if change.factor:
                    effective[where, column] *= amount
                else:
                    effective[where, column] += amount
                causes[where, column] = np.maximum(causes[where, column], cause)


def _change(layout: Layout, measure: str, number: int, effect: Effect) -> _Change:
    """Find the columns behind one effect of a measure."""
    way = "add" if effect.times is None else "times"
    effects = layout.scenario.measures[measure].effects
    path = f"measures.{measure}.effects.{place_in(effects, number)}.{way}"
    given = getattr(effect, way)
    amount = layout.column(given if isinstance(given, Quantity) else given.text, path)
    at = layout.measures.index(measure)
    return _Change(at, layout.targets(effect.on), amount, way == "times")
