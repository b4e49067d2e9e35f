"""Where those who leave go, each with its own way and day of arrival.

All origins of a member are done at once: the weights of each run end to end over the places, and
the places, gone through once, get their teeth of the comb of each origin (`spread`).
"""

import numpy as np

from offramp.engine._jit import njit
from offramp.engine.draws import Keys
from offramp.processes.displacement.side_by_side import (
    WEEK,
    any_of,
    comb_all,
    last_of,
    lay_more,
    new_comb,
    scale_to,
    send,
    slot_from,
    take_up,
)
from offramp.processes.displacement.tables import (
    INSIDE_SHARE,
    SAFE,
    SLOTS,
    Counts,
    Days,
    Floats,
    Singles,
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
    comb, whole = new_comb(hosts, origins), np.empty(origins)
    came, after = np.empty((1, hosts, origins), np.int64), np.empty(hosts * WEEK, np.int64)
    today = np.uint64(day % SLOTS)
    for member in range(members):
        if not any_of(member, leaving):
            continue
        whole[:] = 0.0
        for host in range(hosts):
            lay_more(member, host, outside, 1.0, whole)
        lay_more(member, INSIDE_SHARE, law, 1.0, whole)
        scale_to(whole, comb)
        take_up(member, keys[member], labels, leaving, comb)
        comb_all(member, outside, comb, 0, came)
        for host in range(hosts):
            for origin in range(origins):
                sent[member, host, origin] += came[0, host, origin]
        send(member, days_out, 0, came, after)
        for host in range(hosts):
            for days in range(SLOTS):
                road_out[member, host, slot_from(today, days)] += after[host * WEEK + days]
        stranded = 0
        for origin in range(origins):
            left = leaving[member, origin] - comb.teeth[origin]
            leaving[member, origin] = left
            stranded += left > 0 and not law[member, INSIDE_SHARE, origin] > 0.0
        if stranded:
            _send_to_last(member, today, days_out, law, outside, leaving, sent, road_out)


@njit
def _send_to_last(
    member: int,
    today: np.uint64,
    days_out: Days,
    law: Floats,
    outside: Floats,
    leaving: Counts,
    sent: Counts,
    road_out: Counts,
) -> None:
    """Send those for whom the comb found no place, and none is inside, to the last host."""
    for origin in range(leaving.shape[1]):
        left = leaving[member, origin]
        if left > 0 and not law[member, INSIDE_SHARE, origin] > 0.0:
            host = last_of(member, outside, origin)
            sent[member, host, origin] += left
            road_out[member, host, slot_from(today, days_out[member, host, origin])] += left
            leaving[member, origin] = 0


@njit
def go_inside(
    keys: Keys,
    day: int,
    labels: Keys,
    way_inside: Singles,
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
    came, after = np.zeros((2, places, places), np.int64), np.empty(places * WEEK, np.int64)
    total = np.empty(places, np.int64)
    anybody = np.zeros(2, np.bool_)
    today = np.uint64(day % SLOTS)
    for member in range(members):
        for place in range(places):
            comb.factor[place] = law[member, SAFE, place]
            total[place] = 0
        scale_to(pull_inside[member], comb)
        for group in range(2):
            people = groups[group]
            if not any_of(member, people):
                if anybody[group]:
                    came[group], anybody[group] = 0, False
                continue
            anybody[group] = True
            take_up(member, keys[member], labels[group], people, comb)
            comb_all(member, way_inside, comb, group, came)
            send(member, days_inside, group, came, after)
            for days in range(SLOTS):
                slot = slot_from(today, days)
                for place in range(places):
                    coming = after[place * WEEK + days]
                    road_inside[member, group, slot, place] += coming
                    total[place] += coming
            for origin in range(places):
                left = people[member, origin] - comb.teeth[origin]
                if left > 0:
                    place = last_of(member, way_inside, origin)
                    slot = slot_from(today, days_inside[member, place, origin])
                    road_inside[member, group, slot, place] += left
        if main_source.size:
            _note_sources(member, came, total, main_source, main_flow)


@njit
def _note_sources(
    member: int, came: Counts, total: Counts, main_source: Counts, main_flow: Floats
) -> None:
    """Note for each place where most people there come from; see `go_inside`.

    Only where more come than came from the main source can it be another one.

    Args:
        member: position in the block.
        came: people who set out, (barred or not, place, origin).
        total: their sum, (place,).
        main_source: see `go_inside`; so is the next.
        main_flow: likewise.
    """
    places = main_source.shape[1]
    for place in range(places):
        most, source = main_flow[member, place], main_source[member, place]
        largest = 0
        if total[place] > most:
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
