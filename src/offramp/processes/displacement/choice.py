"""Where those who leave would go: the shares of a day.

A logit between abroad, abroad_preference + log sum_h exp(attraction_h) pull_h, and inside,
log sum_j pull_j exp(-safety_pull (fighting_j + air_threat_j)), and within each in proportion. The
numbers that go to a host are then multiplied by exp(level), what observation has taught.
"""

import math

import numpy as np

from offramp.engine._jit import njit
from offramp.processes.displacement.tables import INSIDE_SHARE, SAFE, Columns, Floats


@njit
def choose(
    quantity: Floats,
    columns: Columns,
    way_out: Floats,
    way_inside: Floats,
    level: Floats,
    law: Floats,
    outside: Floats,
) -> None:
    """Set `INSIDE_SHARE` and the shares that go outside.

    Args:
        quantity: effective quantities, (member, place).
        columns: where each quantity begins.
        way_out: pull of each host, (member, origin, host).
        way_inside: pull of each place, (member, origin, origin).
        level: what observation has taught, (member, host).
        law: of the day, (member, row, origin).
        outside: to be set: share that goes to each host, times the exponential of its level.
    """
    members, origins, hosts = outside.shape
    attraction, factor = np.empty(hosts), np.empty(hosts)
    for member in range(members):
        preference = quantity[member, columns.abroad_preference]
        for host in range(hosts):
            pull = quantity[member, columns.attraction + host]
            attraction[host] = math.exp(preference + (0.0 if math.isnan(pull) else pull))
            factor[host] = math.exp(level[member, host])
        for origin in range(origins):
            inside = 0.0
            for place in range(origins):
                inside += way_inside[member, origin, place] * law[member, SAFE, place]
            total = inside
            for host in range(hosts):
                total += attraction[host] * way_out[member, origin, host]
            scale = 1.0 / total if total > 0.0 else 0.0
            law[member, INSIDE_SHARE, origin] = inside * scale
            for host in range(hosts):
                weight = attraction[host] * way_out[member, origin, host]
                outside[member, origin, host] = weight * scale * factor[host]
