"""Questions to a scenario: which mechanisms matter, which number flips it, when it is too late."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from offramp.api.engine import Engine
from offramp.api.running import Progress
from offramp.api.scenario import AS_IT_IS, LoadedScenario, load
from offramp.ensemble.asking import Asking
from offramp.ensemble.deadline import OffRamp, off_ramps
from offramp.ensemble.examination import Examination
from offramp.ensemble.examine import Finding, findings, tasks
from offramp.ensemble.kept import Kept
from offramp.ensemble.off_ramps import Deadlines
from offramp.ensemble.order_dates import check, grid, variants
from offramp.ensemble.plan import Plan
from offramp.ensemble.reads import chosen, usual
from offramp.ensemble.screen import Screen, screen_ensemble
from offramp.ensemble.sweep import Sweep, sweep_ensemble, values_of
from offramp.model.problems import Problem, ScenarioError, did_you_mean
from offramp.model.scenario import Scenario
from offramp.reading.scenario import Reading
from offramp.results.errors import RunError

Sets = Mapping[str, LoadedScenario] | Sequence[str | Path]
"""Assumption sets: overlays of a scenario that is given by name or path; or by a name of their
own, each the scenario as `load` returns it with its overlay."""


def examine(
    scenario: LoadedScenario | str | Path,
    mechanisms: Sequence[str] | None = None,
    links: Sequence[str] | None = None,
    *,
    sets: Sets | None = None,
    members: int = 2000,
    seed: int = 1,
    out: str | Path | None = None,
    threads: int | None = None,
    progress: Progress | None = None,
) -> Examination:
    """Switch mechanisms off and change causes of links, on the same futures, and see what moves.

    It tests what the scenario's assumptions imply, not who is right. Ctrl-C keeps what is done.

    Args:
        scenario: from `load`, or what `load` takes.
        mechanisms: ids; all where neither these nor links are given.
        links: ids.
        sets: assumption sets to examine it under, by name, in place of the scenario as it is.
        members: futures on each side.
        seed: another seed gives other futures.
        out: folder that keeps what each variant gave, so that the same call goes on later.
        threads: one for each processor where not given; changes no result.
        progress: is told how many futures are done, and how many there are.

    Raises:
        ScenarioError: if an id is unknown, or an overlay does not fit.
        RunError: if nothing was finished before an interrupt, or the folder cannot be written.
    """
    if not (mechanisms or links):
        _some("mechanisms", mechanisms)
        _some("links", links)
    readings = _readings(scenario, sets)
    first = next(iter(readings.values())).scenario
    if mechanisms is None and links is None:
        mechanisms = [name for name, one in first.mechanisms.items() if not one.disabled]
    for reading in readings.values():
        _known("mechanism", reading.scenario.mechanisms, mechanisms or ())
        _known("link", reading.scenario.links, links or ())
    todo = tasks(readings, mechanisms or (), links or ())
    if not todo:
        _nothing(first, "mechanisms" if links is None else "links")
    asking = _asking(members, seed, out, threads, progress)
    found: dict[str, list[Finding]] = {}
    complete = True
    try:
        for name, one in findings(asking, todo):
            found.setdefault(name, []).append(one)
    except KeyboardInterrupt:
        complete = False
        _or_nothing(found)
    done = {name: tuple(ones) for name, ones in found.items()}
    return Examination(_told(first), members, seed, done, complete)


def sweep(
    scenario: LoadedScenario | str | Path,
    quantity: str,
    values: Sequence[float] = (),
    *,
    quantiles: int = 5,
    reads: Sequence[str] | None = None,
    sets: Sets | None = None,
    members: int = 1000,
    seed: int = 1,
    out: str | Path | None = None,
    threads: int | None = None,
    progress: Progress | None = None,
) -> Sweep:
    """Hold one number at each of some values, on the same futures, and read what comes of it.

    Args:
        scenario: from `load`, or what `load` takes.
        quantity: id, with a label or without, or where a number stands inline: `ladder.reply.up`.
        values: in its unit; quantiles of its distribution where none is given.
        quantiles: how many of them.
        reads: indicators, `QUESTION.CASE` or `hazard.DYAD.RUNG`; the usual ones where not given.
        sets: assumption sets by name, in place of the scenario as it is.
        members: futures at each value.
        seed: another seed gives other futures.
        out: folder that keeps what each variant gave, so that the same call goes on later.
        threads: one for each processor where not given; changes no result.
        progress: is told how many futures are done, and how many there are.

    Raises:
        ScenarioError: if the number or what is read is unknown, or cannot be that.
        RunError: if nothing was finished before an interrupt, or the folder cannot be written.
    """
    readings = _readings(scenario, sets)
    first = next(iter(readings.values()))
    held = values_of(first, quantity, values, quantiles)
    wanted = chosen(first.scenario, list(reads)) if reads else usual(first.scenario)
    asking = _asking(members, seed, out, threads, progress)
    found = sweep_ensemble(readings, asking, quantity, held, wanted)
    _or_nothing(found.sets)
    return found


def screen(
    scenario: LoadedScenario | str | Path,
    reads: Sequence[str] | None = None,
    *,
    most: int = 8,
    members: int = 2000,
    seed: int = 1,
    threads: int | None = None,
    progress: Progress | None = None,
) -> Screen:
    """Say which of the numbers that are not known move a result most, from one ensemble.

    Args:
        scenario: from `load`, or what `load` takes.
        reads: indicators, `QUESTION.CASE` or `hazard.DYAD.RUNG`; the usual ones where not given.
        most: numbers named for each of them.
        members: futures.
        seed: another seed gives other futures.
        threads: one for each processor where not given; changes no result.
        progress: is told how many futures are done, and how many there are.

    Raises:
        ScenarioError: if what is read is unknown.
    """
    own = scenario if isinstance(scenario, LoadedScenario) else load(scenario)
    wanted = chosen(own, list(reads)) if reads else usual(own)
    plan = _plan(members, seed, threads)
    return screen_ensemble(own, _untraced, plan, wanted, most, progress)


def deadline(
    scenario: LoadedScenario | str | Path,
    measures: Sequence[str],
    avert: Sequence[str],
    *,
    dates: Sequence[date] = (),
    every: int = 14,
    share: float = 0.5,
    sets: Sets | None = None,
    members: int = 1000,
    seed: int = 1,
    out: str | Path | None = None,
    threads: int | None = None,
    progress: Progress | None = None,
) -> Deadlines:
    """Find the last day on which deciding on each measure still averts enough.

    Args:
        scenario: from `load`, or what `load` takes.
        measures: ids.
        avert: indicators, `QUESTION.CASE` or `hazard.DYAD.RUNG`.
        dates: on which it is decided in turn; a grid where not given.
        every: days between the dates of that grid.
        share: of what the first date averts that a later one must avert at least.
        sets: assumption sets by name, in place of the scenario as it is.
        members: futures of each variant.
        seed: another seed gives other futures.
        out: folder that keeps what each variant gave, so that the same call goes on later.
        threads: one for each processor where not given; changes no result.
        progress: is told how many futures are done, and how many there are.

    Raises:
        ScenarioError: if nothing is named, a name is unknown, a date is not free, none is left, or
            history decides on a measure.
        RunError: if nothing was finished before an interrupt, or the folder cannot be written.
    """
    _some("measures", measures)
    _some("avert", avert)
    readings = _readings(scenario, sets)
    first = next(iter(readings.values())).scenario
    reads = chosen(first, list(avert))
    tried = sorted(set(dates))
    for reading in readings.values():
        for measure in measures:
            check(reading.scenario, measure, tried)
    asking = _asking(members, seed, out, threads, progress)
    sides = [
        (name, variants(reading, measure, tried or grid(first, measure, every)))
        for name, reading in readings.items()
        for measure in measures
    ]
    asking.expect(asking.key(one) for _, side in sides for one in side)
    found: dict[str, list[OffRamp]] = {}
    complete = True
    try:
        for name, side in sides:
            found.setdefault(name, []).extend(off_ramps(side, asking, reads, share))
    except KeyboardInterrupt:
        complete = False
        _or_nothing(found)
    done = {name: tuple(ramps) for name, ramps in found.items()}
    return Deadlines(_told(first), members, seed, share, done, complete)


def _readings(scenario: LoadedScenario | str | Path, sets: Sets | None) -> dict[str, Reading]:
    """Return how the scenario was read under each assumption set."""
    if not sets:
        own = scenario if isinstance(scenario, LoadedScenario) else load(scenario)
        sets = {AS_IT_IS: own}
    if not isinstance(sets, Mapping):
        if isinstance(scenario, LoadedScenario):
            msg = (
                "overlays need the name of the scenario: give it, or each set as `load` returns it"
            )
            raise RunError(msg)
        sets = {str(one): load(scenario, overlays=[one]) for one in sets}
    found = {}
    for name, one in sets.items():
        if one.reading is None:
            msg = f"{one.id} was changed since it was read: write the change as an overlay"
            raise RunError(msg)
        found[name] = one.reading
    return found


def _asking(
    members: int,
    seed: int,
    out: str | Path | None,
    threads: int | None,
    progress: Progress | None,
) -> Asking:
    """Return what runs variants."""
    kept = Kept(Path(out)) if out is not None else None
    return Asking(_untraced, _plan(members, seed, threads), kept, progress)


def _plan(members: int, seed: int, threads: int | None) -> Plan:
    """Return which members are run."""
    return Plan(0, members, seed, None, threads)


def _known(what: str, there: Mapping[str, object], names: Sequence[str]) -> None:
    problems = [
        Problem(
            f"unknown-{what}",
            f'there is no {what} "{name}"',
            did_you_mean(name, there) or f"it has {', '.join(there) or 'none'}",
        )
        for name in names
        if name not in there
    ]
    if problems:
        raise ScenarioError(problems)


def _some(what: str, names: Sequence[str] | None) -> None:
    """Refuse a list that names nothing."""
    if names is not None and not names:
        message = f"`{what}` names nothing"
        raise ScenarioError([Problem("missing-name", message, "name at least one, by its id")])


def _nothing(scenario: Scenario, what: str) -> None:
    hint = f"add `{what}:`"
    raise ScenarioError([Problem("nothing-to-examine", f"{scenario.id} has no {what}", hint)])


def _or_nothing(found: Mapping[str, object]) -> None:
    if not found:
        msg = "stopped before anything was finished: nothing is shown"
        raise RunError(msg)


def _told(scenario: Scenario) -> dict[str, str]:
    return {"id": scenario.id, "title": scenario.title, "limits": scenario.limits}


def _untraced(scenario: Scenario) -> Engine:
    """Return an engine that logs no events: nobody asks why."""
    return Engine(scenario, traced=False)
