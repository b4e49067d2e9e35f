"""The kernels that find what is due today among all measures, whose step few of them take."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from offramp.engine._jit import njit
from offramp.model.measure import Stage
from offramp.processes.measures.weigh import Floats, Places

ADOPTED, IN_FORCE = int(Stage.adopted), int(Stage.in_force)
GOES_ON, PROLONGED, BEGINS = range(3)
"""What a measure does whose day has come, or that is ordered: before it is in force, or while."""


@njit
def votes_due(
    measure: Places,
    awaited: NDArray[np.int8],
    first: Places,
    day: int,
    stage: NDArray[Any],
    due: Floats,
) -> tuple[Places, Places]:
    """Return which votes are due in which members, vote by vote, int64 (k,).

    Args:
        measure: that each vote is on, (vote).
        awaited: stage at which it waits for the vote, (vote).
        first: first day on which it is held, (vote).
        day: today.
        stage: where measures stand, int8 (measure, B).
        due: the days of their next steps, (measure, B).
    """
    found = np.zeros((measure.size, stage.shape[1]), np.bool_)
    for vote in range(measure.size):
        at, at_stage = measure[vote], awaited[vote]
        if first[vote] <= day and (stage[at] == at_stage).any():
            for member in range(stage.shape[1]):
                found[vote, member] = stage[at, member] == at_stage and due[at, member] <= day
    votes, members = np.nonzero(found)
    return votes, members


@njit
def steps_due(
    free: NDArray[np.bool_],
    stage: NDArray[Any],
    due: Floats,
    ordered: NDArray[np.bool_],
    decided: Places,
    day: int,
) -> tuple[Places, Places, Places]:
    """Return what measures do today by themselves or as ordered; their orders are then done with.

    An order given while history still decides on the measure comes to nothing.

    Args:
        free: whether a measure can do anything, (measure).
        stage: where each stands, int8 (measure, B).
        due: the days of their next steps, (measure, B).
        ordered: which are ordered, (measure, B); cleared.
        decided: last day on which history decides on each, (measure).
        day: today.

    Returns:
        What it does, which measure and in which member, measure by measure, (k,) each.
    """
    busy = np.zeros(free.size, np.bool_)
    found = room = 0
    for at in range(free.size):
        if free[at]:
            some = 0
            for member in range(stage.shape[1]):
                now = stage[at, member]
                some += (now == ADOPTED) | (now == IN_FORCE) | ordered[at, member]
            busy[at] = some > 0
            room += some
    what, measures = np.empty(room, np.int64), np.empty(room, np.int64)
    members = np.empty(room, np.int64)
    for at in range(free.size):
        if not busy[at]:
            continue
        for member in range(stage.shape[1]):
            now, order = stage[at, member], ordered[at, member]
            ordered[at, member] = False
            if order and decided[at] < day:
                what[found] = PROLONGED if now == IN_FORCE else BEGINS
            elif now in (ADOPTED, IN_FORCE) and day >= due[at, member]:
                what[found] = GOES_ON
            else:
                continue
            measures[found], members[found] = at, member
            found += 1
    return what[:found], measures[:found], members[:found]
