"""Scores a run: what its folder holds, beside what was observed."""

from datetime import date
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from offramp.calibration.flow_scores import (
    HORIZONS,
    FlowScore,
    NothingToScoreError,
    score_flows,
)
from offramp.calibration.observed import Flows, Stocks, flows_of, holds_stocks, observed_stocks
from offramp.calibration.observed_file import read_observations, with_rows
from offramp.calibration.stock_scores import StockScore, score_stocks
from offramp.model.problems import Problem, ScenarioError
from offramp.model.scenario import Scenario
from offramp.results.run import Run
from offramp.results.summary.people import observed_rows

Score: TypeAlias = FlowScore | StockScore
"""How good the forecasts of a run were."""


def variable(scenario: Scenario) -> str:
    """Return the recorded variable that a scenario is scored on."""
    return "hosted" if holds_stocks(scenario) else "arrivals"


def observed(scenario: Scenario, file: Path | None = None) -> Flows | Stocks:
    """Return what was observed: what the scenario holds, and what a file adds to it.

    Args:
        scenario: as it was run.
        file: a table of what was observed later.

    Raises:
        ScenarioError: if the file cannot be read.
    """
    found = read_observations(file, scenario) if file else None
    if not holds_stocks(scenario):
        rows = observed_rows(scenario)
        if found is None:
            return flows_of(scenario, rows)
        return flows_of(scenario, *with_rows(scenario, rows, found))
    if found is None:
        return observed_stocks(scenario)
    if found.cumulative:
        message = "this scenario is scored on people counted in hosts, and a sum is no such count"
        hint = "give a column `persons` with the people there"
        raise ScenarioError([Problem("wrong-column", f"{found.file}: {message}", hint)])
    return observed_stocks(scenario, {key: people for key, (people, _) in found.counts.items()})


def score_arrays(
    scenario: Scenario,
    people: NDArray[Any],
    seen: Flows | Stocks,
    *,
    first: int | None = None,
    horizons: tuple[int, ...] = HORIZONS,
    rows_only: bool = False,
) -> Score:
    """Score people by (member, day, host).

    Args:
        scenario: as it was run.
        people: of the variable that it is scored on.
        seen: from `observed`.
        first: the first day to score, where not the usual one.
        horizons: days ahead; of no use to a run that is driven by the data.
        rows_only: leaves out splits and fans of arrivals, which takes half the time.

    Raises:
        NothingToScoreError: if there is nothing to score.
    """
    if isinstance(seen, Stocks):
        return score_stocks(scenario, people, seen, first=first)
    return score_flows(scenario, people, seen, first=first, horizons=horizons, rows_only=rows_only)


def score_run(
    run: Run,
    file: Path | None = None,
    first: int | date | None = None,
    horizons: tuple[int, ...] = HORIZONS,
) -> Score:
    """Score a run on days that it was not told, beside rivals that knew as much.

    Args:
        run: whole or stopped early.
        file: a table of what was observed later.
        first: the first day to score, by number or date.
        horizons: days ahead.

    Raises:
        NothingToScoreError: if there is nothing to score.
        RunError: if the run is damaged.
        ScenarioError: if the file cannot be read.
    """
    scenario = run.scenario
    if not scenario.labels("hosts"):
        msg = "the scenario has no host, so nobody arrives anywhere: there is nothing to score"
        raise NothingToScoreError(msg)
    begin = scenario.day_of(first) if isinstance(first, date) else first
    people = np.asarray(run.hosts[variable(scenario)].values)
    seen = observed(scenario, file)
    return score_arrays(scenario, people, seen, first=begin, horizons=horizons)
