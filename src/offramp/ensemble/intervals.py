"""The 95 % intervals of ensembles: of a mean, of a share, of what comes about or vanishes.

A mean has Student's interval, mean +- t sd / sqrt(n); a share that of E. Wilson (1927),
doi:10.1080/01621459.1927.10502953.

Of what comes about or not, the interval of the difference is the wider, end by end, of two. The
score interval of T. Tango (Statistics in Medicine 17, 1998) holds about 95 % of the time, also
where all that changed went one way. The exact one takes the number d of the n futures that changed
as given: the share p of them in which the thing appears is binomial (C. Clopper and E. Pearson,
1934), and d / n * (2 p - 1) leaves out zero just where the exact test of McNemar does at 5 %. It
lacks the chance in d, so alone it holds far too seldom; with it no effect is called that the exact
test does not call.
"""

from math import lgamma

import numpy as np
from numpy.typing import NDArray

from offramp.ensemble.yes_or_no import yes_or_no

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


def difference_interval(
    base: NDArray[np.float64], other: NDArray[np.float64]
) -> tuple[float, float, float, float]:
    """Return the mean of other - base, the ends of its 95 % interval, and its standard error.

    The interval is Student's, or, of what is or is not, that of `paired_interval`.

    Args:
        base: on one side, shape (member,).
        other: on the other, of the same members.
    """
    change = other - base
    mean, low, high, error = mean_interval(change)
    if yes_or_no(base, other):
        up, down = int(np.sum(change > 0)), int(np.sum(change < 0))
        low, high = (end / 100 for end in paired_interval(up, down, len(change)))
    return mean, low, high, error


def share_interval(count: int, size: int) -> tuple[float, float]:
    """Return the 95 % interval of a share (Wilson).

    >>> [round(end, 3) for end in share_interval(9, 10)]
    [0.596, 0.982]
    """
    share, factor = count / size, 1 + _Z**2 / size
    middle = (share + _Z**2 / (2 * size)) / factor
    half = _Z / factor * (share * (1 - share) / size + _Z**2 / (4 * size**2)) ** 0.5
    return max(middle - half, 0.0), min(middle + half, 1.0)


def paired_interval(appears: int, vanishes: int, futures: int) -> tuple[float, float]:
    """Return the 95 % interval of a difference in 100 futures; 0 to 0 where nothing changed.

    Args:
        appears: futures in which a thing comes about under the other decision only.
        vanishes: futures in which it does under the first only.
        futures: number of futures in all.

    >>> [round(end, 2) for end in paired_interval(3, 0, 150)]
    [-0.83, 5.71]
    >>> paired_interval(0, 0, 150)
    (0.0, 0.0)
    """
    changed = appears + vanishes
    if not changed:
        return 0.0, 0.0
    low, high = _lowest(appears, changed), 1 - _lowest(vanishes, changed)
    share = changed / futures
    least = min(share * (2 * low - 1), -_highest(vanishes, appears, futures))
    most = max(share * (2 * high - 1), _highest(appears, vanishes, futures))
    return 100 * least, 100 * most


def _highest(appears: int, vanishes: int, futures: int) -> float:
    """Return the largest difference that the score test does not reject (Tango)."""
    below, above = (appears - vanishes) / futures, 1.0
    for _ in range(_HALVINGS):
        change = (below + above) / 2
        back = (2 * futures - appears + vanishes) * change - appears - vanishes
        product = 8 * futures * vanishes * change * (1 - change)
        vanishing = ((back**2 + product) ** 0.5 - back) / (4 * futures)
        variance = futures * (2 * vanishing + change * (1 - change))
        if futures * change - (appears - vanishes) < _Z * variance**0.5:
            below = change
        else:
            above = change
    return (below + above) / 2


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
