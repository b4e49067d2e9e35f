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
from typing import NamedTuple

import numpy as np

from offramp.engine._jit import njit
from offramp.engine.draws import Keys
from offramp.processes.displacement.filter import begin, draw_open, kept_after, update, widen
from offramp.processes.displacement.noise import normals
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


class Levels(NamedTuple):
    """What is learned, changed from day to day; all have the leading axis member."""

    level: Floats
    """Logarithm of how much more go to each host than the law says, (host)."""
    shared_level: Floats
    """The same for all hosts, ()."""
    trend: Floats
    """What is added to the level of each host a day, ()."""
    doubt: Floats
    """Covariance of what is learned, see `filter`, (state, state)."""
    lessons: Counts
    """Counts from which the scale was learned, (host)."""
    scale: Floats
    """How much larger the drift and noise of a host are than those of others, (host)."""


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
    surprise: Floats,
    weight: Floats,
    levels: Levels,
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
        surprise: error of today's forecast, see `Own`, (member, host); so is the next.
        weight: share of it that moves with the levels.
        levels: what is learned; changed.
    """
    columns = columns_at(starts)
    level, shared_level, trend, doubt, lessons, scale = levels
    hosts = last.size
    latest = last.max() if hosts else -1
    change, gain = np.empty(hosts + 3), np.empty(hosts + 3)
    normal = np.empty((keys.size, hosts + 2))
    if day >= latest:
        _draw_steps(keys, day, names, names_of_one, normal)
    for member in range(keys.size):
        q, open_ = quantity[member], doubt[member]
        kept = kept_after(q[columns.shared_memory])
        trend_kept = kept_after(q[columns.trend_memory])
        if day == 0:
            begin(q, columns, last, kept, trend_kept, open_)
        change[:] = 0.0
        if FIRST_LESSON <= day <= latest:
            for host in range(hosts):
                error = surprise[member, host]
                if math.isnan(error):
                    continue
                noise = q[columns.level_noise] * scale[member, host]
                ratio = update(host, error, weight[member, host], noise, open_, change, gain)
                if day >= LONGEST and ratio >= 0.0:
                    lessons[member, host] += 1
                    step = 1.0 / (LIKE_OTHERS + lessons[member, host])
                    scale[member, host] *= math.sqrt(1.0 + (ratio - 1.0) * step)
        if day == latest:
            draw_open(keys[member], day, names[DRAWN], names_of_one, open_, change)
        shared_level[member] += change[hosts]
        trend[member] += change[hosts + 1]
        for host in range(hosts):
            level[member, host] += change[host] + trend[member]
        shared_level[member] *= kept
        trend[member] *= trend_kept
        if day < latest:
            widen(q, columns, kept, trend_kept, scale[member], open_)
        else:
            drift = q[columns.level_drift]
            for host in range(hosts):
                level[member, host] += drift * scale[member, host] * normal[member, host]
            shared_level[member] += q[columns.shared_drift] * normal[member, hosts]
            trend[member] += q[columns.trend_drift] * normal[member, hosts + 1]
        for host in range(hosts):
            level[member, host] = min(max(level[member, host], -BOUND), BOUND)


@njit
def _draw_steps(keys: Keys, day: int, names: Keys, names_of_one: Keys, normal: Floats) -> None:
    """Draw by what the level of each host, that of all and the trend move, (member, host + 2)."""
    drawn = np.empty(normal.shape[1], np.uint64)
    drawn[:-2] = names[LEVEL]
    drawn[-2], drawn[-1] = names_of_one[SHARED], names_of_one[TREND]
    normals(keys, day, drawn, normal)
