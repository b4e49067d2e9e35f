"""Tipping values: where the ranking of two decisions flips as one assumption moves.

Both decisions run on the same futures: same draws of what is not known, same chance. The paired
difference of a result is fitted, for one assumption at a time, by least squares on a second-degree
curve of the share of its distribution (standard definition); all other assumptions vary as they
are drawn. The ranking flips where that curve crosses zero. Futures are drawn again with replacement
(bootstrap, B. Efron 1979), which gives the interval of the value, and how often it crosses.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from offramp.engine.parameters import Unknown, quantile
from offramp.ensemble.lines import WIDTH, prose
from offramp.ensemble.matters.assumptions import Said, groups, least_of, said, welch
from offramp.ensemble.matters.design import Designable, drawn, nested, shares_drawn
from offramp.ensemble.matters.futures import Futures
from offramp.ensemble.moves import Move
from offramp.ensemble.reads import Read, moved
from offramp.ensemble.saying import UNVALIDATED, difference, of_100, say_difference
from offramp.model.scenario import Scenario
from offramp.results.summary.numbers import figure
from offramp.results.words import plain

Floats = NDArray[np.float64]
Verdict = Literal["flips", "may flip", "no flip within its range"]

NO_FLIP: Verdict = "no flip within its range"
MOST = 5
"""Assumptions that are tried for each result: those that move the difference most."""
AGAIN = 400
"""Times that futures are drawn again."""
SURE, DOUBT = 0.95, 0.05
"""Share of those in which there is a crossing, from which it is told as sure, or told at all."""
_RANGE = np.linspace(0.02, 0.98, 97)
_BASIC = 3


@dataclass(frozen=True)
class Tip:
    """What one assumption does to the ranking of two decisions on one result.

    Attributes:
        said: what the scenario says of the assumption.
        verdict: whether the ranking flips within its range (2 to 98 % of its distribution).
        value: at which it flips; None where it does not.
        low: lower end of the 95 % interval of that value.
        high: its upper end.
        crossed: share of the resampled ensembles in which it flips.
        below: sign of the difference, second less first, where the assumption is low.
        above: the sign where it is high.
        sure: whether the assumption moves the difference more than chance may.
        switch: whether it is 0 or 1, so that it flips between them and at no value.
    """

    said: Said
    verdict: Verdict
    value: float | None
    low: float | None
    high: float | None
    crossed: float
    below: int
    above: int
    sure: bool
    switch: bool

    def to_dict(self) -> dict[str, Any]:
        """Return it as plain data."""
        ends = (
            None if end is None else figure(end, 4) for end in (self.value, self.low, self.high)
        )
        found = {k: v for k, v in vars(self).items() if k not in {"said", "value", "low", "high"}}
        return {
            **self.said.to_dict(),
            **found,
            **dict(zip(("value", "low", "high"), ends, strict=True)),
            "crossed": round(self.crossed, 3),
        }


@dataclass(frozen=True)
class Tipping:
    """Where the ranking of two decisions flips.

    Attributes:
        scenario: id, title and limits.
        sides: names of the two decisions.
        members: futures of each.
        seed: of the ensemble.
        results: for each result how it differs in all futures, and what each assumption does.
        complete: whether all that was asked is there; not so after an interrupt.
    """

    scenario: dict[str, str]
    sides: tuple[str, str]
    members: int
    seed: int
    results: tuple[tuple[Read, Move, tuple[Tip, ...]], ...]
    complete: bool = True

    def to_dict(self) -> dict[str, Any]:
        """Return everything as plain data, which JSON can hold."""
        return {
            "scenario": self.scenario,
            "sides": list(self.sides),
            "members": self.members,
            "seed": self.seed,
            "complete": self.complete,
            "reads": {
                read.name: {
                    **read.to_dict(),
                    "difference": difference(read, found),
                    "assumptions": [tip.to_dict() for tip in tips],
                }
                for read, found, tips in self.results
            },
        }

    def lines(self, width: int = WIDTH) -> list[str]:
        """Return everything as lines of text."""
        first, second = self.sides
        cut = "" if self.complete else "STOPPED EARLY: only what was finished is shown. "
        head = (
            f"{cut}Where the ranking of two decisions flips: {first!r} (first) and {second!r} "
            f"(second), on the same {self.members:,} futures (seed {self.seed}). Of each result: "
            "second less first, then the assumptions that move that difference most, each with the "
            "value at which it changes sign while all others vary as drawn."
        )
        told = [self.scenario["title"], *prose(head, width)]
        for read, found, tips in self.results:
            note = f" ({UNVALIDATED}; assumes {read.assumption})" if read.kind == "range" else ""
            unit = f" [{read.unit}]" if read.unit != "1" else ""
            told += ["", *prose(f"{read.label}{unit}{note}", width, hang=2)]
            text = f"in all: {say_difference(read, found)}; of 100 futures {of_100(found)}"
            told += prose(f"{text} up/down/same", width, indent=2, hang=4)
            still = [tip for tip in tips if tip.verdict == NO_FLIP]
            for tip in [tip for tip in tips if tip.verdict != NO_FLIP]:
                told += prose(f"{tip.said.label}: {self._said(read, tip)}", width, 2, 4)
                if tip.said.path != tip.said.label:
                    told += prose(f"{tip.said.path}; {tip.said.source}", width, 4, 2)
            if still:
                names = "; ".join(f"{tip.said.label} ({tip.said.path})" for tip in still)
                told += prose(f"no flip within its range: {names}", width, 2, 4)
            if not tips:
                told += prose("no future differs, so that nothing can flip it", width, 2)
        return [*told, "", *prose(f"Given these assumptions. {self.scenario['limits']}", width)]

    def _said(self, read: Read, tip: Tip) -> str:
        weak = "" if tip.sure else "; that it moves the difference at all may be chance"
        below, above = (self._leads(read, sign) for sign in (tip.below, tip.above))
        odds = "" if tip.verdict == "flips" else f", in {100 * tip.crossed:.0f} of 100 resamplings"
        if tip.switch:
            return f"{tip.verdict}{odds}: if not, {below}; if so, {above}{weak}"
        if tip.value is None or tip.low is None or tip.high is None:
            return f"{tip.verdict}{odds}, not where it is estimated{weak}"
        unit = "" if tip.said.unit == "1" else f" {tip.said.unit}"
        value = f"{plain(tip.value)}{unit} ({plain(tip.low)} to {plain(tip.high)})"
        return f"{tip.verdict}{odds} at {value}: below {below}, above {above}{weak}"

    def _leads(self, read: Read, sign: int) -> str:
        """Say which side has more, or is better where the scenario says what better is."""
        if not read.better:
            return f"{self.sides[sign > 0]!r} has more"
        return f"{self.sides[(sign > 0) == (read.better == 'high')]!r} is better"

    def __str__(self) -> str:
        return "\n".join(self.lines())

    def __repr__(self) -> str:
        return str(self)


def tipping_values(
    sides: tuple[tuple[str, Scenario, Designable], tuple[str, Scenario, Designable]],
    futures: Futures,
    members: int,
    reads: Sequence[Read],
    named: Sequence[str] = (),
) -> Tipping:
    """Run two decisions on the same futures, and find where their ranking flips.

    Args:
        sides: of each its name, the scenario and its engine.
        futures: runs the designs.
        members: futures of each.
        reads: results.
        named: assumptions to try; those that move the difference most where none is named.
    """
    (first, scenario, engine), (second, other, theirs) = sides
    base = futures.answers(scenario, nested(engine.layout, futures.seed, members, 1))
    changed = futures.answers(other, nested(theirs.layout, futures.seed, members, 1))
    whole = min(len(base), len(changed))
    unknowns, values = drawn(engine.layout, futures.seed, whole)
    shares = shares_drawn(unknowns, futures.seed, whole)
    both = {one.name for one in drawn(theirs.layout, futures.seed, 1)[0]}
    kept = [at for at, one in enumerate(unknowns) if one.name in both]
    results = []
    for read in reads:
        ours, yours = read.values(base), read.values(changed)
        if ours is None or yours is None:
            continue
        ours, yours = ours[:whole], yours[:whole]
        numbers = [unknowns[at] for at in kept], values[:, kept], shares[:, kept]
        tips = _tips(scenario, numbers, yours - ours, named)
        results.append((read, moved(read, ours, yours), tips))
    told = {"id": scenario.id, "title": scenario.title, "limits": scenario.limits}
    complete = futures.complete and whole == members
    return Tipping(told, (first, second), whole, futures.seed, tuple(results), complete)


def _tips(
    scenario: Scenario,
    numbers: tuple[list[Unknown], Floats, Floats],
    change: Floats,
    named: Sequence[str],
) -> tuple[Tip, ...]:
    """Return what assumptions do to a difference, those that move it most first."""
    there = ~np.isnan(change)
    unknowns, values, shares = numbers[0], numbers[1][there], numbers[2][there]
    change = change[there]
    if not change.any():
        return ()
    found = []
    for at, column in enumerate(values.T):
        if column.min() < column.max():
            low, high = groups(column)
            strength, freedom = welch(change[low], change[high])
            found.append((abs(strength), abs(strength) >= least_of(len(unknowns), freedom), at))
    found.sort(key=lambda one: -one[0])
    chosen = [one for one in found if unknowns[one[2]].name in named] if named else found[:MOST]
    return tuple(
        tip(
            said(scenario, unknowns[at].name),
            unknowns[at],
            values[:, at] if _is_switch(unknowns[at]) else shares[:, at],
            change,
            sure=sure,
        )
        for _, sure, at in chosen
    )


def tip(about: Said, unknown: Unknown, shares: Floats, change: Floats, *, sure: bool = True) -> Tip:
    """Return where a difference changes sign as one assumption moves.

    Args:
        about: what the scenario says of it.
        unknown: the assumption.
        shares: of its distribution that lie below it, shape (future,); of a switch its values.
        change: the paired difference, shape (future,).
        sure: whether it moves the difference more than chance may; else a flip is told as a doubt.
    """
    value = unknown.value
    assert value is not None
    switch = _is_switch(unknown)
    grid = np.array([0.0, 1.0]) if switch else _RANGE
    basis = np.vander(shares, 2 if switch else _BASIC, increasing=True)
    curve = np.vander(grid, basis.shape[1], increasing=True)
    fitted = _fits(basis, change, np.ones((1, len(change))), curve)[0]
    random = np.random.default_rng(len(change))
    weights = random.multinomial(len(change), np.full(len(change), 1 / len(change)), AGAIN)
    roots = np.array([_root(grid, one) for one in _fits(basis, change, weights, curve)])
    crossed = float((~np.isnan(roots)).mean())
    own = _root(grid, fitted)
    verdict = NO_FLIP
    if not _borne_out(own, shares, change, fitted):
        crossed = 0.0
    if crossed >= SURE and sure and not np.isnan(own):
        verdict = "flips"
    elif crossed > DOUBT and not (np.isnan(own) and crossed < 0.5):
        verdict = "may flip"
    ends: tuple[float | None, float | None, float | None] = (None, None, None)
    if verdict != NO_FLIP and not switch and not np.isnan(own):
        low, high = np.nanquantile(roots, [0.025, 0.975])
        at, least, most = quantile(value, np.array([own, low, high]))
        ends = float(at), float(least), float(most)
    signs = int(np.sign(fitted[0])), int(np.sign(fitted[-1]))
    return Tip(about, verdict, *ends, crossed, *signs, sure, switch)


def _borne_out(root: float, shares: Floats, change: Floats, fitted: Floats) -> bool:
    """Return whether the futures on both sides of a crossing lie as the curve says."""
    if np.isnan(root):
        return bool((change > 0).any() and (change < 0).any())
    for side, sign in ((shares <= root, np.sign(fitted[0])), (shares > root, np.sign(fitted[-1]))):
        if not side.any() or np.sign(change[side].mean()) != sign:
            return False
    return True


def _is_switch(unknown: Unknown) -> bool:
    """Return whether it is 0 or 1."""
    return unknown.value is not None and unknown.value.form == "chance"


def _fits(basis: Floats, change: Floats, weights: NDArray[Any], curve: Floats) -> Floats:
    """Return curves by weighted least squares, one for each row of weights, on a grid."""
    size = basis.shape[1]
    products = (basis[:, :, None] * basis[:, None, :]).reshape(len(basis), -1)
    left = (weights @ products).reshape(-1, size, size) + 1e-12 * np.eye(size)
    found = np.linalg.solve(left, (weights @ (basis * change[:, None]))[:, :, None])[:, :, 0]
    return np.asarray(found @ curve.T)


def _root(grid: Floats, curve: Floats) -> float:
    """Return where a curve crosses zero; not-a-number where it does not, or comes back again."""
    across = np.flatnonzero(np.diff(curve > 0))
    if len(across) != 1:
        return float("nan")
    at = int(across[0])
    a, b = float(curve[at]), float(curve[at + 1])
    return float(grid[at] + (grid[at + 1] - grid[at]) * a / (a - b))
