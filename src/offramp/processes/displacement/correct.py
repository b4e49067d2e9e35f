"""What was learned by the last observation also holds for people who are on their way then.

Who set out before the last observation and arrives after it was sent by what was known when they
left. At that observation each host's road is brought to what the law says now: some more have set
out than was thought, or some fewer.
"""

import math

import numpy as np

from offramp.engine._jit import njit
from offramp.engine.draws import Keys, draw
from offramp.processes.displacement.own import Own
from offramp.processes.displacement.spread import spread_within
from offramp.processes.displacement.tables import SLOTS, Counts, Floats


@njit
def correct(
    keys: Keys,
    day: int,
    last: Counts,
    names: Keys,
    own: Own,
    level: Floats,
    in_transit: Counts,
    at_home: Counts,
    away: Counts,
    departures: Counts,
    sent: Counts,
) -> None:
    """Bring the roads to what the law says, on the last observed day of all.

    Args:
        keys: of the members.
        day: today.
        last: last observed day of each host; one that is never observed is left as it is.
        names: of the draws of each host.
        own: of this process; read: flow, shock, forecast, visits; changed: road_out.
        level: of each host with what is shared, (member, host).
        in_transit: people on the way, (member, host); changed.
        at_home: people free to leave the country, (member, origin); changed.
        away: people of each origin who are neither at home nor trapped, (member, origin); changed.
        departures: from home, (member, origin); changed.
        sent: who sets out, (member, host, origin); changed.
    """
    members, hosts, origins = sent.shape
    weight, ends = np.empty(origins), np.empty(origins)
    room, count = np.empty(origins, np.int64), np.empty(origins, np.int64)
    for member in range(members):
        for host in range(hosts):
            if last[host] < 0:
                continue
            for ahead in range(1, SLOTS):
                slot = (day + ahead) % SLOTS
                factor = math.exp(level[member, host] + own.shock[member, host, slot])
                wanted = math.floor(own.forecast[member, host, slot] * factor + 0.5)
                more = wanted + own.visits[member, host, slot] - own.road_out[member, host, slot]
                for origin in range(origins):
                    weight[origin] = own.flow[member, host, origin] * at_home[member, origin]
                    if more < 0:
                        weight[origin] = own.flow[member, host, origin]
                    room[origin] = at_home[member, origin] if more > 0 else away[member, origin]
                u = draw(keys[member], day + ahead, names[host], 0)
                over = spread_within(u, abs(more), weight, room, ends, count)
                moved = abs(more) - over if more > 0 else over - abs(more)
                own.road_out[member, host, slot] += moved
                in_transit[member, host] += moved
                for origin in range(origins):
                    people = count[origin] if more > 0 else -count[origin]
                    at_home[member, origin] -= people
                    away[member, origin] += people
                    if people > 0:
                        departures[member, origin] += people
                        sent[member, host, origin] += people
