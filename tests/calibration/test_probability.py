import numpy as np
import pytest
from scipy.stats import norm

from offramp.calibration.probability import coverage, crps, histogram, inside, interval, ranks


def normal_crps(mean, sd, y):
    """The closed form for a normal forecast."""
    z = (y - mean) / sd
    return sd * (z * (2 * norm.cdf(z) - 1) + 2 * norm.pdf(z) - 1 / np.sqrt(np.pi))


@pytest.mark.parametrize("y", [-1.0, 0.0, 0.7, 3.0])
def test_crps_of_a_normal(y):
    members = 2 + 3 * np.random.default_rng(1).standard_normal(100_000)
    assert float(crps(members, y)) == pytest.approx(normal_crps(2, 3, y), abs=0.02)


def test_crps_by_hand():
    assert float(crps([3.0], 5.0)) == 2.0
    # mean |x - y| = (0 + 1 + 4) / 3; pairs 1, 5, 4 twice over 2 x 3 x 2
    assert float(crps([2.0, 1.0, 6.0], 2.0)) == pytest.approx(5 / 3 - 20 / 12)


def test_crps_is_that_of_scoringrules():
    from scoringrules import crps_ensemble  # type: ignore[import-untyped]

    draws = np.random.default_rng(2)
    members, truth = draws.lognormal(9, 1, (23, 4, 3)), draws.lognormal(9, 1, (4, 3))
    for estimator in ("fair", "pwm"):
        theirs = crps_ensemble(truth, members, m_axis=0, estimator=estimator, backend="numpy")
        np.testing.assert_allclose(crps(members, truth), theirs, rtol=1e-9)


def test_the_fair_form_does_not_punish_a_small_ensemble():
    draws = np.random.default_rng(3)
    truth = draws.standard_normal(20_000)
    small = crps(draws.standard_normal((5, 20_000)), truth).mean()
    large = crps(draws.standard_normal((80, 20_000)), truth).mean()
    assert small == pytest.approx(large, abs=0.02)
    assert large == pytest.approx(1 / np.sqrt(np.pi), abs=0.02)


def test_what_was_not_observed_has_no_score():
    assert np.isnan(crps([[1.0], [2.0]], [np.nan])).all()
    assert np.isnan(coverage([[1.0], [2.0]], [np.nan], 0.9))


def test_intervals_by_hand():
    low, high = interval(np.arange(101.0), 0.9)
    assert (float(low), float(high)) == pytest.approx((5.0, 95.0))
    assert inside(np.arange(101.0), np.array(95.0), 0.9)
    assert not inside(np.arange(101.0), np.array(76.0), 0.5)


def test_coverage_and_ranks_of_an_honest_forecast():
    draws = np.random.default_rng(4)
    level = draws.standard_normal(4000)
    members = level + draws.standard_normal((200, 4000))
    truth = level + draws.standard_normal(4000)
    # four standard errors of a share of 4000, and a little for quantiles of 200 members
    assert coverage(members, truth, 0.5) == pytest.approx(0.5, abs=0.035)
    assert coverage(members, truth, 0.9) == pytest.approx(0.9, abs=0.025)
    bins = histogram(ranks(members, truth))
    assert sum(bins) == 4000
    assert max(abs(count - 400) for count in bins) < 4 * np.sqrt(400)


def test_ranks_of_ties_are_spread():
    found = ranks(np.zeros((9, 1000)), np.zeros(1000))
    assert 0 <= found.min() < 0.05
    assert 0.95 < found.max() <= 1
