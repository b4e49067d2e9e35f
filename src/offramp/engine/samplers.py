"""Counts drawn by inversion: one uniform, one count, increasing in the uniform.

Inversion is chosen over rejection because two decisions compared on the same uniform then differ
by what the decisions did and not by noise. Below a mean of 100 in the smaller tail the inversion
is exact: the distribution function is summed, unless it is plain which count comes out (none, where
`u` is below 1 - mean, which no chance of none is; or that of the expansion, where it lies safely
between two steps, as it does for 97 of 100 draws at a mean of 3). Above, the quantile is a
Cornish-Fisher expansion.

Cornish-Fisher with continuity correction. The count is Y rounded to the nearest integer, where Y
has a smooth density whose cumulants are those of the count less those of a uniform of width 1
(Sheppard: variance less 1/12, fourth cumulant plus 1/120; Kolassa & McCullagh 1990, "Edgeworth
series for lattice distributions", Annals of Statistics 18, 981-985). The quantile of Y is expanded
to the order of the fifth cumulant (Fisher & Cornish 1960, "The percentile points of distributions
having known cumulants", Technometrics 2, 209-225).

Accuracy, as the largest error of the distribution function against `scipy.stats`: exact branch
2e-14; expansion with a mean of 100 in the smaller tail 3.2e-7, of 1,000 3.2e-9, of 100,000 below
1e-12 (it falls with the square of the mean). In the tails the relative error is larger: for
chances down to 1 in a million it stays below 2.2e-3 at 100, 2.3e-5 at 1,000. The exact branch
sums from 0 in double precision, so beyond u = 1 - 1e-13 the last few counts run together.
"""

import math

import numpy as np
from numpy.typing import NDArray

from offramp.engine._jit import njit
from offramp.engine.quantiles import fill_normal_in, normal_quantile

__all__ = [
    "TOGETHER",
    "binomial",
    "binomials",
    "fill_binomial",
    "poisson",
    "poissons",
]

Counts = NDArray[np.int64]
Floats = NDArray[np.float64]

_EXACT_BELOW = 100.0
_EXPANDS_FROM = 0.5
_BEYOND = 3.2e-5
"""Chance of a normal quantile below -4."""
_SURE, _SURE_OUTWARD = 0.05, 0.001
"""From a mean of 0.5 on and for |z| < 4, z the normal quantile of `u`, the expansion misses a step
of the distribution function by less than (0.05 + 0.001 z^6) / (variance - 1/12)^1.5 counts.
Farther than that from the steps on both sides, its count is the one that summing gives. Measured:
at most 0.67 of it, over all steps of 50,000 binomial counts (1 to 100 trials on a grid of chances,
and chances from 1e-8 to 1/2 with means up to 100) and of 6,000 Poisson counts."""
_FARTHEST = 9.0
TOGETHER = 256
"""Counts best drawn at once: many for whole vectors, few for the cache."""
_ROUNDING = 1e-15
_TINY = 1e-16
_ONE_OVER = 1.0 / np.maximum(np.arange(512.0), 1.0)
"""To multiply by in sums, where a division would be waited for; of a mean below 100 no summed
probability is above `_TINY` beyond 200."""

_6TH, _24TH, _36TH, _120TH, _324TH = 1 / 6, 1 / 24, 1 / 36, 1 / 120, 1 / 324
"""To multiply by, which is quicker than to divide."""

_BAD_TRIALS = "binomial: n is negative; give a count of 0 or more"
_BAD_CHANCE = "binomial: u or p is not a number; check what computes it"
_BAD_MEAN = "poisson: the mean must lie between 0 and 1e15; check what computes it"
_BAD_UNIFORM = "poisson: u is not a number; check what computes it"


@njit
def _place(z: float, mean: float, k2: float, k3: float, k4: float, k5: float) -> float:
    """Cornish-Fisher: where the quantile at `z` lies on the line of counts, each up to the next.

    Its whole part is the count; `z` is the standard normal quantile, the rest are the cumulants.
    """
    variance = k2 - 1.0 / 12.0
    sd = math.sqrt(variance)
    by = 1.0 / variance
    s = z * z
    skew, tails, fifth = k3 * by, (k4 + 1.0 / 120.0) * by, k5 * by
    stretch = z + z * by * (tails * (s - 3.0) * _24TH - skew * skew * (2.0 * s - 5.0) * _36TH)
    shift = (
        fifth * ((s - 6.0) * s + 3.0) * _120TH
        - skew * tails * ((s - 5.0) * s + 2.0) * _24TH
        + skew * skew * skew * ((12.0 * s - 53.0) * s + 17.0) * _324TH
    )
    return mean + 0.5 + sd * stretch + skew * (s - 1.0) * _6TH + by * shift


@njit
def _place_binomial(z: float, n: int, p: float, q: float) -> float:
    """Where the quantile of a binomial count lies; `q` is 1 - p."""
    v = n * p * q
    k4, k5 = v * (1.0 - 6.0 * p * q), v * (q - p) * (1.0 - 12.0 * p * q)
    return _place(z, n * p, v, v * (q - p), k4, k5)


@njit
def _doubt(z: float, k2: float) -> float:
    """How near to a step the expansion leaves it open which count it is, in counts; see `_SURE`."""
    variance = k2 - 1.0 / 12.0
    by = 1.0 / variance
    s = z * z
    return (_SURE + _SURE_OUTWARD * (s * s * s)) * (by * by) * math.sqrt(variance)


@njit
def _clear(u: float, mean: float, place: float, doubt: float) -> bool:
    """Say whether the expansion leaves no doubt which count it is."""
    within = place - math.floor(place)
    central = (u > _BEYOND) & (u < 1.0 - _BEYOND) & (mean >= _EXPANDS_FROM)
    return central & (within > doubt) & (within < 1.0 - doubt)


@njit
def _plain_binomial(u: float, n: int, p: float, place: float, doubt: float) -> float:
    """`place` where it is plain that the count is its whole part, -1 where only summing tells.

    Below u = 1 - mean it is none, and above u = 1 - (mean of those not counted) it is all.
    """
    mean = n * min(p, 1.0 - p)
    none, every = (p <= 0.5) & (u < 1.0 - mean - _ROUNDING), (p > 0.5) & (u > mean + _ROUNDING)
    plain = none | every | (mean >= _EXACT_BELOW) | _clear(u, mean, place, doubt)
    place = 0.0 if none else place
    place = n if every else place
    return place if plain & (n >= 0) else -1.0


@njit
def _count_at(place: float, n: int) -> int:
    """Whole part of a place, from 0 to `n`."""
    return min(max(math.floor(place), 0), n)


@njit
def _sum_binomial(u: float, n: int, p: float) -> int:
    """Smallest k whose summed probability reaches `u`; for 0 < p <= 1/2 and n * p < 100."""
    odds, left = p / (1.0 - p), float(n)
    mass = math.exp(n * math.log1p(-p))
    total = mass
    k = 0
    while total < u and left > 0.0:
        k += 1
        mass *= odds * left * _ONE_OVER[k]
        left -= 1.0
        if mass < _TINY and total + mass == total and k > n * p:
            break
        total += mass
    return k


@njit
def _sum_poisson(u: float, mean: float) -> int:
    """Smallest k whose summed probability reaches `u`; for a mean below 100."""
    mass = math.exp(-mean)
    total = mass
    k = 0
    while total < u:
        k += 1
        mass *= mean * _ONE_OVER[k]
        if mass < _TINY and total + mass == total and k > mean:
            break
        total += mass
    return k


@njit
def _summed_binomial(u: float, n: int, p: float) -> int:
    """Binomial count by summing from the nearer end; raises the errors of `binomial`."""
    if n < 0:
        raise ValueError(_BAD_TRIALS)
    if math.isnan(p) or math.isnan(u):
        raise ValueError(_BAD_CHANCE)
    if p <= 0.0 or n == 0:
        return 0
    if p >= 1.0:
        return n
    return _sum_binomial(u, n, p) if p <= 0.5 else n - _sum_binomial(1.0 - u, n, 1.0 - p)


@njit
def _exact_poisson(u: float, mean: float) -> int:
    """Exact inversion for a mean below 100."""
    if u < 1.0 - mean - _ROUNDING:
        return 0
    if mean >= _EXPANDS_FROM:
        z = normal_quantile(u)
        place = _place(z, mean, mean, mean, mean, mean)
        if _clear(u, mean, place, _doubt(z, mean)):
            return max(math.floor(place), 0)
    return _sum_poisson(u, mean)


@njit
def binomial(u: float, n: int, p: float) -> int:
    """Binomial count from one uniform.

    Exact inversion where n * min(p, 1 - p) < 100, Cornish-Fisher above. Never decreases in `u`.

    Args:
        u: uniform in (0, 1).
        n: number of trials, 0 <= n <= 1e8.
        p: chance of each; values below 0 or above 1 by rounding count as 0 or 1.

    Returns:
        A count in [0, n].

    Raises:
        ValueError: `n` is negative, or `u` or `p` is not a number.
    """
    z = min(max(normal_quantile(u), -_FARTHEST), _FARTHEST)
    q = 1.0 - p
    place = _place_binomial(z, n, p, q)
    place = _plain_binomial(u, n, p, place, _doubt(z, n * p * q))
    return _count_at(place, n) if place >= 0.0 else _summed_binomial(u, n, p)


@njit
def poisson(u: float, mean: float) -> int:
    """Poisson count from one uniform.

    Exact inversion below a mean of 100, Cornish-Fisher above. Never decreases in `u`.

    Args:
        u: uniform in (0, 1).
        mean: expected count, 0 <= mean <= 1e15.

    Returns:
        A count, 0 or more.

    Raises:
        ValueError: the mean is out of range, or `u` or the mean is not a number.
    """
    if not 0.0 <= mean <= 1e15:
        raise ValueError(_BAD_MEAN)
    if math.isnan(u):
        raise ValueError(_BAD_UNIFORM)
    if mean < _EXACT_BELOW:
        return _exact_poisson(u, mean)
    z = min(max(normal_quantile(u), -9.0), 9.0)
    return max(math.floor(_place(z, mean, mean, mean, mean, mean)), 0)


@njit
def fill_binomial(u: Floats, n: Counts, p: Floats, room: Floats, out: Counts) -> None:
    """Set `out` to `binomial` of each, the same counts: the expansions of many come first, at once.

    Args:
        u: uniforms in (0, 1), (k,).
        n: numbers of trials, (k,).
        p: chances, (k,).
        room: to work in, (2, any); so many are drawn at once. See `TOGETHER`.
        out: overwritten with the counts, (k,).

    Raises:
        ValueError: as `binomial`.
    """
    place, doubt = room[0], room[1]
    for first in range(0, out.size, place.size):
        upto = min(first + place.size, out.size)
        _fill_some(u[first:upto], n[first:upto], p[first:upto], place, doubt, out[first:upto])


@njit
def _fill_some(u: Floats, n: Counts, p: Floats, place: Floats, doubt: Floats, out: Counts) -> None:
    """Set `out` to `binomial` of each; each loop is vector code but the last, which rarely acts."""
    fill_normal_in(u, out, doubt, place)
    for index in range(out.size):
        z, q = min(max(place[index], -_FARTHEST), _FARTHEST), 1.0 - p[index]
        place[index], doubt[index] = (
            _place_binomial(z, n[index], p[index], q),
            _doubt(z, n[index] * p[index] * q),
        )
    for index in range(out.size):
        plain = _plain_binomial(u[index], n[index], p[index], place[index], doubt[index])
        place[index] = plain
    for index in range(out.size):
        out[index] = _count_at(place[index], n[index])
    for index in range(out.size):
        if not place[index] >= 0.0:
            out[index] = _summed_binomial(u[index], n[index], p[index])


@njit
def _fill_poisson(u: Floats, mean: Floats, out: Counts) -> None:
    for index in range(out.size):
        out[index] = poisson(u[index], mean[index])


def binomials(u: Floats, n: Counts | int, p: Floats | float) -> Counts:
    """`binomial` of arrays, broadcast against one another.

    Args:
        u: uniforms in (0, 1).
        n: numbers of trials.
        p: chances.

    Returns:
        int64 of the broadcast shape.

    Raises:
        ValueError: an `n` is negative, or a `u` or `p` is not a number.
    """
    u, n, p = np.broadcast_arrays(
        np.asarray(u, dtype=np.float64),
        np.asarray(n, dtype=np.int64),
        np.asarray(p, dtype=np.float64),
    )
    out = np.empty(u.shape, np.int64)
    room = np.empty((2, TOGETHER))
    fill_binomial(u.ravel(), n.ravel(), p.ravel(), room, out.reshape(-1))
    return out


def poissons(u: Floats, mean: Floats | float) -> Counts:
    """`poisson` of arrays, broadcast against one another.

    Args:
        u: uniforms in (0, 1).
        mean: expected counts.

    Returns:
        int64 of the broadcast shape.

    Raises:
        ValueError: a mean is out of range, or a number is not a number.
    """
    u, mean = np.broadcast_arrays(
        np.asarray(u, dtype=np.float64), np.asarray(mean, dtype=np.float64)
    )
    out = np.empty(u.shape, np.int64)
    _fill_poisson(u.ravel(), mean.ravel(), out.reshape(-1))
    return out
