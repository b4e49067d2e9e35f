"""What matters in a scenario: what is not known against chance, and which assumptions move it."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Unpack

from offramp.api.asking import Way, Ways, known, some, untraced
from offramp.api.scenario import AS_IT_IS, LoadedScenario, as_loaded
from offramp.engine.parameters import unknowns_of
from offramp.ensemble.matters.answer import Matters, what_matters
from offramp.ensemble.matters.declaration import Declaration, Model
from offramp.ensemble.matters.groups import By, grouped
from offramp.ensemble.matters.indices import FEWEST, Method, cost, points_for
from offramp.ensemble.matters.ranking import Ranking, rank
from offramp.ensemble.matters.tipping import Tipping, tipping_values, unfit
from offramp.ensemble.reads import chosen, usual
from offramp.model.problems import Problem, ScenarioError
from offramp.results.errors import RunError

FUTURES = 2000
"""Futures of a question, where nothing else is asked for."""


def matters(
    scenario: LoadedScenario | str | Path,
    reads: Sequence[str] | None = None,
    *,
    replicates: int = 2,
    **how: Unpack[Ways],
) -> Matters:
    """Say what matters: shares of variance, the assumptions that move a result most, and boxes.

    The futures are nested: `members // replicates` draws of what is not known, each of which meets
    so many chances of its own. The cost is that of `members` futures, whatever the number of
    assumptions.

    Args:
        scenario: from `load`, or what `load` takes.
        reads: indicators, `QUESTION.CASE` or `hazard.DYAD.RUNG`; a few telling ones if not given.
        replicates: futures of each draw; two tell what is not known from chance best.
        **how: `members` (2,000 futures in all), `seed`, `out` (a folder that keeps what was run,
            so that the same call goes on later), `threads`, `executor`, `on` (a Dask cluster),
            `block`, `progress`.

    Raises:
        ScenarioError: if what is read is unknown.
        RunError: if there are too few futures, nothing was finished before an interrupt, the
            folder cannot be written, or those who run the futures are lost.
    """
    how.setdefault("members", FUTURES)
    way = Way(**how)
    draws = way.members // replicates if replicates >= 1 else 0
    if not draws:
        msg = f"{way.members} futures cannot be {replicates} of each draw: give more of them"
        raise RunError(msg)
    own = as_loaded(scenario)
    wanted = chosen(own, list(reads)) if reads else None
    size = draws, replicates
    with way.futures(draws * replicates) as futures:
        return what_matters(own, untraced(own), futures, size, wanted)


def sensitivity(
    scenario: LoadedScenario | str | Path,
    reads: Sequence[str] | None = None,
    *,
    method: Method = "sobol",
    groups: By = "part",
    within: str | None = None,
    **how: Unpack[Ways],
) -> Ranking:
    """Rank groups of assumptions by what they do to a result, alone and together (through SALib).

    Hundreds of numbers are too many for these methods one by one, so that groups come first and
    `within` splits the one that leads. `morris` ranks many groups cheaply; `sobol` gives shares of
    variance.

    Args:
        scenario: from `load`, or what `load` takes.
        reads: indicators, `QUESTION.CASE` or `hazard.DYAD.RUNG`; a few telling ones if not given.
        method: `sobol` or `morris`.
        groups: `part` of the model that reads a number, `mechanism`, `actor`, `stem` (all labels of
            a quantity) or each `number`.
        within: a group that is split into its numbers, all others together making one.
        **how: `members` (2,000 futures at most; the cost is the largest sample that fits), `seed`,
            `out` (a folder that keeps what was run), and the others as for `matters`.

    Raises:
        ScenarioError: if what is read, or the group, is unknown.
        RunError: if there are too few futures, nothing was finished before an interrupt, the
            folder cannot be written, or those who run the futures are lost.
    """
    how.setdefault("members", FUTURES)
    way = Way(**how)
    own = as_loaded(scenario)
    wanted = chosen(own, list(reads)) if reads else None
    engine = untraced(own)
    readers = {name: process.name for process in engine.processes for name in process.quantities}
    found = grouped(own, unknowns_of(engine.layout), groups, readers, within)
    points = points_for(method, len(found), way.members)
    if points < FEWEST:
        least = cost(method, len(found), FEWEST)
        msg = (
            f"{len(found)} groups by {method} need {least:,} futures at least: give --members "
            f"{least}, or coarser groups"
        )
        raise RunError(msg)
    by = f"by {groups}" if within is None else f"{within} split, by {groups}"
    with way.futures(cost(method, len(found), points)) as futures:
        return rank(own, engine, futures, wanted, found, (method, points, by))


def tipping(
    scenario: LoadedScenario | str | Path,
    alternatives: Mapping[str, LoadedScenario],
    reads: Sequence[str],
    assumptions: Sequence[str] = (),
    **how: Unpack[Ways],
) -> Tipping:
    """Find where the ranking of two decisions flips as one assumption moves, on the same futures.

    Args:
        scenario: from `load`, or what `load` takes.
        alternatives: by name: one, set against the scenario as it is, or two, against one another.
        reads: indicators, `QUESTION.CASE` or `hazard.DYAD.RUNG`.
        assumptions: numbers to try, by id; the five that move each difference most if not given.
        **how: `members` (1,000 futures of each), and the others as for `matters`.

    Raises:
        ScenarioError: if what is read, or an assumption, is unknown, or cannot be moved in both.
        RunError: if there are not one or two alternatives, nothing was finished before an
            interrupt, the folder cannot be written, or those who run the futures are lost.
    """
    way = Way(**how)
    own = as_loaded(scenario)
    if len(alternatives) not in {1, 2}:
        msg = f"{len(alternatives)} alternatives were given: give two, or one beside the scenario"
        raise RunError(msg)
    some("reads", reads)
    wanted = chosen(own, list(reads))
    both = list(alternatives.items())
    if len(both) == 1:
        both = [(AS_IT_IS, own), *both]
    first, second = ((name, side, untraced(side)) for name, side in both)
    sides = first[2].layout, second[2].layout
    known("assumption", {one.name: one for side in sides for one in unknowns_of(side)}, assumptions)
    out = unfit(first[2], second[2])
    if found := [_unfit(name, out[name]) for name in assumptions if name in out]:
        raise ScenarioError(found)
    with way.futures(2 * way.members) as futures:
        return tipping_values((first, second), futures, way.members, wanted, assumptions)


def _unfit(name: str, why: str) -> Problem:
    message = f'the assumption "{name}" cannot be tried: {why}'
    return Problem("unfit-assumption", message, "name another, or none to try those that matter")


def declaration(
    scenario: LoadedScenario | str | Path, reads: Sequence[str] | None = None
) -> Declaration:
    """Declare the numbers and results of a scenario once, for SALib, other tools and JSON.

    `declaration(...).problem()` is the problem of SALib, `.schema()` a JSON schema, and
    `model_function` the function of the same names.

    Args:
        scenario: from `load`, or what `load` takes.
        reads: indicators, `QUESTION.CASE` or `hazard.DYAD.RUNG`; the usual ones where not given.

    Raises:
        ScenarioError: if what is read is unknown.
    """
    own = as_loaded(scenario)
    wanted = chosen(own, list(reads)) if reads else usual(own)
    return Declaration.of(own, untraced(own), wanted)


def model_function(
    scenario: LoadedScenario | str | Path,
    reads: Sequence[str] | None = None,
    *,
    futures: int = 100,
    shares: bool = False,
) -> Model:
    """Return `run(*, seed, **parameters) -> dict`, as the EMA Workbench calls a model.

    Parameters are named as in `declaration`; those left out are drawn as the scenario says. Each
    call runs the same futures, so that two calls differ by their parameters alone.

    Args:
        scenario: from `load`, or what `load` takes.
        reads: indicators, `QUESTION.CASE` or `hazard.DYAD.RUNG`; the usual ones where not given.
        futures: of each call; a result is their mean, or of a chance its quantiles over them.
        shares: whether parameters are shares of their distribution, as in the problem of SALib,
            and not values in their unit.

    Raises:
        ScenarioError: if what is read is unknown.
        RunError: if there is not even one future.
    """
    if futures < 1:
        msg = f"a model of {futures} futures says nothing: give at least 1"
        raise RunError(msg)
    own = as_loaded(scenario)
    return declaration(own, reads).function(untraced(own), futures, shares=shares)
