"""Visits: people who go home for a few days and cross the border once more.

Crossings are not people: whoever visits a relative, fetches papers or looks after a house is
counted again on the way back. A visit takes `LONGEST` days with both ways, and all of them come
back to the host they left. Who goes home for good is in `returns`.
"""

import numpy as np

from offramp.engine._jit import njit
from offramp.engine.draws import Keys
from offramp.processes.displacement.batch import count_each
from offramp.processes.displacement.impose import seen
from offramp.processes.displacement.law import chance
from offramp.processes.displacement.tables import LONGEST, SLOTS, Counts, Floats


@njit
def visit(
    keys: Keys,
    day: int,
    rate: Floats,
    observed: Counts,
    labels: Keys,
    hosted: Counts,
    due: Counts,
    visits: Counts,
    road_out: Counts,
    in_transit: Counts,
) -> None:
    """Let some of the hosted go on a visit home, from which they cross again after `LONGEST` days.

    Whoever crosses again on an observed day is one of those who were seen to.

    Args:
        keys: of the members.
        day: today.
        rate: of visits (1/day), (member,).
        observed: crossings, (host, day).
        labels: of the draws of each host.
        hosted: people in each host, (member, host).
        due: crossings for which nobody has set out yet, (member, host, slot).
        visits: people back from a visit, (member, host, slot).
        road_out: people on the way, (member, host, slot).
        in_transit: their sum, (member, host).
    """
    members, hosts = hosted.shape
    slot = (day + LONGEST) % SLOTS
    share, leaving = np.empty((members, hosts)), np.empty((members, hosts), np.int64)
    for member in range(members):
        share[member] = chance(rate[member])
    count_each(keys, labels, hosted, share, leaving)
    for host in range(hosts):
        if seen(observed, host, day + LONGEST):
            for member in range(members):
                leaving[member, host] = min(leaving[member, host], due[member, host, slot])
                due[member, host, slot] -= leaving[member, host]
    for member in range(members):
        for host in range(hosts):
            people = leaving[member, host]
            hosted[member, host] -= people
            visits[member, host, slot] += people
            road_out[member, host, slot] += people
            in_transit[member, host] += people
