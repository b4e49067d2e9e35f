"""Where those who leave go, each with its own way and day of arrival.

All origins of a member are done at once: the weights of each run end to end over the places, and
the places, gone through once, get their teeth of the comb of each origin (`spread`).
"""

import numpy as np

from offramp.engine._jit import njit
from offramp.engine.draws import Keys, drawn
from offramp.processes.displacement.side_by_side import (
    any_of,
    comb_all,
    last_of,
    lay_all,
    lay_more,
    new_comb,
    scale_to,
    send,
    slot_from,
)
from offramp.processes.displacement.tables import (
    INSIDE_SHARE,
    SAFE,
    SLOTS,
    Counts,
    Days,
    Floats,
)


@njit
def set_out(
    keys: Keys,
    day: int,
    labels: Keys,
    days_out: Days,
    law: Floats,
    outside: Floats,
    leaving: Counts,
    sent: Counts,
    road_out: Counts,
) -> None:
    """Split those free to leave the country among hosts and inside.

    Args:
        keys: of the members.
        day: today.
        labels: of the draws of each origin.
        days_out: days to the border, (member, host, origin).
        law: of the day, (member, row, origin).
        outside: shares that go to each host, (member, host, origin).
        leaving: who leaves, (member, origin); reduced to those who go inside.
        sent: who sets out for each host, (member, host, origin), added to.
        road_out: people on the way, (member, host, slot).
    """
    members, hosts, origins = outside.shape
    comb = new_comb(hosts, origins)
    came, alike = np.empty((hosts, origins), np.int64), np.ones(hosts)
    today = np.uint64(day % SLOTS)
    for member in range(members):
        if not any_of(member, leaving):
            continue
        lay_all(member, outside, alike, comb)
        lay_more(member, INSIDE_SHARE, law, 1.0, comb.upto)
        scale_to(comb.upto, comb)
        for origin in range(origins):
            comb.u[origin] = drawn(keys[member], labels[origin])
        comb_all(member, leaving, comb, came)
        for host in range(hosts):
            for origin in range(origins):
                sent[member, host, origin] += came[host, origin]
        send(member, today, days_out, came, road_out[member])
        for origin in range(origins):
            left = leaving[member, origin] - comb.teeth[origin]
            if left > 0 and not law[member, INSIDE_SHARE, origin] > 0.0:
                host = last_of(member, outside, origin)
                sent[member, host, origin] += left
                slot = slot_from(today, days_out[member, host, origin])
                road_out[member, host, slot] += left
                left = 0
            leaving[member, origin] = left


@njit
def go_inside(
    keys: Keys,
    day: int,
    labels: Keys,
    way_inside: Floats,
    days_inside: Days,
    law: Floats,
    pull_inside: Floats,
    free: Counts,
    barred: Counts,
    road_inside: Counts,
    main_source: Counts,
    main_flow: Floats,
) -> None:
    """Spread people over the places inside, and note where those of a place come from mostly.

    Args:
        keys: of the members.
        day: today.
        labels: of the draws of each origin, free to leave the country or barred, (2, origin).
        way_inside: pull of each place, (member, place, origin).
        days_inside: days on the way, (member, place, origin).
        law: of the day, (member, row, origin).
        pull_inside: sum of the pulls of all places, as quiet as they are, (member, origin).
        free: who goes of those free to leave the country, (member, origin).
        barred: who goes of those barred, (member, origin).
        road_inside: people on the way, (member, barred or not, slot, origin).
        main_source: origin that most of those in each place come from, (member, origin); nothing
            is noted where there is no member.
        main_flow: decaying memory of how many came from there, (member, origin).
    """
    members, places = free.shape
    groups = (free, barred)
    comb = new_comb(places, places)
    came = np.zeros((2, places, places), np.int64)
    today = np.uint64(day % SLOTS)
    for member in range(members):
        lay_all(member, way_inside, law[member, SAFE], comb)
        scale_to(pull_inside[member], comb)
        for group in range(2):
            people = groups[group]
            if not any_of(member, people):
                came[group] = 0
                continue
            for origin in range(places):
                comb.u[origin] = drawn(keys[member], labels[group, origin])
            comb_all(member, people, comb, came[group])
            road = road_inside[member, group].T
            send(member, today, days_inside, came[group], road)
            for origin in range(places):
                left = people[member, origin] - comb.teeth[origin]
                if left > 0:
                    place = last_of(member, way_inside, origin)
                    road[place, slot_from(today, days_inside[member, place, origin])] += left
        if main_source.size:
            _note_sources(member, came, main_source, main_flow)


@njit
def _note_sources(member: int, came: Counts, main_source: Counts, main_flow: Floats) -> None:
    """Note for each place where most people there come from; see `go_inside`."""
    places = main_source.shape[1]
    for place in range(places):
        most, source, largest = main_flow[member, place], main_source[member, place], 0
        for origin in range(places):
            largest = max(largest, came[0, place, origin] + came[1, place, origin])
        if largest <= most:
            if source >= 0:
                main_flow[member, place] = most + came[0, place, source] + came[1, place, source]
            continue
        for origin in range(places):
            more = came[0, place, origin] + came[1, place, origin]
            if more == 0:
                continue
            if source == origin:
                most += more
            elif more > most:
                source, most = origin, float(more)
        main_flow[member, place], main_source[member, place] = most, source
