"""Moving people from where they live to hosts, and back: whole numbers, and none is lost."""

import numpy as np

from offramp.engine._jit import njit
from offramp.processes.displacement.spread import spread, spread_within
from offramp.processes.hosts.tables import Counts, Floats

WHERE_TO, WHERE_FROM, WHO_GOES, HOME, FLEE = range(5)
"""Positions of the draws of a day: the host, the origin, who returns and where to, how many."""
PURPOSES = ("where to", "where from", "who goes", "home", "flee")


@njit
def change_to(
    u: Floats,
    target: Counts,
    share: Floats,
    hosted: Counts,
    change: Counts,
    unmet: Counts,
) -> None:
    """Set by how many people each host changes, so that all together come to a total.

    A rise is split by the shares of the day; of a fall each host bears its part.

    Args:
        u: uniforms in (0, 1), (member, purpose).
        target: people in all hosts at the end of the day, (member,).
        share: of each host in those who come, (member, host).
        hosted: people in each host, (member, host).
        change: to be set, (member, host).
        unmet: to be set: people for whom there is no way, (member,).
    """
    members, hosts = hosted.shape
    ends, people = np.empty(hosts), np.empty(hosts)
    for member in range(members):
        more = target[member] - hosted[member].sum()
        unmet[member] = 0
        if more >= 0:
            unmet[member] = spread(u[member, WHERE_TO], more, share[member], ends, change[member])
            continue
        for host in range(hosts):
            people[host] = hosted[member, host]
        spread_within(u[member, WHO_GOES], -more, people, hosted[member], ends, change[member])
        for host in range(hosts):
            change[member, host] = -change[member, host]


@njit
def move(
    u: Floats,
    lived: Counts,
    weight: Floats,
    change: Counts,
    at_home: Counts,
    elsewhere: Counts,
    hosted: Counts,
    arrivals: Counts,
    departures: Counts,
    returns: Counts,
    unmet: Counts,
) -> None:
    """Carry the changes out: people come from origins by weight, and go back where some are gone.

    Where the origins with weight have nobody left, the pool of people from elsewhere gives, and
    then all other origins; who is still lacking does not come and is counted as unmet.

    Args:
        u: uniforms in (0, 1), (member, purpose).
        lived: people in each origin at the start, (origin,).
        weight: of each origin, (member, origin).
        change: of each host, (member, host).
        at_home: people in each origin, (member, origin).
        elsewhere: people from elsewhere, (member, 1).
        hosted: people in each host, (member, host).
        arrivals: overwritten with who comes today, (member, host).
        departures: overwritten with who leaves each origin, (member, origin).
        returns: overwritten with who is back, (member, origin).
        unmet: people who could not come, added to, (member,).
    """
    members, origins = at_home.shape
    ends, count = np.empty(origins), np.empty(origins, np.int64)
    gone, anyone = np.empty(origins), np.ones(origins)
    for member in range(members):
        come, go = 0, 0
        for host in range(change.shape[1]):
            step = change[member, host]
            arrivals[member, host] = max(step, 0)
            come += max(step, 0)
            go += max(-step, 0)
            hosted[member, host] += step
        uniform = u[member, WHERE_FROM]
        left = spread_within(uniform, come, weight[member], at_home[member], ends, count)
        departures[member] = count
        at_home[member] -= count
        more = min(left, elsewhere[member, 0])
        elsewhere[member, 0] -= more
        left = spread_within(uniform, left - more, anyone, at_home[member], ends, count)
        departures[member] += count
        at_home[member] -= count
        unmet[member] += left
        for host in range(change.shape[1]):
            fewer = min(left, arrivals[member, host])
            arrivals[member, host] -= fewer
            hosted[member, host] -= fewer
            left -= fewer
        for origin in range(origins):
            gone[origin] = lived[origin] - at_home[member, origin]
        left = spread_within(u[member, HOME], go, gone, lived - at_home[member], ends, count)
        returns[member] = count
        at_home[member] += count
        elsewhere[member, 0] += left
