"""Where those who leave would go: the shares of a day.

A logit between abroad, abroad_preference + log sum_h exp(attraction_h) pull_h, and inside,
log sum_j pull_j exp(-safety_pull (fighting_j + air_threat_j)), and within each in proportion. The
numbers that go to a host are then multiplied by exp(level), what observation has taught.
"""

import math

import numpy as np

from offramp.engine._jit import njit
from offramp.processes.displacement.side_by_side import lay_more
from offramp.processes.displacement.tables import (
    INSIDE_SHARE,
    SAFE,
    Counts,
    Floats,
    columns_at,
)


@njit
def choose(
    quantity: Floats,
    starts: Counts,
    way_out: Floats,
    way_inside: Floats,
    level: Floats,
    law: Floats,
    inside: Floats,
    outside: Floats,
) -> None:
    """Set `INSIDE_SHARE` and the shares that go outside.

    Args:
        quantity: effective quantities, (member, place).
        starts: where each quantity begins, see `columns_at`.
        way_out: pull of each host, (member, host, origin).
        way_inside: pull of each place, (member, place, origin).
        level: what observation has taught, (member, host).
        law: of the day, (member, row, origin).
        inside: to be set: pull of all places inside, (member, origin).
        outside: to be set: share that goes to each host, times the exponential of its level,
            (member, host, origin).
    """
    columns = columns_at(starts)
    members, hosts, origins = outside.shape
    attraction = np.empty(hosts)
    pull_inside, all_pull, scale = np.empty(origins), np.empty(origins), np.empty(origins)
    for member in range(members):
        preference = quantity[member, columns.abroad_preference]
        pull_inside[:] = 0.0
        for place in range(origins):
            lay_more(member, place, way_inside, law[member, SAFE, place], pull_inside)
        for origin in range(origins):
            inside[member, origin] = all_pull[origin] = pull_inside[origin]
        for host in range(hosts):
            pull = quantity[member, columns.attraction + host]
            attraction[host] = math.exp(preference + (0.0 if math.isnan(pull) else pull))
            lay_more(member, host, way_out, attraction[host], all_pull)
        for origin in range(origins):
            scale[origin] = 1.0 / all_pull[origin] if all_pull[origin] > 0.0 else 0.0
            law[member, INSIDE_SHARE, origin] = pull_inside[origin] * scale[origin]
        for host in range(hosts):
            factor = math.exp(level[member, host])
            for origin in range(origins):
                weight = attraction[host] * way_out[member, host, origin]
                outside[member, host, origin] = weight * scale[origin] * factor
