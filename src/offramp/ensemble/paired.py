"""What comes about under one decision and not under the other, with an exact interval.

Only discordant futures tell two decisions apart: those in which a thing appears, and those in which
it vanishes. Given their number d of n futures, the share p of them in which it appears is binomial;
its exact interval (C. Clopper and E. Pearson, 1934) turns into one of the difference through
d / n * (2 p - 1). It can therefore never claim more than the d futures that changed, and it leaves
out zero just where the exact test of McNemar does at 5 %. The chance in d itself is not in it.
"""

from math import lgamma
from typing import Any

import numpy as np
from numpy.typing import NDArray

from offramp.results.summary.numbers import figure, per_100

_Z = 1.96
"""Standard normal quantile of the 95 % interval of a mean."""
_TAIL = 0.025
"""Chance beyond either end of a 95 % interval."""
_HALVINGS = 50
"""Steps of the search for an end."""


def difference(base: NDArray[Any], other: NDArray[Any]) -> dict[str, float]:
    """Return the mean of other - base over futures with its 95 % interval."""
    change = other.astype(np.float64) - base.astype(np.float64)
    mean = float(change.mean())
    half = _Z * float(change.std(ddof=1)) / len(change) ** 0.5 if len(change) > 1 else 0.0
    return {"mean": figure(mean), "low": figure(mean - half), "high": figure(mean + half)}


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
    low, high = exact_interval(appears, vanishes, size)
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
    }


def exact_interval(appears: int, vanishes: int, futures: int) -> tuple[float, float]:
    """Return the 95 % interval of a difference in 100 futures, given how many changed.

    Args:
        appears: futures in which a thing comes about under the other decision only.
        vanishes: futures in which it does under the first only.
        futures: number of futures in all.

    >>> [round(end, 2) for end in exact_interval(3, 0, 150)]
    [-0.83, 2.0]
    >>> exact_interval(0, 0, 150)
    (0.0, 0.0)
    """
    changed = appears + vanishes
    if not changed:
        return 0.0, 0.0
    low, high = _lowest(appears, changed), 1 - _lowest(vanishes, changed)
    scale = 100 * changed / futures
    return scale * (2 * low - 1), scale * (2 * high - 1)


def _lowest(count: int, trials: int) -> float:
    """Return the smallest share under which so many or more have a chance of one tail."""
    if count == 0:
        return 0.0
    many = np.arange(count, trials + 1)
    ways = np.array(
        [lgamma(trials + 1) - lgamma(k + 1) - lgamma(trials - k + 1) for k in many.tolist()]
    )
    below, above = 0.0, count / trials
    for _ in range(_HALVINGS):
        share = (below + above) / 2
        logs = ways + many * np.log(share) + (trials - many) * np.log1p(-share)
        if float(np.exp(logs).sum()) < _TAIL:
            below = share
        else:
            above = share
    return (below + above) / 2
