"""The noise of a day: what raises or lowers crossings on it and is gone on the next.

It belongs to the day on which people cross, and so to those who set out for it, from wherever.
"""

import numpy as np

from offramp.engine._jit import njit
from offramp.engine.draws import Keys, draw, fill_uniforms
from offramp.engine.exponential import to_exp
from offramp.engine.quantiles import fill_normal, normal_quantile
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
def normals(keys: Keys, day: int, names: Keys, out: Floats) -> None:
    """Set `out`, (member, name), to `standard_normal` of each member and name."""
    u = np.empty(out.shape)
    fill_uniforms(keys, day, names, 0, u)
    fill_normal(u.reshape(-1), out.reshape(-1))


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
    all_names = np.append(names, shared_name)
    normal, own = np.empty((members, hosts + 1)), np.empty((members, hosts))
    for then in range(day if day == 0 else day + LONGEST, day + SLOTS):
        normals(keys, then, all_names, normal)
        slot = then % SLOTS
        for member in range(members):
            noise = normal[member, hosts] * quantity[member, columns.shared_noise]
            size = quantity[member, columns.level_noise]
            for host in range(hosts):
                raised = noise + normal[member, host] * size * scale[member, host]
                own[member, host] = raised if then > last[host] else 0.0
                shock[member, host, slot] = own[member, host]
        to_exp(own.reshape(-1))
        for member in range(members):
            for host in range(hosts):
                lift[member, host, slot] = own[member, host]
    today = np.uint64(day % SLOTS)
    for member in range(members):
        for host in range(hosts):
            for origin in range(origins):
                slot_then = slot_from(today, days_out[member, host, origin])
                outside[member, host, origin] *= lift[member, host, slot_then]
