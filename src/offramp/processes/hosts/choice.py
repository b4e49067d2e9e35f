"""Which host: the share of each in those who flee on a day.

Each origin o with fighting sends people in proportion to fighting_o population_o^origin_power, and
splits them over the hosts it can reach in proportion to

    (10 km + km_oh)^-distance_power  *  room_h^room_power  *  (0.1 / hosts + share_h)^company
        *  exp(attraction_h + level_h),

a logit over the logarithms of distance, of the room left (1 - people / capacity; 1 where no
capacity is known) and of the company of those who came before (share_h of all in hosts). People go
where others went: networks (Massey and others 1993, "Theories of international migration",
Population and Development Review 19, 431-466) and reception that is there. Distance deters as a
power, which holds on a small map as on a large one (Ravenstein 1885; Anderson 2011, "The gravity
model", Annual Review of Economics 3, 133-160).
"""

import math

import numpy as np

from offramp.engine._jit import njit
from offramp.processes.hosts.tables import Counts, Floats

SOFT = 10.0
"""Added to every distance (km): below it nobody tells near from nearer. As in Flee."""

STRANGERS = 0.1
"""Weight, over all hosts, of going where nobody is yet against following those who came before."""

LEAST = 1e-3
"""Smallest factor for room: a host that is full still takes a few."""


@njit
def draw_near(km: Floats, power: Floats, pull: Floats) -> None:
    """Set the pull of each host by distance, (member, origin, host); 0 where there is no way.

    Args:
        km: by the roads open today, (origin, host), infinite where there is no way.
        power: deterrence of distance, (member,).
        pull: to be set.
    """
    for member in range(power.size):
        for origin in range(km.shape[0]):
            for host in range(km.shape[1]):
                far = km[origin, host]
                near = 0.0 if math.isinf(far) else (SOFT + far) ** -power[member]
                pull[member, origin, host] = near


@njit
def appeal(
    people: Floats,
    capacity: Floats,
    lean: Floats,
    room_power: Floats,
    company: Floats,
    out: Floats,
) -> None:
    """Set the factor of each host beside distance, (member, host).

    Args:
        people: in each host, (member, host).
        capacity: of each host, (member, host); not above 0 or not-a-number where none is known.
        lean: attraction and level, (member, host).
        room_power: how much room counts, (member,).
        company: how much the people there count, (member,).
        out: to be set.
    """
    members, hosts = people.shape
    for member in range(members):
        total = people[member].sum()
        for host in range(hosts):
            there = people[member, host]
            room = 1.0
            if capacity[member, host] > 0.0:
                left = max(1.0 - there / capacity[member, host], 0.0)
                room = max(left ** room_power[member], LEAST)
            share = there / total if total > 0.0 else 1.0 / hosts
            friends = (STRANGERS / hosts + share) ** company[member]
            out[member, host] = room * friends * math.exp(lean[member, host])


@njit
def split(weight: Floats, pull: Floats, appeals: Floats, share: Floats, main: Counts) -> None:
    """Set the share of each host in those who flee today, and the origin it has most from.

    Args:
        weight: of each origin, (member, origin).
        pull: by distance, (member, origin, host).
        appeals: the other factors, (member, host).
        share: to be set, (member, host); all 0 where no host can be reached.
        main: to be set, (member, host); -1 where nobody comes.
    """
    members, origins, hosts = pull.shape
    share[:] = 0.0
    main[:] = -1
    most = np.empty(hosts)
    for member in range(members):
        total = 0.0
        most[:] = 0.0
        for origin in range(origins):
            if weight[member, origin] <= 0.0:
                continue
            ways = 0.0
            for host in range(hosts):
                ways += pull[member, origin, host] * appeals[member, host]
            if ways <= 0.0:
                continue
            total += weight[member, origin]
            for host in range(hosts):
                part = pull[member, origin, host] * appeals[member, host]
                part *= weight[member, origin] / ways
                share[member, host] += part
                if part > most[host]:
                    most[host] = part
                    main[member, host] = origin
        if total > 0.0:
            for host in range(hosts):
                share[member, host] /= total
