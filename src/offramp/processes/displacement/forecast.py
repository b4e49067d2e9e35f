"""The law's own forecast of crossings, and what each host's level learns from its error.

The level of a host is the logarithm of how many more go there than the law says. The forecast of a
day is what the law expects to arrive then from all days before, times the exponential of the level
as it stands: what was learned while people were on their way counts at once. On an observed day the
level moves by level_gain times the logarithm of observed over forecast (an exponential filter of
the error of the law); after the last one it drifts as a random walk, and so does the level shared
by all who leave.
"""

import math

import numpy as np

from offramp.engine._jit import njit
from offramp.engine.draws import Keys, draw
from offramp.engine.quantiles import normal_quantile
from offramp.processes.displacement.impose import seen
from offramp.processes.displacement.law import chance, mean_hazard
from offramp.processes.displacement.tables import (
    EXIT,
    HAZARD,
    HAZARD_AGAIN,
    INSIDE_SHARE,
    SLOTS,
    STAY,
    Columns,
    Counts,
    Floats,
)

FEW = 10.0
"""Added to both sides of a forecast's error (person/day), so that a day without crossings counts
and errors among a handful of people teach little."""

SURPRISE = 1.0
"""Largest error on the logarithm that a day teaches: single reports are late or revised by more."""

BOUND = 3.0
"""Largest level either way, a factor of 20: a law that needs more is wrong elsewhere."""


@njit
def foresee(
    day: int,
    quantity: Floats,
    columns: Columns,
    access: Floats,
    at_home: Counts,
    displaced: Counts,
    trapped: Counts,
    days_out: Counts,
    level: Floats,
    law: Floats,
    outside: Floats,
    forecast: Floats,
) -> None:
    """Add who the law expects to set out today, but for the level, to the day they arrive.

    Args:
        day: today.
        quantity: effective quantities, (member, place).
        columns: where each quantity begins.
        access: way out of each origin, (member, origin).
        at_home: people free to leave the country, (member, origin); so are the next two.
        displaced: people displaced there.
        trapped: people trapped there.
        days_out: days to the border, (member, origin, host).
        level: of each host, (member, host).
        law: of the day, (member, row, origin).
        outside: shares that go to each host, (member, origin, host).
        forecast: by day of arrival, (member, host, slot).
    """
    members, origins, hosts = outside.shape
    base = np.empty(hosts)
    for member in range(members):
        for host in range(hosts):
            base[host] = math.exp(-level[member, host])
        for origin in range(origins):
            ways = law[member, INSIDE_SHARE, origin]
            for host in range(hosts):
                ways += outside[member, origin, host]
            if ways <= 0.0:
                continue
            out = law[member, EXIT, origin]
            leaving = law[member, HAZARD, origin]
            again = law[member, HAZARD_AGAIN, origin] * out
            people = at_home[member, origin] * leaving * out
            people *= mean_hazard(leaving * ((1.0 - out) + out * ways))
            people += displaced[member, origin] * again * mean_hazard(again * ways)
            held = trapped[member, origin]
            if held:
                released = chance(quantity[member, columns.release_rate] * access[member, origin])
                people += held * released * (1.0 - law[member, STAY, origin]) / ways
            for host in range(hosts):
                slot = (day + days_out[member, origin, host]) % SLOTS
                forecast[member, host, slot] += people * outside[member, origin, host] * base[host]


@njit
def foretell(
    day: int,
    observed: Counts,
    capacity: Floats,
    waiting: Counts,
    level: Floats,
    forecast: Floats,
    arrivals_expected: Floats,
    surprise: Floats,
) -> None:
    """Write down today's forecast, and its error on the logarithm, as far as that teaches.

    A forecast beyond what crossings let through is no error on a day when they were full.
    """
    slot = day % SLOTS
    for member in range(level.shape[0]):
        for host in range(capacity.size):
            expected = forecast[member, host, slot] * math.exp(level[member, host])
            forecast[member, host, slot] = 0.0
            arrivals_expected[member, host] = min(waiting[member, host] + expected, capacity[host])
            surprise[member, host] = 0.0
            if seen(observed, host, day):
                count = observed[host, day]
                if count < capacity[host] or count > expected:
                    error = math.log((count + FEW) / (expected + FEW))
                    surprise[member, host] = min(max(error, -SURPRISE), SURPRISE)


@njit
def learn(
    keys: Keys,
    day: int,
    quantity: Floats,
    columns: Columns,
    observed: Counts,
    last: Counts,
    names: Keys,
    shared_name: np.uint64,
    surprise: Floats,
    level: Floats,
    shared_level: Floats,
) -> None:
    """Move the levels by the error of today's forecast, or let them drift.

    Args:
        keys: of the members.
        day: today.
        quantity: effective quantities, (member, place).
        columns: where each quantity begins.
        observed: crossings, (host, day).
        last: last observed day of each host.
        names: of the drift of each host.
        shared_name: of the drift of the shared level.
        surprise: errors of today's forecast, (member, host).
        level: of each host, (member, host).
        shared_level: of all who leave, (member,).
    """
    latest = last.max() if last.size else -1
    for member in range(keys.size):
        q = quantity[member]
        for host in range(last.size):
            if seen(observed, host, day):
                step = q[columns.level_gain] * surprise[member, host]
            elif day > last[host]:
                normal = normal_quantile(draw(keys[member], day, names[host], 0))
                step = q[columns.level_drift] * normal
            else:
                continue
            level[member, host] = min(max(level[member, host] + step, -BOUND), BOUND)
        if day > latest:
            normal = normal_quantile(draw(keys[member], day, shared_name, 0))
            moved = shared_level[member] + q[columns.shared_drift] * normal
            shared_level[member] = min(max(moved, -BOUND), BOUND)
