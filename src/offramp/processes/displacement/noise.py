"""The noise of a day: what raises or lowers crossings on it and is gone on the next.

It belongs to the day on which people cross, and so to those who set out for it, from wherever.
"""

import math

import numpy as np

from offramp.engine._jit import njit
from offramp.engine.draws import Keys, draw
from offramp.engine.quantiles import normal_quantile
from offramp.processes.displacement.side_by_side import slot_from
from offramp.processes.displacement.tables import (
    LONGEST,
    SLOTS,
    Counts,
    Days,
    Floats,
    columns_at,
)


@njit
def standard_normal(key: np.uint64, day: int, name: np.uint64) -> float:
    """Return a standard normal number."""
    return normal_quantile(draw(key, day, name, 0))


@njit
def shake(
    keys: Keys,
    day: int,
    quantity: Floats,
    starts: Counts,
    last: Counts,
    names: Keys,
    shared_name: np.uint64,
    days_out: Days,
    scale: Floats,
    shock: Floats,
    lift: Floats,
    outside: Floats,
) -> None:
    """Let the noise of the day on which people will cross raise or lower who sets out for it.

    Args:
        keys: of the members.
        day: today.
        quantity: effective quantities, (member, place).
        starts: where each quantity begins, see `columns_at`.
        last: last observed day of each host.
        names: of the noise of each host.
        shared_name: of the noise shared by all.
        days_out: days to the border, (member, host, origin).
        scale: of each host, (member, host).
        shock: noise by day of arrival, (member, host, slot).
        lift: its exponential, (member, host, slot).
        outside: shares that go to each host, (member, host, origin); changed.
    """
    columns = columns_at(starts)
    members, hosts, origins = outside.shape
    today = np.uint64(day % SLOTS)
    for member in range(members):
        q = quantity[member]
        for ahead in range(0 if day == 0 else LONGEST, SLOTS):
            then = day + ahead
            noise = standard_normal(keys[member], then, shared_name) * q[columns.shared_noise]
            for host in range(hosts):
                own = 0.0
                if then > last[host]:
                    own = standard_normal(keys[member], then, names[host]) * q[columns.level_noise]
                    own = noise + own * scale[member, host]
                shock[member, host, then % SLOTS] = own
                lift[member, host, then % SLOTS] = math.exp(own)
        for host in range(hosts):
            for origin in range(origins):
                slot = slot_from(today, days_out[member, host, origin])
                outside[member, host, origin] *= lift[member, host, slot]
