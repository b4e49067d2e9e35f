"""What matters for some results: shares of variance, the assumptions that move them, boxes."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from offramp.engine.engine import Engine
from offramp.ensemble.answers import Answers
from offramp.ensemble.lines import WIDTH
from offramp.ensemble.matters.assumptions import Assumption, Said, movers, said, scored
from offramp.ensemble.matters.boxes import Box, discover
from offramp.ensemble.matters.design import drawn, nested
from offramp.ensemble.matters.futures import Futures
from offramp.ensemble.matters.shares import Share, share_of_unknowns
from offramp.ensemble.reads import Read, usual
from offramp.ensemble.saying import level, told_of
from offramp.model.scenario import Scenario

Floats = NDArray[np.float64]

MOST = 5
"""Assumptions that are named for each result."""
WORST = 0.8
"""Share of futures below those that a box is looked for, of what is not a case of an outcome."""
RARE, USUAL = 0.05, 0.95
"""Shares of futures between which a case can tell assumptions apart."""
MEANS = 2
"""Indicators that are told where nothing is asked for."""


@dataclass(frozen=True)
class Result:
    """What matters for one result.

    Attributes:
        read: the result.
        level: how high it stands, as `level` gives it.
        futures: in which it is there.
        share: of its variance from what is not known; None where it does not vary.
        assumptions: that move it more than chance may, the strongest first.
        others: how many more do.
        asked: what a box is looked for of, in words.
        box: in which that is most frequent; None where there is none.
        box_said: what the scenario says of the number of each limit of the box.
    """

    read: Read
    level: dict[str, Any]
    futures: int
    share: Share | None
    assumptions: tuple[Assumption, ...]
    others: int
    asked: str
    box: Box | None
    box_said: tuple[Said, ...]

    def to_dict(self) -> dict[str, Any]:
        """Return it as plain data."""
        found = None
        if self.box is not None:
            names = {
                limit.column: one.path
                for limit, one in zip(self.box.limits, self.box_said, strict=True)
            }
            found = {"of": self.asked.removesuffix(":"), **self.box.to_dict(names)}
        return {
            **self.read.to_dict(),
            "level": self.level,
            "variance": None if self.share is None else self.share.to_dict(),
            "assumptions": [one.to_dict() for one in self.assumptions],
            "further_assumptions": self.others,
            "box": found,
        }


@dataclass(frozen=True)
class Matters:
    """What matters in a scenario.

    Attributes:
        scenario: id, title and limits.
        draws: of what is not known.
        replicates: futures of each draw, with chance of their own.
        seed: of the ensemble.
        drawn: numbers that are not known.
        looks: numbers tried times results read; what chance alone would name in any of them is
            named in 1 of 20 ensembles at most.
        results: what is read.
        complete: whether all that was asked is there; not so after an interrupt.
    """

    scenario: dict[str, str]
    draws: int
    replicates: int
    seed: int
    drawn: int
    looks: int
    results: tuple[Result, ...]
    complete: bool = True

    def to_dict(self) -> dict[str, Any]:
        """Return everything as plain data, which JSON can hold."""
        return {
            "scenario": self.scenario,
            "method": "screen",
            "draws": self.draws,
            "replicates": self.replicates,
            "futures": self.draws * self.replicates,
            "seed": self.seed,
            "complete": self.complete,
            "drawn": self.drawn,
            "looks": self.looks,
            "reads": {one.read.name: one.to_dict() for one in self.results},
        }

    def lines(self, width: int = WIDTH) -> list[str]:
        """Return everything as lines of text."""
        from offramp.ensemble.matters.telling import lines

        return lines(self, width)

    def __str__(self) -> str:
        return "\n".join(self.lines())

    def __repr__(self) -> str:
        return str(self)


def what_matters(
    scenario: Scenario,
    engine: Engine,
    futures: Futures,
    size: tuple[int, int],
    reads: Sequence[Read] | None,
) -> Matters:
    """Run the nested design, and say what matters for each result.

    Args:
        scenario: as it is.
        engine: of the scenario.
        futures: runs the design.
        size: draws of what is not known, and futures of each.
        reads: results; a few telling ones where not given.
    """
    draws, replicates = size
    answers = futures.answers(scenario, nested(engine.layout, futures.seed, *size))
    whole = len(answers) // replicates
    unknowns, values = drawn(engine.layout, futures.seed, whole)
    given = [
        (read, found[: whole * replicates].reshape(whole, replicates))
        for read in (reads if reads is not None else telling(scenario, answers))
        if (found := read.values(answers)) is not None
    ]
    looks = len(unknowns) * len(given)
    results = []
    for read, found in given:
        named = movers(scenario, read, found, (unknowns, values), looks)
        asked, cases = _cases(read, found)
        box = discover(values, cases, futures.seed) if cases is not None else None
        limits = () if box is None else box.limits
        results.append(
            Result(
                read,
                level(read, found.ravel()),
                int((~np.isnan(found)).sum()),
                share_of_unknowns(scored(read, found)) if whole and replicates > 1 else None,
                named[:MOST],
                len(named[MOST:]),
                asked,
                box,
                tuple(said(scenario, unknowns[one.column].name) for one in limits),
            )
        )
    told = told_of(scenario)
    complete = futures.complete and whole == draws
    return Matters(
        told, whole, replicates, futures.seed, len(unknowns), looks, tuple(results), complete
    )


def telling(scenario: Scenario, answers: Answers) -> list[Read]:
    """Return the results to tell of where nobody asks for any.

    They are the first case of the first question that holds in more than a few futures and not in
    almost all (cases go from worst to best), the first chance of what nobody has seen, and the
    first indicators of which less is better; each only if it differs between futures.
    """
    found: list[Read] = []
    means = 0
    kinds: set[str] = set()
    for read in usual(scenario):
        values = read.values(answers)
        if values is None or np.isnan(values).any() or values.min() == values.max():
            continue
        if read.kind == "mean":
            if read.better == "low" and means < MEANS:
                means += 1
                found.append(read)
        elif read.kind not in kinds and (
            read.kind == "range" or RARE < float(values.mean()) < USUAL
        ):
            kinds.add(read.kind)
            found.append(read)
    return sorted(found, key=lambda read: ("share", "mean", "range").index(read.kind))


def _cases(read: Read, values: Floats) -> tuple[str, Floats | None]:
    """Return what a box is looked for of: in words, and its share of each draw's futures."""
    if read.kind == "share":
        return f"{read.label}:", values.mean(axis=1)
    if np.isnan(values).any():
        return "", None
    worst = -values if read.better == "high" else values
    bar = float(np.quantile(worst, WORST))
    cases = worst >= bar if bar > worst.min() else worst > bar
    way = "lowest" if read.better == "high" else "highest"
    return f"{read.label} in its {way} fifth:", cases.mean(axis=1)
