"""Scenario discovery: boxes of assumptions in which what is asked about is unusually frequent.

The patient rule induction method of J. Friedman and N. Fisher ("Bump hunting in high-dimensional
data", Statistics and Computing 9, 1999), written here from the paper, since the libraries that have
it are under the GPL. A box starts with all draws; each step peels off a small share of them at one
end of one number, where that raises the mean most for what it gives up; pasting then puts back what
was peeled in vain. B. Bryant and R. Lempert (2010) give the measures: coverage (the share of all
cases that lie inside), density (cases in 100 futures inside) and the quasi-p value of each limit,
which is the chance that the box without that limit would hold as many cases by luck.

A search among many numbers finds boxes in pure noise. One half of the draws therefore finds the
box, and everything that is told of it is counted in the other half.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from offramp.ensemble.matters.assumptions import groups, welch

Floats = NDArray[np.float64]
Rows = NDArray[np.bool_]

PEEL = 0.05
"""Share of the draws in the box that a step peels off."""
SMALLEST = 0.05
"""Share of all draws that a box keeps at least."""
FEWEST = 20
"""Draws that each half of a box keeps at least."""
CANDIDATES = 12
"""Numbers in which a box is looked for: those that move the result most in the first half."""
NUMBERS = 3
"""Numbers that a box is bounded in at most: more cannot be read."""
SURE = 0.05
"""Quasi-p above which a limit is dropped, or a box called unsure."""


@dataclass(frozen=True)
class Step:
    """One step of peeling, in the half that finds the box."""

    mass: float
    coverage: float
    density: float
    limits: int


@dataclass(frozen=True)
class Limit:
    """A limit of a box: the number of a column is at least, or at most, so much."""

    column: int
    at_least: bool
    value: float
    quasi_p: float


@dataclass(frozen=True)
class Box:
    """A box, counted in the half of the draws that did not find it.

    Attributes:
        limits: of the box.
        coverage: share of all cases that lie inside.
        density: share of the futures inside that are cases.
        base: share of all futures that are cases.
        mass: share of all futures that lie inside.
        draws: inside.
        quasi_p: the chance to find so many cases in so many draws by luck.
        found: density in the half that found it; well above `density` is overfitting.
        steps: of the peeling.
    """

    limits: tuple[Limit, ...]
    coverage: float
    density: float
    base: float
    mass: float
    draws: int
    quasi_p: float
    found: float
    steps: tuple[Step, ...]

    @property
    def holds(self) -> bool:
        """Whether the other half bears it out."""
        return self.quasi_p <= SURE and self.density > self.base

    def to_dict(self, names: Mapping[int, str]) -> dict[str, Any]:
        """Return it as plain data, with the names of the columns."""
        return {
            "limits": [
                {
                    "path": names[one.column],
                    "at_least" if one.at_least else "at_most": one.value,
                    "quasi_p": round(one.quasi_p, 5),
                }
                for one in self.limits
            ],
            "holds": self.holds,
            "coverage": round(self.coverage, 4),
            "density": round(self.density, 4),
            "base": round(self.base, 4),
            "mass": round(self.mass, 4),
            "draws": self.draws,
            "quasi_p": round(self.quasi_p, 6),
            "density_where_found": round(self.found, 4),
            "peeling": [
                {name: round(value, 4) for name, value in vars(step).items()} for step in self.steps
            ],
        }


def discover(values: Floats, cases: Floats, seed: int = 0) -> Box | None:
    """Find the box in which cases are most frequent, and count it in draws that did not find it.

    Args:
        values: of what is not known, shape (draw, unknown).
        cases: share of the futures of each draw that are cases, shape (draw,).
        seed: of the split into halves.

    Returns:
        The box; None where there are too few draws, no cases, only cases, or no limit that lasts.
    """
    order = np.random.default_rng([seed, len(cases)]).permutation(len(cases))
    half = len(cases) // 2
    finding, holding = order[:half], order[half:]
    if half < 2 * FEWEST or not 0 < cases[finding].mean() < 1 or not cases[holding].any():
        return None
    columns = _candidates(values[finding], cases[finding])
    limits, steps = _search(values[finding], cases[finding], columns)
    limits = _lasting(values[finding], cases[finding], limits)
    if not limits:
        return None
    inside = _inside(values[holding], limits)
    if not inside.any():
        return None
    held = cases[holding]
    return Box(
        tuple(
            Limit(*key, value, _without(values[holding], held, limits, key))
            for key, value in sorted(limits.items())
        ),
        float(held[inside].sum() / held.sum()),
        float(held[inside].mean()),
        float(held.mean()),
        float(inside.mean()),
        int(inside.sum()),
        luck(held[inside], float(held.mean())),
        float(cases[finding][_inside(values[finding], limits)].mean()),
        tuple(steps),
    )


Key = tuple[int, bool]
"""Of a limit: its column, and whether it is a lower one."""
Limits = dict[Key, float]


def luck(inside: Floats, share: float) -> float:
    """Return the chance that so many draws hold so many cases, were each a case with a share.

    Binomial; where a draw has several futures, their mean counts, which errs on the safe side.
    """
    from scipy.stats import binom

    count = int(np.floor(inside.sum() + 1e-9))
    return float(binom.sf(count - 1, len(inside), share))


def _candidates(values: Floats, cases: Floats) -> list[int]:
    """Return the columns that move the cases most."""
    strength = np.zeros(values.shape[1])
    for at, column in enumerate(values.T):
        if column.min() < column.max():
            low, high = groups(column)
            strength[at] = abs(welch(cases[low], cases[high])[0])
    best = np.argsort(-strength, kind="stable")[:CANDIDATES]
    return [int(at) for at in best if strength[at] > 0]


def _search(values: Floats, cases: Floats, columns: list[int]) -> tuple[Limits, list[Step]]:
    """Peel, take the box that stands out most, and paste."""
    limits: Limits = {}
    steps = [_step(np.ones(len(cases), bool), cases, 0)]
    tried = [(0.0, limits)]
    least = max(FEWEST, int(SMALLEST * len(cases)))
    while peeled := _peel(values, cases, columns, limits, least):
        limits = peeled
        inside = _inside(values, limits)
        steps.append(_step(inside, cases, len(limits)))
        gain = float(cases[inside].mean() - cases.mean())
        tried.append((gain * float(inside.sum()) ** 0.5, limits))
        if cases[inside].min() == 1:
            break
    best = max(tried, key=lambda one: one[0])[1]
    return _paste(values, cases, best), steps


def _step(inside: Rows, cases: Floats, limits: int) -> Step:
    share = float(cases[inside].sum() / cases.sum())
    return Step(float(inside.mean()), share, float(cases[inside].mean()), limits)


def _peel(
    values: Floats, cases: Floats, columns: list[int], limits: Limits, least: int
) -> Limits | None:
    """Return the limits after the best peel; None where the box cannot shrink any more."""
    inside = _inside(values, limits)
    here, own = values[inside], cases[inside]
    best, found = 0.0, None
    for column in columns:
        part = here[:, column]
        for lower, cut in _cuts(part):
            kept = part >= cut if lower else part <= cut
            if kept.sum() < least or kept.all():
                continue
            gain = float(own[kept].mean() - own.mean()) / float(1 - kept.mean())
            if gain > best:
                best, found = gain, {**limits, (column, lower): cut}
    return found


def _cuts(part: Floats) -> list[tuple[bool, float]]:
    """Return where a peel cuts a number at its lower and its upper end."""
    ordered = np.sort(part)
    step = max(1, int(PEEL * len(part)))
    first, last = (int(np.searchsorted(ordered, ordered[0], "right")), len(part) - 1)
    top = int(np.searchsorted(ordered, ordered[-1], "left")) - 1
    return [
        (True, float(ordered[min(max(step, first), last)])),
        (False, float(ordered[max(min(last - step, top), 0)])),
    ]


def _paste(values: Floats, cases: Floats, limits: Limits) -> Limits:
    """Widen each limit while that does not lower the density."""
    for key in list(limits):
        while key in limits:
            wider = _widened(values, limits, key)
            if cases[_inside(values, wider)].mean() < cases[_inside(values, limits)].mean():
                break
            limits = wider
    return limits


def _widened(values: Floats, limits: Limits, key: Key) -> Limits:
    """Return limits with one of them moved out by a step, or gone."""
    column, lower = key
    rest = _but(limits, key)
    part = np.sort(values[_inside(values, rest), column])
    beyond = part[part < limits[key]][::-1] if lower else part[part > limits[key]]
    step = max(1, int(PEEL * len(part)))
    return {**limits, key: float(beyond[step - 1])} if len(beyond) > step else rest


def _lasting(values: Floats, cases: Floats, limits: Limits) -> Limits:
    """Drop, one by one, the limits that luck could have set, and those too many to be read."""
    while limits:
        chances = {key: _without(values, cases, limits, key) for key in limits}
        worst = max(chances, key=lambda key: chances[key])
        if chances[worst] <= SURE and len({column for column, _ in limits}) <= NUMBERS:
            break
        limits = _but(limits, worst)
    return limits


def _without(values: Floats, cases: Floats, limits: Limits, key: Key) -> float:
    """Return the quasi-p value of a limit: against the box that lacks it."""
    wider = _inside(values, _but(limits, key))
    return luck(cases[_inside(values, limits)], float(cases[wider].mean()))


def _but(limits: Limits, key: Key) -> Limits:
    return {one: value for one, value in limits.items() if one != key}


def _inside(values: Floats, limits: Limits) -> Rows:
    inside = np.ones(len(values), bool)
    for (column, lower), value in limits.items():
        inside &= values[:, column] >= value if lower else values[:, column] <= value
    return inside
