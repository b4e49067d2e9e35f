"""Sums over the members and places of a day, as loops: they compile quicker than array expressions.

All are written out in the kernel that asks for them; arrays are (member, place).
"""

import numpy as np
from numpy.typing import NDArray

from offramp.engine._jit import inlined
from offramp.engine.draws import Keys
from offramp.processes.displacement.own import Own
from offramp.processes.displacement.pools import Pools
from offramp.processes.displacement.tables import Counts, Floats


@inlined
def fill(into: Counts, value: int) -> None:
    """Set all to one value."""
    for member in range(into.shape[0]):
        for place in range(into.shape[1]):
            into[member, place] = value


@inlined
def scale(into: Floats, factor: float) -> None:
    """Multiply all by one factor."""
    for member in range(into.shape[0]):
        for place in range(into.shape[1]):
            into[member, place] *= factor


@inlined
def add(some: Counts, more: Counts, into: Counts) -> None:
    """Set each to the sum of two."""
    for member in range(into.shape[0]):
        for place in range(into.shape[1]):
            into[member, place] = some[member, place] + more[member, place]


@inlined
def subtract(some: Counts, less: Counts, into: Counts) -> None:
    """Set each to the difference of two."""
    for member in range(into.shape[0]):
        for place in range(into.shape[1]):
            into[member, place] = some[member, place] - less[member, place]


@inlined
def tell_positive(table: Floats, row: int, into: Floats) -> None:
    """Set to 1 where a row of a table, (member, row, place), is above 0, and else to 0."""
    for member in range(into.shape[0]):
        for place in range(into.shape[1]):
            into[member, place] = 1.0 if table[member, row, place] > 0.0 else 0.0


@inlined
def column(quantity: Floats, at: int) -> Floats:
    """Return one column, a value of each member."""
    found = np.empty(quantity.shape[0])
    for member in range(quantity.shape[0]):
        found[member] = quantity[member, at]
    return found


@inlined
def columns(quantity: Floats, start: int, count: int) -> Floats:
    """Return some columns beside one another."""
    found = np.empty((quantity.shape[0], count))
    for member in range(quantity.shape[0]):
        for place in range(count):
            found[member, place] = quantity[member, start + place]
    return found


@inlined
def pair(labels: Keys, others: Keys, row: int) -> NDArray[np.uint64]:
    """Return the same row of two tables of labels, (2, place)."""
    found = np.empty((2, labels.shape[1]), np.uint64)
    for place in range(labels.shape[1]):
        found[0, place] = labels[row, place]
        found[1, place] = others[row, place]
    return found


@inlined
def count_away(population: Counts, pools: Pools, own: Own, away: Counts) -> None:
    """Count who is free to leave the country and neither at home nor trapped, (member, origin)."""
    for member in range(away.shape[0]):
        for origin in range(away.shape[1]):
            barred = own.lived_barred[member, origin] - own.trapped_barred[member, origin]
            elsewhere = pools.at_home[member, origin] + pools.trapped[member, origin]
            away[member, origin] = population[origin] - barred - elsewhere
