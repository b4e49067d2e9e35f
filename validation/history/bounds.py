"""How much counts say: shares with Jeffreys intervals, and how wide a weight from a count is."""

from collections.abc import Sequence

import numpy as np
from scipy.special import polygamma
from scipy.stats import beta


def jeffreys(count: int, total: int, level: float = 0.95) -> tuple[float, float]:
    """Return the Jeffreys interval of a share; its lower end is 0 for none, its upper 1 for all.

    Args:
        count: How many.
        total: Of how many.
        level: What the interval holds (0 to 1).
    """
    tail = (1 - level) / 2
    shape = (count + 0.5, total - count + 0.5)
    low = 0.0 if count == 0 else float(beta.ppf(tail, *shape))
    high = 1.0 if count == total else float(beta.ppf(1 - tail, *shape))
    return low, high


def log_width(count: int) -> float:
    """Return the standard deviation of the logarithm of a weight known from a count.

    Weights of a Dirichlet with Jeffreys' prior are gamma variables of shape count + 1/2 up to a
    common factor; the logarithm of one has variance trigamma(count + 1/2).
    """
    return float(np.sqrt(polygamma(1, count + 0.5)))


def spread(days: Sequence[float]) -> tuple[float, float]:
    """Return the mean and standard deviation (n - 1) of the logarithms of positive lengths."""
    logs = np.log(np.asarray(days, float))
    return float(logs.mean()), float(logs.std(ddof=1))
