"""Who sets out today: numbers from the observed stocks with their debt, or driven by conflict."""

import numpy as np

from offramp.engine._jit import njit
from offramp.engine.draws import Keys, draw
from offramp.engine.samplers import binomial, poisson
from offramp.processes.flee.law import decay
from offramp.processes.flee.network import Counts, Floats
from offramp.processes.flee.tables import SPAWNS, Base, Columns, Own

FROM_DATA, CONSTANT, SHARE, CHANCE = range(4)
"""How `flee_spawn_mode` counts who sets out."""


@njit
def spawn(
    key: np.uint64,
    day: int,
    names: Keys,
    base: Base,
    values: Floats,
    member: int,
    wanted: int,
    fame_day: int,
    own: Own,
    weights: Floats,
    spawned: Counts,
) -> None:
    """Choose who sets out where.

    Args:
        key: of the member.
        day: today.
        names: of draws, (purpose, place).
        base: what is always the same.
        values: quantities of the member, (column).
        member: its position.
        wanted: groups that the observed stocks ask for, before debt.
        fame_day: day as of which the weights of the zones were last set.
        own: arrays of the process.
        weights: room to work in, (place).
        spawned: overwritten with the groups that set out, (place).
    """
    columns, each = base.columns, base.each
    takes = values[columns.flee_take_from_population] > 0.0
    spawned[:] = 0
    left = own.unspawned[member] // each
    if base.mode == FROM_DATA:
        new = wanted - own.debt[member]
        own.debt[member] = max(-new, 0)
        _from_zones(
            key,
            day,
            names,
            columns,
            values,
            member,
            min(max(new, 0), left),
            fame_day,
            own,
            weights,
            spawned,
        )
    else:
        rate = values[columns.flee_displaced_per_conflict_day]
        for place in range(spawned.size):
            intensity = own.intensity[member, place]
            if intensity <= 0.0:
                continue
            if base.mode == CONSTANT:
                new = int(rate * intensity)
            elif base.mode == SHARE:
                new = int(rate * own.population[member, place] * intensity)
            else:
                new = poisson(draw(key, day, names[SPAWNS, place], 0), rate * intensity)
            spawned[place] = min(max(new, 0), left)
            left -= spawned[place]
    for place in range(spawned.size):
        if spawned[place] > 0:
            if takes:
                spawned[place] = min(spawned[place], own.population[member, place])
                own.population[member, place] -= spawned[place]
            own.unspawned[member] -= spawned[place] * each
            own.at[member, own.at.shape[1] - 1, place] += spawned[place]


@njit
def _from_zones(
    key: np.uint64,
    day: int,
    names: Keys,
    columns: Columns,
    values: Floats,
    member: int,
    new: int,
    fame_day: int,
    own: Own,
    weights: Floats,
    spawned: Counts,
) -> None:
    """Split those who set out over the conflict zones, by people, intensity and decay."""
    total, last = 0.0, -1
    for place in range(spawned.size):
        weights[place] = 0.0
        if own.intensity[member, place] > 0.0:
            fame = decay(columns, values, fame_day - own.since[member, place])
            weights[place] = own.population[member, place] * own.intensity[member, place] * fame
        if weights[place] > 0.0:
            total += weights[place]
            last = place
    for place in range(last + 1):
        if new > 0 and weights[place] > 0.0:
            share = 1.0 if place == last else weights[place] / total
            total -= weights[place]
            spawned[place] = binomial(draw(key, day, names[SPAWNS, place], 0), new, share)
            new -= spawned[place]
