"""Which provisions are met today, and where that is contested.

A provision is met where one of its cases is: the trigger holds and no exception does. Where
something hangs on its readings it is contested as soon as some ways of reading it make it met and
others do not.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from offramp.engine._jit import njit
from offramp.engine.ragged import ragged
from offramp.processes.law.clauses import Clause, Values

Positions = NDArray[np.int64]
Truths = NDArray[np.bool_]

MET, CONTESTED = 1.0, 2.0
"""Findings; 0 is not met."""


class Bound(NamedTuple):
    """The provisions that can be met while the same actors are bound by them, as tables.

    Each has groups of cases, the first by the drawn readings and one more for each way of reading
    it; a case is its trigger and its exceptions.
    """

    at: Positions
    """Position of each provision."""
    attack: Truths
    """Whether an attack has to have struck."""
    groups: Positions
    """Where the groups of each provision begin."""
    cases: Positions
    """Where the cases of each group begin."""
    start: Positions
    """Where each case begins."""
    expressions: Positions
    """Trigger and exceptions of each case."""


def bound(clauses: Sequence[Clause]) -> Bound:
    """Lay provisions out as tables."""
    groups = [group for clause in clauses for group in (clause.drawn, *clause.ways)]
    sizes = [0, *(1 + len(clause.ways) for clause in clauses)]
    cases = [case for group in groups for case in group]
    start, expressions = ragged([case.trigger, *case.exceptions] for case in cases)
    return Bound(
        np.array([clause.at for clause in clauses], np.int64),
        np.array([clause.attack for clause in clauses], np.bool_),
        np.cumsum(sizes, dtype=np.int64),
        np.cumsum([0, *map(len, groups)], dtype=np.int64),
        start,
        expressions,
    )


@njit
def find(
    at: Positions,
    attack: Truths,
    groups: Positions,
    cases: Positions,
    start: Positions,
    expressions: Positions,
    values: Values,
    struck: Truths,
    met: Truths,
    contested: Truths,
) -> None:
    """Set which provisions are met by the drawn readings, and where that is contested.

    Args:
        at: the first six are those of `Bound`.
        attack: see there.
        groups: see there.
        cases: see there.
        start: see there.
        expressions: see there.
        values: of expressions, 0 where one does not hold, (expression, member).
        struck: whether an attack has happened within the scope of each provision, (member,
            provision).
        met: to be set, (provision, member).
        contested: to be set, (provision, member).
    """
    met[:], contested[:] = False, False
    members = met.shape[1]
    some, every = np.empty(members, np.bool_), np.empty(members, np.bool_)
    held, holds = np.empty(members, np.bool_), np.empty(members, np.bool_)
    for clause in range(at.size):
        provision, first = at[clause], groups[clause]
        some[:], every[:] = False, True
        for group in range(first, groups[clause + 1]):
            held[:] = False
            for case in range(cases[group], cases[group + 1]):
                _hold(values, expressions[start[case] : start[case + 1]], holds)
                for member in range(members):
                    held[member] |= holds[member]
            if group == first:
                met[provision] = held
                continue
            for member in range(members):
                some[member] |= held[member]
                every[member] &= held[member]
        for member in range(members):
            contested[provision, member] = some[member] and not every[member]
        if attack[clause]:
            for member in range(members):
                met[provision, member] &= struck[member, provision]
                contested[provision, member] &= struck[member, provision]


@njit
def _hold(values: Values, of: Positions, holds: Truths) -> None:
    """Set where a case holds, (member,): its trigger, the first of some expressions, alone."""
    for member in range(holds.size):
        holds[member] = values[of[0], member] != 0.0
    for exception in of[1:]:
        for member in range(holds.size):
            holds[member] &= values[exception, member] == 0.0


@njit
def compare(
    met: Truths,
    contested: Truths,
    was_met: Truths,
    finding: NDArray[np.float64],
    news: Truths,
    changed: Truths,
) -> tuple[bool, bool]:
    """Find what is found anew, and in which members anything has changed.

    Args:
        met: today, (provision, member).
        contested: today, (provision, member).
        was_met: yesterday, (provision, member).
        finding: yesterday, 0 where nothing was found, (member, provision).
        news: to be set to what is found or met and was not, (provision, member).
        changed: to be set, (member,).

    Returns:
        Whether there is any news, and whether anything has changed.
    """
    any_news, any_changed = False, False
    changed[:] = False
    for provision in range(met.shape[0]):
        for member in range(met.shape[1]):
            now, before = met[provision, member], was_met[provision, member]
            found = now or contested[provision, member]
            is_new = (found and not finding[member, provision] > 0.0) or (now and not before)
            news[provision, member] = is_new
            changed[member] |= is_new or now != before
            any_news |= is_new
            any_changed |= is_new or now != before
    return any_news, any_changed


@njit
def keep(met: Truths, contested: Truths, was_met: Truths, finding: NDArray[np.float64]) -> None:
    """Keep what is found today; shapes as for `compare`."""
    for provision in range(met.shape[0]):
        for member in range(met.shape[1]):
            was_met[provision, member] = met[provision, member]
            finding[member, provision] = MET if met[provision, member] else 0.0
            if contested[provision, member]:
                finding[member, provision] = CONTESTED
