"""The kernels of effects: what is in force changes quantities, and raises dyads."""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from offramp.engine._jit import njit
from offramp.engine.events import NO_EVENT, Ids
from offramp.model.measure import Stage
from offramp.processes.measures.weigh import Floats, Places

IN_FORCE = int(Stage.in_force)


class EffectTables(NamedTuple):
    """All effects of a scenario, factors first."""

    is_measure: NDArray[np.bool_]
    """(effect): whether it is of a measure, in force at its stage, or of an influence that acts."""
    owner: Places
    """(effect): position of the measure or influence."""
    first: Places
    """(effect): first column that it changes; those of a quantity follow one another."""
    end: Places
    """(effect): the column after its last."""
    factor: NDArray[np.bool_]
    """(effect): whether it multiplies; else it adds."""
    column: Places
    """(effect): column of the amount, if it is a number that nothing changes; else -1."""
    term: Places
    """(effect): position of the amount among the expressions, or -1."""
    changed: Places
    """Columns that any effect may change."""


class Held(NamedTuple):
    """What is in force, and the events by which it came to be; B members."""

    stage: NDArray[Any]
    """int8 (measure, B)"""
    active: NDArray[np.bool_]
    """(influence, B)"""
    staged: Ids
    """(measure, B)"""
    acted: Ids
    """(influence, B)"""


@njit
def work_out(
    effects: EffectTables,
    held: Held,
    base: Floats,
    amounts: Floats,
    behind: Ids,
    quantity: Floats,
    causes: Ids,
) -> None:
    """Set today's effective values, and the latest event that raises each.

    Args:
        effects: the tables.
        held: what is in force.
        base: values as they were drawn, (column, B).
        amounts: values of the expressions `wanted`, (k).
        behind: the latest event behind each of them, (k).
        quantity: to be set, (column, B).
        causes: to be set, (column, B).
    """
    for column in effects.changed:
        quantity[column] = base[column]
        causes[column] = NO_EVENT
    asked = -1
    for effect in range(effects.owner.size):
        owner, term = effects.owner[effect], effects.term[effect]
        if not _in_force(effects, held, effect):
            continue
        if effects.is_measure[effect]:
            acts, since = held.stage[owner] == IN_FORCE, held.staged[owner]
        else:
            acts, since = held.active[owner], held.acted[owner]
        factor, amount_of = effects.factor[effect], base[max(effects.column[effect], 0)]
        first, end = effects.first[effect], effects.end[effect]
        for member in range(acts.size):
            if not acts[member]:
                continue
            amount, latest = amount_of[member], since[member]
            if term >= 0:
                asked += 1
                amount = amounts[asked]
                if np.isnan(amount):
                    continue
                latest = max(latest, behind[asked])
            raises = amount > (1.0 if factor else 0.0)
            for column in range(first, end):
                if factor:
                    quantity[column, member] *= amount
                else:
                    quantity[column, member] += amount
                if raises:
                    causes[column, member] = max(causes[column, member], latest)


@njit
def _in_force(effects: EffectTables, held: Held, effect: int) -> bool:
    """Return whether an effect is in force in any member."""
    owner = effects.owner[effect]
    if effects.is_measure[effect]:
        return bool((held.stage[owner] == IN_FORCE).any())
    return bool(held.active[owner].any())


@njit
def wanted(effects: EffectTables, held: Held) -> tuple[Places, Places]:
    """Return which expressions are needed and in which members, effect by effect, (k) each."""
    found = np.zeros((effects.owner.size, held.stage.shape[1]), np.bool_)
    for effect in range(effects.owner.size):
        if effects.term[effect] >= 0:
            owner = effects.owner[effect]
            if effects.is_measure[effect]:
                found[effect] = held.stage[owner] == IN_FORCE
            else:
                found[effect] = held.active[owner]
    of, members = np.nonzero(found)
    return effects.term[of], members


@njit
def raise_dyads(
    measures: Places,
    dyads: Places,
    levels: Floats,
    held: Held,
    rung: Floats,
    floor: Floats,
    raised: Floats,
    causes: Ids,
) -> None:
    """Set below which level each dyad cannot come, and to which it is raised today.

    Args:
        measures: those that are a rung of a dyad while they are in force, (r).
        dyads: positions of their dyads, (r).
        levels: of their rungs, (r).
        held: what is in force.
        rung: levels of the dyads, (B, dyad).
        floor: to be set, (B, dyad).
        raised: to be set, (B, dyad).
        causes: events that raise, to be set, (B, dyad).
    """
    floor[:] = 0.0
    for at in range(measures.size):
        measure, dyad, level = measures[at], dyads[at], levels[at]
        stage, staged = held.stage[measure], held.staged[measure]
        for member in range(floor.shape[0]):
            if stage[member] != IN_FORCE:
                continue
            floor[member, dyad] = max(floor[member, dyad], level)
            if rung[member, dyad] < level and raised[member, dyad] < level:
                raised[member, dyad] = level
                causes[member, dyad] = staged[member]
