"""Which of the numbers that are not known move a result most, from one ensemble.

Each future draws its own numbers. For each of them the futures in its lowest third are set beside
those in its highest third (Welch's t of the two means, with the degrees of freedom of Welch and
Satterthwaite); a number that is 0 or 1 splits them in two. The bar is set for all looks together,
each number at each result: where nothing moves anything, chance names something in at most 1 of 20
ensembles (Bonferroni). Nothing is run again, so it costs one ensemble for all numbers; a number
whose effect turns back halfway is missed, and a sweep of the few that are named here shows the
whole curve.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from offramp.engine.block import Block
from offramp.engine.layout import Layout
from offramp.ensemble.answers import Answers, answers_of, joined
from offramp.ensemble.lines import WIDTH, prose
from offramp.ensemble.plan import Plan
from offramp.ensemble.reads import Read
from offramp.ensemble.runner import Progress
from offramp.ensemble.saying import UNVALIDATED, level, say_level
from offramp.ensemble.task import BlockRunner
from offramp.ensemble.workers import Workers
from offramp.model.scenario import Scenario

_FEWEST = 10
"""Futures that each of the two groups must have."""
_TWO = 2

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Mover:
    """A number that moves what is read.

    Attributes:
        path: of the number, with its label if it has one; a sweep takes it.
        label: for people.
        strength: the difference of the two groups in units of its standard error, with its sign.
        least: strength from which it is named, which depends on how many futures are compared.
        low: what is read where the number is low, as `level` gives it.
        high: where it is high.
        futures: in each of the two groups.
    """

    path: str
    label: str
    strength: float
    least: float
    low: dict[str, Any]
    high: dict[str, Any]
    futures: tuple[int, int]


@dataclass(frozen=True)
class Screen:
    """The numbers that move each result most.

    Attributes:
        scenario: id, title and limits.
        members: futures.
        seed: of the ensemble.
        drawn: numbers that differ between futures.
        looks: numbers tried times results read; what chance alone would name in any of them is
            named in 1 of 20 ensembles at most.
        movers: by what is read, the strongest first.
    """

    scenario: dict[str, str]
    members: int
    seed: int
    drawn: int
    looks: int
    movers: tuple[tuple[Read, tuple[Mover, ...]], ...]
    complete: bool = True

    def to_dict(self) -> dict[str, Any]:
        """Return everything as plain data, which JSON can hold."""
        return {
            "scenario": self.scenario,
            "members": self.members,
            "seed": self.seed,
            "drawn": self.drawn,
            "looks": self.looks,
            "reads": {
                read.name: {
                    **read.to_dict(),
                    "movers": [
                        {
                            "path": one.path,
                            "label": one.label,
                            "strength": round(one.strength, 2),
                            "least": round(one.least, 2),
                            "low": one.low,
                            "high": one.high,
                            "futures": list(one.futures),
                        }
                        for one in movers
                    ],
                }
                for read, movers in self.movers
            },
        }

    def lines(self, width: int = WIDTH) -> list[str]:
        """Return everything as lines of text."""
        head = (
            f"Which of the {self.drawn} numbers that are not known move it most, over "
            f"{self.members:,} futures (seed {self.seed}): each result where the number is in the "
            "lowest third of what is drawn, and in the highest. Strongest first. The bar is so "
            f"high that, over all {self.looks:,} pairs of a number and a result together, chance "
            "alone names anything in about 1 of 20 such screens at most."
        )
        found = [self.scenario["title"], *prose(head, width)]
        for read, movers in self.movers:
            note = f" ({UNVALIDATED}; assumes {read.assumption})" if read.kind == "range" else ""
            unit = f" [{read.unit}]" if read.unit != "1" else ""
            found += ["", *prose(f"{read.label}{unit}{note}", width, hang=2)]
            for one in movers:
                low, high = (
                    say_level(read, side, size, interval=False)
                    for side, size in zip((one.low, one.high), one.futures, strict=True)
                )
                found += prose(f"{one.label}: {low} -> {high}", width, indent=2, hang=4)
                found += [f"    {one.path}"] if one.path != one.label else []
            found += [] if movers else ["  none moves it more than chance may"]
        return [*found, "", *prose(f"Given these assumptions. {self.scenario['limits']}", width)]

    def __str__(self) -> str:
        return "\n".join(self.lines())

    def __repr__(self) -> str:
        return str(self)


def screen_ensemble(
    scenario: Scenario,
    engine: Callable[[Scenario], BlockRunner],
    plan: Plan,
    reads: Sequence[Read],
    most: int,
    progress: Progress | None = None,
) -> Screen:
    """Run a scenario once, and rank the numbers that it draws by how much they move.

    Args:
        scenario: as it is.
        engine: makes its engine.
        plan: which members.
        reads: what is read.
        most: numbers named for each of them.
        progress: is told how many futures are done, and how many there are.
    """
    runner = engine(scenario)
    answers, parameters = _run(runner, plan, progress)
    paths, columns = _drawn(runner.layout, parameters)
    given = [(read, values) for read in reads if (values := read.values(answers)) is not None]
    looks = len(paths) * len(given)
    movers = tuple(
        (read, _movers(scenario, read, values, paths, columns, looks)[:most])
        for read, values in given
    )
    told = {"id": scenario.id, "title": scenario.title, "limits": scenario.limits}
    return Screen(told, len(plan), plan.seed, len(paths), looks, movers)


def _run(runner: BlockRunner, plan: Plan, progress: Progress | None) -> tuple[Answers, Floats]:
    """Return the answers and the numbers drawn, the latter of shape (member, column)."""
    parts: list[tuple[Answers, Floats]] = []
    with Workers(runner, plan, _taken) as workers:
        for part in workers.results():
            parts.append(part)
            if progress is not None:
                progress(sum(len(answers) for answers, _ in parts), len(plan))
    parts.sort(key=lambda part: int(part[0].members[0]))
    return joined([answers for answers, _ in parts]), np.concatenate([own for _, own in parts])


def _taken(block: Block, _: Layout) -> tuple[Answers, Floats]:
    """Return the answers of a block, and the numbers drawn."""
    return answers_of(block), block.parameters


def _drawn(layout: Layout, parameters: Floats) -> tuple[list[str], list[Floats]]:
    """Return the numbers that differ between futures; labels that share a draw count once."""
    found: dict[bytes, tuple[str, Floats]] = {}
    for at, (path, label) in enumerate(layout.column_names):
        column = np.ascontiguousarray(parameters[:, at])
        if not np.isnan(column).any() and column.min() < column.max():
            name = f"{path}.{label}" if label else path
            found.setdefault(column.tobytes(), (name, column))
    return [name for name, _ in found.values()], [column for _, column in found.values()]


def least_of(looks: int, freedom: float) -> float:
    """Return the strength that chance reaches in at most 1 of 20 screens of so many looks.

    Args:
        looks: numbers tried times results read.
        freedom: degrees of freedom of the t.
    """
    from scipy.special import stdtrit

    return float(-stdtrit(freedom, 0.025 / max(looks, 1)))


def _movers(
    scenario: Scenario,
    read: Read,
    values: Floats,
    paths: list[str],
    columns: list[Floats],
    looks: int,
) -> tuple[Mover, ...]:
    """Return the numbers that move one result, the strongest first."""
    found = []
    for path, column in zip(paths, columns, strict=True):
        low, high = (values[side] for side in _groups(column))
        if min(len(low), len(high)) < _FEWEST:
            continue
        strength, freedom = welch(low, high)
        least = least_of(looks, freedom)
        if abs(strength) >= least:
            label = _label(scenario, path)
            sides = level(read, low), level(read, high)
            found.append(Mover(path, label, strength, least, *sides, (len(low), len(high))))
    return tuple(sorted(found, key=lambda one: -abs(one.strength)))


def _groups(column: Floats) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Return which futures have a low and a high number."""
    ends = np.unique(column)
    if len(ends) == _TWO:
        return column == ends[0], column == ends[1]
    low, high = np.quantile(column, [1 / 3, 2 / 3])
    return column <= low, column >= high


def welch(low: Floats, high: Floats) -> tuple[float, float]:
    """Return the difference of two means in units of its standard error, and its freedom (Welch).

    The degrees of freedom are those of Welch and Satterthwaite. Where neither group varies a
    difference is as good as certain; where one is too small there is none to tell of.
    """
    low, high = low[~np.isnan(low)], high[~np.isnan(high)]
    if min(len(low), len(high)) < _FEWEST:
        return 0.0, 1.0
    ours, theirs = float(low.var(ddof=1)) / len(low), float(high.var(ddof=1)) / len(high)
    change = float(high.mean() - low.mean())
    if not ours + theirs:
        return float(np.sign(change)) * 1e9, float(len(low) + len(high) - 2)
    spread = ours**2 / (len(low) - 1) + theirs**2 / (len(high) - 1)
    return change / (ours + theirs) ** 0.5, (ours + theirs) ** 2 / spread


def _label(scenario: Scenario, path: str) -> str:
    """Return what a number is called."""
    if path in scenario.quantities:
        return scenario.quantities[path].label or path
    stem, _, label = path.rpartition(".")
    own = scenario.quantities.get(stem)
    return f"{own.label} ({label})" if own is not None and own.label else path
