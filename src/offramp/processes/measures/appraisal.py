"""What a measure is worth to an actor: its terms, the law that it weighs, the risk it perceives."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from offramp.engine.events import Members
from offramp.engine.layout import Layout
from offramp.engine.names import compile_program, for_actor
from offramp.engine.state import State
from offramp.model.expression import Expression
from offramp.processes.measures.stages import red_lines_crossed
from offramp.processes.measures.weigh import Places, Seen, Weights

LAW = "law"
"""The process that judges measures."""
LAW_WEIGHT = "law_weight"
"""The quantity, over actors, that says what law weighs with each."""


@dataclass(frozen=True)
class View:
    """One measure as one actor sees it."""

    measure: str
    actor: str
    terms: dict[str, Expression]
    when: Expression


class Appraisal:
    """Views of measures by actors, compiled together and worked out where they are asked for.

    The worth of a measure is the sum of its terms less the perceived risk:
    risk_aversion of the actor x sum over the red lines of others that it crosses of
    credence x loss. Where the scenario has the quantity `law_weight`, a measure that is an action
    in law has the term `law`, less the actor's weight where it is prohibited, and the term `duty`,
    the weight where it is owed. Waiting is worth 0.

    Args:
        layout: of the scenario.
        views: of one group after the other: what is asked for together.
        groups: the first view of each group, and after the last the end of all.

    Attributes:
        views: in the order of the tables.
        program: condition and terms of the first view, then of the second, and so on.
        weights: the tables that `weigh.worth` reads.
    """

    def __init__(self, layout: Layout, views: Sequence[View], groups: Places) -> None:
        self.views = tuple(views)
        expressions: list[Expression] = []
        starts, crossings = [0], [0]
        lines: list[tuple[int, int]] = []
        for view in self.views:
            terms = [for_actor(term, view.actor) for term in view.terms.values()]
            expressions += [for_actor(view.when, view.actor), *terms]
            starts.append(len(expressions))
            lines += _losses(layout, view)
            crossings.append(len(lines))
        self.program = compile_program(layout, expressions)
        first = places(starts)[groups]
        self._groups = self.program.grouped(first)
        law = [law_of(layout, view.measure, view.actor) or (-1, -1) for view in self.views]
        self.weights = Weights(
            places(starts),
            np.repeat(first[:-1], np.diff(groups)),
            places([layout.column(f"risk_aversion.{view.actor}", "") for view in self.views]),
            places(crossings),
            places([line for line, _ in lines]),
            places([column for _, column in lines]),
            places([measure for measure, _ in law]),
            places([column for _, column in law]),
        )

    def today(self, state: State, groups: Places, rows: Members) -> Seen:
        """Work out views for today, and collect what else they are weighed on.

        Args:
            state: of the block.
            groups: which are asked for, shape (k,); fastest where equal ones follow each other.
            rows: position of the member in which each is, shape (k,).
        """
        none = np.empty((0, len(state)))
        judged = "standing" in state.arrays
        return Seen(
            self._groups.table(groups, state, rows),
            state["quantity"].T,
            state["credence"],
            state["standing"].T if judged else none.astype(np.int8),
            state["duty"].T if judged else none.astype(np.bool_),
        )


def places(numbers: Sequence[int]) -> Places:
    """Return positions as a table for kernels."""
    return np.array(numbers, np.int64)


def _losses(layout: Layout, view: View) -> list[tuple[int, int]]:
    """Return positions of the red lines that a measure crosses, and columns of what that loses."""
    losses = []
    for line in red_lines_crossed(layout, view.measure, view.actor):
        key = layout.labels["red_lines"][line]
        loss = layout.scenario.red_lines[key].loss
        losses.append((line, layout.column(loss, f"red_lines.{key}.loss")))
    return losses


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
