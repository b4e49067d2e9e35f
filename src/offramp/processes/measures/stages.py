"""Steps in the life of a measure, as every process here writes them."""

from datetime import date

import numpy as np
from numpy.typing import NDArray

from offramp.engine.events import Ids, Members
from offramp.engine.layout import Layout
from offramp.engine.state import State
from offramp.model.measure import Measure, Procedure, Stage
from offramp.model.scenario import Scenario

LENGTHS = {Stage.adopted: "lead_time", Stage.in_force: "duration"}
"""The field that says how long a measure stays at a stage."""


ORDERED = -2
"""Stands for the proposer of a measure that an order imposes."""


def decided_day(scenario: Scenario, measure: str) -> int:
    """Return the last day on which history decides on a measure."""
    return held_until(scenario, scenario.measures[measure].decided_until)


def held_until(scenario: Scenario, until: date | None) -> int:
    """Return the last day on which history holds something; what it says itself comes first."""
    if until is None:
        return scenario.decided_day
    return min(scenario.day_of(until), scenario.as_of_day)


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


def standing_at(state: State, at: int, stage: Stage) -> NDArray[np.bool_]:
    """Return whether a measure stands at a stage, or further on and not yet over; bool (member,).

    Args:
        state: of the block.
        at: position of the measure.
        stage: a stage up to coming into force.
    """
    now = state["stage"][:, at]
    held: NDArray[np.bool_] = (now >= stage) & (now <= Stage.in_force)
    return held


def first_step(state: State, rows: Members, measure: str) -> tuple[Stage, NDArray[np.float64]]:
    """Return the stage at which a measure begins, and the day of its next step, shape (k,).

    What several decide is proposed first; what one actor decides alone is decided at once.
    """
    declared = state.layout.scenario.measures[measure]
    if deciding(state.layout.scenario, declared.procedure) is None:
        return once_decided(state, rows, measure)
    return Stage.proposed, decision_day(state, rows, declared.procedure)


def once_decided(state: State, rows: Members, measure: str) -> tuple[Stage, NDArray[np.float64]]:
    """Return the stage of a measure that has just been decided on, and the day of its next step.

    It is adopted, unless it has to be authorised first.
    """
    name = state.layout.scenario.measures[measure].authorisation
    if name:
        return Stage.decided, decision_day(state, rows, name)
    return Stage.adopted, end_of(state, rows, measure, Stage.adopted)


def deciding(scenario: Scenario, name: str) -> Procedure | None:
    """Return the procedure by which several actors decide; None where one decides alone."""
    procedure = scenario.procedures.get(name)
    return None if procedure is None or procedure.rule == "unilateral" else procedure


def decision_day(state: State, rows: Members, name: str) -> NDArray[np.float64]:
    """Return the day on which a procedure that begins today comes to its decision, shape (k,)."""
    due = np.full(len(rows), float(state.day))
    procedure = state.layout.scenario.procedures.get(name)
    if procedure is not None and procedure.delay is not None:
        column = state.layout.column(procedure.delay, f"procedures.{name}.delay")
        due += state["quantity"][rows, column]
    return due


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
