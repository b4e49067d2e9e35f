"""Quantiles of continuous distributions: from a uniform to a value, increasing in the uniform.

`normal_quantile` is a kernel for one number; the `*_from` functions turn an array of uniforms into
draws of a quantity.
"""

import math

import numpy as np
from numpy.typing import NDArray

from offramp.engine._jit import njit
from offramp.engine.beta import beta_quantile
from offramp.engine.exponential import logarithm

__all__ = [
    "beta_from",
    "fill_normal",
    "fill_normal_in",
    "lognormal_from",
    "normal_from",
    "normal_quantile",
    "normal_quantiles",
    "triangular_from",
    "uniform_from",
]

Floats = NDArray[np.float64]


# Coefficients of numerator and denominator, highest power first, in the three regions of AS 241.
_CENTRE = (
    (2.5090809287301226727e3, 5.2264952788528545610e3),
    (3.3430575583588128105e4, 2.8729085735721942674e4),
    (6.7265770927008700853e4, 3.9307895800092710610e4),
    (4.5921953931549871457e4, 2.1213794301586595867e4),
    (1.3731693765509461125e4, 5.3941960214247511077e3),
    (1.9715909503065514427e3, 6.8718700749205790830e2),
    (1.3314166789178437745e2, 4.2313330701600911252e1),
    (3.3871328727963666080e0, 1.0),
)
_TAIL = (
    (7.74545014278341407640e-4, 1.05075007164441684324e-9),
    (2.27238449892691845833e-2, 5.47593808499534494600e-4),
    (2.41780725177450611770e-1, 1.51986665636164571966e-2),
    (1.27045825245236838258e0, 1.48103976427480074590e-1),
    (3.64784832476320460504e0, 6.89767334985100004550e-1),
    (5.76949722146069140550e0, 1.67638483018380384940e0),
    (4.63033784615654529590e0, 2.05319162663775882187e0),
    (1.42343711074968357734e0, 1.0),
)
_FAR_TAIL = (
    (2.01033439929228813265e-7, 2.04426310338993978564e-15),
    (2.71155556874348757815e-5, 1.42151175831644588870e-7),
    (1.24266094738807843860e-3, 1.84631831751005468180e-5),
    (2.65321895265761230930e-2, 7.86869131145613259100e-4),
    (2.96560571828504891230e-1, 1.48753612908506148525e-2),
    (1.78482653991729133580e0, 1.36929880922735805310e-1),
    (5.46378491116411436990e0, 5.99832206555887937690e-1),
    (6.65790464350110377720e0, 1.0),
)


_LEAST = 1e-10
"""The far tails, below exp(-25), begin lower: up to here they are left to `normal_quantile`."""

_TOGETHER = 256
"""Numbers worked out at a time: many tails for whole vectors, few for the cache."""


@njit
def _ratio(r: float, rows: tuple[tuple[float, float], ...]) -> float:
    """Quotient of two polynomials in `r`."""
    top = 0.0
    low = 0.0
    for upper, lower in rows:
        top = top * r + upper
        low = low * r + lower
    return top / low


@njit
def normal_quantile(u: float) -> float:
    """Quantile of the standard normal distribution, by rational functions in three regions.

    Algorithm AS 241 (PPND16): Wichura (1988), "The percentage points of the normal distribution",
    Applied Statistics 37(3), 477-484, doi:10.2307/2347330, which states an accuracy of about 1
    part in 1e16; measured against `scipy.special.ndtri`, 2e-15 relative from 1e-300 to 1 - 1e-16.

    Args:
        u: probability in the open interval (0, 1).

    Returns:
        z with Phi(z) = u; -inf at u <= 0, inf at u >= 1, nan for nan.
    """
    q = u - 0.5
    if abs(q) <= 0.425:
        return q * _ratio(0.180625 - q * q, _CENTRE)
    if u <= 0.0:
        return -math.inf
    if u >= 1.0:
        return math.inf
    tail = min(u, 1.0 - u)
    r = math.sqrt(-(logarithm(tail) if tail >= _LEAST else math.log(tail)))
    size = _ratio(r - 1.6, _TAIL) if r <= 5.0 else _ratio(r - 5.0, _FAR_TAIL)
    return -size if q < 0.0 else size


@njit
def fill_normal(u: Floats, out: Floats) -> None:
    """Set `out` (k,) to `normal_quantile` of each of `u` (k,), the same bits."""
    most = min(u.size, _TOGETHER)
    outside, size = np.empty(most, np.int64), np.empty(most)
    for first in range(0, u.size, _TOGETHER):
        upto = min(first + _TOGETHER, u.size)
        fill_normal_in(u[first:upto], outside, size, out[first:upto])


@njit
def fill_normal_in(u: Floats, outside: NDArray[np.int64], size: Floats, out: Floats) -> None:
    """`fill_normal` with room to work in, (k,) or more: `outside` and `size`.

    The centre of all is worked out first, as vector code; then the tails are gathered.
    """
    for index in range(u.size):
        q = u[index] - 0.5
        out[index] = q * _ratio(0.180625 - q * q, _CENTRE)
    found = 0
    for index in range(u.size):
        outside[found] = index
        found += not abs(u[index] - 0.5) <= 0.425
    farther = False
    for at in range(found):
        tail = min(u[outside[at]], 1.0 - u[outside[at]])
        farther |= not tail >= _LEAST
        size[at] = max(tail, _LEAST)
    for at in range(found):
        size[at] = _ratio(math.sqrt(-logarithm(size[at])) - 1.6, _TAIL)
    for at in range(found):
        index = outside[at]
        out[index] = -size[at] if u[index] < 0.5 else size[at]
    if farther:
        for at in range(found):
            out[outside[at]] = normal_quantile(u[outside[at]])


@njit
def _fill_beta(u: Floats, a: float, b: float, out: Floats) -> None:
    for index in range(u.size):
        out[index] = beta_quantile(u[index], a, b)


def normal_quantiles(u: Floats) -> Floats:
    """`normal_quantile` of every element of an array of any shape."""
    u = np.ascontiguousarray(u, dtype=np.float64)
    out = np.empty(u.shape, np.float64)
    fill_normal(u.reshape(-1), out.reshape(-1))
    return out


def normal_from(u: Floats, mean: float, sd: float) -> Floats:
    """Normal values, increasing in `u`.

    Args:
        u: uniforms in (0, 1), any shape.
        mean: mean, in the unit of the quantity.
        sd: standard deviation in the same unit, >= 0.

    Returns:
        float64 of the shape of `u`.

    Raises:
        ValueError: `sd` is negative or a parameter is not finite.
    """
    if not (math.isfinite(mean) and 0.0 <= sd < math.inf):
        problem = f"normal: mean {mean}, sd {sd}; both must be finite and sd >= 0"
        raise ValueError(problem)
    return mean + sd * normal_quantiles(u)


def lognormal_from(u: Floats, median: float, gsd: float) -> Floats:
    """Lognormal values, increasing in `u`.

    Args:
        u: uniforms in (0, 1), any shape.
        median: median, > 0, in the unit of the quantity.
        gsd: geometric standard deviation, >= 1: about two thirds of the values lie between
            median / gsd and median * gsd.

    Returns:
        float64 of the shape of `u`.

    Raises:
        ValueError: `median` <= 0, `gsd` < 1 or a parameter is not finite.
    """
    if not (0.0 < median < math.inf and 1.0 <= gsd < math.inf):
        problem = f"lognormal: median {median}, gsd {gsd}; need median > 0 and gsd >= 1"
        raise ValueError(problem)
    values: Floats = median * np.exp(math.log(gsd) * normal_quantiles(u))
    return values


def uniform_from(u: Floats, lo: float, hi: float) -> Floats:
    """Values spread evenly between `lo` and `hi`, increasing in `u`.

    Args:
        u: uniforms in (0, 1), any shape.
        lo: lowest value.
        hi: highest value, >= lo.

    Returns:
        float64 of the shape of `u`.

    Raises:
        ValueError: the bounds are out of order or not finite.
    """
    if not -math.inf < lo <= hi < math.inf:
        problem = f"uniform: from {lo} to {hi}; need finite bounds in order"
        raise ValueError(problem)
    return np.asarray(lo + (hi - lo) * u, dtype=np.float64)


def triangular_from(u: Floats, lo: float, mode: float, hi: float) -> Floats:
    """Triangular values, increasing in `u`.

    Args:
        u: uniforms in (0, 1), any shape.
        lo: lowest value.
        mode: most likely value.
        hi: highest value.

    Returns:
        float64 of the shape of `u`.

    Raises:
        ValueError: not lo <= mode <= hi, or a parameter is not finite.
    """
    if not -math.inf < lo <= mode <= hi < math.inf:
        problem = f"triangular: {lo}, {mode}, {hi}; need lo <= mode <= hi, all finite"
        raise ValueError(problem)
    if lo == hi:
        return np.full(np.shape(u), float(lo))
    width = hi - lo
    left = lo + np.sqrt(u * width * (mode - lo))
    right = hi - np.sqrt((1.0 - u) * width * (hi - mode))
    return np.asarray(np.where(u * width < mode - lo, left, right), dtype=np.float64)


def beta_from(u: Floats, a: float, b: float) -> Floats:
    """Beta values in [0, 1], increasing in `u`.

    Args:
        u: uniforms in (0, 1), any shape.
        a: first shape, > 0; with `b`, the mean is a / (a + b).
        b: second shape, > 0.

    Returns:
        float64 of the shape of `u`.

    Raises:
        ValueError: a shape is not positive and finite.
    """
    if not (0.0 < a < math.inf and 0.0 < b < math.inf):
        problem = f"beta: shapes {a} and {b}; both must be positive and finite"
        raise ValueError(problem)
    u = np.ascontiguousarray(u, dtype=np.float64)
    out = np.empty(u.shape, np.float64)
    _fill_beta(u.reshape(-1), float(a), float(b), out.reshape(-1))
    return out
