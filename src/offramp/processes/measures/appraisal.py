"""What a measure is worth to an actor: its terms, the law that it weighs, the risk it perceives."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from offramp.engine.events import NO_EVENT, Ids, Members
from offramp.engine.layout import Layout
from offramp.engine.names import compile_program, for_actor
from offramp.engine.state import State
from offramp.model.expression import Expression
from offramp.model.law_rules import Standing
from offramp.processes.measures.stages import red_lines_crossed

LAW = "law"
"""The process that judges measures."""
LAW_WEIGHT = "law_weight"
"""The quantity, over actors, that says what law weighs with each."""


Rows = Members | slice
"""Positions of some members, or all of them."""
ALL = slice(None)


@dataclass(frozen=True)
class View:
    """One measure as one actor sees it."""

    measure: str
    actor: str
    terms: dict[str, Expression]
    when: Expression


class Appraisal:
    """Views of measures by actors, compiled together and worked out once a day.

    The worth of a measure is the sum of its terms less the perceived risk:
    risk_aversion of the actor x sum over the red lines of others that it crosses of
    credence x loss. Where the scenario has the quantity `law_weight`, a measure that is an action
    in law has the term `law`, less the actor's weight where it is prohibited, and the term `duty`,
    the weight where it is owed. Waiting is worth 0.
    """

    def __init__(self, layout: Layout, views: Sequence[View]) -> None:
        self.views = tuple(views)
        self._layout = layout
        self._starts: list[int] = []
        self._risks: list[tuple[int, list[tuple[int, int]]]] = []
        self._law = [law_of(layout, view.measure, view.actor) for view in self.views]
        expressions: list[Expression] = []
        for view in self.views:
            self._starts.append(len(expressions))
            terms = [for_actor(term, view.actor) for term in view.terms.values()]
            expressions += [for_actor(view.when, view.actor), *terms]
            self._risks.append((self._aversion(view.actor), self._losses(view)))
        self._program = compile_program(layout, expressions)

    def _aversion(self, actor: str) -> int:
        return self._layout.column(f"risk_aversion.{actor}", "")

    def _losses(self, view: View) -> list[tuple[int, int]]:
        losses = []
        for line in red_lines_crossed(self._layout, view.measure, view.actor):
            key = self._layout.labels["red_lines"][line]
            loss = self._layout.scenario.red_lines[key].loss
            losses.append((line, self._layout.column(loss, f"red_lines.{key}.loss")))
        return losses

    def law(self, index: int, state: State, rows: Rows) -> dict[str, NDArray[np.float64]]:
        """Return the terms that law has in a view in some members, each float64 (k,)."""
        weighed = self._law[index]
        if weighed is None:
            return {}
        measure, column = weighed
        weight = state["quantity"][rows, column]
        prohibited = state["standing"][rows, measure] >= Standing.prohibited
        owed = state["duty"][rows, measure]
        return {"law": weight * -1.0 * prohibited, "duty": weight * owed}

    def behind_law(self, index: int, state: State, rows: Members) -> list[Ids]:
        """Return the findings by which law speaks for a view, none or one array int32 (k,)."""
        weighed = self._law[index]
        if weighed is None:
            return []
        owed = state["duty"][rows, weighed[0]]
        return [np.where(owed, state.causes["standing"][rows, weighed[0]], np.int32(NO_EVENT))]

    def today(self, state: State) -> "Opinions":
        """Work out all views for today."""
        return Opinions(self, state, self._program.evaluate(state))

    def risk(self, index: int, state: State, rows: Rows) -> NDArray[np.float64]:
        """Return the risk that a view perceives in some members, float64 (k,)."""
        aversion, losses = self._risks[index]
        total = np.zeros(len(state["quantity"][rows, aversion]))
        for line, column in losses:
            total += state["credence"][rows, line] * state["quantity"][rows, column]
        if losses:
            total *= state["quantity"][rows, aversion]
        return total


class Opinions:
    """The views of an appraisal on one day."""

    def __init__(self, appraisal: Appraisal, state: State, values: list[NDArray[Any]]) -> None:
        self._appraisal = appraisal
        self._state = state
        self._values = values

    def holds(self, index: int, rows: Rows) -> NDArray[np.bool_]:
        """Whether the condition of a view holds in some members, bool (k,)."""
        return self._values[self._appraisal._starts[index]][rows].astype(bool)

    def terms(self, index: int, rows: Members) -> dict[str, NDArray[np.float64]]:
        """The terms of a view, law's, and its risk, which counts against it, each float64 (k,)."""
        start = self._appraisal._starts[index] + 1
        named = enumerate(self._appraisal.views[index].terms)
        terms = {name: self._values[start + at][rows] for at, name in named}
        terms |= self._appraisal.law(index, self._state, rows)
        return terms | {"risk": -self._appraisal.risk(index, self._state, rows)}

    def worth(self, index: int, rows: Rows) -> NDArray[np.float64]:
        """The sum of the terms in some members, float64 (k,)."""
        start = self._appraisal._starts[index] + 1
        total = -self._appraisal.risk(index, self._state, rows)
        for values in self._values[start : start + len(self._appraisal.views[index].terms)]:
            total += values[rows]
        for term in self._appraisal.law(index, self._state, rows).values():
            total += term
        return total

    def all_hold(self) -> NDArray[np.bool_]:
        """Whether the condition of each view holds, bool (view, member)."""
        return np.stack([self.holds(index, ALL) for index in range(len(self._appraisal.views))])

    def all_worth(self) -> NDArray[np.float64]:
        """The sum of the terms of each view, float64 (view, member)."""
        return np.stack([self.worth(index, ALL) for index in range(len(self._appraisal.views))])

    def causes(self, index: int, rows: Members) -> list[Ids]:
        """Events behind the condition, and behind the terms that speak for the measure.

        A finding that obliges to it is among them; one that forbids it is not.
        """
        if not self._state.traced:
            return []
        program, start = self._appraisal._program, self._appraisal._starts[index]
        causes = list(program.causes(start, self._state))
        for at in range(len(self._appraisal.views[index].terms)):
            speaks = self._values[start + 1 + at].astype(np.float64) > 0
            behind = program.causes(start + 1 + at, self._state)
            causes += [np.where(speaks, cause, np.int32(-1)) for cause in behind]
        law = self._appraisal.behind_law(index, self._state, rows)
        return [*(cause[rows] for cause in causes), *law]


def law_of(layout: Layout, measure: str, actor: str) -> tuple[int, int] | None:
    """Return where the standing of a measure is kept, and the column of what law weighs with one.

    None where law says nothing of the measure, or weighs nothing in the scenario.
    """
    scenario = layout.scenario
    if not scenario.measures[measure].action or LAW not in scenario.order:
        return None
    if LAW_WEIGHT not in scenario.quantities:
        return None
    return layout.measures.index(measure), layout.column(f"{LAW_WEIGHT}.{actor}", "")
