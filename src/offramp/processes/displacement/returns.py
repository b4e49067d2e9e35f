"""Moving on from a host, and going home: from abroad and from inside.

The return rates are those of people whose home is open and under no pressure. Where people come
from is not kept person by person: those away are taken to be from each origin in proportion to how
many of its people are away, and each goes back at the rate times exp(-2 pressure) of the origin,
or not at all while its way is not open.
"""

import numpy as np

from offramp.engine._jit import njit
from offramp.engine.draws import Keys, drawn
from offramp.engine.samplers import binomial
from offramp.processes.displacement.law import chance
from offramp.processes.displacement.spread import spread, spread_within
from offramp.processes.displacement.tables import (
    CAUTION,
    HOME_SPLIT,
    INSIDE,
    INSIDE_SPLIT,
    ONWARD_SPLIT,
    Counts,
    Floats,
    columns_at,
)


@njit
def move_on(
    keys: Keys,
    quantity: Floats,
    starts: Counts,
    labels: Keys,
    labels_of_one: Keys,
    hosted: Counts,
    moved_on: Counts,
) -> None:
    """Let some of the hosted move on; a place whose pull is not given gets nobody.

    Args:
        keys: of the members.
        quantity: effective quantities, (member, place).
        starts: where each quantity begins, see `columns_at`.
        labels: of the draws of each host.
        labels_of_one: of draws, (purpose,).
        hosted: people in each host, (member, host).
        moved_on: people who moved on to each place, (member, place).
    """
    columns = columns_at(starts)
    members, places = moved_on.shape
    pull, ends, counts = np.empty(places), np.empty(places), np.empty(places, np.int64)
    for member in range(members):
        q = quantity[member]
        total = 0.0
        for place in range(places):
            given = q[columns.onward_pull + place]
            pull[place] = given if given > 0.0 else 0.0
            total += pull[place]
        if total <= 0.0:
            continue
        people = 0
        for host in range(labels.size):
            share = chance(q[columns.onward_rate + host])
            if hosted[member, host] and share > 0.0:
                gone = binomial(drawn(keys[member], labels[host]), hosted[member, host], share)
                hosted[member, host] -= gone
                people += gone
        spread(drawn(keys[member], labels_of_one[ONWARD_SPLIT]), people, pull, ends, counts)
        for place in range(places):
            moved_on[member, place] += counts[place]


@njit
def go_home(
    keys: Keys,
    labels: Keys,
    labels_of_one: Keys,
    rate: Floats,
    rate_inside: Floats,
    away: Counts,
    law: Floats,
    hosted: Counts,
    displaced: Counts,
    home: Counts,
    returns: Counts,
) -> None:
    """Let some of the hosted and displaced return: those free to leave the country, or barred.

    Args:
        keys: of the members.
        labels: of the draws of each host.
        labels_of_one: of draws, (purpose,).
        rate: of return from each host (1/day), (member, host).
        rate_inside: of return from inside (1/day), (member,).
        away: people of each origin who are neither at home nor trapped, (member, origin).
        law: of the day, (member, row, origin).
        hosted: people in each host, (member, host); no hosts for those barred.
        displaced: people displaced in each place, (member, origin).
        home: people at home, (member, origin).
        returns: who came home today, (member, origin), added to.
    """
    members, origins = home.shape
    weight, crowd, ends = np.empty(origins), np.empty(origins), np.empty(origins)
    counts = np.empty(origins, np.int64)
    for member in range(members):
        room = away[member]
        total, most, inside, ready = 0, 0, 0, 0.0
        for origin in range(origins):
            weight[origin] = room[origin] * law[member, CAUTION, origin]
            total += room[origin]
            ready += weight[origin]
            most += room[origin] if weight[origin] > 0.0 else 0
            crowd[origin] = displaced[member, origin]
            inside += displaced[member, origin]
        if total <= 0 or ready <= 0.0:
            continue
        ready /= total
        key, people = keys[member], 0
        for host in range(hosted.shape[1]):
            share = chance(rate[member, host] * ready)
            if hosted[member, host] and share > 0.0:
                back = binomial(drawn(key, labels[host]), hosted[member, host], share)
                back = min(back, most - people)
                hosted[member, host] -= back
                people += back
        share = chance(rate_inside[member] * ready)
        if inside and share > 0.0:
            back = binomial(drawn(key, labels_of_one[INSIDE]), inside, share)
            back = min(back, most - people)
            u = drawn(key, labels_of_one[INSIDE_SPLIT])
            spread_within(u, back, crowd, displaced[member], ends, counts)
            for origin in range(origins):
                displaced[member, origin] -= counts[origin]
            people += back
        if people == 0:
            continue
        u = drawn(key, labels_of_one[HOME_SPLIT])
        spread_within(u, people, weight, room, ends, counts)
        for origin in range(origins):
            home[member, origin] += counts[origin]
            returns[member, origin] += counts[origin]
