"""The assumptions that move a result most, from draws of all of them at once.

Each draw has a number of its own for everything that is not known. For each of those, the draws in
its lowest third are set beside those in its highest (Welch's t of the two means, with the degrees
of freedom of Welch and Satterthwaite); a number that is 0 or 1 splits them in two. The bar is set
for all looks together, each number at each result: where nothing moves anything, chance names
something in at most 1 of 20 ensembles (Bonferroni). Nothing is run again for any number, so that
hundreds of them cost no more than one; a number whose effect turns back halfway is missed.

What a number explains alone is its first-order share of the variance of single futures, as in the
definition of I. Sobol' (1993), from the same draws: the variance between `BINS` classes of equal
size, less what chance puts there (analysis of variance, standard definition).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from offramp.ensemble.reads import Read
from offramp.ensemble.saying import level
from offramp.model.numbers import numbers
from offramp.model.quantity import JUDGEMENT, Quantity
from offramp.model.scenario import Scenario
from offramp.results.quantity_words import called
from offramp.results.summary.numbers import figure

FEWEST = 10
"""Draws that each of the two groups must have."""
BINS = 12
_TWO = 2

Floats = NDArray[np.float64]


class Named(Protocol):
    """What is not known, as far as it matters here."""

    @property
    def name(self) -> str:
        """Its path, with its label if it has one."""


@dataclass(frozen=True)
class Said:
    """What a scenario says of a number that is not known.

    Attributes:
        path: of the number, with its label if it has one; a sweep takes it.
        label: for people.
        unit: of its values.
        source: title of its source, or `judgement` with its basis.
    """

    path: str
    label: str
    unit: str
    source: str

    def to_dict(self) -> dict[str, Any]:
        """Return it as plain data."""
        return dict(vars(self))


@dataclass(frozen=True)
class Assumption:
    """A number that is not known and moves a result.

    Attributes:
        said: what the scenario says of it.
        strength: the difference of the two groups in units of its standard error, with its sign.
        least: strength from which it is named.
        explains: its first-order share of the variance of single futures.
        ends: the values up to which it is low, and from which it is high.
        low: the result where it is low, as `level` gives it.
        high: the result where it is high.
        futures: in each of the two groups.
    """

    said: Said
    strength: float
    least: float
    explains: float
    ends: tuple[float, float]
    low: dict[str, Any]
    high: dict[str, Any]
    futures: tuple[int, int]

    def to_dict(self) -> dict[str, Any]:
        """Return it as plain data."""
        return {
            **self.said.to_dict(),
            "strength": round(self.strength, 2),
            "least": round(self.least, 2),
            "explains": round(self.explains, 4),
            "low_up_to": figure(self.ends[0], 3),
            "high_from": figure(self.ends[1], 3),
            "low": self.low,
            "high": self.high,
            "futures": list(self.futures),
        }


def movers(
    scenario: Scenario,
    read: Read,
    values: Floats,
    drawn: tuple[Sequence[Named], Floats],
    looks: int,
    known: Mapping[str, Quantity] | None = None,
) -> tuple[Assumption, ...]:
    """Return the assumptions that move a result, the strongest first.

    Args:
        scenario: that has them.
        read: the result.
        values: of it, shape (draw, replicate).
        drawn: what is not known, and its values, shape (draw, unknown).
        looks: numbers tried times results read.
        known: all numbers of the scenario by path, where several results are asked for.
    """
    unknowns, numbers_drawn = drawn
    there = ~np.isnan(values).any(axis=1)
    values = values[there]
    scores = scored(read, values)
    means = scores.mean(axis=1)
    known = dict(numbers(scenario)) if known is None else known
    found = []
    for one, column in zip(unknowns, numbers_drawn[there].T, strict=True):
        if not len(column) or column.min() == column.max():
            continue
        low, high = groups(column)
        strength, freedom = welch(means[low], means[high])
        least = least_of(looks, freedom)
        if abs(strength) < least or min(low.sum(), high.sum()) < FEWEST:
            continue
        sides = level(read, values[low].ravel()), level(read, values[high].ravel())
        sizes = values[low].size, values[high].size
        ends = float(column[low].max()), float(column[high].min())
        share = first_order(column, means, float(scores.var()))
        told = said(scenario, one.name, known)
        found.append(Assumption(told, strength, least, share, ends, *sides, sizes))
    return tuple(sorted(found, key=lambda one: -abs(one.strength)))


def scored(read: Read, values: Floats) -> Floats:
    """Return what a result is judged by: itself; or, of a chance, its rank among all futures.

    The chance of what nobody has seen spans orders of magnitude, and a few futures have most of
    it: by its mean, only those few would count.
    """
    if read.kind != "range" or np.isnan(values).any():
        return values
    from scipy.stats import rankdata

    return np.asarray(rankdata(values.ravel()).reshape(values.shape), np.float64)


def groups(column: Floats) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Return which draws have a low and a high number."""
    ends = np.unique(column)
    if len(ends) == _TWO:
        return column == ends[0], column == ends[1]
    low, high = np.quantile(column, [1 / 3, 2 / 3])
    return column <= low, column >= high


def least_of(looks: int, freedom: float) -> float:
    """Return the strength that chance reaches in at most 1 of 20 ensembles of so many looks.

    Args:
        looks: numbers tried times results read.
        freedom: degrees of freedom of the t.
    """
    from scipy.special import stdtrit

    return float(-stdtrit(freedom, 0.025 / max(looks, 1)))


def welch(low: Floats, high: Floats) -> tuple[float, float]:
    """Return the difference of two means in units of its standard error, and its freedom (Welch).

    The degrees of freedom are those of Welch and Satterthwaite. Where neither group varies a
    difference is as good as certain; where one is too small there is none to tell of.
    """
    low, high = low[~np.isnan(low)], high[~np.isnan(high)]
    if min(len(low), len(high)) < FEWEST:
        return 0.0, 1.0
    ours, theirs = float(low.var(ddof=1)) / len(low), float(high.var(ddof=1)) / len(high)
    change = float(high.mean() - low.mean())
    if not ours + theirs:
        return float(np.sign(change)) * 1e9, float(len(low) + len(high) - 2)
    spread = ours**2 / (len(low) - 1) + theirs**2 / (len(high) - 1)
    return change / (ours + theirs) ** 0.5, (ours + theirs) ** 2 / spread


def first_order(column: Floats, means: Floats, total: float) -> float:
    """Return the share of a variance that one number explains alone; never below 0.

    Args:
        column: its values, shape (draw,).
        means: of the result over the chances of each draw, shape (draw,).
        total: the variance of single futures.
    """
    levels = np.unique(column)
    if len(levels) <= BINS:
        classes = np.searchsorted(levels, column)
    else:
        ranks = np.argsort(np.argsort(column, kind="stable"), kind="stable")
        classes = ranks * BINS // len(column)
    sizes = np.bincount(classes).astype(np.float64)
    sums = np.bincount(classes, weights=means)
    between = float((sums**2 / sizes).sum() - means.sum() ** 2 / len(means))
    rest = float(((means - means.mean()) ** 2).sum()) - between
    freedom = len(means) - len(sizes)
    if freedom < 1 or total <= 0:
        return 0.0
    pure = (between - (len(sizes) - 1) * rest / freedom) / len(means)
    return min(max(pure / total, 0.0), 1.0)


def said(scenario: Scenario, path: str, known: Mapping[str, Quantity] | None = None) -> Said:
    """Return what a scenario says of a number.

    Args:
        scenario: that has it.
        path: of the number, with its label if it has one.
        known: all its numbers by path, where many are asked for.
    """
    known = dict(numbers(scenario)) if known is None else known
    stem, label = (path, None) if path in known else path.rpartition(".")[::2]
    quantity = known[stem]
    value = quantity.at(label)
    name = called(scenario, stem, quantity, label)
    id_, basis = value.source or quantity.source, value.basis or quantity.basis
    if id_ == JUDGEMENT:
        return Said(path, name, quantity.unit, f"judgement: {basis.rstrip('.')}")
    source = scenario.sources.get(id_)
    return Said(path, name, quantity.unit, source.title if source is not None else id_)
