"""The arrays of the state that a day of displacement reads and sets."""

from typing import NamedTuple

from offramp.engine._jit import njit
from offramp.engine.state import State
from offramp.processes.displacement.tables import Counts, Floats


class Pools(NamedTuple):
    """Threats, and people by where they are; the field names are those of the state.

    All have the leading axis member.
    """

    fighting: Floats
    """On the ground at each origin, (origin)."""
    air_threat: Floats
    """Threat from the air, (origin)."""
    access: Floats
    """Way out of each origin: 0 besieged, 1 open, (origin)."""
    at_home: Counts
    """People at home and free to leave the country, (origin)."""
    barred: Counts
    """People at home and barred from leaving the country, (origin)."""
    trapped: Counts
    """People who would leave and do not get out, (origin)."""
    displaced: Counts
    """People displaced in each place, free to leave the country, (origin)."""
    displaced_barred: Counts
    """The same of those barred, (origin)."""
    departures: Counts
    """Who left home today, (origin)."""
    in_transit: Counts
    """People on the way to the border of each host, (host)."""
    moving: Counts
    """People on the way to each place inside, free to leave the country, (origin)."""
    moving_barred: Counts
    """The same of those barred, (origin)."""
    waiting: Counts
    """People at the border of each host, (host)."""
    arrivals: Counts
    """Who crossed into each host today, (host)."""
    arrivals_total: Counts
    """Who crossed so far, (host)."""
    arrivals_expected: Floats
    """Who was expected to cross today, (host)."""
    hosted: Counts
    """People in each host, (host)."""
    moved_on: Counts
    """People who moved on to each place, (place)."""
    returns: Counts
    """Who came home today, (origin)."""


def pools_of(state: State) -> Pools:
    """Return the arrays of a block."""
    return Pools(**{name: state[name] for name in Pools._fields})


@njit
def part_of_pools(pools: Pools, first: int, end: int) -> Pools:
    """Return the arrays of some members, as views, inside a kernel."""
    return Pools(
        pools.fighting[first:end],
        pools.air_threat[first:end],
        pools.access[first:end],
        pools.at_home[first:end],
        pools.barred[first:end],
        pools.trapped[first:end],
        pools.displaced[first:end],
        pools.displaced_barred[first:end],
        pools.departures[first:end],
        pools.in_transit[first:end],
        pools.moving[first:end],
        pools.moving_barred[first:end],
        pools.waiting[first:end],
        pools.arrivals[first:end],
        pools.arrivals_total[first:end],
        pools.arrivals_expected[first:end],
        pools.hosted[first:end],
        pools.moved_on[first:end],
        pools.returns[first:end],
    )
