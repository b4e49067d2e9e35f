"""What is written down beside a choice: the events behind it, and the terms that it weighed."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from offramp.engine._jit import njit
from offramp.engine.events import NO_EVENT, Causes, Ids, Inputs, Members
from offramp.engine.state import State
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


def behind(appraisal: Appraisal, state: State, seen: Seen, views: Places, rows: Members) -> Causes:
    """Return the events behind some choices, as they stood in the morning.

    They are those behind the condition, and behind the terms that speak for the measure. A finding
    that obliges to it is among them; one that forbids it is not.

    Args:
        appraisal: of the views.
        state: as it was appraised.
        seen: what was weighed.
        views: the view chosen in each, in ascending order, shape (k,).
        rows: positions of the members, shape (k,).
    """
    at: list[Members] = []
    events: list[Ids] = []
    weights = appraisal.weights
    for view, places in _groups(views):
        members = rows[places]
        first, end = weights.starts[view], weights.starts[view + 1]
        for expression in range(first, end):
            speaks = seen.values[expression, members] > 0
            if not speaks.any():
                continue
            for cause in appraisal.program.causes(expression, state, members):
                at.append(places)
                events.append(np.where(speaks, cause, np.int32(NO_EVENT)))
        measure = weights.judged[view]
        if measure >= 0:
            owed = seen.duty[measure, members]
            at.append(places)
            found = state.causes["standing"][members, measure]
            events.append(np.where(owed, found, np.int32(NO_EVENT)))
    if not at:
        return Causes.none()
    joined, places = np.concatenate(events), np.concatenate(at)
    real = joined != NO_EVENT
    return Causes(places[real], joined[real])


def terms(
    appraisal: Appraisal, seen: Seen, views: Places, rows: Members, codes: Sequence[list[int]]
) -> Inputs:
    """Return the terms of some choices: those of the measure, law's, and the risk, less than 0.

    Args:
        appraisal: of the views.
        seen: what was weighed.
        views: the view chosen in each, shape (k,).
        rows: positions of the members, shape (k,).
        codes: for each choice the codes of the names of its terms.
    """
    sizes = np.array([len(names) for names in codes], np.int64)
    values = np.empty(sizes.sum())
    _fill(appraisal.weights, seen, views, rows, values)
    names = np.array([code for names in codes for code in names], np.int32)
    return Inputs(np.repeat(np.arange(len(views)), sizes), names, values)


def names_of(appraisal: Appraisal, view: int) -> list[str]:
    """Return the names of the terms of a view, in the order of `terms`."""
    of_law = OWN_TERMS if appraisal.weights.judged[view] >= 0 else ()
    return [*appraisal.views[view].terms, *of_law, "risk"]


def _groups(views: Places) -> list[tuple[int, Members]]:
    """Return the distinct values of an ascending table, each with its positions."""
    kinds, starts = np.unique(views, return_index=True)
    everywhere = np.split(np.arange(len(views)), starts[1:])
    return list(zip(kinds.tolist(), everywhere, strict=True))


@njit
def _fill(weights: Weights, seen: Seen, views: Places, rows: NDArray[np.intp], out: Floats) -> None:
    """Write the terms of each choice, one after the other."""
    at = 0
    for choice in range(views.size):
        view, member = views[choice], rows[choice]
        for term in range(weights.starts[view] + 1, weights.starts[view + 1]):
            out[at] = seen.values[term, member]
            at += 1
        if weights.judged[view] >= 0:
            out[at] = law(weights, seen, view, member)
            out[at + 1] = duty(weights, seen, view, member)
            at += 2
        out[at] = -risk(weights, seen, view, member)
        at += 1
