"""The beta distribution: its distribution function and quantile, from published formulas."""

import math

from offramp.engine._jit import njit

__all__ = ["beta_quantile", "incomplete_beta"]


@njit
def incomplete_beta(a: float, b: float, x: float) -> float:
    """Regularised incomplete beta function I_x(a, b), the distribution function of the beta.

    The continued fraction DLMF 8.17.22 (https://dlmf.nist.gov/8.17.E22), evaluated by the
    modified Lentz method (Thompson & Barnett 1986, J. Comput. Phys. 64, 490-509), after the
    reflection I_x(a, b) = 1 - I_{1-x}(b, a) where the fraction would converge slowly.

    Args:
        a: first shape, > 0.
        b: second shape, > 0.
        x: point in [0, 1].

    Returns:
        I_x(a, b) in [0, 1]; measured against `scipy.special.betainc`, within 1e-13 for shapes up
        to 100, 5e-12 up to 3,000 and 2e-9 up to 1e6.
    """
    if x <= 0.0:
        return 0.0
    if x >= 1.0:
        return 1.0
    swap = x > (a + 1.0) / (a + b + 2.0)
    front = math.exp(
        a * math.log(x) + b * math.log1p(-x) + math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b)
    )
    if swap:
        a, b, x = b, a, 1.0 - x
    tiny = 1e-300
    c = 1.0
    d = 1.0 - (a + b) * x / (a + 1.0)
    d = 1.0 / (d if abs(d) > tiny else tiny)
    fraction = d
    for m in range(1, 100_000):
        even = m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m))
        odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0))
        step = 1.0
        for term in (even, odd):
            d = 1.0 + term * d
            d = 1.0 / (d if abs(d) > tiny else tiny)
            c = 1.0 + term / c
            c = c if abs(c) > tiny else tiny
            step = c * d
            fraction *= step
        if abs(step - 1.0) < 2e-16:
            break
    value = min(front * fraction / a, 1.0)
    return 1.0 - value if swap else value


@njit
def beta_quantile(u: float, a: float, b: float) -> float:
    """Quantile of the beta distribution: bisection sped up by Newton steps inside the bracket.

    Args:
        u: probability in (0, 1).
        a: first shape, > 0.
        b: second shape, > 0.

    Returns:
        x in [0, 1] with I_x(a, b) = u, within about 1e-12 relative where the distribution
        function resolves it; a value within 1e-16 of 1 (small `b`) becomes 1.
    """
    log_beta = math.lgamma(a) + math.lgamma(b) - math.lgamma(a + b)
    low = 0.0
    high = 1.0
    x = a / (a + b)
    for _ in range(1200):
        error = incomplete_beta(a, b, x) - u
        if error == 0.0:
            return x
        if error < 0.0:
            low = x
        else:
            high = x
        middle = 0.5 * (low + high)
        if middle <= low or middle >= high:
            return x
        log_density = (a - 1.0) * math.log(x) + (b - 1.0) * math.log1p(-x) - log_beta
        newton = x - error * math.exp(min(-log_density, 700.0))
        if abs(newton - x) <= 1e-15 * x:
            return x
        x = newton if low < newton < high else middle
    return x
