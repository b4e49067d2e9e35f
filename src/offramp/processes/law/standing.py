"""What law makes of each measure: permitted, prohibited, barred, owed, or nothing."""

from datetime import date
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from offramp.engine._jit import njit
from offramp.engine.events import NO_EVENT, Ids, Members
from offramp.engine.layout import Layout
from offramp.engine.ragged import ragged
from offramp.engine.state import State
from offramp.model.law_rules import Standing, made_by, rules_on

Positions = NDArray[np.int64]

PROHIBITED, BARRED = int(Standing.prohibited), int(Standing.barred)


class Judged(NamedTuple):
    """The measures of which rules speak, in groups: those of one are one action of one actor."""

    measures_start: Positions
    """Where the measures of each group begin."""
    measures: Positions
    rules_start: Positions
    """Where the rules on each group begin, weakest first."""
    provisions: Positions
    """Position of the provision of each rule."""
    standings: Positions
    """What it makes of the action where it prevails."""
    owed: NDArray[np.bool_]
    """Whether it then obliges to it."""


def judged_on(layout: Layout, on: date) -> Judged:
    """Return the measures of which some rule speaks on a day."""
    scenario = layout.scenario
    alike: dict[tuple[str, str], list[int]] = {}
    for key, measure in layout.open_measures():
        if measure.action:
            at = layout.measures.index(key)
            alike.setdefault((measure.action, measure.by), []).append(at)
    rules = [list(rules_on(scenario, action, by, on)) for action, by in alike]
    every = [key for of_group in rules for key in of_group]
    provisions = [[layout.position("provisions", key) for key in keys] for keys in rules]
    said = [scenario.provisions[key] for key in every]
    return Judged(
        *ragged(alike.values()),
        *ragged(provisions),
        np.array([int(made_by(provision)) for provision in said], np.int64),
        np.array([provision.consequence == "SHALL" for provision in said], np.bool_),
    )


def judge(state: State, judged: Judged, met: NDArray[np.bool_], rows: Members) -> None:
    """Set the standing of measures in some members: each met rule prevails over those before it.

    What is barred is not made less by a rule that only forbids it; see `decided_by`.

    Args:
        state: whose `standing` and `duty` are set; the cause of a standing is the finding.
        judged: the measures with the rules on them.
        met: whether each provision is met, bool (provision, member).
        rows: positions of the members.
    """
    _judge(
        *judged,
        met,
        state.causes["finding"],
        rows,
        (state["standing"].T, state["duty"].T, state.causes["standing"].T),
    )


@njit
def _judge(
    measures_start: Positions,
    measures: Positions,
    rules_start: Positions,
    provisions: Positions,
    standings: Positions,
    owed: NDArray[np.bool_],
    met: NDArray[np.bool_],
    findings: Ids,
    rows: Members,
    result: tuple[NDArray[np.int8], NDArray[np.bool_], Ids],
) -> None:
    """Judge: the first six are those of `Judged`, `result` is of shape (measure, member)."""
    standing, duty, cause = result
    for group in range(measures_start.size - 1):
        for member in rows:
            made, shall, behind = 0, False, np.int32(NO_EVENT)
            for rule in range(rules_start[group], rules_start[group + 1]):
                at = provisions[rule]
                yields = standings[rule] == PROHIBITED and made == BARRED
                if met[at, member] and not yields:
                    made, shall = standings[rule], owed[rule]
                    behind = findings[member, at]
            for measure in measures[measures_start[group] : measures_start[group + 1]]:
                standing[measure, member] = made
                duty[measure, member] = shall
                cause[measure, member] = behind
