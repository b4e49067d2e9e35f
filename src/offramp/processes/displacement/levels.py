"""How much more people come than the law says, learned from what was observed.

On the logarithm, the crossings into host h on day t are

    log law + level_h(t) + shared(t) + noise_h(t) + noise(t)

where level_h is a random walk with the step level_drift and a trend, shared is forgotten within
shared_memory and moves by shared_drift, the trend (the law decays too fast or too slowly) is the
same for all hosts, is forgotten within trend_memory and moves by trend_drift, and both noises
(level_noise, shared_noise) last a day. A Kalman filter (`filter`) follows them while crossings are
observed, each member by its own law and its own standard deviations. At the last observation the
levels and trend of a member are drawn from what the filter leaves open; then they move by chance.

Some hosts are counted worse than others, or more is at stake there: level_drift and level_noise of
a host are multiplied by a scale, which is learned from how large its errors are against those
expected (a running mean of their squares, with the weight of LIKE_OTHERS lessons for 1).
"""

import math

import numpy as np

from offramp.engine._jit import njit
from offramp.engine.draws import Keys
from offramp.processes.displacement.filter import begin, draw_open, kept_after, update, widen
from offramp.processes.displacement.noise import standard_normal
from offramp.processes.displacement.own import Own
from offramp.processes.displacement.tables import (
    DRAWN,
    LEVEL,
    LONGEST,
    SHARED,
    TREND,
    Counts,
    Floats,
    columns_at,
)

FIRST_LESSON = LONGEST // 2
"""Day from which something is learned: before, only those from near the border can have come."""

LIKE_OTHERS = 5.0
"""Lessons for which a host is taken to be like any other, before its own errors outweigh that."""

BOUND = 6.0
"""Largest level either way, a factor of 400: keeps numbers finite, no more."""


@njit
def standing(level: Floats, shared_level: Floats, both: Floats) -> None:
    """Set the level of each host with what is shared, (member, host)."""
    for member in range(level.shape[0]):
        for host in range(level.shape[1]):
            both[member, host] = level[member, host] + shared_level[member]


@njit
def learn(
    keys: Keys,
    day: int,
    quantity: Floats,
    starts: Counts,
    last: Counts,
    names: Keys,
    names_of_one: Keys,
    own: Own,
) -> None:
    """Learn from the errors of today's forecast, and move the levels on to tomorrow.

    Args:
        keys: of the members.
        day: today.
        quantity: effective quantities, (member, place).
        starts: where each quantity begins, see `columns_at`.
        last: last observed day of each host.
        names: of draws, (purpose, host).
        names_of_one: of draws, (purpose,).
        own: of this process; read: surprise, weight; changed: level, shared_level, trend, doubt,
            lessons, scale.
    """
    columns = columns_at(starts)
    hosts = last.size
    latest = last.max() if hosts else -1
    change, gain = np.empty(hosts + 3), np.empty(hosts + 3)
    for member in range(keys.size):
        q, open_, key = quantity[member], own.doubt[member], keys[member]
        kept = kept_after(q[columns.shared_memory])
        trend_kept = kept_after(q[columns.trend_memory])
        if day == 0:
            begin(q, columns, last, kept, trend_kept, open_)
        change[:] = 0.0
        if FIRST_LESSON <= day <= latest:
            for host in range(hosts):
                if math.isnan(own.surprise[member, host]):
                    continue
                noise = q[columns.level_noise] * own.scale[member, host]
                error = own.surprise[member, host]
                ratio = update(host, error, own.weight[member, host], noise, open_, change, gain)
                if day >= LONGEST and ratio >= 0.0:
                    own.lessons[member, host] += 1
                    step = 1.0 / (LIKE_OTHERS + own.lessons[member, host])
                    own.scale[member, host] *= math.sqrt(1.0 + (ratio - 1.0) * step)
        if day == latest:
            draw_open(key, day, names[DRAWN], names_of_one, open_, change)
        own.shared_level[member] += change[hosts]
        own.trend[member] += change[hosts + 1]
        for host in range(hosts):
            own.level[member, host] += change[host] + own.trend[member]
        own.shared_level[member] *= kept
        own.trend[member] *= trend_kept
        if day < latest:
            widen(q, columns, kept, trend_kept, own.scale[member], open_)
        else:
            for host in range(hosts):
                step = q[columns.level_drift] * own.scale[member, host]
                own.level[member, host] += step * standard_normal(key, day, names[LEVEL, host])
            step = q[columns.shared_drift] * standard_normal(key, day, names_of_one[SHARED])
            own.shared_level[member] += step
            own.trend[member] += q[columns.trend_drift] * standard_normal(
                key, day, names_of_one[TREND]
            )
        for host in range(hosts):
            own.level[member, host] = min(max(own.level[member, host], -BOUND), BOUND)
