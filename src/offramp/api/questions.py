"""Questions to a scenario: which mechanisms matter, what hangs on a number, when it is too late."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Unpack

from offramp.api.asking import Way, WaysWithSets, known, or_nothing, some
from offramp.api.scenario import LoadedScenario
from offramp.ensemble.deadline import OffRamp, off_ramps
from offramp.ensemble.examination import Examination
from offramp.ensemble.examine import Finding, findings, tasks
from offramp.ensemble.off_ramps import Deadlines
from offramp.ensemble.order_dates import check, grid, variants
from offramp.ensemble.reads import chosen, usual
from offramp.ensemble.saying import told_of
from offramp.ensemble.sweep import Sweep, sweep_ensemble, values_of
from offramp.model.problems import Problem, ScenarioError

EXAMINED = 2000
"""Futures on each side of an examination, where nothing else is asked for."""


def examine(
    scenario: LoadedScenario | str | Path,
    mechanisms: Sequence[str] | None = None,
    links: Sequence[str] | None = None,
    **how: Unpack[WaysWithSets],
) -> Examination:
    """Switch mechanisms off and change causes of links, on the same futures, and see what moves.

    It tests what the scenario's assumptions imply, not who is right. Ctrl-C keeps what is done.

    Args:
        scenario: from `load`, or what `load` takes.
        mechanisms: ids; all where neither these nor links are given.
        links: ids.
        **how: `members` (2,000 on each side), `seed`, `sets` (assumption sets, by name), `out` (a
            folder that keeps what each variant gave, so that the same call goes on later),
            `threads`, `executor` and `on` (who runs the futures, as for `run`), `block`,
            `progress` (is told how many futures are done, and how many there are).

    Raises:
        ScenarioError: if an id is unknown, or an overlay does not fit.
        RunError: if nothing was finished before an interrupt, the folder cannot be written, or
            those who run the futures are lost.
    """
    if not (mechanisms or links):
        some("mechanisms", mechanisms)
        some("links", links)
    how.setdefault("members", EXAMINED)
    way = Way(**how)
    readings = way.readings(scenario)
    first = next(iter(readings.values())).scenario
    if mechanisms is None and links is None:
        mechanisms = [name for name, one in first.mechanisms.items() if not one.disabled]
    for reading in readings.values():
        known("mechanism", reading.scenario.mechanisms, mechanisms or ())
        known("link", reading.scenario.links, links or ())
    todo = tasks(readings, mechanisms or (), links or ())
    if not todo:
        what = "mechanisms" if links is None else "links"
        message = f"{first.id} has no {what}"
        raise ScenarioError([Problem("nothing-to-examine", message, f"add `{what}:`")])
    found: dict[str, list[Finding]] = {}
    complete = True
    try:
        with way.asking() as asking:
            for name, one in findings(asking, todo):
                found.setdefault(name, []).append(one)
    except KeyboardInterrupt:
        complete = False
        or_nothing(found)
    done = {name: tuple(ones) for name, ones in found.items()}
    return Examination(told_of(first), way.members, way.seed, done, complete)


def sweep(
    scenario: LoadedScenario | str | Path,
    quantity: str,
    values: Sequence[float] = (),
    *,
    quantiles: int = 5,
    reads: Sequence[str] | None = None,
    **how: Unpack[WaysWithSets],
) -> Sweep:
    """Hold one number at each of some values, on the same futures, and read what comes of it.

    Args:
        scenario: from `load`, or what `load` takes.
        quantity: id, with a label or without, or where a number stands inline: `ladder.reply.up`.
        values: in its unit; quantiles of its distribution where none is given.
        quantiles: how many of them.
        reads: indicators, `QUESTION.CASE` or `hazard.DYAD.RUNG`; the usual ones where not given.
        **how: `members` (1,000 at each value), and the others as for `examine`.

    Raises:
        ScenarioError: if the number or what is read is unknown, or cannot be that.
        RunError: if nothing was finished before an interrupt, the folder cannot be written, or
            those who run the futures are lost.
    """
    way = Way(**how)
    readings = way.readings(scenario)
    first = next(iter(readings.values()))
    held = values_of(first, quantity, values, quantiles)
    wanted = chosen(first.scenario, list(reads)) if reads else usual(first.scenario)
    with way.asking() as asking:
        found = sweep_ensemble(readings, asking, quantity, held, wanted)
    or_nothing(found.sets)
    return found


def deadline(
    scenario: LoadedScenario | str | Path,
    measures: Sequence[str],
    avert: Sequence[str],
    *,
    dates: Sequence[date] = (),
    every: int = 14,
    share: float = 0.5,
    **how: Unpack[WaysWithSets],
) -> Deadlines:
    """Find the last day on which deciding on each measure still averts enough.

    Args:
        scenario: from `load`, or what `load` takes.
        measures: ids.
        avert: indicators, `QUESTION.CASE` or `hazard.DYAD.RUNG`.
        dates: on which it is decided in turn; a grid where not given.
        every: days between the dates of that grid.
        share: of what the first date averts that a later one must avert at least.
        **how: `members` (1,000 of each variant), and the others as for `examine`.

    Raises:
        ScenarioError: if nothing is named, a name is unknown, a date is not free, none is left, or
            history decides on a measure.
        RunError: if nothing was finished before an interrupt, the folder cannot be written, or
            those who run the futures are lost.
    """
    some("measures", measures)
    some("avert", avert)
    way = Way(**how)
    readings = way.readings(scenario)
    first = next(iter(readings.values())).scenario
    reads = chosen(first, list(avert))
    tried = sorted(set(dates))
    for reading in readings.values():
        for measure in measures:
            check(reading.scenario, measure, tried)
    sides = [
        (name, variants(reading, measure, tried or grid(first, measure, every)))
        for name, reading in readings.items()
        for measure in measures
    ]
    found: dict[str, list[OffRamp]] = {}
    complete = True
    try:
        with way.asking() as asking:
            asking.expect(asking.key(one) for _, side in sides for one in side)
            for name, side in sides:
                found.setdefault(name, []).extend(off_ramps(side, asking, reads, share))
    except KeyboardInterrupt:
        complete = False
        or_nothing(found)
    done = {name: tuple(ramps) for name, ramps in found.items()}
    return Deadlines(told_of(first), way.members, way.seed, share, done, complete)
