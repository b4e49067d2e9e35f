"""What law makes of each measure: permitted, prohibited, barred, owed, or nothing."""

from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from offramp.engine.events import NO_EVENT, Members
from offramp.engine.layout import Layout
from offramp.engine.state import State
from offramp.model.law_rules import Standing, made_by, rules_on


@dataclass(frozen=True)
class Rule:
    """A provision that speaks of an action."""

    at: int
    """Position of the provision."""
    standing: int
    """What it makes of the action where it prevails."""
    owed: bool
    """Whether it then obliges to it."""


@dataclass(frozen=True)
class Judged:
    """Measures that are one action of one actor in law, and the rules on it, weakest first."""

    measures: NDArray[np.intp]
    rules: tuple[Rule, ...]


def judged_on(layout: Layout, on: date) -> tuple[Judged, ...]:
    """Return the measures of which some rule speaks on a day."""
    scenario = layout.scenario
    alike: dict[tuple[str, str], list[int]] = {}
    for key, measure in layout.open_measures():
        if measure.action:
            at = layout.measures.index(key)
            alike.setdefault((measure.action, measure.by), []).append(at)
    found = []
    for (action, by), measures in alike.items():
        rules = tuple(
            Rule(
                layout.position("provisions", key),
                int(made_by(scenario.provisions[key])),
                scenario.provisions[key].consequence == "SHALL",
            )
            for key in rules_on(scenario, action, by, on)
        )
        found.append(Judged(np.array(measures, np.intp), rules))
    return tuple(found)


def judge(state: State, judged: tuple[Judged, ...], met: NDArray[np.bool_], rows: Members) -> None:
    """Set the standing of measures in some members: each met rule prevails over those before it.

    What is barred is not made less by a rule that only forbids it; see `decided_by`.

    Args:
        state: whose `standing` and `duty` are set; the cause of a standing is the finding.
        judged: the measures with the rules on them.
        met: whether each provision is met, bool (member, provision).
        rows: positions of the members.
    """
    findings = state.causes["finding"]
    for group in judged:
        standing = np.zeros(len(rows), np.int8)
        owed = np.zeros(len(rows), bool)
        behind = np.full(len(rows), NO_EVENT, np.int32)
        for rule in group.rules:
            holds = met[rows, rule.at]
            if rule.standing == Standing.prohibited:
                holds = holds & (standing != Standing.barred)
            standing[holds] = rule.standing
            owed[holds] = rule.owed
            behind[holds] = findings[rows[holds], rule.at]
        at = np.ix_(rows, group.measures)
        state["standing"][at] = standing[:, None]
        state["duty"][at] = owed[:, None]
        state.causes["standing"][at] = behind[:, None]
