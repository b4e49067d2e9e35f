"""Indices of functions whose indices are known, through the path that scenarios take."""

import numpy as np
import pytest

from offramp.engine.parameters import unknowns_of
from offramp.ensemble.matters.design import Designed
from offramp.ensemble.matters.groups import CHANCE, REPLIES
from offramp.ensemble.matters.indices import cost, indices, points_for, sample
from tests.ensemble.matters.toys import Toy, g_function, ishigami, toy_scenario


def found(method, toy, points, groups=None, seed=1):
    unknowns = unknowns_of(toy.layout)
    groups = groups or {one.name: [at] for at, one in enumerate(unknowns)}
    drawn = sample(method, unknowns, groups, points, seed)
    assert len(drawn.design) == cost(method, len(groups), points)
    block = Designed(toy, drawn.design).run(np.arange(len(drawn.design)), 1)
    told = indices(drawn, block.indicators["y"], seed)
    assert told is not None
    return {one.group: one for one in told}


def test_the_indices_of_ishigami_and_homma():
    toy = Toy(toy_scenario(3, -np.pi, np.pi), ishigami)
    one = found("sobol", toy, 1024)
    alone = [one[name].alone for name in ("x1", "x2", "x3")]
    total = [one[name].total for name in ("x1", "x2", "x3")]
    assert alone == pytest.approx([0.3139, 0.4424, 0], abs=0.03)
    assert total == pytest.approx([0.5576, 0.4424, 0.2437], abs=0.03)
    assert one[CHANCE].total == one[REPLIES].total == 0


def test_the_indices_of_the_g_function_in_groups():
    a = np.array([0, 1, 4.5, 9, 99, 99])
    alone = 1 / 3 / (1 + a) ** 2
    whole = np.prod(1 + alone) - 1
    groups = {"first": [0], "middle": [1, 2], "rest": [3, 4, 5]}
    one = found("sobol", Toy(toy_scenario(6), g_function), 2048, groups)
    for name, ones in groups.items():
        inside = np.prod(1 + alone[ones]) - 1
        outside = np.prod(1 + np.delete(alone, ones))
        assert one[name].alone == pytest.approx(inside / whole, abs=0.03)
        assert one[name].total == pytest.approx(inside * outside / whole, abs=0.03)
        assert one[name].numbers == len(ones)


@pytest.mark.parametrize("share", [0.3, 0.9])
def test_chance_is_a_group_and_its_total_is_its_share(share):
    def function(x, luck):
        return (12 * (1 - share)) ** 0.5 * x[:, 0] + share**0.5 * luck

    one = found("sobol", Toy(toy_scenario(2), function), 1024)
    assert one[CHANCE].total == pytest.approx(share, abs=0.04)
    assert one["x1"].alone == pytest.approx(1 - share, abs=0.08)
    assert one["x2"].total == 0


def test_morris_ranks_and_what_does_nothing_is_exactly_0():
    def function(x, luck):
        return 10 * x[:, 0] + x[:, 1] + luck

    one = found("morris", Toy(toy_scenario(3), function), 30)
    assert one["x1"].total == pytest.approx(10 * 0.9, rel=1e-6)
    assert one["x2"].total == pytest.approx(0.9, rel=1e-6)
    assert one["x3"].total == one[REPLIES].total == 0
    assert one[CHANCE].total > 0.3


def test_it_says_what_it_costs():
    assert points_for("sobol", 14, 2000) == 64
    assert cost("sobol", 14, 64) == 1152
    assert points_for("sobol", 14, 10) == 0
    assert points_for("morris", 14, 2000) == 117


def test_a_result_that_does_not_vary_has_none():
    toy = Toy(toy_scenario(2), lambda x, luck: np.ones(len(x)))
    unknowns = unknowns_of(toy.layout)
    drawn = sample("sobol", unknowns, {"all": [0, 1]}, 8, 1)
    assert indices(drawn, np.ones(len(drawn.design)), 1) is None
    assert indices(drawn, np.full(len(drawn.design), np.nan), 1) is None
    assert indices(drawn, np.arange(3.0), 1) is None
