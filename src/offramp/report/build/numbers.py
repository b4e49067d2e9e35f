"""Numbers as the page holds them: short, and never not-a-number."""

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from offramp.report.picture.base import Fan, Range

FIGURES = 4
"""Significant figures of series."""
_Z = 1.96
"""Standard normal quantile of the 95 % interval."""


def figures(values: NDArray[Any] | Sequence[float], count: int = FIGURES) -> list[float]:
    """Return numbers with a few significant figures; 0 for what is not a number.

    >>> figures([123456.0, 0.0, 0.00123456, float("nan")])
    [123500.0, 0.0, 0.001235, 0.0]
    """
    return [one(value, count) for value in np.asarray(values, np.float64).tolist()]


def one(value: float, count: int = FIGURES) -> float:
    """Return a number with a few significant figures; 0 for what is not a number."""
    return float(f"{value:.{count}g}") if math.isfinite(value) else 0.0


def fan(found: dict[str, NDArray[np.float64]], at: int | None = None) -> Fan:
    """Return quantiles over all futures of one series.

    Args:
        found: quantiles by name, (day, label) each, or (day,).
        at: position of the label.
    """
    return Fan(
        **{name: figures(values if at is None else values[:, at]) for name, values in found.items()}
    )


def spread(values: NDArray[Any]) -> Range:
    """Return quantiles of one number over futures; those that are not finite do not have it."""
    own = np.asarray(values, np.float64)
    own = own[np.isfinite(own)]
    if not len(own):
        return Range(low=None, median=None, high=None)
    low, median, high = np.quantile(own, [0.05, 0.5, 0.95]).tolist()
    return Range(low=one(low), median=one(median), high=one(high))


def in_100(count: float, size: int) -> float:
    """Return a count of futures as one in 100, with one decimal."""
    return round(100 * count / size, 1) if size else 0.0


def sampling(
    count: NDArray[np.float64], size: int
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the 95 % interval that chance leaves around counts of futures, of 100 (Wilson 1927).

    >>> low, high = sampling(np.array([0.0, 50.0]), 100)
    >>> low.round(1).tolist(), high.round(1).tolist()
    ([0.0, 40.4], [3.7, 59.6])
    """
    share, factor = count / size, 1 + _Z**2 / size
    middle = (share + _Z**2 / (2 * size)) / factor
    half = _Z / factor * np.sqrt(share * (1 - share) / size + _Z**2 / (4 * size**2))
    return 100 * np.clip(middle - half, 0, 1), 100 * np.clip(middle + half, 0, 1)
