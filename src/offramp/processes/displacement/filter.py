"""The Kalman filter of the levels, for one member: what its law leaves open.

The state is the level of each host, the level shared by all, their trend, and the noise of the day
that hosts share; see `levels` for how they move. `open_` is its covariance, (state, state).
"""

import math

import numpy as np

from offramp.engine._jit import njit
from offramp.engine.draws import Keys
from offramp.processes.displacement.noise import standard_normal
from offramp.processes.displacement.tables import (
    SHARED_DRAWN,
    TREND_DRAWN,
    Columns,
    Counts,
    Floats,
)

FIRST_DOUBT = 1.5
"""How little is known of a level at first (standard deviation): a factor of four or five."""

STRANGE = 3.0
"""Errors of more standard deviations teach no more than this: counts come late, are paid back or
are revised."""


@njit
def kept_after(memory: float) -> float:
    """Return the share of something that is left after a day, forgotten within `memory` days."""
    return math.exp(-1.0 / max(memory, 1e-9))


@njit
def begin(
    q: Floats,
    columns: Columns,
    last: Counts,
    kept: float,
    trend_kept: float,
    open_: Floats,
) -> None:
    """Say what is open on the first day; a host that is never observed stays as the law has it."""
    hosts = last.size
    for host in range(hosts):
        open_[host, host] = FIRST_DOUBT**2 if last[host] >= 0 else 0.0
    open_[hosts, hosts] = _in_the_long_run(q[columns.shared_drift], kept)
    open_[hosts + 1, hosts + 1] = _in_the_long_run(q[columns.trend_drift], trend_kept)
    open_[hosts + 2, hosts + 2] = q[columns.shared_noise] ** 2


@njit
def _in_the_long_run(step: float, kept: float) -> float:
    """Return the variance in the long run of what moves by a step a day and forgets itself."""
    return step * step / max(1.0 - kept * kept, 1e-6)


@njit
def update(
    host: int,
    surprise: float,
    weight: float,
    noise: float,
    open_: Floats,
    change: Floats,
    gain: Floats,
) -> float:
    """Learn from one count; return the square of its error over the one expected, -1 for none.

    The count moves by `weight` with the levels, and fully with the noise of the day.
    """
    size = open_.shape[0]
    shared, today = size - 3, size - 1
    for row in range(size):
        gain[row] = weight * (open_[row, host] + open_[row, shared]) + open_[row, today]
    expected = weight * (gain[host] + gain[shared]) + gain[today] + noise * noise
    if expected <= 1e-12:
        return -1.0
    error = surprise - weight * (change[host] + change[shared]) - change[today]
    most = STRANGE * math.sqrt(expected)
    error = min(max(error, -most), most)
    for row in range(size):
        change[row] += gain[row] * error / expected
        for column in range(size):
            open_[row, column] -= gain[row] * gain[column] / expected
    ratio: float = error * error / expected
    return ratio


@njit
def widen(
    q: Floats, columns: Columns, kept: float, trend_kept: float, scale: Floats, open_: Floats
) -> None:
    """Let what is open grow until tomorrow."""
    size = open_.shape[0]
    shared, trend, today = size - 3, size - 2, size - 1
    for column in range(size):
        for host in range(shared):
            open_[host, column] += open_[trend, column]
    for row in range(size):
        for host in range(shared):
            open_[row, host] += open_[row, trend]
    for other in range(size):
        open_[other, shared] *= kept
        open_[other, trend] *= trend_kept
        open_[other, today] = 0.0
    for other in range(size):
        open_[shared, other] *= kept
        open_[trend, other] *= trend_kept
        open_[today, other] = 0.0
    for host in range(shared):
        open_[host, host] += (q[columns.level_drift] * scale[host]) ** 2
    open_[shared, shared] += q[columns.shared_drift] ** 2
    open_[trend, trend] += q[columns.trend_drift] ** 2
    open_[today, today] = q[columns.shared_noise] ** 2


@njit
def draw_open(
    key: np.uint64, day: int, names: Keys, names_of_one: Keys, open_: Floats, change: Floats
) -> None:
    """Add a draw of what is open (by its Cholesky factor) to the change of the levels."""
    size = open_.shape[0] - 1
    factor, normal = np.zeros((size, size)), np.empty(size)
    for row in range(size):
        name = names_of_one[SHARED_DRAWN] if row == size - 2 else names_of_one[TREND_DRAWN]
        if row < size - 2:
            name = names[row]
        normal[row] = standard_normal(key, day, name)
        for column in range(row + 1):
            left = open_[row, column]
            for before in range(column):
                left -= factor[row, before] * factor[column, before]
            if row == column:
                factor[row, row] = math.sqrt(max(left, 0.0))
            elif factor[column, column] > 1e-9:
                factor[row, column] = left / factor[column, column]
        for column in range(row + 1):
            change[row] += factor[row, column] * normal[column]
