"""The exponential as vector code: near enough, right at the ends, and the same bits everywhere."""

import math
from hashlib import sha256

import numpy as np
import pytest
from numpy.typing import NDArray

from offramp.engine.exponential import (
    exponential,
    exponential_less_one,
    fill_exp,
    fill_expm1,
    fill_power,
    logarithm,
    to_exp,
)

Floats = NDArray[np.float64]

ENDS = [0.0, -0.0, math.inf, -math.inf, math.nan, 1e308, -1e308, 709.79, -708.1, 1e-310, 1e-20]
SPANS = [(-708.0, 709.7), (-40.0, 40.0), (-2.0, 2.0), (-0.35, 0.35), (-1e-3, 1e-3), (-1e-9, 0.0)]


def exp(x: Floats) -> Floats:
    """Exponential of each."""
    out = np.empty_like(x)
    fill_exp(x, out)
    return out


def expm1(x: Floats) -> Floats:
    """Exponential of each, less 1."""
    out = np.empty_like(x)
    fill_expm1(x, out)
    return out


def off_by(ours: Floats, true: NDArray[np.longdouble]) -> float:
    """Largest error in units in the last place."""
    last_place = np.spacing(np.abs(true.astype(np.float64))).astype(np.longdouble)
    return float(np.max(np.abs(ours.astype(np.longdouble) - true) / last_place))


@pytest.mark.skipif(np.finfo(np.longdouble).nmant < 63, reason="needs numbers of 80 bits")
@pytest.mark.parametrize("span", SPANS)
def test_off_by_no_more_than_said(span: tuple[float, float]) -> None:
    x = np.linspace(*span, 200_001)
    true = x.astype(np.longdouble)
    assert off_by(exp(x), np.exp(true)) <= 0.99
    down, up = x[x < 0.0], x[x > 0.0]
    assert off_by(expm1(down), np.expm1(true[x < 0.0])) <= 1.2
    assert up.size == 0 or off_by(expm1(up), np.expm1(true[x > 0.0])) <= 2.0


def test_ends() -> None:
    inf, nan = math.inf, math.nan
    wanted = [1.0, 1.0, inf, 0.0, nan, inf, 0.0, inf, 0.0, 1.0, 1.0]
    np.testing.assert_array_equal(exp(np.array(ENDS)), wanted)
    less = [0.0, -0.0, inf, -1.0, nan, inf, -1.0, inf, -1.0, 1e-310, 1e-20]
    np.testing.assert_array_equal(expm1(np.array(ENDS)), less)
    assert math.copysign(1.0, expm1(np.array([-0.0]))[0]) == -1.0
    np.testing.assert_allclose(exp(np.array([709.78])), math.exp(709.78), rtol=4e-16)


@pytest.mark.skipif(np.finfo(np.longdouble).nmant < 63, reason="needs numbers of 80 bits")
@pytest.mark.parametrize("span", [(1e-300, 1e300), (1e-6, 1.0), (0.7, 1.5), (0.999, 1.001)])
def test_logarithm_off_by_no_more_than_said(span: tuple[float, float]) -> None:
    x = np.concatenate([np.linspace(*span, 20_001), np.geomspace(*span, 20_001)])
    x = x[x != 1.0]
    ours = np.array([logarithm(one) for one in x])
    assert off_by(ours, np.log(x.astype(np.longdouble))) <= 2.0
    assert logarithm(1.0) == 0.0


def test_ends_of_logarithm() -> None:
    ends = [0.0, -0.0, 1e-310, math.inf, -math.inf, -1.0, math.nan]
    inf, nan = math.inf, math.nan
    wanted = [-inf, -inf, -inf, inf, nan, nan, nan]
    np.testing.assert_array_equal([logarithm(one) for one in ends], wanted)


@pytest.mark.parametrize("y", [0.0, 0.5, 1.0, 2.0, 7.5])
def test_power(y: float) -> None:
    x = np.linspace(1e-4, 1.0, 20_001)
    ours = np.empty_like(x)
    fill_power(x, y, ours)
    error = np.abs(ours / x**y - 1.0) / (1.0 + np.abs(y * np.log(x)))
    assert error.max() < 4e-16
    assert ours[-1] == 1.0


def test_many_have_the_bits_of_each_and_of_every_machine() -> None:
    x = np.concatenate([np.linspace(-750.0, 720.0, 99_991), np.linspace(-3.0, 3.0, 9_973), ENDS])
    many, less = exp(x), expm1(x)
    np.testing.assert_array_equal(many, [exponential(one) for one in x])
    np.testing.assert_array_equal(less, [exponential_less_one(one) for one in x])
    there = x.copy()
    to_exp(there)
    np.testing.assert_array_equal(there, many)
    known = ~np.isnan(x)
    bits = sha256(many[known].tobytes() + less[known].tobytes()).hexdigest()
    assert bits[:16] == "0b770876f2590730"
