"""Shares of variance on ensembles whose shares are known."""

from typing import Any

import numpy as np
import pytest

from offramp.ensemble.matters.shares import share_of_unknowns


def _nested(share, draws, replicates, seed):
    random = np.random.default_rng(seed)
    own = random.normal(size=(draws, 1)) * share**0.5
    return own + random.normal(size=(draws, replicates)) * (1 - share) ** 0.5


@pytest.mark.parametrize("replicates", [2, 5])
@pytest.mark.parametrize("share", [0.0, 0.1, 0.5, 0.9])
def test_the_estimate_has_no_bias_and_the_interval_holds_what_it_says(share, replicates):
    tried = (_nested(share, 200, replicates, seed) for seed in range(300))
    found: list[Any] = [share_of_unknowns(values) for values in tried]
    if share:
        mean = np.mean([one.share for one in found])
        assert mean == pytest.approx(share, abs=0.015)
    held = np.mean([one.low <= share <= one.high for one in found])
    assert held == pytest.approx(0.95, abs=0.045)


def test_the_extremes_are_said_plainly():
    sure: Any = share_of_unknowns(np.repeat(np.arange(20.0)[:, None], 3, axis=1))
    assert (sure.share, sure.low, sure.high) == (1, 1, 1)
    assert share_of_unknowns(np.ones((20, 2))) is None
    assert share_of_unknowns(np.ones((3, 2))) is None
    assert share_of_unknowns(np.full((20, 2), np.nan)) is None
    few = np.zeros((200, 2))
    few[:19, 0] = 1
    assert share_of_unknowns(few) is None
    few[19, 0] = 1
    assert share_of_unknowns(few) is not None
    chance: Any = share_of_unknowns(np.tile([0.0, 1.0], (20, 1)))
    assert chance.share == 0


def test_it_holds_for_what_happens_or_not():
    random = np.random.default_rng(5)
    chances = random.beta(1, 1, size=(4000, 1))
    found: Any = share_of_unknowns((random.random((4000, 2)) < chances).astype(float))
    assert found.share == pytest.approx(1 / 3, abs=0.03)
    assert found.low < 1 / 3 < found.high
