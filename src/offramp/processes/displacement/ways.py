"""Pull of each way and days on it, for each member: what does not change during a run.

The pull of a host, from an origin, is sum_c share_c exp(-distance_decay km_c) over the open
crossings c into it, where share_c is that of the crossing in the throughput of all, open or not,
and km_c leads from the origin over the crossing to the host; its logarithm is the inclusive value
of a nested logit (Train 2009, "Discrete Choice Methods with Simulation", chapter 4). The pull of a
place inside is its share of the population times exp(-distance_decay_inside km). Both being shares,
a preference of 0 holds a country abroad and at home alike, whatever their size. The days on the way
are those of the mean distance to the crossings, weighed by their pull, and rounded.
"""

import math

from offramp.engine._jit import njit
from offramp.processes.displacement.tables import LONGEST, Columns, Counts, Days, Floats, Singles

FAINTEST = 1e-30
"""Least pull where there is a way, so that none is lost in single precision."""


@njit
def days_on_the_way(km: float, speed: float) -> int:
    """Return whole days for a distance (km) at a speed (km/day), at most `LONGEST`."""
    if not km < LONGEST * speed:
        return LONGEST
    return math.floor(km / speed + 0.5)


@njit
def measure_ways(
    base: Floats,
    columns: Columns,
    to_crossing: Floats,
    beyond: Floats,
    shares: Floats,
    between: Floats,
    population: Counts,
    way_out: Singles,
    way_inside: Singles,
    days_out: Days,
    days_inside: Days,
) -> None:
    """Set `way_out`, `way_inside`, `days_out` and `days_inside` of every member.

    Args:
        base: drawn quantities, (member, place).
        columns: where each quantity begins.
        to_crossing: km from origin to crossing, infinite where there is no way.
        beyond: km from crossing to host, likewise.
        shares: of each crossing in the throughput of all.
        between: km from origin to origin, likewise.
        population: of each origin.
        way_out: to be set, (member, host, origin).
        way_inside: to be set, (member, place, origin).
        days_out: to be set, (member, host, origin).
        days_inside: to be set, (member, place, origin).
    """
    crossings, hosts = beyond.shape
    origins = population.size
    people = max(population.sum(), 1)
    for member in range(base.shape[0]):
        decay = base[member, columns.distance_decay]
        decay_inside = base[member, columns.distance_decay_inside]
        speed = base[member, columns.travel_speed]
        for origin in range(origins):
            for host in range(hosts):
                pull = 0.0
                travelled = 0.0
                for crossing in range(crossings):
                    km = to_crossing[origin, crossing]
                    more = beyond[crossing, host]
                    if math.isinf(km) or math.isinf(more):
                        continue
                    weight = shares[crossing] * math.exp(-decay * (km + more))
                    pull += weight
                    travelled += weight * km
                if pull > 0.0:
                    way_out[member, host, origin] = max(pull, FAINTEST)
                    days_out[member, host, origin] = days_on_the_way(travelled / pull, speed)
            for place in range(origins):
                km = between[origin, place]
                if place == origin or math.isinf(km):
                    continue
                pull = population[place] / people * math.exp(-decay_inside * km)
                way_inside[member, place, origin] = max(pull, FAINTEST) if pull > 0.0 else 0.0
                days_inside[member, place, origin] = days_on_the_way(km, speed)
