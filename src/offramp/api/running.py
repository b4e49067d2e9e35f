"""Running a scenario, and comparing several on the same futures."""

from collections.abc import Callable, Mapping
from concurrent.futures import Executor
from pathlib import Path

from offramp.api.engine import Engine
from offramp.api.resuming import premise_of, resumed
from offramp.api.scenario import AS_IT_IS, as_loaded
from offramp.ensemble.compare import Comparison, compare_ensembles
from offramp.ensemble.executors import going_on, opened
from offramp.ensemble.plan import Plan
from offramp.ensemble.runner import run_ensemble
from offramp.ensemble.side import Side
from offramp.model.scenario import Scenario
from offramp.results.errors import RunError, WrongQuestionError
from offramp.results.request import Keep
from offramp.results.run import Run

Progress = Callable[[int, int], None]
"""Is told how many futures are done, and how many there are."""


def run(  # noqa: PLR0913 - who runs it, where it goes, and what is run are said apart
    scenario: Scenario | str | Path | None = None,
    members: int = 1000,
    seed: int = 1,
    days: int | None = None,
    *,
    resume: str | Path | None = None,
    out: str | Path | None = None,
    overwrite: bool = False,
    threads: int | None = None,
    executor: Executor | None = None,
    on: str | None = None,
    block: int | None = None,
    member_range: tuple[int, int] | None = None,
    keep: Keep = "sample",
    progress: Progress | None = None,
) -> Run:
    """Run many futures of a scenario and keep them in a folder.

    Ctrl-C keeps the futures that are whole by then: the run says `complete` False. Whatever ends
    it, `resume` goes on, and its bits are those of a run that nobody stopped.

    Args:
        scenario: from `load`, or what `load` takes.
        members: how many futures.
        seed: another seed gives other futures.
        days: length; the scenario's own where not given.
        resume: folder of a run that was begun; what to run is read from there. One that is
            finished is returned as it is.
        out: folder; `runs/SCENARIO-TIME` where not given.
        overwrite: replace the run that is in that folder.
        threads: one for each processor where not given; with an executor, the blocks under way at
            a time. This, `executor`, `on` and `block` change no result.
        executor: runs the blocks, as those of `concurrent.futures` do; left open.
        on: address of the scheduler of a Dask cluster that runs them: `tcp://host:8786`.
        block: futures stepped together; chosen where not given.
        member_range: only these futures: first, and one after the last.
        keep: "sample" keeps exact quantiles of all series and the series of some futures, "all"
            those of every future too.
        progress: is told how many futures are done, and how many there are.

    Raises:
        ScenarioError: if the scenario cannot be read or run.
        RunError: if the folder cannot be written, or those who run the blocks are lost.
    """
    if resume is not None:
        asked = (scenario, members, seed, days, out, overwrite, member_range, keep)
        if asked != (None, 1000, 1, None, None, False, None, "sample"):
            msg = "what is run is read from the folder that is resumed: give nothing else about it"
            raise RunError(msg)
        return resumed(
            Path(resume), threads=threads, executor=executor, on=on, block=block, progress=progress
        )
    if scenario is None:
        msg = "nothing to run: give a scenario, or the folder of a run to resume"
        raise RunError(msg)
    asked_for = as_loaded(scenario)
    first, stop = member_range or (0, members)
    with opened(executor, on) as hands:
        plan = Plan(first, stop, seed, days, threads, block, hands)
        return run_ensemble(
            lambda: Engine(asked_for),
            premise_of(asked_for),
            plan,
            out=out,
            overwrite=overwrite,
            keep=keep,
            progress=progress,
        )


def compare(
    scenario: Scenario | str | Path,
    alternatives: Mapping[str, Scenario],
    members: int = 1000,
    seed: int = 1,
    days: int | None = None,
    *,
    out: str | Path | None = None,
    threads: int | None = None,
    executor: Executor | None = None,
    on: str | None = None,
    block: int | None = None,
    progress: Progress | None = None,
) -> Comparison:
    """Run a scenario and alternatives on the same futures, and say what differs.

    Args:
        scenario: as it is; from `load`, or what `load` takes.
        alternatives: others of the same id, by name; as `load` gives them with overlays, or
            `.forcing`, `.ordered` and `.forbidding` of a scenario.
        members: how many futures of each.
        seed: another seed gives other futures.
        days: length; that of the scenario where not given.
        out: folder that keeps a run of each side and `comparison.json`; the same comparison goes
            on there where it was stopped.
        threads: one for each processor where not given; with an executor, the blocks under way at
            a time. This, `executor`, `on` and `block` change no result.
        executor: runs the blocks, as those of `concurrent.futures` do; left open.
        on: address of the scheduler of a Dask cluster that runs them: `tcp://host:8786`.
        block: futures stepped together; chosen where not given.
        progress: is told how many futures are done, and how many there are.

    Raises:
        ScenarioError: if one of them cannot be run.
        WrongQuestionError: if there is no alternative, or one is no scenario, or another one.
        RunError: if the folder holds something else or cannot be written, or those who run the
            blocks are lost.
    """
    own = as_loaded(scenario)
    _check(own, alternatives)
    sides = {name: _side(other) for name, other in alternatives.items()}
    with opened(executor, on) as hands, going_on(out):
        plan = Plan(0, members, seed, days, threads, block, hands)
        return compare_ensembles(_side(own), sides, plan, out=out, progress=progress)


def _check(scenario: Scenario, alternatives: object) -> None:
    """Refuse alternatives that are not scenarios of the same id, by name."""
    if not isinstance(alternatives, Mapping):
        msg = "alternatives need names: give them as {name: scenario}"
        raise WrongQuestionError(msg)
    for name, other in alternatives.items():
        if not isinstance(name, str) or name in {"", AS_IT_IS}:
            msg = f"no alternative can be called {name!r}: give it another name"
            raise WrongQuestionError(msg)
        if not isinstance(other, Scenario):
            msg = (
                f'"{name}" is given as {other!r}, which is no scenario: give one as '
                f"`offramp.load({scenario.id!r}, overlays)` or `.forcing(measure, day)` returns it"
            )
            raise WrongQuestionError(msg)
        if other.id != scenario.id:
            msg = (
                f'"{name}" is a scenario of its own, {other.id}: only variants of '
                f"{scenario.id} can be compared with it"
            )
            raise WrongQuestionError(msg)


def _side(scenario: Scenario) -> Side:
    premise = premise_of(scenario)
    laid = (*premise.overlays, *(f"without {name}" for name in premise.without))

    def where(path: str) -> str:
        """Return where a path stands in a file; empty for what was imposed from outside."""
        found = premise.where(path)
        return "" if found.startswith(":") else found

    return Side(scenario, lambda: Engine(scenario), where, laid, premise)
