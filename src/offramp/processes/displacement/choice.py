"""Where those who leave would go: the shares of a day.

A logit between abroad, abroad_preference + log sum_h exp(attraction_h) pull_h, and inside,
log sum_j pull_j exp(-safety_pull (fighting_j + air_threat_j)), and within each in proportion. The
numbers that go to a host are then multiplied by exp(level), what observation has taught.
"""

import math

import numpy as np

from offramp.engine._jit import njit
from offramp.engine.exponential import fill_exp, to_exp
from offramp.processes.displacement.side_by_side import lay_on
from offramp.processes.displacement.tables import (
    FAINT,
    INSIDE_SHARE,
    SAFE,
    Counts,
    Floats,
    Singles,
    columns_at,
)


@njit
def choose(
    quantity: Floats,
    starts: Counts,
    way_out: Singles,
    way_inside: Singles,
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
    attraction, raised = np.empty((members, hosts)), np.empty((members, hosts))
    pull_inside, all_pull, scale = np.empty(origins), np.empty(origins), np.empty(origins)
    for member in range(members):
        preference = quantity[member, columns.abroad_preference]
        for host in range(hosts):
            pull = quantity[member, columns.attraction + host]
            attraction[member, host] = preference + (0.0 if math.isnan(pull) else pull)
    to_exp(attraction.reshape(-1))
    fill_exp(level.reshape(-1), raised.reshape(-1))
    for member in range(members):
        pull_inside[:] = 0.0
        lay_on(member, way_inside, law[member, SAFE], pull_inside)
        for origin in range(origins):
            inside[member, origin] = all_pull[origin] = pull_inside[origin]
        lay_on(member, way_out, attraction[member], all_pull)
        for origin in range(origins):
            scale[origin] = 1.0 / max(all_pull[origin], FAINT)
            law[member, INSIDE_SHARE, origin] = pull_inside[origin] * scale[origin]
        for host in range(hosts):
            factor = attraction[member, host] * raised[member, host]
            for origin in range(origins):
                share = way_out[member, host, origin] * scale[origin]
                outside[member, host, origin] = share * factor
