"""The worth of a view of a measure in many members, as a kernel over tables."""

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
def worths(
    weights: Weights, seen: Seen, view: int, rows: Places, places: Places, out: Floats
) -> None:
    """Set the sum of the terms of one view in some members: risk, then its own, then law's.

    Args:
        weights: of all views.
        seen: what they are weighed on.
        view: which.
        rows: positions of the members, (k).
        places: which of the values seen are those of its group in each, (k).
        out: to be set, (k).
    """
    first, end, judged = weights.crossings[view], weights.crossings[view + 1], weights.judged[view]
    # Whatever a loop reads is taken out of the tables before: to hand tables on takes long.
    line, loss, aversion = weights.line, weights.loss, seen.quantity[weights.aversion[view]]
    credence, quantity, values = seen.credence, seen.quantity, seen.values
    for k in range(rows.size):
        total = 0.0
        for at in range(first, end):
            total += credence[rows[k], line[at]] * quantity[loss[at], rows[k]]
        out[k] = -(total * aversion[rows[k]]) if end > first else -total
    before = weights.before[view]
    for term in range(weights.starts[view] + 1, weights.starts[view + 1]):
        for k in range(rows.size):
            out[k] += values[term - before, places[k]]
    if judged >= 0:
        weight = quantity[weights.law[view]]
        standing, owed = seen.standing[judged], seen.duty[judged]
        for k in range(rows.size):
            out[k] += weight[rows[k]] * -1.0 * (standing[rows[k]] >= PROHIBITED)
            out[k] += weight[rows[k]] * owed[rows[k]]
