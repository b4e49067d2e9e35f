"""Where those who leave go, each with its own way and day of arrival.

All origins of a member are done at once: the weights of each run end to end over the places, and
the places, gone through once, get their teeth of the comb of each origin (`spread`).
"""

import numpy as np

from offramp.engine._jit import njit
from offramp.engine.draws import Keys, drawn
from offramp.processes.displacement.side_by_side import (
    Comb,
    comb_more,
    last_of,
    lay_more,
    new_comb,
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
    room = Comb(
        np.empty(origins), np.empty(origins), np.empty(origins), np.empty(origins, np.int64)
    )
    came = np.empty((1, hosts, origins), np.int64)
    today = np.uint64(day % SLOTS)
    for member in range(members):
        if not _any(member, leaving):
            continue
        room.upto[:] = 0.0
        for host in range(hosts):
            lay_more(member, host, outside, 1.0, room.upto)
        lay_more(member, INSIDE_SHARE, law, 1.0, room.upto)
        for origin in range(origins):
            room.scale[origin] = 1.0 / room.upto[origin] if room.upto[origin] > 0.0 else 0.0
            room.u[origin] = drawn(keys[member], labels[origin])
        room.upto[:] = 0.0
        room.teeth[:] = 0
        for host in range(hosts):
            lay_more(member, host, outside, 1.0, room.upto)
            comb_more(member, 0, host, leaving, room, came)
            for origin in range(origins):
                sent[member, host, origin] += came[0, host, origin]
            for origin in range(origins):
                slot = slot_from(today, days_out[member, host, origin])
                road_out[member, host, slot] += came[0, host, origin]
        for origin in range(origins):
            left = leaving[member, origin] - room.teeth[origin]
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
        road_inside: people on the way, (member, barred or not, origin, slot).
        main_source: origin that most of those in each place come from, (member, origin); nothing
            is noted where there is no member.
        main_flow: decaying memory of how many came from there, (member, origin).
    """
    members, places = free.shape
    groups = (free, barred)
    room = new_comb(places)
    came = np.zeros((2, places, places), np.int64)
    today = np.uint64(day % SLOTS)
    for member in range(members):
        for group in range(2):
            people = groups[group]
            if not _any(member, people):
                if main_source.size:
                    came[group] = 0
                continue
            for origin in range(places):
                pull = pull_inside[member, origin]
                room.scale[origin] = 1.0 / pull if pull > 0.0 else 0.0
                room.u[origin] = drawn(keys[member], labels[group, origin])
            _fill_places(member, group, way_inside, law, people, room, came)
            for origin in range(places):
                for place in range(places):
                    slot = slot_from(today, days_inside[member, place, origin])
                    road_inside[member, group, place, slot] += came[group, place, origin]
            for origin in range(places):
                left = people[member, origin] - room.teeth[origin]
                if left > 0:
                    place = last_of(member, way_inside, origin)
                    slot = slot_from(today, days_inside[member, place, origin])
                    road_inside[member, group, place, slot] += left
        if main_source.size:
            _note_sources(member, came, main_source, main_flow)


@njit
def _any(member: int, people: Counts) -> bool:
    """Say whether a member has anybody among people, (member, origin)."""
    total = 0
    for origin in range(people.shape[1]):
        total += people[member, origin]
    return total != 0


@njit
def _fill_places(
    member: int,
    group: int,
    way_inside: Floats,
    law: Floats,
    people: Counts,
    room: Comb,
    came: Counts,
) -> None:
    """Set how many come into each place from each origin, (group, place, origin)."""
    room.upto[:] = 0.0
    room.teeth[:] = 0
    for place in range(came.shape[1]):
        lay_more(member, place, way_inside, law[member, SAFE, place], room.upto)
        comb_more(member, group, place, people, room, came)


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
