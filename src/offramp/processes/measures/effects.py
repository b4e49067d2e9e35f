"""Measures take effect: they come into force and end; with influences they change quantities."""

from collections.abc import Iterable

import numpy as np

from offramp.engine.draws import Draws
from offramp.engine.events import Members
from offramp.engine.layout import Layout
from offramp.engine.state import Field, State
from offramp.model.measure import Stage
from offramp.processes.measures.changes import Changes
from offramp.processes.measures.stages import decided_day, end_of, enter, first_step


class Effects:
    """Adopted and ordered measures come into force; those whose time is over end.

    What is in force, and every influence that acts, changes the quantities of its effects.
    """

    name: str = "effects"
    quantities: tuple[str, ...] = ()
    reads: tuple[str, ...] = ("*",)
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
        self._changes = Changes(layout)
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
        self._changes.work_out(state)

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
