"""Steps in the life of a measure, as every process here writes them."""

import numpy as np
from numpy.typing import NDArray

from offramp.engine.events import Ids, Members
from offramp.engine.layout import Layout
from offramp.engine.state import State
from offramp.model.measure import Measure, Stage
from offramp.model.scenario import Scenario

LENGTHS = {Stage.adopted: "lead_time", Stage.in_force: "duration"}
"""The field that says how long a measure stays at a stage."""


def decided_day(scenario: Scenario, measure: str) -> int:
    """Return the last day on which history decides on a measure."""
    until = scenario.measures[measure].decided_until
    return scenario.as_of_day if until is None else min(scenario.day_of(until), scenario.as_of_day)


def enter(
    state: State, rows: Members, measure: str, stage: Stage, ids: Ids, due: NDArray[np.float64]
) -> None:
    """Set a measure to a stage in some members.

    Args:
        state: of the block.
        rows: positions of the members, shape (k,).
        measure: id of the measure.
        stage: the stage it reaches today.
        ids: the event that says so, shape (k,).
        due: the day of its next step, shape (k,); infinite if there is none.
    """
    at = state.layout.measures.index(measure)
    state["stage"][rows, at] = stage
    state["stage_day"][rows, at] = state.day
    state["due"][rows, at] = due
    state.causes["stage"][rows, at] = ids


def end_of(state: State, rows: Members, measure: str, stage: Stage) -> NDArray[np.float64]:
    """Return the day on which a stage that begins today is over, shape (k,)."""
    declared = state.layout.scenario.measures[measure]
    field = LENGTHS.get(stage)
    number = getattr(declared, field) if field else None
    if number is None:
        return np.full(len(rows), float(state.day) if stage is Stage.adopted else np.inf)
    column = state.layout.column(number, f"measures.{measure}.{field}")
    day: NDArray[np.float64] = state.day + state["quantity"][rows, column]
    return day


def first_step(state: State, rows: Members, measure: str) -> tuple[Stage, NDArray[np.float64]]:
    """Return the stage at which a measure begins, and the day of its next step, shape (k,).

    What one actor decides alone is adopted at once; all else is proposed first.
    """
    layout = state.layout
    name = layout.scenario.measures[measure].procedure
    procedure = layout.scenario.procedures.get(name)
    if procedure is None or procedure.rule == "unilateral":
        return Stage.adopted, end_of(state, rows, measure, Stage.adopted)
    due = np.full(len(rows), float(state.day))
    if procedure.delay is not None:
        due += state["quantity"][rows, layout.column(procedure.delay, f"procedures.{name}.delay")]
    return Stage.proposed, due


def proposers(measure: Measure) -> tuple[str, ...]:
    """Return the actors that may propose a measure."""
    return measure.proposers or (measure.by,)


def red_lines_crossed(layout: Layout, measure: str, actor: str) -> list[int]:
    """Return positions of the red lines of others whose condition names a measure."""
    scenario = layout.scenario
    return [
        position
        for position, key in enumerate(layout.labels["red_lines"])
        if not scenario.red_lines[key].disabled
        and scenario.red_lines[key].holder != actor
        and any(name.partition(".")[2] == measure for name in scenario.red_lines[key].when.names())
    ]
