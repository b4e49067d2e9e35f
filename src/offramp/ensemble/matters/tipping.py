"""Tipping values: where the ranking of two decisions flips as one assumption moves.

Both decisions run on the same futures: same draws of what is not known, same chance. The paired
difference of a result is fitted, for one assumption at a time, by least squares on a second-degree
curve of the share of its distribution (standard definition); all other assumptions vary as they
are drawn. The ranking flips where that curve crosses zero. Futures are drawn again with replacement
(bootstrap, B. Efron 1979), which gives the interval of the value, and how often it crosses.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from offramp.engine.engine import Engine
from offramp.engine.parameters import Unknown, unknowns_of
from offramp.ensemble.lines import WIDTH, prose
from offramp.ensemble.matters.assumptions import groups, least_of, said, welch
from offramp.ensemble.matters.design import drawn, nested, shares_drawn
from offramp.ensemble.matters.futures import Futures
from offramp.ensemble.matters.tip import NO_FLIP, Tip, is_switch, tip
from offramp.ensemble.moves import Move, move
from offramp.ensemble.reads import Read
from offramp.ensemble.saying import UNVALIDATED, difference, of_100, say_difference, told_of
from offramp.model.scenario import Scenario
from offramp.results.words import plain

Floats = NDArray[np.float64]
MOST = 5
"""Assumptions that are tried for each result: those that move the difference most."""


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
            still = [one for one in tips if one.verdict == NO_FLIP]
            for one in [one for one in tips if one.verdict != NO_FLIP]:
                told += prose(f"{one.said.label}: {self._said(read, one)}", width, 2, 4)
                if one.said.path != one.said.label:
                    told += prose(f"{one.said.path}; {one.said.source}", width, 4, 2)
            if still:
                names = "; ".join(f"{one.said.label} ({one.said.path})" for one in still)
                told += prose(f"no flip within its range: {names}", width, 2, 4)
            if not tips:
                told += prose("no future differs, so that nothing can flip it", width, 2)
        return [*told, "", *prose(f"Given these assumptions. {self.scenario['limits']}", width)]

    def _said(self, read: Read, one: Tip) -> str:
        weak = "" if one.sure else "; that it moves the difference at all may be chance"
        below, above = (self._leads(read, sign) for sign in (one.below, one.above))
        odds = "" if one.verdict == "flips" else f", in {100 * one.crossed:.0f} of 100 resamplings"
        if one.switch:
            return f"{one.verdict}{odds}: if not, {below}; if so, {above}{weak}"
        if one.value is None or one.low is None or one.high is None:
            return f"{one.verdict}{odds}, not where it is estimated{weak}"
        unit = "" if one.said.unit == "1" else f" {one.said.unit}"
        value = f"{plain(one.value)}{unit} ({plain(one.low)} to {plain(one.high)})"
        return f"{one.verdict}{odds} at {value}: below {below}, above {above}{weak}"

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
    sides: tuple[tuple[str, Scenario, Engine], tuple[str, Scenario, Engine]],
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
    out = unfit(engine, theirs)
    kept = [at for at, one in enumerate(unknowns) if one.name not in out]
    results = []
    for read in reads:
        ours, yours = read.values(base), read.values(changed)
        if ours is None or yours is None:
            continue
        ours, yours = ours[:whole], yours[:whole]
        numbers = [unknowns[at] for at in kept], values[:, kept], shares[:, kept]
        tips = _tips(scenario, numbers, yours - ours, named)
        results.append((read, move(ours, yours), tips))
    told = told_of(scenario)
    complete = futures.complete and whole == members
    return Tipping(told, (first, second), whole, futures.seed, tuple(results), complete)


def unfit(engine: Engine, theirs: Engine) -> dict[str, str]:
    """Return why what is not known of either decision cannot be moved in both, by its name."""
    ours, yours = ({one.name: one for one in unknowns_of(side.layout)} for side in (engine, theirs))
    found = {}
    for name in yours | ours:
        both = [side[name] for side in (ours, yours) if name in side]
        if len(both) < 2:
            found[name] = "only one of the two decisions hangs on it"
        elif not all(one.knowable for one in both):
            found[name] = "nobody can know it, so that it counts as chance"
        elif any(one.value is None for one in both):
            found[name] = "each future takes a row of a table, which is no single number"
    return found


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
            values[:, at] if is_switch(unknowns[at]) else shares[:, at],
            change,
            sure=sure,
        )
        for _, sure, at in chosen
    )
