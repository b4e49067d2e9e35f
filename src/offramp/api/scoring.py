"""Scoring runs, and forecasting a scenario as of several dates to see how good that would be."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from offramp.api.engine import Engine
from offramp.api.running import Progress
from offramp.api.scenario import LoadedScenario, load
from offramp.calibration.flow_scores import HORIZONS
from offramp.calibration.hindcast import Hindcast, hindcast
from offramp.calibration.score import Score, score_run
from offramp.ensemble.plan import Plan
from offramp.ensemble.side import Side
from offramp.results.run import Run


def score(
    run: Run | str | Path,
    observed: str | Path | None = None,
    *,
    first: int | date | None = None,
    horizons: Sequence[int] = HORIZONS,
) -> Score:
    """Score a run on what it was not told, beside simple rivals that knew as much.

    Args:
        run: a run, or its folder.
        observed: a table of what was observed later: date, place, persons or cumulative.
        first: the first day to score, by number or date; after the as-of date where not given.
        horizons: days ahead.

    Raises:
        NothingToScoreError: if there is nothing to score.
        RunError: if the run cannot be read.
        ScenarioError: if the table cannot be read.
    """
    opened = run if isinstance(run, Run) else Run.open(run)
    return score_run(opened, _path(observed), first, tuple(horizons))


def validate(
    name_or_path: str | Path,
    as_of: Sequence[date] = (),
    *,
    observed: str | Path | None = None,
    overlays: Sequence[str | Path] = (),
    without: Sequence[str] = (),
    members: int = 1000,
    seed: int = 1,
    horizons: Sequence[int] = HORIZONS,
    threads: int | None = None,
    progress: Progress | None = None,
) -> Hindcast:
    """Forecast a scenario as of each date, as if nothing later were known, and score it.

    Args:
        name_or_path: what `load` takes.
        as_of: dates; that of the scenario where none is given.
        observed: a table of what was observed later.
        overlays: YAML files laid over the scenario.
        without: ids of mechanisms to switch off.
        members: futures of each date.
        seed: another seed gives other futures.
        horizons: days ahead.
        threads: one for each processor where not given.
        progress: is told how many futures are done, and how many there are.

    Raises:
        NothingToScoreError: if there is nothing to score.
        ScenarioError: if the scenario cannot be read or run as of a date, or the table not read.
    """
    scenarios = _as_of(name_or_path, as_of, overlays, without)
    sides = {one.as_of: Side(one, partial(Engine, one)) for one in scenarios}
    plan = Plan(0, members, seed, None, threads)
    file = _path(observed)
    return hindcast(sides, plan, file=file, horizons=tuple(horizons), progress=progress)


def _as_of(
    name_or_path: str | Path,
    dates: Sequence[date],
    overlays: Sequence[str | Path],
    without: Sequence[str],
) -> list[LoadedScenario]:
    """Return the scenario as of each date: an overlay on top sets it."""
    if not dates:
        return [load(name_or_path, overlays, without)]
    found = []
    with TemporaryDirectory(prefix="offramp-") as folder:
        for day in sorted(set(dates)):
            top = Path(folder, f"as-of-{day}.yaml")
            top.write_text(f"as_of: {day}\n", encoding="utf-8")
            found.append(load(name_or_path, [*overlays, top], without))
    return found


def _path(given: str | Path | None) -> Path | None:
    return None if given is None else Path(given)
