"""Student's t: its quantiles, from the distribution function of the beta."""

from functools import lru_cache
from statistics import NormalDist
from typing import Any

from offramp.engine.beta import incomplete_beta

_HALVINGS = 60
"""Steps of the search for a quantile."""
_KERNEL: Any = incomplete_beta
_below = _KERNEL.py_func
"""The kernel before it is compiled: to load it compiled takes longer than to look up a few."""


@lru_cache(maxsize=4096)
def student_quantile(share: float, freedom: float) -> float:
    """Return the value that a t is below with a probability.

    If t has v degrees of freedom, t^2 / (v + t^2) has a beta distribution of shapes 1/2 and v/2
    (standard result); the value is searched between the normal quantile, below which it never
    lies, and a bound that is doubled until it is beyond.

    Args:
        share: in (0, 1).
        freedom: degrees of freedom, > 0.

    >>> round(student_quantile(0.975, 10), 6), student_quantile(0.5, 3)
    (2.228139, 0.0)
    """
    if share == 0.5:
        return 0.0
    if share < 0.5:
        return -student_quantile(1 - share, freedom)

    def beyond(t: float) -> bool:
        return bool(_below(0.5, freedom / 2, t * t / (freedom + t * t)) > 2 * share - 1)

    low = NormalDist().inv_cdf(share)
    high = 2 * low + 1e-9
    while not beyond(high):
        low, high = high, 2 * high
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        if beyond(middle):
            high = middle
        else:
            low = middle
    return (low + high) / 2
