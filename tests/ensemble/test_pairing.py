import numpy as np
import pytest

from offramp.ensemble.pairing import pairing, said


def test_what_pairing_bought_is_the_quotient_of_variances():
    random = np.random.default_rng(1)
    size, shared, own = 200_000, 3.0, 1.0
    luck = random.normal(0, shared, size)
    base, other = luck + random.normal(0, own, size), luck + random.normal(1, own, size)
    found = pairing(base, other)
    exact = (shared**2 + own**2) / own**2  # 2 (s² + o²) over 2 o²
    assert found["times"] == pytest.approx(exact, rel=0.02)
    assert found["variance_unpaired"] == pytest.approx(2 * (shared**2 + own**2), rel=0.02)
    assert said(found) == "pairing ×10"


def test_it_is_that_of_counts_too():
    base, other = np.arange(100) < 30, np.arange(100) < 40
    found = pairing(base, other)
    apart = (0.3 * 0.7 + 0.4 * 0.6) * 100 / 99
    together = 0.1 * 0.9 * 100 / 99
    assert found["times"] == pytest.approx(apart / together, rel=1e-3)


def test_where_no_chance_is_left_there_is_no_quotient():
    base = np.array([1.0, 2.0, 4.0])
    assert pairing(base, base + 0.1)["times"] is None
    assert said(pairing(base, base + 0.1)) == "pairing leaves no chance in it"
    assert said(pairing(np.ones(3), np.ones(3))) == ""
    assert pairing(np.ones(1), np.zeros(1))["times"] is None


def test_futures_that_go_opposite_ways_gain_nothing():
    base = np.array([1.0, 2.0, 3.0, 4.0])
    assert pairing(base, -base)["times"] == 0.5
    assert said(pairing(base, -base)) == "pairing ×0.5"
