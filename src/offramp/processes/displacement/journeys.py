"""Where those who leave go, each with its own way and day of arrival."""

import numpy as np

from offramp.engine._jit import njit
from offramp.engine.draws import Keys, draw
from offramp.processes.displacement.spread import comb, lay, spread
from offramp.processes.displacement.tables import INSIDE_SHARE, SAFE, SLOTS, Counts, Floats


@njit
def all_ways(law: Floats, outside: Floats, ways: Floats) -> None:
    """Add up the shares of all ways open to those free to leave the country, (member, origin)."""
    members, origins, hosts = outside.shape
    for member in range(members):
        for origin in range(origins):
            total = law[member, INSIDE_SHARE, origin]
            for host in range(hosts):
                total += outside[member, origin, host]
            ways[member, origin] = total


@njit
def set_out(
    keys: Keys,
    day: int,
    names: Keys,
    days_out: Counts,
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
        names: of the draws of each origin.
        days_out: days to the border, (member, origin, host).
        law: of the day, (member, row, origin).
        outside: shares that go to each host, (member, origin, host).
        leaving: who leaves, (member, origin); reduced to those who go inside.
        sent: who sets out for each host, (member, origin, host), added to.
        road_out: people on the way, (member, host, slot).
    """
    members, origins, hosts = outside.shape
    weights, ends = np.empty(hosts + 1), np.empty(hosts + 1)
    counts = np.empty(hosts + 1, np.int64)
    for member in range(members):
        for origin in range(origins):
            people = leaving[member, origin]
            if people == 0:
                continue
            weights[hosts] = law[member, INSIDE_SHARE, origin]
            for host in range(hosts):
                weights[host] = outside[member, origin, host]
            spread(draw(keys[member], day, names[origin], 0), people, weights, ends, counts)
            leaving[member, origin] = counts[hosts]
            for host in range(hosts):
                slot = (day + days_out[member, origin, host]) % SLOTS
                sent[member, origin, host] += counts[host]
                road_out[member, host, slot] += counts[host]


@njit
def go_inside(
    keys: Keys,
    day: int,
    names: Keys,
    names_barred: Keys,
    way_inside: Floats,
    days_inside: Counts,
    law: Floats,
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
        names: of the draws of each origin.
        names_barred: the same, for those barred from leaving the country.
        way_inside: pull of each place, (member, origin, origin).
        days_inside: days on the way, (member, origin, origin).
        law: of the day, (member, row, origin).
        free: who goes of those free to leave the country, (member, origin).
        barred: who goes of those barred, (member, origin).
        road_inside: people on the way, (member, origin, slot, barred or not).
        main_source: origin that most of those in each place come from, (member, origin).
        main_flow: decaying memory of how many came from there, (member, origin).
    """
    members, places = free.shape
    weights, ends = np.empty(places), np.empty(places)
    counts, counts_barred = np.empty(places, np.int64), np.empty(places, np.int64)
    for member in range(members):
        for origin in range(places):
            if free[member, origin] + barred[member, origin] == 0:
                continue
            for place in range(places):
                weights[place] = way_inside[member, origin, place] * law[member, SAFE, place]
            last = lay(weights, ends)
            u = draw(keys[member], day, names[origin], 0)
            comb(u, free[member, origin], ends, last, counts)
            u = draw(keys[member], day, names_barred[origin], 0)
            comb(u, barred[member, origin], ends, last, counts_barred)
            for place in range(places):
                people = counts[place] + counts_barred[place]
                if people == 0:
                    continue
                slot = (day + days_inside[member, origin, place]) % SLOTS
                road_inside[member, place, slot, 0] += counts[place]
                road_inside[member, place, slot, 1] += counts_barred[place]
                if main_source[member, place] == origin:
                    main_flow[member, place] += people
                elif people > main_flow[member, place]:
                    main_source[member, place] = origin
                    main_flow[member, place] = people
