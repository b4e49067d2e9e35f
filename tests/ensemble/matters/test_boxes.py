"""Boxes that were planted are found; noise gives none that holds."""

from typing import Any

import numpy as np
import pytest

from offramp.ensemble.matters.boxes import discover, luck


def _planted(seed, draws=1000, columns=40, inside=0.8, outside=0.1):
    random = np.random.default_rng(seed)
    values = random.random((draws, columns))
    chosen = (values[:, 3] > 0.6) & (values[:, 17] < 0.5)
    cases = random.random((draws, 2)) < np.where(chosen, inside, outside)[:, None]
    return values, cases.mean(axis=1)


def _found(seed) -> Any:
    values, cases = _planted(seed)
    return discover(values, cases, seed)


@pytest.mark.parametrize("seed", range(5))
def test_a_planted_box_is_found_and_borne_out(seed):
    found = _found(seed)
    assert found is not None
    limits = {(one.column, one.at_least): one for one in found.limits}
    assert {(3, True), (17, False)} <= set(limits)
    assert limits[3, True].value == pytest.approx(0.6, abs=0.08)
    assert limits[17, False].value == pytest.approx(0.5, abs=0.08)
    assert found.holds
    assert found.density == pytest.approx(0.8, abs=0.1)
    assert found.base == pytest.approx(0.24, abs=0.04)
    assert found.coverage == pytest.approx(0.2 * 0.8 / 0.24, abs=0.12)
    assert limits[3, True].quasi_p < 0.001
    assert limits[17, False].quasi_p < 0.001


def test_in_noise_a_box_holds_as_seldom_as_it_says():
    held = 0
    for seed in range(60):
        values, cases = _planted(seed, 400, inside=0.3, outside=0.3)
        found = discover(values, cases, seed)
        held += found is not None and found.holds
    assert held <= 8


def test_a_number_that_is_0_or_1_can_bound_a_box():
    random = np.random.default_rng(2)
    values = random.random((800, 6))
    values[:, 2] = values[:, 2] < 0.3
    cases = (random.random(800) < np.where(values[:, 2] > 0, 0.7, 0.1)).astype(float)
    found: Any = discover(values, cases)
    assert [(one.column, one.at_least, one.value) for one in found.limits] == [(2, True, 1.0)]


def test_peeling_is_told_from_the_whole_on():
    found = _found(1)
    first, last = found.steps[0], found.steps[-1]
    assert (first.mass, first.coverage, first.limits) == (1, 1, 0)
    assert last.density > 2 * first.density
    masses = [step.mass for step in found.steps]
    assert masses == sorted(masses, reverse=True)


def test_without_cases_or_with_nothing_else_there_is_no_box():
    values, _ = _planted(1, 100)
    assert discover(values, np.zeros(100)) is None
    assert discover(values, np.ones(100)) is None
    assert discover(values[:20], np.ones(20)) is None


def test_luck_is_the_binomial_tail():
    assert luck(np.array([1.0, 1.0, 0.0]), 0.5) == pytest.approx(0.5)
    assert luck(np.array([0.5, 0.5, 1.0]), 0.5) == pytest.approx(0.5)
