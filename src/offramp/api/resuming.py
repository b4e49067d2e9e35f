"""What a run starts from, and how one that was begun goes on."""

from collections.abc import Callable
from concurrent.futures import Executor
from pathlib import Path

from offramp.api.engine import Engine
from offramp.api.scenario import LoadedScenario, load
from offramp.ensemble.executors import opened
from offramp.ensemble.plan import Plan
from offramp.ensemble.runner import run_ensemble
from offramp.model.problems import ScenarioError
from offramp.model.scenario import Scenario
from offramp.reading.scenario import content_hash
from offramp.results.arrays_file import arrays_made
from offramp.results.errors import RunError, writing
from offramp.results.folder import Folder
from offramp.results.lock import locked
from offramp.results.manifest import path_of, read_manifest
from offramp.results.premise import Premise
from offramp.results.request import Asked, read_request
from offramp.results.run import Run
from offramp.results.shard_file import read_shard_file


def resumed(
    path: Path,
    *,
    threads: int | None = None,
    executor: Executor | None = None,
    on: str | None = None,
    block: int | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Run:
    """Finish the run that was begun in a folder; see `offramp.run`.

    Raises:
        RunError: if there is none, or it cannot go on.
    """
    folder = path_of(path)
    asked = read_request(folder)
    if is_finished(folder):
        if folder.has_left_over():
            with locked(folder), writing(folder.path):
                folder.clear_working()
        return Run.open(folder.path)
    scenario = _kept_scenario(folder)
    premise = _premise_again(scenario, asked)
    first, stop = asked.member_range
    with opened(executor, on) as hands:
        plan = Plan(first, stop, asked.seed, asked.days, threads, block, hands)
        return run_ensemble(
            lambda: Engine(scenario),
            premise,
            plan,
            out=folder.path,
            keep=asked.keep,
            resume=True,
            progress=progress,
        )


def is_finished(folder: Folder) -> bool:
    """Return whether the run in a folder is complete, and its files are as they were written."""
    if not folder.manifest.exists():
        return False
    try:
        manifest = read_manifest(folder)
        shards = [read_shard_file(folder, int(n)) for n in manifest.digests["events"]["shards"]]
    except RunError:
        return False
    lasting = [path for shard in shards if (path := shard.broken(folder)) is not None]
    if not manifest.complete or any(path.parent != folder.working for path in lasting):
        return False
    return arrays_made(folder) == [manifest.member_range]


def _kept_scenario(folder: Folder) -> LoadedScenario:
    try:
        return load(folder.scenario)
    except ScenarioError as error:
        msg = (
            f"the scenario in {folder.scenario} is missing or damaged "
            f"({error.problems[0].message}), so the run cannot be resumed: run it again"
        )
        raise RunError(msg) from error


def _premise_again(scenario: LoadedScenario, asked: Asked) -> Premise:
    """Return what the run was begun from: its copy has the overlays in it."""
    own = premise_of(scenario)
    overlays, without = tuple(asked.overlays), tuple(asked.without)
    return Premise(scenario, own.hash, own.where, own.save, overlays, without)


def premise_of(scenario: Scenario) -> Premise:
    """Return what a run of a scenario starts from; also of one that was changed since `load`."""
    loaded = scenario if isinstance(scenario, LoadedScenario) else None
    if loaded and (reading := loaded.reading):
        where, save = reading.where, reading.save
        return Premise(scenario, reading.hash, where, save, reading.overlays, reading.without)

    def save_changed(folder: Path) -> None:
        text = scenario.model_dump_json(by_alias=True, exclude_defaults=True, indent=1)
        folder.joinpath("scenario.yaml").write_text(text, encoding="utf-8")

    changed = content_hash(scenario)
    return Premise(scenario, changed, loaded.where if loaded else _nowhere, save_changed)


def _nowhere(_path: str) -> str:
    return ""
