"""A schedule worked out by NumPy, operation by operation: the reference of the kernel."""

from typing import Any

import numpy as np

from offramp.engine.program_plan import Array, Plan
from offramp.engine.program_schedule import Schedule, Task

__all__ = ["work_out"]


def work_out(plan: Plan, schedule: Schedule, given: list[Array], out: Array) -> None:
    """Work the results of a schedule out.

    Args:
        plan: with the entries.
        schedule: their order.
        given: values of its loads, in order, each of shape (member,).
        out: float64 (result, member), to be filled; truths are 1 and 0.
    """
    ahead = iter(given)
    slots: list[Any] = [*schedule.constants, *[None] * (schedule.slots - len(schedule.constants))]
    with np.errstate(all="ignore"):
        for step in schedule.steps:
            if step.task is Task.store:
                out[step.what] = slots[step.operands[0]]
            elif step.task is Task.load:
                slots[step.slot] = next(ahead)
            else:
                operation = plan.entries[step.what].operation
                assert operation is not None
                slots[step.slot] = operation(*(slots[operand] for operand in step.operands))
