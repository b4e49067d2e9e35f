"""Shelving: a proposal falls when what it needed no longer holds on the day of decision."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from offramp.engine.events import Ids, Members
from offramp.engine.layout import Layout
from offramp.engine.names import compile_program, for_actor
from offramp.engine.state import State
from offramp.processes.measures.stages import proposers
from offramp.processes.measures.weigh import Places

STANDS = -1
"""Stands for the condition that fails where none does."""


class Shelving:
    """Conditions of measures, as those who proposed them by choice saw them.

    What history, an order or the answer to a red line has proposed was not open by its condition,
    and does not fall by it.

    Args:
        layout: of the scenario.
        measures: for each vote, the id of the measure that it is on.
    """

    def __init__(self, layout: Layout, measures: Sequence[str]) -> None:
        declared = layout.scenario.measures
        pairs = [(k, actor) for k in dict.fromkeys(measures) for actor in proposers(declared[k])]
        self._program = compile_program(
            layout, [for_actor(declared[key].when, actor) for key, actor in pairs]
        )
        self._conditions = self._program.grouped(np.arange(len(pairs) + 1))
        self._of = np.full((len(measures), layout.width("actors")), STANDS, np.int64)
        """Condition by vote and proposer."""
        for number, (key, actor) in enumerate(pairs):
            on = [vote for vote, measure in enumerate(measures) if measure == key]
            self._of[on, layout.position("actors", actor)] = number

    def failing(self, vote: Places, rows: Members, proposer: Places, state: State) -> Places:
        """Return the condition by which each vote falls today, or `STANDS`; int64 (k,).

        Args:
            vote: which may be held, shape (k,); fastest where equal ones follow each other.
            rows: in which member, shape (k,).
            proposer: position of the actor that proposed it by choice, below 0 for none.
            state: as it is before anything is decided today.
        """
        condition = np.where(proposer >= 0, self._of[vote, proposer], STANDS)
        own = np.flatnonzero(condition >= 0)
        held = self._conditions.table(condition[own], state, rows[own])
        if len(own):
            condition[own[held[0] != 0]] = STANDS
        return condition

    def behind(self, condition: int, state: State, rows: Members) -> list[Ids]:
        """Return the events by which a condition fails in some members, each int32 (k,)."""
        return self._program.causes(condition, state, rows)

    def inputs(self, condition: int, state: State, rows: Members) -> dict[str, NDArray[np.float64]]:
        """Return the values by which a condition fails in some members, each float64 (k,)."""
        return self._program.decided_by(condition, state, rows)
