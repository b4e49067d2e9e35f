"""Global sensitivity of groups of numbers, by SALib: indices of Sobol', or the method of Morris.

What is sampled are shares of distributions, imposed as the uniforms from which numbers are drawn.
Two more dimensions make the sample whole: which roll of chance a future meets, and which draw of
the weights of replies it takes; both are numbers that key draws. Futures that share a chance in the
sample meet the same one, so that what one group does is seen on the same futures.

`sobol`: I. Sobol' (2001) with the sample and the first-order estimator of A. Saltelli and others
(2010) and the total of M. Jansen (1999). Chance is a group like any other, so the total of chance
is the share of variance that nobody can know, and 1 less that total is what the unknown numbers
decide. It costs base x (groups + 2) futures, where groups count chance and the weights of replies.

`morris`: M. Morris (1991) with the mean size of effects (F. Campolongo and others, 2007), on
trajectories that each have their own chance throughout. It costs trajectories x (groups + 1)
futures; it ranks, and gives no shares. Numbers move between 5 and 95 % of their distribution.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from offramp.engine.parameters import Unknown, Unknowns
from offramp.ensemble.matters.design import Design
from offramp.ensemble.matters.groups import CHANCE, REPLIES

Floats = NDArray[np.float64]
Method = Literal["sobol", "morris"]

FEWEST = 4
"""Base points, or trajectories, below which nothing is told."""
_KEYS = 2.0**53
_LEVELS = 4
_SOBOL, _MORRIS = (0.0, 1.0), (0.05, 0.95)


@dataclass(frozen=True)
class Index:
    """How a group moves a result.

    Attributes:
        group: its name.
        numbers: in it.
        alone: first-order share of variance; not-a-number by `morris`.
        alone_error: half of its 95 % interval.
        total: share with all that it acts together with; by `morris` the mean size of its effect
            over the range of its numbers, in the unit of the result.
        total_error: half of its 95 % interval.
    """

    group: str
    numbers: int
    alone: float
    alone_error: float
    total: float
    total_error: float


@dataclass(frozen=True)
class Sample:
    """A sample of SALib and the design it makes.

    Attributes:
        method: that it is for.
        problem: as SALib takes it.
        shares: the sample, shape (future, dimension).
        design: the futures.
        step: futures of one base point or trajectory.
    """

    method: Method
    problem: dict[str, Any]
    shares: Floats
    design: Design
    step: int


def problem_of(
    unknowns: Sequence[Unknown],
    groups: Mapping[str, Sequence[int]],
    method: Method = "sobol",
) -> dict[str, Any]:
    """Return the problem as SALib takes it; the last two dimensions key replies and chance.

    Numbers that are in no group belong to chance.
    """
    names = [one.name for one in unknowns]
    of = {at: group for group, ones in groups.items() for at in ones}
    labels = [of.get(at, CHANCE) for at in range(len(names))]
    bounds = list(_SOBOL if method == "sobol" else _MORRIS)
    return {
        "num_vars": len(names) + 2,
        "names": [*names, REPLIES, CHANCE],
        "bounds": [list(bounds) for _ in names] + [[0.0, 1.0], [0.0, 1.0]],
        "groups": [*labels, REPLIES, CHANCE],
    }


def cost(method: Method, groups: int, points: int) -> int:
    """Return how many futures so many base points or trajectories of groups cost.

    >>> cost("sobol", 10, 64), cost("morris", 10, 20)
    (896, 260)
    """
    return points * (groups + 4 if method == "sobol" else groups + 3)


def points_for(method: Method, groups: int, futures: int) -> int:
    """Return how many base points (a power of 2) or trajectories so many futures pay for.

    >>> points_for("sobol", 10, 2000), points_for("morris", 10, 2000)
    (128, 153)
    """
    most = futures // cost(method, groups, 1)
    return most if method == "morris" or not most else 1 << (most.bit_length() - 1)


def sample(
    method: Method,
    unknowns: Sequence[Unknown],
    groups: Mapping[str, Sequence[int]],
    points: int,
    seed: int,
) -> Sample:
    """Return the futures that a method needs."""
    problem = problem_of(unknowns, groups, method)
    if method == "sobol":
        from SALib.sample import sobol

        shares = sobol.sample(problem, points, calc_second_order=False, seed=seed)
    else:
        from SALib.sample import morris

        shares = morris.sample(problem, points, _LEVELS, local_optimization=False, seed=seed)
    step = len(shares) // points
    replies, chance = (_keys(method, shares[:, at], step) for at in (-2, -1))
    inside = np.clip(shares[:, :-2], 1 / _KEYS, 1 - 1 / _KEYS)
    imposed = {one.name: inside[:, at].copy() for at, one in enumerate(unknowns)}
    design = Design(chance, Unknowns(replies, imposed))
    return Sample(method, problem, shares, design, step)


def _keys(method: Method, shares: Floats, step: int) -> NDArray[np.int64]:
    """Turn a dimension into numbers that key draws; a trajectory of Morris has its own."""
    if method == "sobol":
        return np.asarray(shares * _KEYS, np.int64)
    trajectory = np.arange(len(shares)) // step
    return np.asarray(trajectory * _LEVELS + np.rint(shares * (_LEVELS - 1)), np.int64)


def indices(drawn: Sample, values: Floats, seed: int) -> list[Index] | None:
    """Return how each group moves a result, the strongest first.

    Args:
        drawn: the sample.
        values: of the result in its futures, or in the first of them; shape (future,).
        seed: of the bootstrap.

    Returns:
        The indices; None where the result does not vary, is not there in some future, or there are
        too few of them.
    """
    whole = len(values) // drawn.step
    values = values[: whole * drawn.step]
    if whole < FEWEST or np.isnan(values).any() or values.min() == values.max():
        return None
    sizes = {name: drawn.problem["groups"].count(name) for name in drawn.problem["groups"]}
    if drawn.method == "sobol":
        from SALib.analyze import sobol

        with np.errstate(all="ignore"):
            found = sobol.analyze(drawn.problem, values, calc_second_order=False, seed=seed)
        # SALib lists groups in the order in which they first occur, as `sizes` does
        rows = zip(sizes, found["S1"], found["S1_conf"], found["ST"], found["ST_conf"], strict=True)
        told = [Index(name, sizes[name], *map(float, row)) for name, *row in rows]
    else:
        from SALib.analyze import morris

        part = drawn.shares[: len(values)]
        found = morris.analyze(drawn.problem, part, values, num_levels=_LEVELS, seed=seed)
        nan = float("nan")
        told = [
            Index(str(name), sizes[str(name)], nan, nan, float(size), float(error))
            for name, size, error in zip(
                found["names"], found["mu_star"], found["mu_star_conf"], strict=True
            )
        ]
    return sorted(told, key=lambda one: -one.total)
