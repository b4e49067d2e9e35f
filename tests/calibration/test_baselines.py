import numpy as np
import pytest
from scipy.optimize import nnls

from offramp.calibration.baselines import (
    _error_paths,
    _not_negative,
    decay,
    fixed_share,
    last_value,
    persistence,
    week_mean,
)
from offramp.calibration.probability import coverage


def column(values):
    return np.asarray(values, float)[:, None]


def test_points():
    past = column([1, 2, 3, 4, 5, 6, 7, 8, np.nan])
    assert last_value(past, 2).tolist() == [[8.0], [8.0]]
    assert week_mean(past, 1).tolist() == [[5.0]]


def test_persistence_of_a_constant_is_the_constant():
    found = persistence(column([500.0] * 20), 30, 50)
    assert found.shape == (50, 30, 1)
    np.testing.assert_allclose(found, 500.0)


def test_persistence_widens_with_what_it_got_wrong_before():
    draws = np.random.default_rng(1)
    calm = column(1000 * np.exp(0.02 * draws.standard_normal(40)))
    wild = column(1000 * np.exp(0.3 * draws.standard_normal(40)))
    spread = [np.log(persistence(past, 7, 2000)).std() for past in (calm, wild)]
    assert spread[0] < 0.06
    assert 0.2 < spread[1] < 0.5


def test_error_paths_have_the_moments_they_were_fitted_to():
    draws = np.random.default_rng(2)
    shape = 4000, 8
    made = (
        0.2 * draws.standard_normal(shape)
        + 0.3 * draws.standard_normal((4000, 1))
        + 0.1 * draws.standard_normal(shape).cumsum(axis=1)
    )
    found = _error_paths(made, 12, 20_000, np.random.default_rng(3))
    assert found[:, 0].var() == pytest.approx(0.04 + 0.09 + 0.01, rel=0.1)
    assert found[:, 7].var() == pytest.approx(0.04 + 0.09 + 0.08, rel=0.1)
    assert found[:, 11].var() == pytest.approx(0.04 + 0.09 + 0.08, rel=0.1)  # stands still
    assert np.mean(found[:, 1] * found[:, 5]) == pytest.approx(0.09 + 0.02, rel=0.15)


def test_persistence_covers_a_noisy_level():
    draws = np.random.default_rng(4)
    made, truth = [], []
    for seed in range(60):
        series = column(5000 * np.exp(0.2 * draws.standard_normal(44)))
        made.append(persistence(series[:30], 14, 300, seed)[:, :, 0])
        truth.append(series[30:, 0])
    assert coverage(np.stack(made, 1), np.stack(truth), 0.9) == pytest.approx(0.9, abs=0.06)


def test_decay_finds_the_rate():
    days = np.arange(30)
    past = column(80_000 * np.exp(-0.08 * days))
    found = decay(past, 10, 500)
    expected = 80_000 * np.exp(-0.08 * (30 + np.arange(10)))
    np.testing.assert_allclose(np.median(found[:, :, 0], axis=0), expected, rtol=1e-6)
    assert np.all(np.diff(np.median(found[:, :, 0], axis=0)) < 0)


def test_decay_does_not_grow():
    past = column(1000 * np.exp(0.1 * np.arange(12)))
    middle = np.median(decay(past, 20, 500)[:, :, 0], axis=0)
    assert middle[-1] < 1.4 * past[-1, 0]


def test_a_single_day_without_people_does_not_decide_everything():
    past = column([1000.0] * 20)
    past[12] = 0.0
    for make in (persistence, decay):
        low, high = np.quantile(make(past, 7, 500), [0.05, 0.95])
        assert 200 < low < 1000 < high < 5000


def test_decay_accounts_for_autocorrelation():
    draws = np.random.default_rng(5)
    steps = 0.1 * draws.standard_normal(40)
    tied = np.zeros(40)
    for day in range(1, 40):
        tied[day] = 0.8 * tied[day - 1] + steps[day]
    trend = 10 - 0.05 * np.arange(40)
    spread = [
        np.log(decay(column(np.exp(trend + noise)), 30, 3000)[:, -1, 0]).std()
        for noise in (steps, tied)
    ]
    assert spread[1] > 1.25 * spread[0]


def test_fixed_share_gives_out_the_total():
    draws = np.random.default_rng(6)
    past = np.array([600.0, 300.0, 100.0]) * np.exp(0.1 * draws.standard_normal((20, 3)))
    found = fixed_share(past, np.array([1000.0, 5000.0]), 400)
    np.testing.assert_allclose(found.sum(axis=2), np.tile([1000.0, 5000.0], (400, 1)))
    assert np.median(found[:, 1] / 5000, axis=0) == pytest.approx([0.6, 0.3, 0.1], abs=0.05)
    assert found[:, 0, 0].std() > 5


def test_only_the_past_and_the_seed_matter():
    past = np.random.default_rng(7).lognormal(8, 0.3, (20, 2))
    for make in (persistence, decay):
        assert np.array_equal(make(past, 7, 50, 3), make(past, 7, 50, 3))
        assert not np.array_equal(make(past, 7, 50, 3), make(past, 7, 50, 4))
        assert np.array_equal(make(past[:, :1], 7, 50, 3), make(past, 7, 50, 3)[:, :, :1])


@pytest.mark.parametrize("make", [persistence, decay])
def test_a_short_or_empty_past_gives_no_forecast(make):
    past = np.full((10, 2), np.nan)
    past[:3, 1] = 5.0
    assert np.isnan(make(past, 5, 10)).all()


@pytest.mark.parametrize("make", [persistence, decay])
def test_days_not_known_yet_are_forecast_too(make):
    past = column([100.0] * 20)
    late = past.copy()
    late[-3:] = np.nan
    np.testing.assert_allclose(make(late, 5, 10), 100.0, rtol=1e-6)


@pytest.mark.parametrize("make", [persistence, decay])
def test_nobody_at_all(make):
    np.testing.assert_allclose(make(column([0.0] * 15), 5, 10), 0.0, atol=1e-6)


def test_least_squares_without_a_number_below_zero_are_those_of_scipy():
    random = np.random.default_rng(1)
    for _ in range(50):
        design, target = random.normal(size=(12, 3)), random.normal(size=12)
        assert _not_negative(design, target) == pytest.approx(nnls(design, target)[0], abs=1e-9)
