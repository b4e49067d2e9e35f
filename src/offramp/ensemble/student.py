"""Student's t: its quantiles, from those of the beta distribution."""

from functools import lru_cache

from offramp.engine.beta import beta_quantile


@lru_cache(maxsize=4096)
def student_quantile(share: float, freedom: float) -> float:
    """Return the value that a t is below with a probability.

    If t has v degrees of freedom, t^2 / (v + t^2) has a beta distribution of shapes 1/2 and v/2
    (standard result).

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
    square = beta_quantile(2 * share - 1, 0.5, freedom / 2)
    return float((freedom * square / (1 - square)) ** 0.5)
