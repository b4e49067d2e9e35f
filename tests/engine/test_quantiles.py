"""Quantiles agree with scipy, increase in the uniform, and refuse parameters that make no sense."""

import math

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from scipy import special, stats

from offramp.engine.beta import beta_quantile, incomplete_beta
from offramp.engine.quantiles import (
    beta_from,
    lognormal_from,
    normal_from,
    normal_quantile,
    normal_quantiles,
    triangular_from,
    uniform_from,
)

U = (np.arange(20_000) + 0.5) / 20_000


def test_normal_quantile_agrees_with_scipy() -> None:
    centre = np.concatenate([U, np.nextafter([0.075, 0.925, 0.5], 0.0), [0.075, 0.925]])
    np.testing.assert_allclose(
        normal_quantiles(centre), special.ndtri(centre), rtol=4e-15, atol=1e-16
    )
    tail = 10.0 ** -np.linspace(0.5, 300.0, 20_000)
    np.testing.assert_allclose(normal_quantiles(tail), special.ndtri(tail), rtol=4e-15)
    upper = 1.0 - 2.0 ** -np.arange(2.0, 54.0)
    np.testing.assert_allclose(normal_quantiles(upper), special.ndtri(upper), rtol=4e-15)


def test_normal_quantile_is_odd_and_handles_the_ends() -> None:
    assert normal_quantile(0.5) == 0.0
    assert normal_quantile(0.25) == -normal_quantile(0.75)
    assert normal_quantile(0.0) == -math.inf
    assert normal_quantile(1.0) == math.inf
    assert math.isnan(normal_quantile(math.nan))
    assert normal_quantiles(U.reshape(100, 200)).shape == (100, 200)


def test_many_normal_quantiles_have_the_bits_of_each() -> None:
    ends = [0.0, 1.0, -0.1, 1.1, math.nan, 2.0**-54, 1.0 - 2.0**-53, 1e-10, 1e-11, 0.075, 0.925]
    u = np.concatenate([U, 10.0 ** -np.arange(1.0, 300.0), ends])
    each = np.array([normal_quantile(one) for one in u])
    np.testing.assert_array_equal(normal_quantiles(u), each)


@pytest.mark.parametrize(
    ("a", "b", "tolerance"),
    [
        (0.5, 0.5, 1e-13),
        (2.0, 5.0, 1e-13),
        (0.3, 80.0, 1e-13),
        (30.0, 70.0, 1e-13),
        (1e3, 3e3, 5e-12),
        (1e6, 1e6, 2e-9),
    ],
)
def test_incomplete_beta_agrees_with_scipy(a: float, b: float, tolerance: float) -> None:
    points = stats.beta.ppf(U[::50], a, b)
    ours = np.array([incomplete_beta(a, b, x) for x in points])
    np.testing.assert_allclose(ours, special.betainc(a, b, points), rtol=0, atol=tolerance)


@pytest.mark.parametrize(
    ("a", "b"), [(0.5, 0.5), (1.0, 1.0), (2.0, 5.0), (0.3, 80.0), (30.0, 70.0), (1e3, 3e3)]
)
def test_beta_agrees_with_scipy(a: float, b: float) -> None:
    u = U[::10]
    values = beta_from(u, a, b)
    np.testing.assert_allclose(values, stats.beta.ppf(u, a, b), rtol=1e-11)
    assert np.all(np.diff(values) > 0)


@given(
    u=st.floats(2.0**-54, 1.0 - 2.0**-53),
    a=st.floats(0.1, 1e4),
    b=st.floats(0.5, 1e4),
)
@example(u=1.0 - 2.0**-52, a=1.0, b=0.5)
def test_beta_quantile_inverts_the_distribution(u: float, a: float, b: float) -> None:
    x = beta_quantile(u, a, b)
    assert 0.0 <= x <= 1.0
    below, above = x * (1.0 - 2e-15), min(x * (1.0 + 2e-15), 1.0)  # steps smaller than that end it
    slack = 1e-10
    assert special.betainc(a, b, below) - slack <= u <= special.betainc(a, b, above) + slack


def test_incomplete_beta_at_the_ends() -> None:
    assert incomplete_beta(2.0, 3.0, 0.0) == 0.0
    assert incomplete_beta(2.0, 3.0, 1.0) == 1.0
    assert incomplete_beta(1.0, 1.0, 0.3) == pytest.approx(0.3, rel=1e-15)


def test_the_other_quantities_agree_with_scipy() -> None:
    pairs = [
        (normal_from(U, 3.0, 2.0), stats.norm.ppf(U, 3.0, 2.0)),
        (lognormal_from(U, 4.0, 1.5), stats.lognorm.ppf(U, math.log(1.5), scale=4.0)),
        (uniform_from(U, -1.0, 3.0), stats.uniform.ppf(U, -1.0, 4.0)),
        (triangular_from(U, 1.0, 2.0, 6.0), stats.triang.ppf(U, 0.2, 1.0, 5.0)),
        (triangular_from(U, 1.0, 1.0, 6.0), stats.triang.ppf(U, 0.0, 1.0, 5.0)),
        (triangular_from(U, 1.0, 6.0, 6.0), stats.triang.ppf(U, 1.0, 1.0, 5.0)),
    ]
    for ours, theirs in pairs:
        np.testing.assert_allclose(ours, theirs, rtol=1e-12, atol=1e-12)
        assert np.all(np.diff(ours) > 0)


def test_no_spread_gives_the_value_itself() -> None:
    assert set(normal_from(U, 3.0, 0.0)) == {3.0}
    assert set(lognormal_from(U, 3.0, 1.0)) == {3.0}
    assert set(uniform_from(U, 3.0, 3.0)) == {3.0}
    assert set(triangular_from(U, 3.0, 3.0, 3.0)) == {3.0}


def test_wrong_parameters_are_named() -> None:
    with pytest.raises(ValueError, match="sd >= 0"):
        normal_from(U, 0.0, -1.0)
    with pytest.raises(ValueError, match="gsd >= 1"):
        lognormal_from(U, 1.0, 0.5)
    with pytest.raises(ValueError, match="median > 0"):
        lognormal_from(U, 0.0, 2.0)
    with pytest.raises(ValueError, match="in order"):
        uniform_from(U, 2.0, 1.0)
    with pytest.raises(ValueError, match="lo <= mode <= hi"):
        triangular_from(U, 0.0, 2.0, 1.0)
    with pytest.raises(ValueError, match="positive and finite"):
        beta_from(U, 0.0, 1.0)
    with pytest.raises(ValueError, match="finite"):
        normal_from(U, math.nan, 1.0)
