"""The kernels of the ladder: what moves each dyad on a day, and the events behind that."""

import math

import numpy as np
from numpy.typing import NDArray

from offramp.engine._jit import njit
from offramp.engine.draws import Keys
from offramp.engine.events import NO_EVENT, Ids
from offramp.processes.weights import choose_one

Floats = NDArray[np.float64]
Positions = NDArray[np.int64]

PHASES = RAISED, UPWARD, DOWNWARD, CALMED = range(4)
"""What moves a dyad on a day, in this order: today's incidents and measures, replies, quiet."""

EVERY = -1
"""Stands for all dyads."""

UNCOUNTED = -1
"""Stands for a rung whose hazard is not added up."""

MOST = 1.0 - 1e-12
"""The largest chance of which a hazard is made."""


@njit
def blame(
    moves: Positions,
    ids: Ids,
    rung: Ids,
    raised: Ids,
    lethal: tuple[NDArray[np.bool_], Ids],
    behind: Ids,
) -> None:
    """Find the events behind moves, and keep each as the one behind its rung.

    Args:
        moves: as `climb` finds them.
        ids: numbers of their own events, (move,).
        rung: event behind each rung, to be set, (member, dyad).
        raised: event that raises each dyad today, (member, dyad).
        lethal: whether a lethal incident happened today, and its event, (member, dyad).
        behind: to be set, (move, 2).
    """
    killed, incident = lethal
    for move in range(ids.size):
        dyad, phase, member, _ = moves[move]
        behind[move, 0], behind[move, 1] = rung[member, dyad], NO_EVENT
        if phase == RAISED:
            behind[move, 0] = raised[member, dyad]
        elif phase != CALMED and killed[member, dyad]:
            behind[move, 1] = incident[member, dyad]
        rung[member, dyad] = ids[move]


@njit
def climb(
    ladder: tuple[Floats, Positions, Positions],
    gates: tuple[Positions, Floats],
    today: tuple[float, int, bool],
    chance: tuple[Keys, Keys],
    weights: Floats,
    quiet: Floats,
    dyads: tuple[Floats, Floats, Floats],
    lethal: NDArray[np.bool_],
    quiet_since: Floats,
    hazard: Floats,
    moves: Positions,
) -> int:
    """Move each dyad by what happens today, and add up hazards; return how many moves there are.

    Args:
        ladder: level of each rung, lowest first; the position under which its hazard is added up,
            or `UNCOUNTED`; positions of the answers up and down.
        gates: dyad, or `EVERY`, and rung of each gate, (gate, 2); whether it is open, (gate,
            member).
        today: level from which on sides reply every day, day, and whether anything is drawn.
        chance: keys of the members; names of the draws of replies, (dyad, answer).
        weights: of the answers, (member, answer).
        quiet: days before a step down, (member,).
        dyads: level, level to which something raises it, and that below which it cannot come,
            (member, dyad).
        lethal: whether a lethal incident happened today, (member, dyad).
        quiet_since: last day that was not quiet, (member, dyad).
        hazard: (rung, dyad, member).
        moves: to be set to the dyad, the phase, the member and the position of the rung reached of
            each move, those of a member in their order, (move, 4).
    """
    levels, hazards, (up, down) = ladder
    exchange, day, free = today
    keys, names = chance
    rung, raised, floor = dyads
    found, top = 0, levels.size - 1
    for member in range(keys.size):
        for dyad in range(rung.shape[1]):
            level = rung[member, dyad]
            if raised[member, dyad] > 0.0:
                quiet_since[member, dyad] = day
            if raised[member, dyad] > level:
                target = _held_below(levels, gates, member, dyad, level, raised[member, dyad])
                if target > level:
                    level = rung[member, dyad] = target
                    moves[found] = dyad, RAISED, member, np.searchsorted(levels, level)
                    found += 1
            if not free:
                continue
            killed = lethal[member, dyad]
            if killed or level >= exchange:
                quiet_since[member, dyad] = day
                step = np.searchsorted(levels, level)
                chosen = choose_one(keys[member], day, names[dyad], weights[member])
                if step < top and _is_open(gates, member, dyad, step + 1):
                    if hazards[step + 1] != UNCOUNTED:
                        share = weights[member, up] / weights[member].sum()
                        added = -math.log1p(-min(share, MOST))
                        hazard[hazards[step + 1], dyad, member] += added
                    if chosen == up:
                        level = rung[member, dyad] = levels[step + 1]
                        moves[found] = dyad, UPWARD, member, step + 1
                        found += 1
                below = levels[max(step - 1, 0)]
                falls = not killed and chosen == down and step > 0
                if falls and below >= floor[member, dyad]:
                    level = rung[member, dyad] = below
                    moves[found] = dyad, DOWNWARD, member, step - 1
                    found += 1
            if level > levels[0] and day - quiet_since[member, dyad] > quiet[member]:
                step = np.searchsorted(levels, level)
                if levels[step - 1] >= floor[member, dyad]:
                    rung[member, dyad] = levels[step - 1]
                    moves[found] = dyad, CALMED, member, step - 1
                    quiet_since[member, dyad] = day
                    found += 1
    return found


@njit
def _held_below(
    levels: Floats,
    gates: tuple[Positions, Floats],
    member: int,
    dyad: int,
    level: float,
    target: float,
) -> float:
    """Return the level to which today raises a dyad, with the gates that are shut in mind."""
    rules, held = gates
    for gate in range(rules.shape[0]):
        of, step = rules[gate]
        shut = of in (EVERY, dyad) and held[gate, member] == 0.0
        if shut and level < levels[step] <= target:
            target = levels[max(step - 1, 0)]
    return target


@njit
def _is_open(gates: tuple[Positions, Floats], member: int, dyad: int, step: int) -> bool:
    """Return whether no gate bars a rung."""
    rules, held = gates
    for gate in range(rules.shape[0]):
        of, at = rules[gate]
        if of in (EVERY, dyad) and at == step and held[gate, member] == 0.0:
            return False
    return True
