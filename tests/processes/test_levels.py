"""The filter of the levels against a plain one."""

import numpy as np
import pytest

from offramp.processes.displacement.filter import draw_open, kept_after, update

HOSTS = 3
NOISE, SHARED = 0.2, 0.1


def _open(seed=1):
    """A covariance of hosts, shared, trend and the noise of the day."""
    root = np.random.default_rng(seed).normal(size=(HOSTS + 3, HOSTS + 3))
    found = root @ root.T / 10
    found[-1], found[:, -1] = 0, 0
    found[-1, -1] = SHARED**2
    return found


def _joint(covariance, surprise):
    """All counts of a day at once, in plain NumPy."""
    seen = np.zeros((HOSTS, HOSTS + 3))
    seen[:, :HOSTS] = np.eye(HOSTS)
    seen[:, HOSTS] = seen[:, -1] = 1
    expected = seen @ covariance @ seen.T + NOISE**2 * np.eye(HOSTS)
    gain = covariance @ seen.T @ np.linalg.inv(expected)
    return gain @ surprise, covariance - gain @ seen @ covariance


def test_one_count_after_another_teaches_what_all_at_once_do():
    surprise = np.array([0.3, -0.2, 0.1])
    change, gain, covariance = np.zeros(HOSTS + 3), np.empty(HOSTS + 3), _open()
    wanted, left = _joint(covariance.copy(), surprise)
    for host in range(HOSTS):
        update(host, surprise[host], 1.0, NOISE, covariance, change, gain)
    np.testing.assert_allclose(change, wanted, atol=1e-12)
    np.testing.assert_allclose(covariance, left, atol=1e-12)


def test_a_strange_count_teaches_no_more_than_three_standard_deviations():
    found = []
    for surprise in (50.0, 500.0, -50.0):
        change, gain = np.zeros(HOSTS + 3), np.empty(HOSTS + 3)
        ratio = update(0, surprise, 1.0, NOISE, _open(), change, gain)
        found.append(change)
        assert ratio == pytest.approx(9)
    np.testing.assert_allclose(found[0], found[1])
    np.testing.assert_allclose(found[0], -found[2])


def test_what_is_open_is_drawn_with_its_covariance():
    covariance = _open()
    keys = np.arange(20_000, dtype=np.uint64) * np.uint64(7919)
    names = np.arange(HOSTS, dtype=np.uint64) + np.uint64(11)
    names_of_one = np.arange(9, dtype=np.uint64) + np.uint64(101)
    found = np.zeros((len(keys), HOSTS + 3))
    for change, key in zip(found, keys, strict=True):
        draw_open(key, 5, names, names_of_one, covariance, change)
    wanted = covariance.copy()
    wanted[-1, -1] = 0
    np.testing.assert_allclose(np.cov(found.T), wanted, atol=0.03)


def test_memory():
    assert kept_after(10.0) == pytest.approx(np.exp(-0.1))
    assert kept_after(0.0) == 0
