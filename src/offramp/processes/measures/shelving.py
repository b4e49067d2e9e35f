"""Shelving: a proposal falls when what it needed no longer holds on the day of decision."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from offramp.engine.events import Members
from offramp.engine.layout import Layout
from offramp.engine.names import compile_program, for_actor
from offramp.engine.state import State
from offramp.model.measure import Stage
from offramp.processes.measures.stages import enter, proposers


class Shelving:
    """Conditions of measures, as those who proposed them by choice saw them.

    What history, an order or the answer to a red line has proposed was not open by its condition,
    and does not fall by it.

    Args:
        layout: of the scenario.
        measures: ids of those that several actors decide on, or that have to be authorised.
    """

    def __init__(self, layout: Layout, measures: list[str]) -> None:
        self._layout = layout
        declared = layout.scenario.measures
        pairs = [(key, actor) for key in measures for actor in proposers(declared[key])]
        self._index = {pair: index for index, pair in enumerate(pairs)}
        conditions = [for_actor(declared[key].when, actor) for key, actor in pairs]
        self._never = [condition.text == "true" for condition in conditions]
        self._program = compile_program(layout, conditions)

    def today(self, state: State) -> list[NDArray[Any]]:
        """Work out all conditions as they stand before anything is decided today."""
        return self._program.evaluate(state)

    def step(
        self, state: State, key: str, rows: Members, conditions: list[NDArray[Any]]
    ) -> Members:
        """Shelve a measure in some members where its condition fails; return the other members.

        Args:
            state: of the block.
            key: id of the measure.
            rows: positions of the members in which it is due, shape (k,).
            conditions: from `today`.
        """
        at = self._layout.measures.index(key)
        proposer = state["proposer"][rows, at]
        kept = np.ones(len(rows), np.bool_)
        for actor in proposers(self._layout.scenario.measures[key]):
            index = self._index[key, actor]
            own = proposer == self._layout.position("actors", actor)
            if self._never[index] or not own.any():
                continue
            fails = own & ~conditions[index][rows].astype(np.bool_)
            self._shelve(state, key, index, rows[fails])
            kept &= ~fails
        return rows[kept]

    def _shelve(self, state: State, key: str, index: int, rows: Members) -> None:
        if not len(rows):
            return
        at = self._layout.measures.index(key)
        behind = [cause[rows] for cause in self._program.causes(index, state)]
        ids = state.emit(
            rows,
            Stage.shelved.name,
            key,
            f"measures.{key}",
            actor=self._layout.scenario.measures[key].by,
            causes=[state.causes["stage"][rows, at], *behind],
            inputs=self._program.decided_by(index, state, rows),
        )
        never: NDArray[np.float64] = np.full(len(rows), np.inf)
        enter(state, rows, key, Stage.shelved, ids, never)
