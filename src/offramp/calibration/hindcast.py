"""Forecasts as of several dates, each as if nothing later were known, and their scores."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from operator import itemgetter
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from offramp.calibration.flow_scores import HORIZONS, FlowScore
from offramp.calibration.observed import Flows
from offramp.calibration.rivals import SPREAD
from offramp.calibration.rows import OURS, Row, plain
from offramp.calibration.score import Score, observed, score_arrays, variable
from offramp.engine.block import Block
from offramp.engine.layout import Layout
from offramp.ensemble.plan import Plan
from offramp.ensemble.side import Side
from offramp.ensemble.workers import Workers

Progress = Callable[[int, int], None]
"""Is told how many futures of all dates are done, and how many there are."""


@dataclass(frozen=True)
class Over:
    """The mean over as-of dates of one kind of row, for one horizon."""

    what: str
    """`total` or `hosts`."""
    horizon: int
    """Days ahead."""
    dates: int
    """As-of dates that could be scored."""
    won: int
    """How many of them the run did better than both rivals with a spread."""
    crps: dict[str, float]
    """Mean CRPS of people over the horizon, by forecast."""
    skill: dict[str, float]
    """1 - mean CRPS of the run / that of the rival."""
    inside_50: float
    """Share of the totals, or hosts, inside their 50 % interval."""
    inside_90: float
    """The same for 90 %."""
    coverage_50: float
    """Share of single days inside their 50 % interval."""
    coverage_90: float
    """The same for 90 %."""

    def to_dict(self) -> dict[str, Any]:
        """Return it as plain data."""
        return {name: plain(value) for name, value in self.__dict__.items()}


@dataclass(frozen=True)
class Hindcast:
    """Scores by as-of date."""

    scores: dict[date, Score]

    def over(self) -> list[Over]:
        """Return means over dates: for each horizon the total, then the hosts added up."""
        found: dict[tuple[str, int], list[Row]] = {}
        for score in self.scores.values():
            if isinstance(score, FlowScore):
                for row in score.rows:
                    if row.what != "host":
                        found.setdefault((row.what, row.horizon), []).append(row)
        order = sorted(found, key=lambda key: (key[1], key[0] != "total"))
        return [_over(*key, found[key]) for key in order]

    def table(self) -> list[dict[str, Any]]:
        """Return the rows of all dates as plain data, each with its `as_of`."""
        return [
            {"as_of": str(as_of), **row}
            for as_of, score in self.scores.items()
            for row in score.table()
        ]


def _over(what: str, horizon: int, rows: list[Row]) -> Over:
    names = [name for name in rows[0].crps if all(name in row.crps for row in rows)]
    crps = {name: float(np.mean([row.crps[name] for row in rows])) for name in names}

    def mean(name: str) -> float:
        return float(np.mean([getattr(row, name) for row in rows]))

    return Over(
        what,
        horizon,
        len(rows),
        sum(row.best is not None and row.best > 0 for row in rows),
        crps,
        {name: 1 - crps[OURS] / crps[name] for name in SPREAD if crps.get(name)},
        mean("inside_50"),
        mean("inside_90"),
        mean("coverage_50"),
        mean("coverage_90"),
    )


def hindcast(
    sides: Mapping[date, Side],
    plan: Plan,
    *,
    file: Path | None = None,
    horizons: tuple[int, ...] = HORIZONS,
    progress: Progress | None = None,
) -> Hindcast:
    """Run a scenario as of each date, no longer than can be scored, and score it; keep no run.

    Args:
        sides: the scenario as of each date, and its engine.
        plan: which members.
        file: a table of what was observed later.
        horizons: days ahead.
        progress: is told how many futures are done, and how many there are.

    Raises:
        NothingToScoreError: if a date has nothing to score.
        ScenarioError: if a scenario cannot be run, or the file not be read.
    """
    wanted, done = len(plan) * len(sides), 0
    if progress is not None:
        progress(0, wanted)
    scores: dict[date, Score] = {}
    for as_of, side in sides.items():
        seen = observed(side.scenario, file)
        days = plan.days if plan.days is not None else _days(side, seen, max(horizons))
        own = replace(plan, days=days)
        name = variable(side.scenario)
        parts = []
        with Workers(side.engine(), own, partial(_taken, name=name)) as workers:
            for part in workers.results():
                parts.append(part)
                done += len(part[1])
                if progress is not None:
                    progress(done, wanted)
        people = np.concatenate([part for _, part in sorted(parts, key=itemgetter(0))])
        scores[as_of] = score_arrays(side.scenario, people, seen, horizons=horizons)
    return Hindcast(scores)


def _taken(block: Block, _: Layout, name: str) -> tuple[int, NDArray[Any]]:
    """Return the first member of a block, and its people by (member, day, host)."""
    return int(block.members[0]), block.series[name]


def _days(side: Side, seen: object, furthest: int) -> int:
    """Return how long to run: as far as anything can be scored."""
    scenario = side.scenario
    if not isinstance(seen, Flows):
        return scenario.days
    return max(min(scenario.as_of_day + 1 + furthest, len(seen)), scenario.as_of_day + 1, 1)
