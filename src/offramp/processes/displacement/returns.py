"""Moving on from a host, and going home: from abroad and from inside.

The return rates are those of people whose home is open and under no pressure. Where people come
from is not kept person by person: those away are taken to be from each origin in proportion to how
many of its people are away, and each goes back at the rate times exp(-2 pressure) of the origin,
or not at all while its way is not open.
"""

import numpy as np

from offramp.engine._jit import njit
from offramp.engine.draws import Keys, drawn
from offramp.processes.displacement.batch import TOGETHER, answer, ask, new_batch, to_chances
from offramp.processes.displacement.side_by_side import any_of
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
    places, hosts = moved_on.shape[1], labels.size
    pull, ends, counts = np.empty(places), np.empty(places), np.empty(places, np.int64)
    batch = new_batch(TOGETHER * hosts)
    gone = np.zeros((TOGETHER, hosts), np.int64)
    for first in range(0, keys.size, TOGETHER):
        members = min(TOGETHER, keys.size - first)
        gone[:] = 0
        asked = 0
        for row in range(members):
            q = quantity[first + row]
            for host in range(hosts):
                number, rate = hosted[first + row, host], q[columns.onward_rate + host]
                if number != 0 and rate > 0.0:
                    u = drawn(keys[first + row], labels[host])
                    asked = ask(batch, asked, row * hosts + host, u, number, rate)
        to_chances(batch, asked)
        answer(batch, asked, gone)
        for row in range(members):
            member, q = first + row, quantity[first + row]
            total = 0.0
            for place in range(places):
                given = q[columns.onward_pull + place]
                pull[place] = given if given > 0.0 else 0.0
                total += pull[place]
            if total <= 0.0:
                continue
            people = 0
            for host in range(hosts):
                hosted[member, host] -= gone[row, host]
                people += gone[row, host]
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
    origins, hosts = home.shape[1], hosted.shape[1]
    weight, crowd, ends = np.empty((TOGETHER, origins)), np.empty(origins), np.empty(origins)
    counts = np.empty(origins, np.int64)
    most, inside = np.empty(TOGETHER, np.int64), np.empty(TOGETHER, np.int64)
    batch = new_batch(TOGETHER * (hosts + 1))
    back = np.zeros((TOGETHER, hosts + 1), np.int64)
    for first in range(0, keys.size, TOGETHER):
        members = min(TOGETHER, keys.size - first)
        back[:] = 0
        asked = 0
        for row in range(members):
            member = first + row
            total, most[row], inside[row], ready = 0, 0, 0, 0.0
            if not any_of(member, away):
                continue
            for origin in range(origins):
                room = away[member, origin]
                weight[row, origin] = room * law[member, CAUTION, origin]
                total += room
                most[row] += room if weight[row, origin] > 0.0 else 0
                inside[row] += displaced[member, origin]
            for origin in range(origins):
                ready += weight[row, origin]
            if total <= 0 or ready <= 0.0:
                continue
            ready /= total
            for host in range(hosts):
                number, hazard = hosted[member, host], rate[member, host] * ready
                if number != 0 and hazard > 0.0:
                    u = drawn(keys[member], labels[host])
                    asked = ask(batch, asked, row * (hosts + 1) + host, u, number, hazard)
            hazard = rate_inside[member] * ready
            if inside[row] != 0 and hazard > 0.0:
                u = drawn(keys[member], labels_of_one[INSIDE])
                asked = ask(batch, asked, row * (hosts + 1) + hosts, u, inside[row], hazard)
        to_chances(batch, asked)
        answer(batch, asked, back)
        for row in range(members):
            member, people = first + row, 0
            for host in range(hosts):
                returning = min(back[row, host], most[row] - people)
                hosted[member, host] -= returning
                people += returning
            returning = min(back[row, hosts], most[row] - people)
            if returning != 0:
                crowd[:] = displaced[member]
                u = drawn(keys[member], labels_of_one[INSIDE_SPLIT])
                spread_within(u, returning, crowd, displaced[member], ends, counts)
                for origin in range(origins):
                    displaced[member, origin] -= counts[origin]
                people += returning
            if people == 0:
                continue
            u = drawn(keys[member], labels_of_one[HOME_SPLIT])
            spread_within(u, people, weight[row], away[member], ends, counts)
            for origin in range(origins):
                home[member, origin] += counts[origin]
                returns[member, origin] += counts[origin]
