"""The kernels of red lines: who crosses one today, what is answered, and what is learnt from it."""

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from offramp.engine._jit import njit
from offramp.engine.draws import Keys
from offramp.engine.events import NO_EVENT, Ids
from offramp.model.law_rules import Standing
from offramp.processes.weights import choose_one

Floats = NDArray[np.float64]
Places = NDArray[np.int64]
Truths = NDArray[np.bool_]

CROSSED, CALLS, UNANSWERED, ANSWERED = range(4)
"""What may happen to a line: it is crossed while an answer is pending or none is drawn, or calls
for one, or is given one; the numbers of the answers follow the last."""

BARRED = int(Standing.barred)

SILENT = -1
"""Stands for the measure of an answer that is none."""


class Lines(NamedTuple):
    """The red lines that are not disabled; A is the largest number of answers of any."""

    at: Places
    """(line): position among all."""
    delay: Places
    """(line): column of how many days pass before the answer."""
    learning: Places
    """(line): column of how much others learn from what is done."""
    answers: Places
    """(line): number of answers."""
    measure: Places
    """(line, A): measure that each answer is, or `SILENT`."""
    names: Keys
    """(line, A): names of the draws of an answer."""


class Answers(NamedTuple):
    """What is kept of the answer to each line that is to come, (member, any line)."""

    number: NDArray[np.int8]
    due: Floats
    """(any line, member)"""
    weights: Floats
    """(member, any line, A)"""


@njit
def live(
    lines: Lines,
    crosses: Truths,
    answers: Answers,
    today: tuple[int, bool],
    keys: Keys,
    quantity: Floats,
    standing: NDArray[np.int8],
    credence: Floats,
    ordered: Truths,
) -> Places:
    """Let lines be crossed, and give the answers that are due; return what happens.

    An answer is none where it is switched off, or beyond its actor's powers in law.

    Args:
        lines: the tables.
        crosses: which are crossed today, (line, member).
        answers: to come; changed.
        today: the day, and whether answers are drawn.
        keys: of the members.
        quantity: effective values, (column, member).
        standing: of measures in law, (measure, member), or nothing.
        credence: in each line, moved by what is learnt, (member, any line).
        ordered: set for measures that are answers, (measure, member).

    Returns:
        Line, member and kind of each event, those of a line and member in their order, (event, 3);
        the kind is `CROSSED`, `CALLS`, `UNANSWERED`, or `ANSWERED` plus the number of the answer.
    """
    day, free = today
    number, due, weights = answers.number, answers.due, answers.weights
    size = 0
    for line in range(crosses.shape[0]):
        pending = due[lines.at[line]]
        for member in range(pending.size):
            size += 2 * crosses[line, member] + (pending[member] <= day)
    found = np.empty((size, 3), np.int64)
    event = 0
    for line in range(crosses.shape[0] if size else 0):
        at, count = lines.at[line], lines.answers[line]
        pending, names = due[at], lines.names[line, :count]
        delay, learning = quantity[lines.delay[line]], quantity[lines.learning[line]]
        for member in range(pending.size):
            if crosses[line, member]:
                calls = free and math.isinf(pending[member])
                found[event] = line, member, CALLS if calls else CROSSED
                event += 1
                if calls:
                    believed = weights[member, at, :count]
                    number[member, at] = choose_one(keys[member], day, names, believed)
                    pending[member] = day + delay[member]
            if pending[member] <= day:
                pending[member] = np.inf
                measure = lines.measure[line, number[member, at]]
                silent = measure == SILENT
                if not silent and standing.size:
                    silent = standing[measure, member] == BARRED
                kind = UNANSWERED if silent else ANSWERED + number[member, at]
                found[event] = line, member, kind
                event += 1
                seen = 0.0 if silent else 1.0
                credence[member, at] += learning[member] * (seen - credence[member, at])
                if not silent:
                    ordered[measure, member] = True
    return found[:event]


@njit
def blame(
    lines: Lines,
    found: Places,
    ids: Ids,
    answer: Ids,
    credence: Ids,
    ordered: Ids,
    behind: Ids,
) -> None:
    """Keep the events behind what comes of lines, and find those behind answers.

    Args:
        lines: the tables.
        found: what happens, as `live` finds it.
        ids: numbers of these events, (event,).
        answer: event behind the answer to come to each line, changed, (member, any line).
        credence: event behind the credence in each, changed, (member, any line).
        ordered: event behind the order of each measure, changed, (measure, member).
        behind: to be set to the event behind each answer, and -1 elsewhere, (event,).
    """
    for event in range(ids.size):
        line, member, kind = found[event]
        at, behind[event] = lines.at[line], NO_EVENT
        if kind == CALLS:
            answer[member, at] = ids[event]
        elif kind >= UNANSWERED:
            behind[event] = answer[member, at]
            credence[member, at] = ids[event]
            if kind >= ANSWERED:
                ordered[lines.measure[line, kind - ANSWERED], member] = ids[event]
