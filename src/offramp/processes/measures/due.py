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
    members = due.shape[1]
    hits = np.zeros(-(-members // 8) * 8, np.bool_)
    blocks, steps, found = hits.view(np.uint64), np.empty((members, 3), np.int64), 0
    for at in range(free.size):
        if not free[at]:
            continue
        next_day, orders, stages = due[at], ordered[at], stage[at]
        for member in range(members):
            hits[member] = (next_day[member] <= day) | orders[member]
        for block in range(blocks.size):
            # Few measures do anything, so that eight members at a time are passed over.
            if blocks[block] == 0:
                continue
            for member in range(8 * block, min(8 * block + 8, members)):
                now, order = stages[member], orders[member]
                orders[member] = False
                if order and decided[at] < day:
                    what = PROLONGED if now == IN_FORCE else BEGINS
                elif now in (ADOPTED, IN_FORCE) and day >= next_day[member]:
                    what = GOES_ON
                else:
                    continue
                if found == len(steps):
                    steps = np.concatenate((steps, np.empty_like(steps)))
                steps[found, 0], steps[found, 1], steps[found, 2] = what, at, member
                found += 1
    return steps[:found, 0].copy(), steps[:found, 1].copy(), steps[:found, 2].copy()
