"""Moving on from a host, and going home: from abroad and from inside.

The return rates are those of people whose home is open and under no pressure. Where people come
from is not kept person by person: those away are taken to be from each origin in proportion to how
many of its people are away, and each goes back at the rate times exp(-2 pressure) of the origin,
or not at all while its way is not open.
"""

import numpy as np

from offramp.engine._jit import njit
from offramp.engine.draws import Keys, drawn
from offramp.processes.displacement.batch import anybody, count_each, to_chances
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
    members, hosts, places = keys.size, labels.size, moved_on.shape[1]
    pull, ends, counts = np.empty(places), np.empty(places), np.empty(places, np.int64)
    share, gone = np.empty((members, hosts)), np.empty((members, hosts), np.int64)
    for member in range(members):
        for host in range(hosts):
            share[member, host] = quantity[member, columns.onward_rate + host]
    to_chances(share)
    count_each(keys, labels, hosted, share, gone)
    for member in range(members):
        total = 0.0
        for place in range(places):
            given = quantity[member, columns.onward_pull + place]
            pull[place] = given if given > 0.0 else 0.0
            total += pull[place]
        if total <= 0.0:
            continue
        people = 0
        for host in range(hosts):
            hosted[member, host] -= gone[member, host]
            people += gone[member, host]
        u = drawn(keys[member], labels_of_one[ONWARD_SPLIT])
        spread(u, people, pull, ends, counts)
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
    if not anybody(away):
        return
    members, origins, hosts = keys.size, home.shape[1], hosted.shape[1]
    weight, crowd, ends = np.empty((members, origins)), np.empty(origins), np.empty(origins)
    counts, most = np.empty(origins, np.int64), np.zeros(members, np.int64)
    labels_of_all = np.append(labels[:hosts], labels_of_one[INSIDE])
    people = np.zeros((members, hosts + 1), np.int64)
    share, back = np.empty(people.shape), np.empty(people.shape, np.int64)
    for member in range(members):
        total, ready = 0, 0.0
        for origin in range(origins):
            weight[member, origin] = away[member, origin] * law[member, CAUTION, origin]
        for origin in range(origins):
            room = away[member, origin]
            total += room
            most[member] += room if weight[member, origin] > 0.0 else 0
            people[member, hosts] += displaced[member, origin]
        for origin in range(origins):
            ready += weight[member, origin]
        ready = ready / total if total > 0 else 0.0
        for host in range(hosts):
            people[member, host] = hosted[member, host]
            share[member, host] = rate[member, host] * ready
        share[member, hosts] = rate_inside[member] * ready
    to_chances(share)
    count_each(keys, labels_of_all, people, share, back)
    for member in range(members):
        going = 0
        for host in range(hosts):
            returning = min(back[member, host], most[member] - going)
            hosted[member, host] -= returning
            going += returning
        returning = min(back[member, hosts], most[member] - going)
        if returning != 0:
            for origin in range(origins):
                crowd[origin] = displaced[member, origin]
            u = drawn(keys[member], labels_of_one[INSIDE_SPLIT])
            spread_within(u, returning, crowd, displaced[member], ends, counts)
            for origin in range(origins):
                displaced[member, origin] -= counts[origin]
            going += returning
        if going == 0:
            continue
        u = drawn(keys[member], labels_of_one[HOME_SPLIT])
        spread_within(u, going, weight[member], away[member], ends, counts)
        for origin in range(origins):
            home[member, origin] += counts[origin]
        for origin in range(origins):
            returns[member, origin] += counts[origin]
