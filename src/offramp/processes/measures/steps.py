"""How long each measure stays at its stages, and what comes first, as tables for whole batches."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from offramp.engine.events import Ids, Members
from offramp.engine.layout import Layout
from offramp.engine.state import State
from offramp.model.measure import Measure, Stage
from offramp.processes.measures.stages import LENGTHS, deciding

Places = NDArray[np.int64]

AT_ONCE, NEVER = -1, -2
"""Stand for the column of a length of time: none at all, and without end."""


class Steps(NamedTuple):
    """By measure: a stage, or the column of how many days from now its next step is due."""

    first: NDArray[np.int8]
    """Stage at which it begins."""
    first_due: Places
    decided: NDArray[np.int8]
    """Stage at which it is once it is decided on: adopted, unless it has to be authorised."""
    decided_due: Places
    lead: Places
    """From being adopted."""
    duration: Places
    """From coming into force."""

    @classmethod
    def of(cls, layout: Layout) -> "Steps":
        """Return the steps of all measures of a scenario."""
        scenario = layout.scenario
        rows = []
        for key, measure in scenario.measures.items():
            lead = _length(layout, key, measure, Stage.adopted)
            decided, decided_due = Stage.adopted, lead
            if measure.authorisation:
                decided, decided_due = Stage.decided, _delay(layout, measure.authorisation)
            first, first_due = decided, decided_due
            if deciding(scenario, measure.procedure) is not None:
                first, first_due = Stage.proposed, _delay(layout, measure.procedure)
            duration = _length(layout, key, measure, Stage.in_force)
            rows.append((first, first_due, decided, decided_due, lead, duration))
        first_, first_due_, decided_, decided_due_, lead_, duration_ = (
            np.array(rows, np.int64).reshape(-1, len(cls._fields)).T
        )
        return cls(
            first_.astype(np.int8),
            first_due_.copy(),
            decided_.astype(np.int8),
            decided_due_.copy(),
            lead_.copy(),
            duration_.copy(),
        )


def _length(layout: Layout, key: str, measure: Measure, stage: Stage) -> int:
    """Return the column of how long a measure stays at a stage."""
    field = LENGTHS[stage]
    number = getattr(measure, field)
    if number is None:
        return AT_ONCE if stage is Stage.adopted else NEVER
    return layout.column(number, f"measures.{key}.{field}")


def _delay(layout: Layout, name: str) -> int:
    """Return the column of how long a procedure takes."""
    procedure = layout.scenario.procedures.get(name)
    if procedure is None or procedure.delay is None:
        return AT_ONCE
    return layout.column(procedure.delay, f"procedures.{name}.delay")


def due_days(state: State, rows: Members, columns: Places) -> NDArray[np.float64]:
    """Return the days on which steps come due that are counted from today, float64 (k,).

    Args:
        state: of the block.
        rows: positions of the members, shape (k,).
        columns: from `Steps`, shape (k,).
    """
    lengths = state["quantity"][rows, np.maximum(columns, 0)]
    due: NDArray[np.float64] = state.day + np.where(columns >= 0, lengths, 0.0)
    due[columns == NEVER] = np.inf
    return due


def enter_many(
    state: State,
    rows: Members,
    at: NDArray[np.intp] | int,
    stages: NDArray[np.int8] | Stage,
    ids: Ids,
    due: NDArray[np.float64],
) -> None:
    """Set measures to stages, each in one member.

    Args:
        state: of the block.
        rows: positions of the members, shape (k,); no pair of member and measure comes twice.
        at: positions of the measures, shape (k,), or one for all.
        stages: the stages they reach today, shape (k,), or one for all.
        ids: the events that say so, shape (k,).
        due: the days of their next step, shape (k,); infinite if there is none.
    """
    state["stage"][rows, at] = stages
    state["stage_day"][rows, at] = state.day
    state["due"][rows, at] = due
    state.causes["stage"][rows, at] = ids
