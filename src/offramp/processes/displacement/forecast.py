"""The law's own forecast of crossings.

The level of a host is the logarithm of how many more go there than the law says; another is shared
by all hosts (`levels`). The forecast of a day is what the law expects to arrive then from all days
before, times the exponential of the levels as they stand: what was learned while people were on
their way counts at once.
"""

import math

import numpy as np
from numpy.typing import NDArray

from offramp.engine._jit import njit
from offramp.engine.exponential import fill_exp, to_exp
from offramp.processes.displacement.impose import seen
from offramp.processes.displacement.law import chance, fill_mean_hazard
from offramp.processes.displacement.side_by_side import add_up, slot_from
from offramp.processes.displacement.tables import (
    EXIT,
    HAZARD,
    HAZARD_AGAIN,
    SLOTS,
    STAY,
    Counts,
    Days,
    Floats,
    columns_at,
)

FEW = 3.0
"""Added to both sides of a forecast's error (person/day), so that a day without crossings counts
and errors among a handful of people teach little."""


@njit
def foresee(
    day: int,
    quantity: Floats,
    starts: Counts,
    access: Floats,
    at_home: Counts,
    displaced: Counts,
    trapped: Counts,
    days_out: Days,
    level: Floats,
    law: Floats,
    outside: Floats,
    forecast: Floats,
) -> None:
    """Add who the law expects to set out today, but for the level, to the day they arrive.

    Args:
        day: today.
        quantity: effective quantities, (member, place).
        starts: where each quantity begins, see `columns_at`.
        access: way out of each origin, (member, origin).
        at_home: people free to leave the country, (member, origin); so are the next two.
        displaced: people displaced there.
        trapped: people trapped there.
        days_out: days to the border, (member, host, origin).
        level: of each host with what is shared, (member, host).
        law: of the day, (member, row, origin).
        outside: shares that go to each host, (member, host, origin).
        forecast: by day of arrival, (member, host, slot).
    """
    columns = columns_at(starts)
    members, hosts, origins = outside.shape
    ways, people, again = np.empty(origins), np.empty(origins), np.empty(origins)
    rates, means, more = np.empty((2, origins)), np.empty((2, origins)), np.empty((hosts, origins))
    lowered = np.empty((members, hosts))
    for member in range(members):
        for host in range(hosts):
            lowered[member, host] = -level[member, host]
    to_exp(lowered.reshape(-1))
    today = np.uint64(day % SLOTS)
    for member in range(members):
        add_up(member, law, outside, ways)
        for origin in range(origins):
            out, leaving = law[member, EXIT, origin], law[member, HAZARD, origin]
            people[origin] = at_home[member, origin] * leaving * out
            rates[0, origin] = leaving * ((1.0 - out) + out * ways[origin])
        for origin in range(origins):
            once_more = law[member, HAZARD_AGAIN, origin] * law[member, EXIT, origin]
            again[origin] = displaced[member, origin] * once_more
            rates[1, origin] = once_more * ways[origin]
        fill_mean_hazard(rates.reshape(-1), means.reshape(-1))
        for origin in range(origins):
            people[origin] = people[origin] * means[0, origin] + again[origin] * means[1, origin]
        release = quantity[member, columns.release_rate]
        for origin in range(origins):
            held = trapped[member, origin]
            if held and ways[origin] > 0.0:
                stays = law[member, STAY, origin]
                released = chance(release * access[member, origin])
                people[origin] += held * released * (1.0 - stays) / ways[origin]
        for origin in range(origins):
            people[origin] = people[origin] if ways[origin] > 0.0 else 0.0
        for host in range(hosts):
            base = lowered[member, host]
            for origin in range(origins):
                more[host, origin] = people[origin] * outside[member, host, origin] * base
        for origin in range(origins):
            for host in range(hosts):
                slot = slot_from(today, days_out[member, host, origin])
                forecast[member, host, slot] += more[host, origin]


@njit
def foretell(
    day: int,
    observed: Counts,
    teaches: NDArray[np.bool_],
    capacity: Floats,
    waiting: Counts,
    level: Floats,
    forecast: Floats,
    visits: Counts,
    arrivals_expected: Floats,
    surprise: Floats,
    weight: Floats,
) -> None:
    """Write down today's forecast, and its error on the logarithm where there is one to learn from.

    A forecast beyond what crossings let through is no error on a day when they were full.

    Args:
        day: today.
        observed: crossings, (host, day).
        teaches: whether something is learned from a count, (host, day).
        capacity: people that can cross into each host in a day.
        waiting: people at the border, (member, host).
        level: of each host with what is shared, (member, host).
        forecast: by day of arrival, (member, host, slot).
        visits: people back from a visit, (member, host, slot).
        arrivals_expected: to be set, (member, host).
        surprise: to be set, (member, host); not-a-number where nothing is learned.
        weight: to be set, (member, host): the share of the forecast that moves with the level.
    """
    slot = day % SLOTS
    raised = np.empty(level.shape)
    fill_exp(level.reshape(-1), raised.reshape(-1))
    for member in range(level.shape[0]):
        for host in range(capacity.size):
            expected = forecast[member, host, slot] * raised[member, host]
            forecast[member, host, slot] = 0.0
            back = visits[member, host, slot]
            visits[member, host, slot] = 0
            weight[member, host] = (expected + 1.0) / (expected + back + FEW)
            expected += back
            arrivals_expected[member, host] = min(waiting[member, host] + expected, capacity[host])
            surprise[member, host] = np.nan
            if seen(observed, host, day) and teaches[host, day]:
                count = observed[host, day]
                if count < capacity[host] or count > expected:
                    surprise[member, host] = math.log((count + FEW) / (expected + FEW))
