"""How a number moved between two decisions on the same futures, and how sure that is.

The mean of the paired differences has Student's interval; of what is or is not, one of its own
(see `intervals`). Where fewer than `FEWEST` futures moved nothing is called, whatever that
interval says: under no effect, five moves all one way still have a chance of 1 in 16, so no
two-sided test at 5 % can tell.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from offramp.ensemble.intervals import difference_interval, share_interval

FEWEST = 6
"""Futures that must have moved before a direction is called."""

Way = Literal["up", "down", "unclear", "none"]


@dataclass(frozen=True)
class Move:
    """How a number differs, future by future.

    Attributes:
        futures: in which both sides have the number.
        base: mean on one side.
        other: mean on the other.
        mean: of other - base.
        low: lower end of the 95 % interval of that mean.
        high: its upper end.
        error: standard error of that mean.
        up: futures in which the number is higher on the other side.
        down: futures in which it is lower.
    """

    futures: int
    base: float
    other: float
    mean: float
    low: float
    high: float
    error: float
    up: int
    down: int

    @property
    def same(self) -> int:
        """Futures in which it does not differ."""
        return self.futures - self.up - self.down

    @property
    def moved(self) -> int:
        """Futures in which it differs."""
        return self.up + self.down

    @property
    def way(self) -> Way:
        """Which way the mean moved: `none` if no future did, `unclear` if chance may have it."""
        if not self.moved:
            return "none"
        if self.moved < FEWEST or self.low <= 0 <= self.high:
            return "unclear"
        return "up" if self.mean > 0 else "down"

    @property
    def strength(self) -> float:
        """The mean in units of its standard error; 0 where too few futures moved to tell."""
        if self.moved < FEWEST:
            return 0.0
        return abs(self.mean) / self.error if self.error else float("inf")

    @property
    def up_of_moved(self) -> tuple[float, float, float] | None:
        """Share of the futures that moved in which it rose, and the interval of that share."""
        if not self.moved:
            return None
        return self.up / self.moved, *share_interval(self.up, self.moved)


def move(base: NDArray[np.float64], other: NDArray[np.float64]) -> Move:
    """Return how a number differs between two sides.

    Args:
        base: on one side, shape (member,); not-a-number where it is not assessed.
        other: on the other, of the same members.
    """
    both = ~(np.isnan(base) | np.isnan(other))
    ours, theirs = base[both], other[both]
    if not len(ours):
        nan = float("nan")
        return Move(0, nan, nan, nan, nan, nan, nan, 0, 0)
    mean, low, high, error = difference_interval(ours, theirs)
    up, down = int(np.sum(theirs > ours)), int(np.sum(theirs < ours))
    means = float(ours.mean()), float(theirs.mean())
    return Move(len(ours), *means, mean, low, high, error, up, down)
