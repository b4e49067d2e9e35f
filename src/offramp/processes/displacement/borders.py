"""Arriving: in places inside, at the border, and across it as far as crossings let through.

On an observed day exactly as many cross as were seen to, if they are there. On any other, those
who wait cross up to the throughput of the open crossings, and the rest wait on.
"""

import math

from offramp.engine._jit import njit
from offramp.processes.displacement.impose import seen
from offramp.processes.displacement.tables import SLOTS, Counts, Floats


@njit
def arrive_inside(
    day: int, barred: int, road_inside: Counts, moving: Counts, displaced: Counts
) -> None:
    """End the ways inside that end today, for those free to leave the country or those barred."""
    members, places = moving.shape
    slot = day % SLOTS
    for member in range(members):
        for place in range(places):
            displaced[member, place] += road_inside[member, barred, slot, place]
        for place in range(places):
            road_inside[member, barred, slot, place] = 0
        for place in range(places):
            under_way = 0
            for later in range(SLOTS):
                under_way += road_inside[member, barred, later, place]
            moving[member, place] = under_way


@njit
def cross(
    day: int,
    observed: Counts,
    capacity: Floats,
    road_out: Counts,
    in_transit: Counts,
    waiting: Counts,
    arrivals: Counts,
    hosted: Counts,
    unmet: Counts,
) -> None:
    """End the ways to the border that end today, and let people across.

    Args:
        day: today.
        observed: crossings, (host, day).
        capacity: people that can cross into each host in a day.
        road_out: people on the way, (member, host, slot).
        in_transit: their sum, (member, host); so are the next.
        waiting: people at the border.
        arrivals: overwritten with who crosses today.
        hosted: people in the host.
        unmet: observed crossings for which there was nobody.
    """
    slot = day % SLOTS
    for member in range(waiting.shape[0]):
        for host in range(capacity.size):
            here = waiting[member, host] + road_out[member, host, slot]
            road_out[member, host, slot] = 0
            under_way = 0
            for later in range(SLOTS):
                under_way += road_out[member, host, later]
            in_transit[member, host] = under_way
            across = min(here, math.floor(capacity[host]))
            if seen(observed, host, day):
                across = min(here, observed[host, day])
                unmet[member, host] += observed[host, day] - across
            waiting[member, host] = here - across
            arrivals[member, host] = across
            hosted[member, host] += across
