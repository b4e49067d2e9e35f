"""The 95 % intervals of ensembles: of a mean, of a share, of what comes about or vanishes.

A mean has Student's interval, mean +- t sd / sqrt(n); a share that of E. Wilson (1927),
doi:10.1080/01621459.1927.10502953.

Of what comes about or not, only discordant futures tell two decisions apart: those in which it
appears, and those in which it vanishes. Given their number d of n futures, the share p of them in
which it appears is binomial; its exact interval (C. Clopper and E. Pearson, 1934) turns into one of
the difference through d / n * (2 p - 1). It can therefore never claim more than the d futures that
changed, and it leaves out zero just where the exact test of McNemar does at 5 %. The chance in d
itself is not in it.
"""

from math import lgamma

import numpy as np
from numpy.typing import NDArray

_Z = 1.959963984540054
"""Standard normal quantile of a 95 % interval."""
_TAIL = 0.025
"""Chance beyond either end of a 95 % interval."""
_HALVINGS = 50
"""Steps of the search for an end."""


def mean_interval(values: NDArray[np.float64]) -> tuple[float, float, float, float]:
    """Return a mean, the ends of its 95 % interval, and its standard error.

    Of a single value nothing is known but itself.
    """
    size, mean = len(values), float(values.mean())
    if size < 2:
        return mean, mean, mean, 0.0
    from scipy.special import stdtrit

    error = float(values.std(ddof=1)) / size**0.5
    half = float(stdtrit(size - 1, 0.975)) * error
    return mean, mean - half, mean + half, error


def share_interval(count: int, size: int) -> tuple[float, float]:
    """Return the 95 % interval of a share (Wilson).

    >>> [round(end, 3) for end in share_interval(9, 10)]
    [0.596, 0.982]
    """
    share, factor = count / size, 1 + _Z**2 / size
    middle = (share + _Z**2 / (2 * size)) / factor
    half = _Z / factor * (share * (1 - share) / size + _Z**2 / (4 * size**2)) ** 0.5
    return max(middle - half, 0.0), min(middle + half, 1.0)


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
