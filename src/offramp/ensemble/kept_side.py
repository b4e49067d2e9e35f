"""Runs one side of a comparison into a run folder, and goes on with what is there."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from offramp.ensemble.keeping import Keeping, missing
from offramp.ensemble.plan import Plan
from offramp.ensemble.runner import Aside, run_ensemble
from offramp.ensemble.side import Ran, Side, joined, part_of
from offramp.ensemble.workers import Workers
from offramp.results.errors import RunError, StoppedError
from offramp.results.folder import Folder
from offramp.results.manifest import read_manifest

Report = Callable[[int], None]
"""Is told how many members more are done."""


def ran_and_kept(side: Side, name: str, plan: Plan, report: Report, keeping: Keeping) -> Ran:
    """Run one side into its run folder, or as much of it as is not there.

    Args:
        side: to run; it has a premise.
        name: of the alternative; empty for the scenario as it is.
        plan: which members, and how.
        report: is told how many members more are done.
        keeping: where it is kept.

    Raises:
        RunError: if the folder holds another run or cannot be written, or the run was stopped.
    """
    assert side.premise is not None
    engine, key, path = side.engine(), keeping.key(side.scenario, plan), keeping.runs[name]
    done = 0

    def told(members: int, _all: int) -> None:
        nonlocal done
        report(members - done)
        done = members

    if not _there(path, side, plan):
        run = run_ensemble(
            lambda: engine,
            side.premise,
            plan,
            out=path,
            resume=Folder(path).request.exists(),
            progress=told,
            aside=Aside(part_of, partial(keeping.keep, key)),
        )
        if not run.complete:
            msg = f"stopped before all sides were run: the same command goes on in {keeping.folder}"
            raise StoppedError(msg)
    else:
        report(len(plan))
    for a, b in missing(keeping.parts(key, plan), plan):
        with Workers(engine, replace(plan, first=a, stop=b), part_of) as workers:
            for part in workers.results():
                keeping.keep(key, part)
    return joined(side, engine, keeping.parts(key, plan), plan)


def _there(path: Path, side: Side, plan: Plan) -> bool:
    """Return whether the run is there already, whole."""
    try:
        found = read_manifest(Folder(path))
    except RunError:
        return False
    assert side.premise is not None
    asked = (side.premise.hash, plan.seed, [plan.first, plan.stop], plan.days)
    there = (found.scenario["hash"], found.seed, found.member_range, found.days)
    return found.complete and asked == there
