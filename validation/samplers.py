"""Counts against their distributions: chi-square tests of millions of draws in every regime.

    python validation/samplers.py [DRAWS]

Draws binomial and Poisson counts with means from 0.1 to a million (both tails, small chances and
chances near one half, the means at which the method changes) and prints for each the chi-square
over its degrees of freedom and the chance of a worse fit. Fails, with exit status 1, where a chance
is below 1 in 100,000, or where the smallest is less likely than that among so many tests.
"""

import sys
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from scipy import stats

from offramp.engine.draws import member_keys, name_key, uniform
from offramp.engine.samplers import binomials, poissons

DRAWS = 4_000_000
AT_ONCE = 1_000_000
LEAST_IN_A_CELL = 40.0
LEAST_CHANCE = 1e-5
MEANS = (0.1, 0.4, 1.0, 3.0, 7.9, 8.1, 12.0, 30.0, 60.0, 99.0, 101.0, 300.0, 1e3, 1e4, 1e5, 1e6)
SHARES = (1e-6, 0.01, 0.2, 0.49, 0.5, 0.51, 0.8, 0.99)

Counts = NDArray[np.int64]
Floats = NDArray[np.float64]


def fit(
    sample: Callable[[Floats], Counts], law: stats.rv_discrete, name: str, draws: int
) -> Floats:
    """Return chi-square, degrees of freedom and the chance of a worse fit, float64 (3,)."""
    low, high = int(law.ppf(1e-12)), int(law.isf(1e-12))
    observed = np.zeros(high - low + 1, np.int64)
    for start in range(0, draws, AT_ONCE):
        keys = member_keys(7, np.arange(start, min(start + AT_ONCE, draws)), "chance")
        counts = sample(uniform(keys, 0, name_key("validation", name)))
        observed += np.bincount(np.clip(counts, low, high) - low, minlength=observed.size)
    steps = np.concatenate([[0.0], law.cdf(np.arange(low, high)), [1.0]])
    expected = np.diff(steps) * draws
    group = np.floor(np.cumsum(expected) / LEAST_IN_A_CELL - 1e-9).astype(np.int64)
    group = np.unique(group, return_inverse=True)[1]
    seen, wanted = np.bincount(group, observed), np.bincount(group, expected)
    if len(wanted) > 2 and wanted[-1] < LEAST_IN_A_CELL / 2:
        seen = np.append(seen[:-2], seen[-2:].sum())
        wanted = np.append(wanted[:-2], wanted[-2:].sum())
    freedom = max(len(wanted) - 1, 1)
    square = float(((seen - wanted) ** 2 / wanted).sum())
    return np.array([square, freedom, stats.chi2.sf(square, freedom)])


def regimes() -> list[tuple[str, Callable[[Floats], Counts], stats.rv_discrete]]:
    """Return a name, a way to draw and the distribution of each."""
    found: list[tuple[str, Callable[[Floats], Counts], stats.rv_discrete]] = [
        (f"poisson mean {mean:g}", lambda u, m=mean: poissons(u, m), stats.poisson(mean))
        for mean in MEANS
    ]
    for mean in MEANS:
        for share in SHARES:
            n = round(mean / min(share, 1.0 - share))
            if 1 <= n <= 1e8:
                name = f"binomial n {n} p {share:g}"
                draw = lambda u, n=n, p=share: binomials(u, n, p)  # noqa: E731
                found.append((name, draw, stats.binom(n, share)))
    return found


def main() -> int:
    """Print the table; return 1 where a fit is too bad to be chance."""
    draws = int(sys.argv[1]) if len(sys.argv) > 1 else DRAWS
    print(f"{draws:,} draws each")
    print(f"{'regime':34}{'chi2/df':>9}{'df':>7}{'p':>11}")
    chances = []
    for name, sample, law in regimes():
        square, freedom, chance = fit(sample, law, name, draws)
        chances.append(chance)
        mark = "  BAD" if chance < LEAST_CHANCE else ""
        print(f"{name:34}{square / freedom:9.3f}{freedom:7.0f}{chance:11.4f}{mark}")
    even = float(stats.kstest(chances, "uniform").pvalue)
    bad = sum(chance < LEAST_CHANCE for chance in chances)
    print(
        f"{len(chances)} regimes, {bad} bad; the chances lie evenly between 0 and 1: p {even:.3f}"
    )
    return int(bad > 0 or even < LEAST_CHANCE)


if __name__ == "__main__":
    sys.exit(main())
