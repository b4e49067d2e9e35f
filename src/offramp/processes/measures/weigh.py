"""The worth of every view of a measure, as one kernel over tables."""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from offramp.engine._jit import njit
from offramp.model.law_rules import Standing

Floats = NDArray[np.float64]
Places = NDArray[np.int64]

PROHIBITED = int(Standing.prohibited)


class Weights(NamedTuple):
    """What counts in each view; V views, whose expressions follow one another in the program."""

    starts: Places
    """(V + 1): the expression that is the condition of a view; its terms come after it."""
    before: Places
    """(V): how many expressions come before those of its group."""
    aversion: Places
    """(V): column of the risk aversion of its actor."""
    crossings: Places
    """(V + 1): where the red lines that its measure crosses begin, in the next two."""
    line: Places
    """Position of a red line."""
    loss: Places
    """Column of what crossing it loses."""
    judged: Places
    """(V): position of its measure, or -1 where law weighs nothing in it."""
    law: Places
    """(V): column of what law weighs with its actor, or -1."""


class Seen(NamedTuple):
    """What views are weighed on, one day; B members, in which groups of views were asked for.

    A group is the views of one actor, or of those who vote; it is worked out for single members.
    """

    values: Floats
    """(expression, k): those of one group in one member, k times."""
    quantity: Floats
    """(column, B)"""
    credence: Floats
    """(B, red line)"""
    standing: NDArray[Any]
    """int8 (measure, B)"""
    duty: NDArray[np.bool_]
    """(measure, B)"""


@njit
def risk(weights: Weights, seen: Seen, view: int, member: int) -> float:
    """Return the risk that a view perceives in one member."""
    first, end = weights.crossings[view], weights.crossings[view + 1]
    if first == end:
        return 0.0
    total = 0.0
    for at in range(first, end):
        total += seen.credence[member, weights.line[at]] * seen.quantity[weights.loss[at], member]
    return float(total * seen.quantity[weights.aversion[view], member])


@njit
def law(weights: Weights, seen: Seen, view: int, member: int) -> float:
    """Return what the standing of a measure adds to a view, at most 0."""
    weight = seen.quantity[weights.law[view], member]
    return float(weight * -1.0 * (seen.standing[weights.judged[view], member] >= PROHIBITED))


@njit
def duty(weights: Weights, seen: Seen, view: int, member: int) -> float:
    """Return what a duty to take a measure adds to a view."""
    weight = seen.quantity[weights.law[view], member]
    return float(weight * seen.duty[weights.judged[view], member])


@njit
def worth(weights: Weights, seen: Seen, view: int, member: int, at: int) -> float:
    """Return the sum of the terms of one view in one member: risk, then its own, then law's.

    Args:
        weights: of all views.
        seen: what they are weighed on.
        view: which.
        member: its position.
        at: which of the values seen are those of its group in this member.
    """
    total, before = -risk(weights, seen, view, member), weights.before[view]
    for term in range(weights.starts[view] + 1, weights.starts[view + 1]):
        total += seen.values[term - before, at]
    if weights.judged[view] >= 0:
        total += law(weights, seen, view, member)
        total += duty(weights, seen, view, member)
    return total
