"""Two decisions future by future: means, and what comes about under one and not under the other."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from offramp.ensemble.intervals import difference_interval, paired_interval
from offramp.ensemble.pairing import pairing
from offramp.results.summary.numbers import figure, per_100


def difference(base: NDArray[Any], other: NDArray[Any]) -> dict[str, float]:
    """Return the mean of other - base over futures with its 95 % interval (see `intervals`)."""
    mean, low, high, _ = difference_interval(base.astype(np.float64), other.astype(np.float64))
    return {"mean": figure(mean), "low": figure(low), "high": figure(high)}


def directions(base: NDArray[Any], other: NDArray[Any]) -> dict[str, float]:
    """Return in how many futures of 100 a number is lower, higher, unchanged."""
    size = len(base)
    return {
        "lower": per_100(int(np.sum(other < base)), size),
        "higher": per_100(int(np.sum(other > base)), size),
        "unchanged": per_100(int(np.sum(other == base)), size),
    }


def paired(base: NDArray[np.bool_], other: NDArray[np.bool_]) -> dict[str, Any]:
    """Compare whether something comes about, future by future.

    Args:
        base: whether it does under one decision, shape (member,).
        other: under the other, of the same members.
    """
    size = len(base)
    appears, vanishes = int(np.sum(other & ~base)), int(np.sum(base & ~other))
    low, high = paired_interval(appears, vanishes, size)
    return {
        "base": int(base.sum()),
        "other": int(other.sum()),
        "base_in_100": per_100(int(base.sum()), size),
        "other_in_100": per_100(int(other.sum()), size),
        "difference_in_100": {
            "mean": figure(100 * (appears - vanishes) / size),
            "low": figure(low),
            "high": figure(high),
        },
        "appears_in": appears,
        "vanishes_in": vanishes,
        "pairing": pairing(base, other),
    }
