"""What pairing buys: how much less chance is left in a difference on the same futures.

Were the two sides run on futures of their own, the variance of the difference of their means would
be (Var x + Var y) / n. On the same futures it is Var(y - x) / n. The quotient says how many times
as many unpaired futures would leave as little chance in the difference.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from offramp.results.summary.numbers import figure
from offramp.results.words import plain

ROUNDING = 1e-12
"""Variance of a difference, beside that of the sides, that is rounding and no chance."""


def pairing(base: NDArray[Any], other: NDArray[Any]) -> dict[str, Any]:
    """Return what pairing bought for the difference of two means.

    Args:
        base: a number, or whether something comes about, under one decision, shape (member,).
        other: under the other, of the same members.

    Returns:
        `variance_unpaired`, `variance_paired` (of one future), `times`: their quotient, None where
        no chance is left, or nothing varies.

    >>> import numpy as np
    >>> pairing(np.array([1.0, 2.0, 3.0]), np.array([2.0, 3.0, 5.0]))["times"]
    10.0
    """
    ours, theirs = base.astype(np.float64), other.astype(np.float64)
    if len(ours) < 2:
        return {"variance_unpaired": 0.0, "variance_paired": 0.0, "times": None}
    apart = float(ours.var(ddof=1) + theirs.var(ddof=1))
    together = float((theirs - ours).var(ddof=1))
    if together <= ROUNDING * apart:
        together = 0.0
    return {
        "variance_unpaired": figure(apart),
        "variance_paired": figure(together),
        "times": figure(apart / together) if together else None,
    }


def said(found: dict[str, Any]) -> str:
    """Return in short what pairing bought; empty where nothing varies.

    >>> said({"variance_unpaired": 24.0, "variance_paired": 2.0, "times": 12.0})
    'pairing ×12'
    """
    times = found["times"]
    if times is None:
        return "pairing leaves no chance in it" if found["variance_unpaired"] else ""
    return f"pairing ×{plain(figure(times, 2))}"
