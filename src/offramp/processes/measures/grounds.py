"""What is written down beside a choice: the events behind it, and the terms that it weighed."""

import numpy as np
from numpy.typing import NDArray

from offramp.engine._jit import njit
from offramp.engine.events import NO_EVENT, Causes, Inputs, Members
from offramp.engine.state import State
from offramp.engine.wording import Wording
from offramp.processes.measures.appraisal import Appraisal
from offramp.processes.measures.weigh import (
    Floats,
    Places,
    Seen,
    Weights,
    duty,
    law,
    risk,
)

OWN_TERMS = ("law", "duty")
"""Terms that law has in a view."""


def behind(
    appraisal: Appraisal, state: State, seen: Seen, views: Places, rows: Members, at: Places
) -> Causes:
    """Return the events behind some choices, as they stood in the morning.

    They are those behind the condition, and behind the terms that speak for the measure. A finding
    that obliges to it is among them; one that forbids it is not.

    Args:
        appraisal: of the views.
        state: as it was appraised.
        seen: what was weighed.
        views: the view chosen in each, shape (k,).
        rows: positions of the members, shape (k,).
        at: which of the values seen are those of each, shape (k,).
    """
    weights = appraisal.weights
    of, wanted = _speaking(weights, seen, views, at)
    order = np.argsort(wanted, kind="stable")
    of, wanted = of[order], wanted[order]
    each = appraisal.program.behind(wanted, state, rows[of])
    found = Causes(of[each.at], each.event)
    judged = np.flatnonzero(weights.judged[views] >= 0)
    if not len(judged):
        return found
    measures, members = weights.judged[views[judged]], rows[judged]
    owed = seen.duty[measures, members]
    findings = np.where(owed, state.causes["standing"][members, measures], np.int32(NO_EVENT))
    return Causes.join([found, Causes(judged, findings)])


def terms(
    appraisal: Appraisal,
    seen: Seen,
    views: Places,
    rows: Members,
    at: Places,
    wording: Wording,
) -> Inputs:
    """Return the terms of some choices: those of the measure, law's, and the risk, less than 0.

    Args:
        appraisal: of the views.
        seen: what was weighed.
        views: the view chosen in each, shape (k,).
        rows: positions of the members, shape (k,).
        at: which of the values seen are those of each, shape (k,).
        wording: of the views, which knows these.
    """
    of, names = wording.inputs(views)
    values = np.empty(len(of))
    _fill(appraisal.weights, seen, views, rows, at, values)
    return Inputs(of, names, values)


def names_of(appraisal: Appraisal, view: int) -> list[str]:
    """Return the names of the terms of a view, in the order of `terms`."""
    of_law = OWN_TERMS if appraisal.weights.judged[view] >= 0 else ()
    return [*appraisal.views[view].terms, *of_law, "risk"]


@njit
def _speaking(weights: Weights, seen: Seen, views: Places, at: Places) -> tuple[Places, Places]:
    """Return for each choice its condition and the terms above 0: (choice, expression) pairs."""
    size = 0
    for view in views:
        size += weights.starts[view + 1] - weights.starts[view]
    of, wanted, found = np.empty(size, np.int64), np.empty(size, np.int64), 0
    for choice in range(views.size):
        view = views[choice]
        for expression in range(weights.starts[view], weights.starts[view + 1]):
            if seen.values[expression - weights.before[view], at[choice]] > 0:
                of[found], wanted[found] = choice, expression
                found += 1
    return of[:found].copy(), wanted[:found].copy()


@njit
def _fill(
    weights: Weights,
    seen: Seen,
    views: Places,
    rows: NDArray[np.intp],
    at: Places,
    out: Floats,
) -> None:
    """Write the terms of each choice, one after the other."""
    end = 0
    for choice in range(views.size):
        view, member = views[choice], rows[choice]
        for term in range(weights.starts[view] + 1, weights.starts[view + 1]):
            out[end] = seen.values[term - weights.before[view], at[choice]]
            end += 1
        if weights.judged[view] >= 0:
            out[end] = law(weights, seen, view, member)
            out[end + 1] = duty(weights, seen, view, member)
            end += 2
        out[end] = -risk(weights, seen, view, member)
        end += 1
