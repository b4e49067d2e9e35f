"""How good the probabilities of a forecast are: CRPS, coverage of intervals, ranks.

Ensembles have the axis `member` first. The continuous ranked probability score of members x
against an observation y, in the fair form that does not punish a small ensemble, is

    CRPS = mean_i |x_i - y| - (1 / (2 m (m - 1))) sum_ij |x_i - x_j|

in the unit of y; the smaller, the better. Source of the score: Gneiting & Raftery 2007
(doi:10.1198/016214506000001437), as the documentation of the library `scoringrules` cites it. The
sum over pairs is taken from the sorted members, sum_ij |x_i - x_j| = 2 sum_k (2 k - m - 1) x_(k).
Tests hold it to the estimators `fair` and `pwm` of `scoringrules`, which is not imported here: its
import alone compiles for ten seconds. With one member it is the absolute error.
"""

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]

BINS = 10
"""Bins of a rank histogram."""


def crps(members: ArrayLike, observed: ArrayLike) -> Floats:
    """Return the fair continuous ranked probability score.

    Args:
        members: shape (member, ...).
        observed: broadcasts to shape (...); not-a-number gives not-a-number.

    Returns:
        Shape (...), in the unit of `observed`.

    >>> float(crps([3.0], 5.0)), float(crps([1.0, 3.0], 2.0)), float(crps([1.0, 2.0, 6.0], 2.0))
    (2.0, 0.0, 0.0)
    """
    ensemble = np.asarray(members, np.float64)
    truth = np.asarray(observed, np.float64)
    size = len(ensemble)
    error: Floats = np.abs(ensemble - truth).mean(axis=0)
    if size == 1:
        return error
    rank = 2.0 * np.arange(1, size + 1) - size - 1
    apart = np.tensordot(rank, np.sort(ensemble, axis=0), axes=1)
    found: Floats = error - apart / (size * (size - 1))
    return found


def interval(members: ArrayLike, level: float) -> tuple[Floats, Floats]:
    """Return the two ends of the central interval that holds a share of the members.

    Args:
        members: shape (member, ...).
        level: share, as 0.5 or 0.9.

    Returns:
        Lower and upper end, each of shape (...).
    """
    tail = (1 - level) / 2
    low, high = np.quantile(np.asarray(members, np.float64), [tail, 1 - tail], axis=0)
    return low, high


def inside(members: ArrayLike, observed: ArrayLike, level: float) -> NDArray[np.bool_]:
    """Return whether each observation lies in the central interval, its ends included.

    Args:
        members: shape (member, ...).
        observed: shape (...).
        level: share of the members in the interval.
    """
    low, high = interval(members, level)
    truth = np.asarray(observed, np.float64)
    found: NDArray[np.bool_] = (low <= truth) & (truth <= high)
    return found


def coverage(members: ArrayLike, observed: ArrayLike, level: float) -> float:
    """Return the share of observations in the central interval; those not-a-number do not count.

    Args:
        members: shape (member, ...).
        observed: shape (...).
        level: share of the members in the interval; the answer of an honest forecast is the same.
    """
    known = ~np.isnan(np.asarray(observed, np.float64))
    hits = inside(members, observed, level)
    return float(hits[known].mean()) if known.any() else float("nan")


def ranks(members: ArrayLike, observed: ArrayLike, seed: int = 1) -> Floats:
    """Return the share of members below each observation: its randomised rank, between 0 and 1.

    With k of m members below and t tied, (k + u (t + 1)) / (m + 1) with u uniform; evenly spread
    for an honest forecast, in the middle for one that is too wide, at the ends for one too narrow.

    Args:
        members: shape (member, ...).
        observed: shape (...); not-a-number gives not-a-number.
        seed: of the uniforms.

    Returns:
        Shape (...).
    """
    ensemble = np.asarray(members, np.float64)
    truth = np.asarray(observed, np.float64)
    below = (ensemble < truth).sum(axis=0)
    tied = (ensemble == truth).sum(axis=0)
    uniform = np.random.default_rng(seed).random(truth.shape)
    found: Floats = (below + uniform * (tied + 1)) / (len(ensemble) + 1)
    return np.where(np.isnan(truth), np.nan, found)


def histogram(values: ArrayLike, bins: int = BINS) -> list[int]:
    """Return how many ranks lie in each of the bins between 0 and 1.

    >>> histogram([0.05, 0.95, 0.97, float("nan")], 2)
    [1, 2]
    """
    given = np.asarray(values, np.float64)
    counts, _ = np.histogram(given[~np.isnan(given)], bins=bins, range=(0.0, 1.0))
    return [int(count) for count in counts]
