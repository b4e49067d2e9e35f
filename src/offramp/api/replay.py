"""History decided anew, beside what happened."""

from collections.abc import Sequence
from concurrent.futures import Executor
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path

from offramp.api.engine import Engine
from offramp.api.running import Progress
from offramp.api.scenario import AS_IT_IS, LoadedScenario, load, varied
from offramp.ensemble.executors import opened
from offramp.ensemble.plan import Plan
from offramp.ensemble.replay import Replay, replay_ensembles
from offramp.ensemble.side import Side


def replay(
    name_or_path: str | Path,
    sets: Sequence[str | Path] = (),
    *,
    overlays: Sequence[str | Path] = (),
    without: Sequence[str] = (),
    members: int = 1000,
    seed: int = 1,
    threads: int | None = None,
    executor: Executor | None = None,
    on: str | None = None,
    block: int | None = None,
    progress: Progress | None = None,
) -> Replay:
    """Run a scenario with decisions free from its first day to the as-of date, beside history.

    What is observed, such as fighting and arrivals, stays imposed. It shows face validity, not
    skill: whoever wrote the weights knew the outcome.

    Args:
        name_or_path: what `load` takes.
        sets: sets of assumptions, each an overlay; the scenario as it is where none is given.
        overlays: laid over the scenario, under every set.
        without: ids of mechanisms to switch off in every set.
        members: futures of each set.
        seed: another seed gives other futures.
        threads: one for each processor where not given; with an executor, the blocks under way at
            a time. This, `executor`, `on` and `block` change no result.
        executor: runs the blocks, as those of `concurrent.futures` do; left open.
        on: address of the scheduler of a Dask cluster that runs them: `tcp://host:8786`.
        block: futures stepped together; chosen where not given.
        progress: is told how many futures are done, and how many there are.

    Raises:
        ScenarioError: if the scenario cannot be read or run.
        RunError: if it has no dated step of a measure, or those who run the blocks are lost.
    """
    plan = Plan(0, members, seed, None, threads, block)
    loaded = {str(one): load(name_or_path, [*overlays, one], without) for one in sets}
    loaded = loaded or {AS_IT_IS: load(name_or_path, overlays, without)}
    sides = {}
    about: dict[str, str] = {}
    for name, scenario in loaded.items():
        free = free_from_the_start(scenario)
        sides[name] = Side(free, partial(Engine, free))
        about[name] = scenario.overlays.get(name, "")
    with opened(executor, on) as hands:
        plan = replace(plan, executor=hands)
        return replay_ensembles(sides, plan, about=about, progress=progress)


def free_from_the_start(scenario: LoadedScenario) -> LoadedScenario:
    """Return a scenario in which history decides nothing from its first day on."""
    before = scenario.start - timedelta(days=1)
    return varied(scenario, {"decided_until": str(before)})
