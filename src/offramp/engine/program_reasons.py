"""Which leaves stand behind the value of an expression, worked out like an expression itself."""

from collections.abc import Sequence
from functools import reduce

import numpy as np

from offramp.engine.program_plan import Plan, Reasons

__all__ = ["counted"]


def counted(plan: Plan, reasons: Reasons, leaves: Sequence[int]) -> list[int]:
    """Add the conditions under which some leaves stand behind a value.

    Args:
        plan: to add them to.
        reasons: what stands behind the value.
        leaves: entries asked for.

    Returns:
        For each leaf the entry that is true where it counts.
    """
    paths: dict[int, list[int]] = {leaf: [] for leaf in leaves}

    def walk(reasons: Reasons, where: int) -> None:
        for leaf in reasons.leaves:
            if leaf in paths:
                paths[leaf].append(where)
        for branch in reasons.branches:
            equal = plan.operation(np.equal, branch.left, branch.right)
            walk(branch.reasons, equal if where == always else _both(plan, where, equal))

    always, never = plan.constant(True), plan.constant(False)
    walk(reasons, always)
    return [always if always in found else _any(plan, found, never) for found in paths.values()]


def _both(plan: Plan, left: int, right: int) -> int:
    return plan.operation(np.logical_and, left, right)


def _any(plan: Plan, entries: Sequence[int], never: int) -> int:
    if not entries:
        return never
    return reduce(lambda x, y: plan.operation(np.logical_or, x, y), dict.fromkeys(entries))
