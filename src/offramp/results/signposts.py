"""The earliest signs of an outcome: what comes before it more often than chance has it.

A future is an *alarm* of a sign from the day on which the sign first comes, if the outcome has not
come by then. Whether the outcome then follows is set beside the futures that on that day had seen
neither: day by day, of those still open, as many would be followed by the outcome as of all of
them, if the sign told nothing. The observed number less the expected one, in units of its standard
deviation, is the statistic of N. Mantel and W. Haenszel (1959), the days being the strata. So a
sign that merely comes early, or in futures that last, is none.

Signs are chosen on one half of the futures and their numbers read off the other half, so that
having looked at many does not flatter those that are shown. The bar is set for all looks together
(Bonferroni): where no sign tells anything, chance names one in at most 1 of 20 ensembles.
"""

from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

NEVER = np.float64(np.inf)
"""Stands for the day of what does not come."""
FEWEST = 20
"""Futures that have both the sign and, later, the outcome: half of them in each half."""
MOST = 3
"""Signs that are told of one outcome."""
TELLING = 0.5
"""Share of the best sign's worth that another one must have to be told."""
ALIKE = 0.8
"""Two signs of which so many futures have both, of those with either, tell the same."""

Days = NDArray[np.float64]


@dataclass(frozen=True)
class Signpost:
    """One sign of one outcome; all numbers are of the half of futures that did not choose it."""

    sign: int
    """Its row."""
    lead: tuple[float, float, float]
    """Days from the sign to the outcome: 5, 50 and 95 % of the futures with both."""
    hits: float
    """Share of the futures with the outcome in which the sign came before it."""
    false_alarms: float
    """Share of its alarms after which the outcome did not come."""
    base: float
    """Share of all futures that have the outcome."""
    futures: int
    """Futures in which the outcome came after the sign, in both halves."""


@dataclass(frozen=True)
class _Counts:
    """Of one half, for each sign: (sign,)."""

    both: NDArray[np.int64]
    alarms: NDArray[np.int64]
    outcomes: int
    futures: int

    @classmethod
    def of(cls, signs: Days, outcome: Days) -> "_Counts":
        before = signs < outcome
        came = np.isfinite(outcome)
        return cls(
            both=(before & came).sum(axis=1),
            alarms=before.sum(axis=1),
            outcomes=int(came.sum()),
            futures=len(outcome),
        )

    @property
    def worth(self) -> NDArray[np.float64]:
        """Hits less the share of the futures without the outcome in which the sign came."""
        without = self.futures - self.outcomes
        hits = self.both / max(self.outcomes, 1)
        return hits - (self.alarms - self.both) / max(without, 1)


def looks_at(signs: Days, outcome: Days) -> int:
    """Return how many signs come before an outcome often enough to be judged.

    Args:
        signs: first day of each sign, shape (sign, future); `NEVER` where it does not come.
        outcome: first day of the outcome, shape (future,); likewise.
    """
    return int(_enough(signs, outcome).sum())


def signposts(signs: Days, outcome: Days, looks: int) -> list[Signpost]:
    """Return the most telling signs of an outcome, the earliest first.

    Args:
        signs: first day of each sign, shape (sign, future); `NEVER` where it does not come.
        outcome: first day of the outcome, shape (future,); `NEVER` where it does not come.
        looks: pairs of a sign and an outcome that are judged in all; the sum of `looks_at`.
    """
    chosen, told = _halves(len(outcome))
    enough = np.flatnonzero(_enough(signs, outcome))
    if not len(enough) or not looks:
        return []
    ours = signs[np.ix_(enough, chosen)]
    bar = bar_of(looks)
    strength = np.array([excess(row, outcome[chosen]) for row in ours])
    counts = _Counts.of(ours, outcome[chosen])
    base = counts.outcomes / counts.futures
    telling = (strength >= bar) & (counts.both > base * counts.alarms)
    found = enough[telling]
    leads = np.array([_lead(signs[at][chosen], outcome[chosen])[1] for at in found])
    kept = _few(signs[np.ix_(found, chosen)], outcome[chosen], counts.worth[telling], leads)
    posts = [_signpost(signs, outcome, int(found[at]), told) for at in kept]
    return sorted(posts, key=lambda post: -post.lead[1])


def bar_of(looks: int) -> float:
    """Return by how many standard deviations a sign must beat chance, of so many looks.

    >>> round(bar_of(1), 2), round(bar_of(100), 2)
    (1.64, 3.29)
    """
    return -NormalDist().inv_cdf(0.05 / looks)


def excess(sign: Days, outcome: Days) -> float:
    """Return by how many standard deviations more alarms are followed than chance has it.

    Args:
        sign: its first day in each future, shape (future,).
        outcome: likewise.

    >>> import numpy as np
    >>> sign = np.array([1.0, 1, 1, 1, np.inf, np.inf, np.inf, np.inf])
    >>> outcome = np.array([5.0, 5, 5, 5, np.inf, np.inf, np.inf, np.inf])
    >>> round(excess(sign, outcome), 2)  # 4 followed, 2 expected, variance 4 / 2 / 2 * 4 / 7
    1.98
    """
    alarm = sign < outcome
    days, at = np.unique(sign[alarm], return_inverse=True)
    if not len(days):
        return 0.0
    came = np.isfinite(outcome)
    drawn = np.bincount(at).astype(np.float64)
    observed = float(np.count_nonzero(alarm & came))
    open_ = _open(sign, outcome, days)
    followed = _open(sign[came], outcome[came], days)
    share = followed / open_
    left = np.maximum(open_ - 1, 1)
    variance = float((drawn * share * (1 - share) * (open_ - drawn) / left).sum())
    if variance <= 0:
        return 0.0
    beyond = observed - float((drawn * share).sum()) - 0.5
    return float(beyond / np.sqrt(variance))


def _open(sign: Days, outcome: Days, days: Days) -> Days:
    """Return how many futures had on each day neither seen the outcome nor, before it, the sign."""
    closed = np.sort(np.minimum(sign + 1, outcome))
    return len(sign) - np.searchsorted(closed, days, side="right").astype(np.float64)


def _halves(futures: int) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Return the futures that choose, and those that tell: every other one."""
    return np.arange(0, futures, 2), np.arange(1, futures, 2)


def _enough(signs: Days, outcome: Days) -> NDArray[np.bool_]:
    """Return which signs come before the outcome in enough futures of each half."""
    one, other = (_Counts.of(signs[:, half], outcome[half]).both for half in _halves(len(outcome)))
    return np.minimum(one, other) >= FEWEST / 2


def _few(signs: Days, outcome: Days, worth: Days, leads: Days) -> list[int]:
    """Return the rows that are told: the most telling one, and then the earliest that tell enough.

    One that comes in much the same futures as one that is told already is left out.
    """
    if not len(signs):
        return []
    best = int(np.argmax(worth))
    ahead = [int(at) for at in np.argsort(-leads, kind="stable") if at != best]
    before = signs < outcome
    kept: list[int] = []
    for at in [best, *ahead]:
        if len(kept) == MOST:
            break
        if worth[at] >= TELLING * worth[best] and not any(
            _alike(before[at], before[one]) for one in kept
        ):
            kept.append(at)
    return kept


def _alike(a: NDArray[np.bool_], b: NDArray[np.bool_]) -> bool:
    return bool(np.count_nonzero(a & b) >= ALIKE * np.count_nonzero(a | b))


def _lead(sign: Days, outcome: Days) -> tuple[float, float, float]:
    both = (sign < outcome) & np.isfinite(outcome)
    low, middle, high = np.quantile(outcome[both] - sign[both], [0.05, 0.5, 0.95])
    return float(low), float(middle), float(high)


def _signpost(signs: Days, outcome: Days, at: int, told: NDArray[np.intp]) -> Signpost:
    counts = _Counts.of(signs[at : at + 1, told], outcome[told])
    both, alarms = int(counts.both[0]), int(counts.alarms[0])
    whole = _Counts.of(signs[at : at + 1], outcome)
    return Signpost(
        sign=at,
        lead=_lead(signs[at][told], outcome[told]),
        hits=both / counts.outcomes,
        false_alarms=1 - both / alarms,
        base=counts.outcomes / counts.futures,
        futures=int(whole.both[0]),
    )
