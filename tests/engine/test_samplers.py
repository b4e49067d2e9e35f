"""Counts follow their distributions, never decrease in the uniform, and conserve totals.

A wrong sign in the skewness correction is invisible to means and variances at the sizes people
look at; only a chi-square test of millions of draws finds it, so such a test stands here, and
another one shows that it would find it.
"""

import math
from collections.abc import Callable
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy import stats

from offramp.engine.draws import member_keys, name_key, uniform
from offramp.engine.quantiles import normal_quantiles
from offramp.engine.samplers import (
    binomial,
    binomials,
    poisson,
    poissons,
)

Counts = NDArray[np.int64]
Floats = NDArray[np.float64]

MILLIONS = 4_000_000
KEYS = member_keys(11, np.arange(MILLIONS), "chance")
SPLIT = name_key("movement", "AAA", "route")
POWERS = 2.0 ** -np.arange(12.0, 54.0)
LATTICE = np.sort(np.concatenate([POWERS, (np.arange(2000) + 0.5) / 2000, 1.0 - POWERS]))

BINOMIALS = [
    (10, 0.01),
    (20, 0.3),
    (40, 0.75),
    (1000, 0.03),
    (100_000_000, 9.5e-7),
    (1000, 0.92),
    (200, 0.5),
    (1_000_000, 1.2e-4),
    (1000, 0.8),
    (100_000, 0.02),
    (100_000_000, 1e-2),
    (2_000_000, 0.5),
]
POISSONS = [0.1, 1.0, 12.0, 99.0, 100.0, 130.0, 2_000.0, 1e6]


def chi_square_p(counts: Counts, distribution: stats.rv_discrete) -> float:
    """Chance of a worse fit, with cells merged until at least 40 draws are expected in each."""
    low, high = int(counts.min()), int(counts.max())
    observed = np.bincount(counts - low)
    below = np.concatenate([[0.0], distribution.cdf(np.arange(low, high)), [1.0]])
    expected = np.diff(below) * counts.size
    group = np.floor(np.cumsum(expected) / 40.0 - 1e-9).astype(np.int64)
    group = np.unique(group, return_inverse=True)[1]
    seen = np.bincount(group, observed)
    wanted = np.bincount(group, expected)
    if wanted[-1] < 20.0:
        seen = np.append(seen[:-2], seen[-2:].sum())
        wanted = np.append(wanted[:-2], wanted[-2:].sum())
    statistic = float(((seen - wanted) ** 2 / wanted).sum())
    return float(stats.chi2.sf(statistic, len(wanted) - 1))


@pytest.mark.parametrize(("n", "p"), BINOMIALS)
def test_binomial_passes_chi_square(n: int, p: float) -> None:
    u = uniform(KEYS, 0, name_key("chi-square", str(n), str(p)))
    assert 1e-4 < chi_square_p(binomials(u, n, p), stats.binom(n, p)) < 1 - 1e-4


@pytest.mark.parametrize("mean", POISSONS)
def test_poisson_passes_chi_square(mean: float) -> None:
    u = uniform(KEYS, 0, name_key("chi-square", str(mean)))
    assert 1e-4 < chi_square_p(poissons(u, mean), stats.poisson(mean)) < 1 - 1e-4


@pytest.mark.parametrize("skew_sign", [1.0, -1.0])
def test_chi_square_would_find_a_wrong_sign(skew_sign: float) -> None:
    mean = 2_000.0
    z = normal_quantiles(uniform(KEYS, 0, name_key("wrong sign")))
    sd = math.sqrt(mean - 1 / 12)
    shift = skew_sign * (z * z - 1) / (6 * sd) + (z**3 - 7 * z) / (72 * mean) * -1.0
    counts = np.floor(mean + sd * (z + shift) + 0.5).astype(np.int64)
    p = chi_square_p(counts, stats.poisson(mean))
    assert (p > 1e-4) if skew_sign > 0 else (p < 1e-100)


def implied_cdf(sample: Callable[[Floats], Counts], ks: Counts) -> Floats:
    """Largest uniform that gives at most k, by bisection: the distribution function drawn from."""
    low, high = np.zeros(ks.size), np.ones(ks.size)
    for _ in range(54):
        middle = 0.5 * (low + high)
        within = sample(middle) <= ks
        low, high = np.where(within, middle, low), np.where(within, high, middle)
    return low


def around(mean: float, sd: float, top: float = math.inf) -> Counts:
    points = np.linspace(max(0.0, mean - 6 * sd), min(top - 1, mean + 6 * sd), 400)
    return np.unique(points.astype(np.int64))


@pytest.mark.parametrize(
    ("n", "p", "tolerance"),
    [
        (1000, 0.05, 2e-14),
        (200, 0.45, 2e-14),
        (1000, 0.93, 2e-14),
        (200, 0.5, 3.2e-7),
        (500, 0.8, 3.2e-7),
        (1000, 0.1, 3.2e-7),
        (100_000_000, 1e-6, 3.2e-7),
        (2000, 0.5, 3.2e-9),
        (100_000_000, 1e-5, 3.2e-9),
        (200_000, 0.5, 1e-12),
        (100_000_000, 1e-3, 1e-12),
    ],
)
def test_binomial_error_is_as_stated(n: int, p: float, tolerance: float) -> None:
    ks = around(n * p, math.sqrt(n * p * (1 - p)), n)
    error = np.abs(implied_cdf(lambda u: binomials(u, n, p), ks) - stats.binom.cdf(ks, n, p))
    assert error.max() < tolerance


@pytest.mark.parametrize(
    ("mean", "tolerance"),
    [(0.5, 2e-14), (99.0, 2e-14), (100.0, 3.2e-7), (1e3, 3.2e-9), (1e5, 1e-12)],
)
def test_poisson_error_is_as_stated(mean: float, tolerance: float) -> None:
    ks = around(mean, math.sqrt(mean))
    error = np.abs(implied_cdf(lambda u: poissons(u, mean), ks) - stats.poisson.cdf(ks, mean))
    assert error.max() < tolerance


def plain_binomial(u: float, n: int, p: float) -> tuple[int, float]:
    """Exact inversion in rational numbers; also the distance of `u` to the nearest step."""
    chance, target, total = Fraction(p), Fraction(u), Fraction(0)
    for k in range(n + 1):
        total += math.comb(n, k) * chance**k * (1 - chance) ** (n - k)
        if total >= target:
            before = total - math.comb(n, k) * chance**k * (1 - chance) ** (n - k)
            return k, float(min(total - target, target - before))
    raise AssertionError


def plain_poisson(u: float, mean: float) -> int:
    """Inversion with every mass from the log-gamma function and exact summation."""
    masses: list[float] = []
    while math.fsum(masses) < u and len(masses) < mean + 40 * math.sqrt(mean) + 40:
        k = len(masses)
        masses.append(math.exp(k * math.log(mean) - mean - math.lgamma(k + 1)))
    return max(len(masses) - 1, 0)


@given(u=st.floats(1e-9, 1 - 1e-9), n=st.integers(0, 60), p=st.floats(1e-6, 1 - 1e-6))
def test_binomial_agrees_with_exact_fractions(u: float, n: int, p: float) -> None:
    k, distance = plain_binomial(u, n, p)
    drawn = binomial(u, n, p)
    assert drawn == k if distance > 1e-13 else abs(drawn - k) <= 1


@given(u=st.floats(1e-9, 1 - 1e-9), mean=st.floats(1e-3, 99.0))
def test_poisson_agrees_with_plain_python(u: float, mean: float) -> None:
    drawn = poisson(u, mean)
    assert plain_poisson(u - 1e-12, mean) <= drawn <= plain_poisson(u + 1e-12, mean)


@pytest.mark.parametrize(("n", "p"), [*BINOMIALS, (1, 0.5), (199, 0.5), (201, 0.5), (10**15, 0.3)])
def test_binomial_never_decreases_in_the_uniform(n: int, p: float) -> None:
    counts = binomials(LATTICE, n, p)
    assert np.all(np.diff(counts) >= 0)
    assert counts.min() >= 0
    assert counts.max() <= n


@pytest.mark.parametrize("mean", [*POISSONS, 1e15])
def test_poisson_never_decreases_in_the_uniform(mean: float) -> None:
    counts = poissons(LATTICE, mean)
    assert np.all(np.diff(counts) >= 0)
    assert counts.min() >= 0


def test_counts_barely_jump_where_the_method_changes() -> None:
    u = LATTICE[(LATTICE > 1e-9) & (LATTICE < 1 - 1e-9)]
    for low, high in ((0.0999999, 0.1000001), (0.8999999, 0.9000001), (0.4999999, 0.5000001)):
        assert np.abs(binomials(u, 1000, high) - binomials(u, 1000, low)).max() <= 1
    assert np.abs(poissons(u, 100.0) - poissons(u, np.nextafter(100.0, 0.0))).max() <= 1


def test_pairing_is_close() -> None:
    """A slightly higher chance on the same uniforms hardly ever gives fewer people."""
    u = uniform(KEYS[:100_000], 0, SPLIT)
    for n, p in ((50, 0.2), (1000, 0.3), (1_000_000, 0.01)):
        assert np.all(binomials(u, n, p * 1.01) >= binomials(u, n, p))
        assert np.all(poissons(u, n * p * 1.01) >= poissons(u, n * p))


def test_many_at_once_are_drawn_as_one_by_one() -> None:
    """The expansions that come first for all change no count, wherever summing decides."""
    chance = np.random.default_rng(6)
    u = np.concatenate([chance.random(30_000), LATTICE])
    mean = np.exp(chance.uniform(np.log(0.01), np.log(3000), u.size))
    p = np.exp(chance.uniform(np.log(1e-7), 0.0, u.size))
    p = np.where(chance.random(u.size) < 0.3, 1 - p, p)
    n = (mean / np.minimum(p, 1 - p).clip(1e-8)).astype(np.int64) * (chance.random(u.size) < 0.9)
    one_by_one = [binomial(*each) for each in zip(u, n, p, strict=True)]
    assert binomials(u, n, p).tolist() == one_by_one


@pytest.mark.parametrize("p", [1e-6, 0.05, 0.3, 0.5])
def test_the_expansion_is_used_only_where_summing_gives_the_same(p: float) -> None:
    for mean in (0.5, 0.7, 1.0, 1.6, 2.4, 3.0, 4.2, 8.0, 9.5, 14.0, 31.0, 70.0, 99.5):
        n = max(round(mean / p), 1)
        steps = stats.binom.cdf(np.arange(min(int(3 * mean + 8), n)), n, p)
        for away in (1e-9, 1e-6, 1e-4, 1e-3):
            below, above = steps * (1 - away), np.minimum(steps * (1 + away), 1 - 1e-9)
            found = np.stack([binomials(below, n, p), binomials(above, n, p)])
            wanted = np.searchsorted(steps, np.stack([below, above]))
            inner = (steps > 3e-5) & (above < 1 - 2e-9)
            np.testing.assert_array_equal(found[:, inner], wanted[:, inner])


def test_edges() -> None:
    assert binomial(0.7, 0, 0.5) == 0
    assert binomial(0.7, 9, 0.0) == 0
    assert binomial(0.7, 9, -1e-17) == 0
    assert binomial(0.7, 9, 1.0) == 9
    assert binomial(0.7, 9, 1.0 + 1e-16) == 9
    assert binomial(1e-9, 1, 5e-324) == 0
    assert poisson(0.7, 0.0) == 0
    for u in (0.0, 1.0):
        assert 0 <= binomial(u, 50, 0.3) <= 50
        assert 0 <= binomial(u, 50, 0.9) <= 50
        assert 0 <= binomial(u, 10_000, 0.3) <= 10_000
        assert poisson(u, 3.0) >= 0
        assert poisson(u, 300.0) >= 0


def test_arrays_broadcast() -> None:
    u = LATTICE[:6].reshape(2, 3)
    n = np.array([5, 50, 500])
    p = np.array([[0.1], [0.9]])
    counts = binomials(u, n, p)
    assert counts.shape == (2, 3)
    assert counts[1, 2] == binomial(u[1, 2], 500, 0.9)
    assert poissons(u, n * 1.0)[0, 1] == poisson(u[0, 1], 50.0)


def test_golden_values() -> None:
    """These counts are promised, as are the bits they are drawn from."""
    u = uniform(KEYS[:4], 14, SPLIT)
    assert binomials(u, 40, 0.3).tolist() == [10, 13, 14, 7]
    assert binomials(u, 5_000_000, 0.013).tolist() == [64810, 65106, 65220, 64569]
    assert poissons(u, 6.5).tolist() == [5, 7, 9, 3]
    assert poissons(u, 123_456.0).tolist() == [123192, 123603, 123761, 122858]


def test_wrong_input_is_named() -> None:
    with pytest.raises(ValueError, match="n is negative"):
        binomial(0.5, -1, 0.5)
    with pytest.raises(ValueError, match="p is not a number"):
        binomial(0.5, 3, math.nan)
    with pytest.raises(ValueError, match="between 0 and 1e15"):
        poisson(0.5, -1.0)
    with pytest.raises(ValueError, match="u is not a number"):
        poisson(math.nan, 1.0)
