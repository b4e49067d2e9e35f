"""How long each measure stays at its stages, and what comes first, as tables for whole batches."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from offramp.engine._jit import njit
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
    due = np.empty(len(rows))
    _due(state["quantity"].T, rows, columns, state.day, due)
    return due


def enter_many(
    state: State,
    rows: Members,
    at: Places,
    stages: NDArray[np.int8],
    ids: Ids,
    due: NDArray[np.float64],
) -> None:
    """Set measures to stages, each in one member.

    Args:
        state: of the block.
        rows: positions of the members, shape (k,); no pair of member and measure comes twice.
        at: positions of the measures, shape (k,).
        stages: the stages they reach today, shape (k,).
        ids: the events that say so, shape (k,).
        due: the days of their next step, shape (k,); infinite if there is none.
    """
    _enter(
        (state["stage"].T, state["stage_day"].T, state["due"].T, state.causes["stage"].T),
        state.day,
        rows,
        at,
        stages,
        ids,
        due,
    )


@njit
def _due(
    quantity: NDArray[np.float64],
    rows: Members,
    columns: Places,
    day: int,
    out: NDArray[np.float64],
) -> None:
    """Set the days on which steps come due, (k,); quantities are (column, member)."""
    for k in range(rows.size):
        column = columns[k]
        if column >= 0:
            out[k] = day + quantity[column, rows[k]]
        else:
            out[k] = np.inf if column == NEVER else day


@njit
def _enter(
    measures: tuple[NDArray[np.int8], NDArray[np.float64], NDArray[np.float64], Ids],
    day: int,
    rows: Members,
    at: Places,
    stages: NDArray[np.int8],
    ids: Ids,
    due: NDArray[np.float64],
) -> None:
    """Set the stage of measures, its day, the day of the next step, and the event behind it."""
    stage, since, until, behind = measures
    for k in range(rows.size):
        measure, row = at[k], rows[k]
        stage[measure, row], since[measure, row] = stages[k], day
        until[measure, row], behind[measure, row] = due[k], ids[k]
