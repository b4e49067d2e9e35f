"""Shares of variance: how much of the spread comes from what is not known, how much from chance.

The futures are nested: each of N draws of what is not known meets M chances of its own. With y of
draw i and chance j, the one-way analysis of variance with random effects (standard definition, as
in S. Searle, G. Casella and C. McCulloch, Variance Components, 1992) estimates without bias

    chance = MSW = mean over i of var_j(y_ij),    not known = (MSB - MSW) / M,

where MSB = M var_i(mean_j y_ij). The share of what is not known is the intraclass correlation
(MSB - MSW) / (MSB + (M - 1) MSW). Its 95 % interval is a jackknife over draws (B. Efron and
C. Stein, 1981) of its transform by R. Fisher, log((1 + (M - 1) r) / (1 - r)) / 2, which is nearly
normal and keeps the interval inside its range.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
FEWEST = 8
"""Draws that an interval needs."""
RARE = 20
"""Futures that have to differ from the commonest value: of fewer, an interval means nothing."""
_SURE = 1 - 1e-12


@dataclass(frozen=True)
class Share:
    """The share of the variance that comes from what is not known; the rest is chance.

    Attributes:
        share: 0 to 1; an estimate below 0, which chance may give, is 0.
        low: lower end of the 95 % interval.
        high: its upper end.
        draws: of what is not known, in which the number was there.
    """

    share: float
    low: float
    high: float
    draws: int

    def to_dict(self) -> dict[str, Any]:
        """Return it as plain data."""
        return {
            "not_known": round(self.share, 4),
            "low": round(self.low, 4),
            "high": round(self.high, 4),
            "chance": round(1 - self.share, 4),
            "draws": self.draws,
        }


def share_of_unknowns(values: Floats) -> Share | None:
    """Return the share of variance from what is not known.

    Args:
        values: of shape (draw, replicate), at least two of each; a draw in which one is
            not-a-number is left out.

    Returns:
        The share; None where fewer than `FEWEST` draws are left, or fewer than `RARE` futures
        differ from the commonest value.
    """
    values = values[~np.isnan(values).any(axis=1)]
    draws, replicates = values.shape
    if draws < FEWEST or replicates < 2 or values.size - _commonest(values) < RARE:
        return None
    means = values.mean(axis=1)
    within = values.var(axis=1, ddof=1)
    if not within.any():
        return Share(1.0, 1.0, 1.0, draws)
    whole = float(_correlation(_between(means), float(within.mean()), replicates))
    rest = draws - 1
    left = means.sum() - means
    squares = (means**2).sum() - means**2
    spread = np.maximum(squares - left**2 / rest, 0) / (rest - 1)
    each = _correlation(spread, (within.sum() - within) / rest, replicates)
    z, leaving = _fisher(whole, replicates), _fisher(each, replicates)
    error = float(np.sqrt(rest / draws * ((leaving - leaving.mean()) ** 2).sum()))
    from scipy.special import stdtrit

    half = float(stdtrit(rest, 0.975)) * error
    ends = (_unfisher(end, replicates) for end in (z - half, z + half))
    low, high = (min(max(float(end), 0.0), 1.0) for end in ends)
    low, high = min(low, max(whole, 0.0)), max(high, whole)
    return Share(min(max(whole, 0.0), 1.0), low, high, draws)


def _commonest(values: Floats) -> int:
    """Return how many futures have the commonest value; 0 where there are none."""
    return int(np.unique(values, return_counts=True)[1].max(initial=0))


def _between(means: Floats) -> float:
    return float(means.var(ddof=1))


def _correlation(between: Any, within: Any, replicates: int) -> Any:
    """Return the intraclass correlation from the variances between and within draws."""
    parameters = between - within / replicates
    total = parameters + within
    return np.divide(parameters, total, out=np.zeros_like(total), where=np.asarray(total) > 0)


def _fisher(share: Any, replicates: int) -> Any:
    least = -1 / (replicates - 1)
    inside = np.clip(share, least + 1e-12, _SURE)
    return np.log((1 + (replicates - 1) * inside) / (1 - inside)) / 2


def _unfisher(z: Any, replicates: int) -> Any:
    grown = np.exp(2 * np.minimum(z, 300.0))
    return (grown - 1) / (grown + replicates - 1)
