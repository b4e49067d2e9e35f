"""The kernels of conflict: how levels move, what is behind them, how ways out close and open."""

import math

import numpy as np
from numpy.typing import NDArray

from offramp.engine._jit import njit
from offramp.engine.draws import Keys, drawn
from offramp.engine.events import Ids
from offramp.processes.assessed import bounded

Floats = NDArray[np.float64]

STEP = 0.5
"""From open (1) to partly closed (1/2), and from there to besieged (0)."""


@njit
def blame(
    columns: NDArray[np.int64], quantity: Ids, last: tuple[Floats, Floats], causes: tuple[Ids, Ids]
) -> None:
    """Let a newer event behind a quantity replace the one behind a level that hangs on it.

    Args:
        columns: of the quantities of the process, in their order.
        quantity: event behind each effective value, (column, member).
        last: fighting and threat from the air as observed last, (member, origin).
        causes: events behind both, to be changed, (member, origin).
    """
    (last_fighting, last_air), (fighting, air) = last, causes
    for member in range(fighting.shape[0]):
        intensity, campaign = quantity[columns[0], member], quantity[columns[1], member]
        for origin in range(fighting.shape[1]):
            latest = max(fighting[member, origin], quantity[columns[2] + origin, member])
            if last_fighting[member, origin] > 0.0:
                latest = max(latest, intensity)
            fighting[member, origin] = latest
            if last_air[member, origin] > 0.0:
                air[member, origin] = max(air[member, origin], campaign)


@njit
def run_on(
    columns: NDArray[np.int64],
    quantity: Floats,
    normal: Floats,
    levels: tuple[Floats, Floats],
    last: tuple[Floats, Floats],
    factors: Floats,
    offensive: Floats,
) -> None:
    """Move fighting and the threat from the air by a day, everywhere.

    Args:
        columns: of the quantities of the process, in their order.
        quantity: effective values, (column, member).
        normal: standard normal numbers of the shock, of each origin's fighting and of its air
            threat, (member, 1 + 2 origin).
        levels: fighting and threat from the air, to be moved, (member, origin).
        last: the same as observed last.
        factors: what effects multiplied each by on the last observed day, (member, 2).
        offensive: what effects had added to fighting by then, (member, origin).
    """
    (fighting, air), (last_fighting, last_air) = levels, last
    origins = fighting.shape[1]
    target = np.empty(origins)
    for member in range(fighting.shape[0]):
        ground = quantity[columns[0], member] / factors[member, 0]
        sky = quantity[columns[1], member] / factors[member, 1]
        reversion = quantity[columns[3], member]
        own, of_air = quantity[columns[4], member], quantity[columns[6], member]
        shared = quantity[columns[5], member] * normal[member, 0]
        for origin in range(origins):
            target[origin] = bounded(quantity[columns[2] + origin, member])
        for origin in range(origins):
            target[origin] -= offensive[member, origin]
            target[origin] += last_fighting[member, origin] * ground
        noises = normal[member, 1 : 1 + origins]
        _revert(fighting[member], target, reversion, own, noises, shared)
        for origin in range(origins):
            target[origin] = last_air[member, origin] * sky
        _revert(air[member], target, reversion, of_air, normal[member, 1 + origins :], 0.0)


@njit
def _revert(
    level: Floats, target: Floats, reversion: float, noise: float, normal: Floats, shared: float
) -> None:
    """Move some levels by a day, as vector code; at 0 and 1 nothing of the noise is left.

    Args:
        level: to be moved, (origin,).
        target: to which each reverts, (origin,).
        reversion: part of the way to it, a day.
        noise: how much the number of each counts.
        normal: standard normal numbers, (origin,).
        shared: noise of all.
    """
    for origin in range(level.size):
        now = level[origin]
        spread = 2.0 * math.sqrt(now * (1.0 - now))
        moved = now + reversion * (min(max(target[origin], 0.0), 1.0) - now)
        shaken = spread * (noise * normal[origin] + shared)
        moved += shaken if spread > 0.0 else 0.0
        level[origin] = min(max(moved, 0.0), 1.0)


@njit
def turn(
    keys: Keys, labels: Keys, fighting: Floats, access: Floats, siege: Floats
) -> NDArray[np.int64]:
    """Close and open ways out by a step.

    Args:
        keys: of the members.
        labels: of today's draws of each origin.
        fighting: (member, origin).
        access: to be changed, (member, origin).
        siege: the border of fighting between closing and opening, and the hazards of closing and
            of opening, (3, member).

    Returns:
        Where it happens: the member, the origin, and 1 where it opens, (k, 3).
    """
    found, turns = 0, np.empty((access.size, 3), np.int64)
    for member in range(keys.size):
        border = siege[0, member]
        closing, opening = -math.expm1(-siege[1, member]), -math.expm1(-siege[2, member])
        for origin in range(labels.size):
            level = fighting[member, origin]
            if level == border:
                continue
            opens = not level > border
            after = access[member, origin] + (STEP if opens else -STEP)
            if after < 0.0 or after > 1.0:
                continue
            if drawn(keys[member], labels[origin]) < (opening if opens else closing):
                access[member, origin] = after
                turns[found] = member, origin, int(opens)
                found += 1
    return turns[:found]
