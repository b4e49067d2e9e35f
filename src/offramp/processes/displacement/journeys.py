"""Where those who leave go, each with its own way and day of arrival.

All origins of a member are done at once: the weights of each run end to end over the places, and
the places, gone through once, get their teeth of the comb of each origin (`spread`).
"""

import numpy as np

from offramp.engine._jit import njit
from offramp.engine.draws import Keys, drawn
from offramp.processes.displacement.side_by_side import comb_all, last_of, lay_more, slot_after
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
    scale, upto, u = np.empty(origins), np.empty(origins), np.empty(origins)
    teeth = np.zeros((hosts + 1, origins), np.int64)
    today = day % SLOTS
    for member in range(members):
        if leaving[member].sum() == 0:
            continue
        upto[:] = 0.0
        for host in range(hosts):
            lay_more(member, host, outside, 1.0, upto)
        lay_more(member, INSIDE_SHARE, law, 1.0, upto)
        for origin in range(origins):
            scale[origin] = 1.0 / upto[origin] if upto[origin] > 0.0 else 0.0
            u[origin] = drawn(keys[member], labels[origin])
        upto[:] = 0.0
        for host in range(hosts):
            lay_more(member, host, outside, 1.0, upto)
            comb_all(member, host + 1, leaving, upto, scale, u, teeth)
            for origin in range(origins):
                people = teeth[host + 1, origin] - teeth[host, origin]
                sent[member, host, origin] += people
                slot = slot_after(today, days_out[member, host, origin])
                road_out[member, host, slot] += people
        for origin in range(origins):
            left = leaving[member, origin] - teeth[hosts, origin]
            if left > 0 and not law[member, INSIDE_SHARE, origin] > 0.0:
                host = last_of(member, outside, origin)
                sent[member, host, origin] += left
                slot = slot_after(today, days_out[member, host, origin])
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
    upto, scale = np.empty(places), np.empty(places)
    u, u_barred = np.empty(places), np.empty(places)
    teeth = np.zeros((places + 1, places), np.int64)
    teeth_barred = np.zeros((places + 1, places), np.int64)
    today = day % SLOTS
    for member in range(members):
        if free[member].sum() + barred[member].sum() == 0:
            continue
        for origin in range(places):
            pull = pull_inside[member, origin]
            scale[origin] = 1.0 / pull if pull > 0.0 else 0.0
            u[origin] = drawn(keys[member], labels[0, origin])
            u_barred[origin] = drawn(keys[member], labels[1, origin])
        upto[:] = 0.0
        for place in range(places):
            lay_more(member, place, way_inside, law[member, SAFE, place], upto)
            comb_all(member, place + 1, free, upto, scale, u, teeth)
            comb_all(member, place + 1, barred, upto, scale, u_barred, teeth_barred)
            for origin in range(places):
                slot = slot_after(today, days_inside[member, place, origin])
                people = teeth[place + 1, origin] - teeth[place, origin]
                road_inside[member, 0, place, slot] += people
                people = teeth_barred[place + 1, origin] - teeth_barred[place, origin]
                road_inside[member, 1, place, slot] += people
        for origin in range(places):
            left = free[member, origin] - teeth[places, origin]
            left_barred = barred[member, origin] - teeth_barred[places, origin]
            if left + left_barred > 0:
                place = last_of(member, way_inside, origin)
                slot = slot_after(today, days_inside[member, place, origin])
                road_inside[member, 0, place, slot] += left
                road_inside[member, 1, place, slot] += left_barred
        if main_source.size:
            _note_sources(member, teeth, teeth_barred, main_source, main_flow)


@njit
def _note_sources(
    member: int, teeth: Counts, teeth_barred: Counts, main_source: Counts, main_flow: Floats
) -> None:
    """Note for each place where most people there come from; see `go_inside`."""
    places = main_source.shape[1]
    for place in range(places):
        most, source = main_flow[member, place], main_source[member, place]
        for origin in range(places):
            came = teeth[place + 1, origin] - teeth[place, origin]
            came += teeth_barred[place + 1, origin] - teeth_barred[place, origin]
            if came == 0:
                continue
            if source == origin:
                most += came
            elif came > most:
                source, most = origin, float(came)
        main_flow[member, place], main_source[member, place] = most, source
