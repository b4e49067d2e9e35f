"""Visits: people who go home for a few days and cross the border once more.

Crossings are not people: whoever visits a relative, fetches papers or looks after a house is
counted again on the way back. A visit takes `LONGEST` days with both ways, and all of them come
back to the host they left. Who goes home for good is in `returns`.
"""

import numpy as np

from offramp.engine._jit import njit
from offramp.engine.draws import Keys, drawn
from offramp.processes.displacement.batch import TOGETHER, answer, ask, new_batch
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
    hosts = hosted.shape[1]
    slot = (day + LONGEST) % SLOTS
    batch = new_batch(TOGETHER * hosts)
    leaving = np.zeros((TOGETHER, hosts), np.int64)
    for first in range(0, keys.size, TOGETHER):
        members = min(TOGETHER, keys.size - first)
        leaving[:] = 0
        asked = 0
        for row in range(members):
            key, share = keys[first + row], chance(rate[first + row])
            for host in range(hosts):
                number = hosted[first + row, host]
                if share > 0.0 and number != 0:
                    u = drawn(key, labels[host])
                    asked = ask(batch, asked, row * hosts + host, u, number, share)
        answer(batch, asked, leaving)
        for row in range(members):
            member = first + row
            for host in range(hosts):
                people = leaving[row, host]
                if seen(observed, host, day + LONGEST):
                    people = min(people, due[member, host, slot])
                    due[member, host, slot] -= people
                hosted[member, host] -= people
                visits[member, host, slot] += people
                road_out[member, host, slot] += people
                in_transit[member, host] += people
