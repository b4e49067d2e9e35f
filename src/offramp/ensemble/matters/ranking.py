"""Groups of assumptions, ranked by how much they move each result."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import isnan
from typing import Any

from offramp.engine.engine import Engine
from offramp.engine.parameters import unknowns_of
from offramp.ensemble.lines import WIDTH, prose, table
from offramp.ensemble.matters.answer import telling
from offramp.ensemble.matters.assumptions import scored
from offramp.ensemble.matters.futures import Futures
from offramp.ensemble.matters.groups import CHANCE, REPLIES
from offramp.ensemble.matters.indices import Index, Method, indices, sample
from offramp.ensemble.reads import Read
from offramp.ensemble.saying import UNVALIDATED, told_of
from offramp.model.scenario import Scenario
from offramp.results.words import plain

SHOWN = 12
"""Groups that a table shows; the rest is in the JSON."""


@dataclass(frozen=True)
class Ranking:
    """Groups of assumptions, ranked for each result.

    Attributes:
        scenario: id, title and limits.
        method: `sobol` or `morris`.
        points: base points, or trajectories.
        futures: run in all.
        seed: of the ensemble.
        by: how the numbers are grouped, in words.
        groups: how many groups of numbers.
        results: for each result its indices, the strongest first; None where it does not vary.
        complete: whether all that was asked is there; not so after an interrupt.
    """

    scenario: dict[str, str]
    method: Method
    points: int
    futures: int
    seed: int
    by: str
    groups: int
    results: tuple[tuple[Read, tuple[Index, ...] | None], ...]
    complete: bool = True

    def to_dict(self) -> dict[str, Any]:
        """Return everything as plain data, which JSON can hold."""
        return {
            "scenario": self.scenario,
            "method": self.method,
            "points": self.points,
            "futures": self.futures,
            "seed": self.seed,
            "complete": self.complete,
            "groups": {"by": self.by, "count": self.groups},
            "reads": {
                read.name: {
                    **read.to_dict(),
                    "indices": None if found is None else self._told(read, found),
                }
                for read, found in self.results
            },
        }

    def _told(self, read: Read, found: tuple[Index, ...]) -> list[dict[str, Any]]:
        most = max((one.total for one in found), default=0.0) or 1.0
        told = []
        for one in found:
            said: dict[str, Any] = {"group": one.group, "numbers": one.numbers}
            if self.method == "sobol":
                said |= {"alone": round(one.alone, 4), "alone_error": round(one.alone_error, 4)}
                said |= {"total": round(one.total, 4), "total_error": round(one.total_error, 4)}
            else:
                said["of_strongest"] = round(one.total / most, 4)
                if read.kind != "range":
                    said |= {"effect": one.total, "effect_error": one.total_error}
            told.append(said)
        return told

    def lines(self, width: int = WIDTH) -> list[str]:
        """Return everything as lines of text."""
        cut = "" if self.complete else "STOPPED EARLY: only what was finished is shown. "
        head = (
            f"{cut}{self.groups} groups of numbers that are not known ({self.by}), "
            f"{_METHODS[self.method].format(points=f'{self.points:,}')}; {self.futures:,} futures "
            f"(seed {self.seed})."
        )
        told = [self.scenario["title"], *prose(head, width)]
        for read, found in self.results:
            note = f" ({UNVALIDATED}; assumes {read.assumption})" if read.kind == "range" else ""
            note += ", by rank of futures" if read.kind == "range" else ""
            told += ["", *prose(f"{read.label}{note}", width, hang=2)]
            if found is None:
                told += prose("does not differ between futures, or not all have it", width, 2)
                continue
            told += table(self._rows(found), [False, True, True, True], width, tight=True)
            told += prose(self._leading(found), width, indent=2, hang=2)
        return [*told, "", *prose(f"Given these assumptions. {self.scenario['limits']}", width)]

    def _rows(self, found: Sequence[Index]) -> list[list[str]]:
        most = max((one.total for one in found), default=0.0) or 1.0
        shown = [one for one in found if one.total > 0][:SHOWN]
        if self.method == "sobol":
            rows = [["group", "numbers", "alone", "with all it acts on"]]
            for one in shown:
                alone, total = (
                    f"{100 * max(size, 0):.0f} % ± {100 * error:.0f}"
                    for size, error in ((one.alone, one.alone_error), (one.total, one.total_error))
                )
                rows.append([one.group, _count(one), alone, total])
            return rows
        rows = [["group", "numbers", "effect, strongest 100", "±"]]
        for one in shown:
            size, error = (f"{100 * part / most:.0f}" for part in (one.total, one.total_error))
            rows.append([one.group, _count(one), size, error])
        return rows

    def _leading(self, found: Sequence[Index]) -> str:
        """Say what leads, and whether the numbers of futures bear the order out."""
        first = next((one for one in found if one.group not in {CHANCE, REPLIES}), None)
        if first is None or not first.total:
            return "No group of numbers moves it."
        if self.method == "sobol" and first.alone_error > max(first.alone, 0.0):
            told = f"The order is not sure: what {first.group} does alone may be chance; give more "
            return f"{told}--members."
        chance = next((one for one in found if one.group == CHANCE), None)
        leads = f"{first.group} leads."
        if (second := _after(found, first)) is not None:
            leads = f"Whether {first.group} or {second.group} leads is not sure."
        if self.method == "sobol" and chance is not None and not isnan(chance.total):
            rest = 100 * min(max(0.0, 1 - chance.total), 1.0)
            leads += f" Whatever chance does, the numbers decide {rest:.0f} % of the spread."
        return leads + (f" --within '{first.group}' splits it." if first.numbers > 1 else "")

    def __str__(self) -> str:
        return "\n".join(self.lines())

    def __repr__(self) -> str:
        return str(self)


def _after(found: Sequence[Index], first: Index) -> Index | None:
    """Return the next group of numbers, if its interval reaches into that of the first."""
    for one in found:
        if one.group not in {CHANCE, REPLIES, first.group}:
            reaches = one.total + one.total_error > first.total - first.total_error
            return one if reaches else None
    return None


_METHODS = {
    "sobol": "indices of Sobol' from {points} base points: the share of the spread that a group "
    "explains alone, and with all that it acts together with, with 95 % intervals",
    "morris": "the method of Morris on {points} trajectories: how much a result moves when a group "
    "goes over its range (5 to 95 % of each number), the strongest as 100 and how sure that is",
}


def rank(
    scenario: Scenario,
    engine: Engine,
    futures: Futures,
    reads: Sequence[Read] | None,
    groups: Mapping[str, Sequence[int]],
    method: tuple[Method, int, str],
) -> Ranking:
    """Run the sample of a method, and rank groups for each result.

    Args:
        scenario: as it is.
        engine: of the scenario.
        futures: runs the design.
        reads: results; a few telling ones where not given.
        groups: positions of what is not known, by the name of the group.
        method: its name, its base points or trajectories, and how the groups were made.
    """
    name, points, by = method
    drawn = sample(name, unknowns_of(engine.layout), groups, points, futures.seed)
    answers = futures.answers(scenario, drawn.design)
    wanted = reads if reads is not None else telling(scenario, answers)
    results = []
    for read in wanted:
        values = read.values(answers)
        found = None
        if values is not None:
            found = indices(drawn, scored(read, values), futures.seed)
        results.append((read, None if found is None else tuple(found)))
    told = told_of(scenario)
    whole = len(answers) // drawn.step
    complete = futures.complete and whole == points
    size = len(groups)
    return Ranking(
        told, name, whole, len(answers), futures.seed, by, size, tuple(results), complete
    )


def _count(one: Index) -> str:
    return plain(one.numbers) if one.group not in {CHANCE, REPLIES} else ""
