"""In what order the entries of a plan are worked out, and in which slots their values lie."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from offramp.engine.program_plan import Plan

__all__ = ["Schedule", "Step", "Task"]


class Task(IntEnum):
    """What a step does."""

    load = 0
    """Read a leaf, or a leaf reduced over its labels."""
    work = 1
    """Apply an operation."""
    store = 2
    """Hand out a result."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step: the entry it works out, or the number of the result it hands out."""

    task: Task
    what: int
    operands: tuple[int, ...]
    """Slots that it reads."""
    slot: int
    """Slot that it writes; -1 for a store."""


class Schedule:
    """The steps that work out some entries, as few slots as they need, and their constants.

    A slot whose value is not needed again is used for the next one, so that a long program stays
    in the cache. Constants have slots of their own, the first ones.

    Args:
        plan: with the entries.
        roots: entries asked for, in the order of the results; one may be asked for twice.

    Attributes:
        steps: in order.
        constants: values of the first slots.
        slots: how many there are.
        loads: entries that the steps of task `load` read, in order.
    """

    def __init__(self, plan: Plan, roots: Sequence[int]) -> None:
        entries = plan.entries
        needed = plan.needed(roots)
        last = {operand: k for k in needed for operand in entries[k].operands}
        results: dict[int, list[int]] = {}
        for number, root in enumerate(roots):
            results.setdefault(root, []).append(number)
        fixed = [k for k in needed if entries[k].constant is not None]
        self.constants = [entries[k].constant for k in fixed]
        self.steps: list[Step] = []
        self.loads: list[int] = []
        self.slots = len(fixed)
        slots = {k: at for at, k in enumerate(fixed)}
        free: list[int] = []
        for k in needed:
            entry = entries[k]
            if entry.constant is None:
                # A result never lies where an operand does, so that a loop over both can be
                # worked out several members at once.
                operands = tuple(slots[operand] for operand in entry.operands)
                if not free:
                    free.append(self.slots)
                    self.slots += 1
                slots[k] = free.pop()
                free.extend(slots[o] for o in set(entry.operands) - set(fixed) if last[o] == k)
                task = Task.work if operands else Task.load
                if task is Task.load:
                    self.loads.append(k)
                self.steps.append(Step(task, k, operands, slots[k]))
            for number in results.get(k, ()):
                self.steps.append(Step(Task.store, number, (slots[k],), -1))
            if k not in last and entry.constant is None:
                free.append(slots[k])
