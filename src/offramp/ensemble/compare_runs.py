"""Compares runs that are kept, future by future: of the same scenario, seed and members."""

from collections.abc import Mapping
from typing import Any

from offramp.ensemble.compare import Comparison, summarised
from offramp.ensemble.differences import differences
from offramp.ensemble.plan import Plan
from offramp.ensemble.reasons import reasons_between
from offramp.ensemble.run_sides import told_run
from offramp.results.errors import RunError
from offramp.results.run import Run


def compare_runs(base: Run, others: Mapping[str, Run]) -> Comparison:
    """Compare runs with one that stands for the scenario as it is.

    Args:
        base: stands for the scenario as it is.
        others: alternatives, by name.

    Raises:
        RunError: if they are not of the same futures, or a piece of one is missing or damaged.
    """
    for name, run in others.items():
        why = apart(base, run)
        if why:
            msg = f"{name} cannot be compared future by future: {why}"
            raise RunError(msg)
    ours = told_run(base)
    found: dict[str, Any] = {}
    for name, run in others.items():
        theirs = told_run(run)
        found[name] = {
            "laid": laid(run),
            **differences(base.scenario, ours.traits, theirs.traits, run.scenario),
            "chains": reasons_between(ours, theirs),
        }
    first, stop = base.manifest.member_range
    plan = Plan(first, stop, base.manifest.seed, base.manifest.days)
    scenarios = {name: run.scenario for name, run in others.items()}
    return Comparison(summarised(base.scenario, scenarios, found, plan, laid(base)))


def apart(base: Run, other: Run) -> str:
    """Return why two runs are not of the same futures, in words; empty where they are."""
    ours, theirs = base.manifest, other.manifest
    pairs = (
        ("the scenario", ours.scenario["id"], theirs.scenario["id"]),
        ("the first day", ours.start, theirs.start),
        ("the as-of date", ours.as_of, theirs.as_of),
        ("the seed", ours.seed, theirs.seed),
        ("the number of days", ours.days, theirs.days),
        ("the futures that are there", ours.present, theirs.present),
    )
    return "; ".join(f"{what} is {was}, and there {now}" for what, was, now in pairs if was != now)


def laid(run: Run) -> list[str]:
    """Return what was laid over the scenario of a run, and which mechanisms it is without."""
    return [*run.manifest.overlays, *(f"without {name}" for name in run.manifest.without)]
