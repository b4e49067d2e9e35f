"""Names of expressions, bound to the arrays of a state."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from offramp.engine.events import NO_EVENT, Ids
from offramp.engine.layout import Layout
from offramp.engine.program import Leaf, Program
from offramp.engine.state import State
from offramp.model.expression import Expression
from offramp.model.measure import Stage
from offramp.model.names import TESTS, Meaning, meaning
from offramp.model.variables import BY_NAME

SELF = re.compile(r"\bself\b")
"""The word that stands for the actor that is weighing."""


def for_actor(expression: Expression, actor: str) -> Expression:
    """Return the expression with `self` replaced by an actor."""
    return Expression(SELF.sub(actor, expression.text))


def compile_program(layout: Layout, expressions: Sequence[Expression]) -> Program:
    """Compile expressions of a scenario, checked when it was read, to array code.

    Raises:
        KeyError: if a name stands for nothing.
    """

    def bind(name: str) -> Leaf:
        found = meaning(layout.scenario, name)
        if found is None:
            raise KeyError(name)
        return _leaf(layout, found)

    return Program(expressions, bind)


def _leaf(layout: Layout, found: Meaning) -> Leaf:
    if found.kind == "day":
        return _Day()
    if found.kind == "quantity":
        columns = layout.columns[found.name]
        if found.size is not None:
            traced = not layout.changed.isdisjoint(columns)
            return _Column("quantity", slice(columns.start, columns.stop), traced)
        label = f"{found.name}.{found.label}" if found.label else found.name
        column = layout.column(label, found.name)
        return _Column("quantity", column, column in layout.changed)
    if found.kind == "variable":
        return _Column(found.name, _variable_position(layout, found))
    if found.kind == "stage":
        stages = tuple(int(stage) for stage in TESTS[found.test])
        return _InStage(layout.measures.index(found.name), stages)
    return _Signal(found.kind, layout.signal(found.name))


def _variable_position(layout: Layout, found: Meaning) -> int | slice:
    if found.label is None:
        return slice(None)
    return layout.position(BY_NAME[found.name].over, found.label)


@dataclass(frozen=True)
class _Day:
    """Days since the start."""

    def value(self, state: State) -> NDArray[Any]:
        return np.full(len(state), float(state.day))

    def cause(self, state: State) -> Ids | None:
        return None


@dataclass(frozen=True)
class _Column:
    """One column of an array, or several."""

    array: str
    at: int | slice
    traced: bool = True
    """Whether an event can stand behind it."""

    def value(self, state: State) -> NDArray[Any]:
        values: NDArray[Any] = state[self.array][:, self.at]
        return values

    def cause(self, state: State) -> Ids | None:
        if not self.traced:
            return None
        causes: Ids = state.causes[self.array][:, self.at]
        return causes if causes.ndim == 1 else causes.max(axis=1)


@dataclass(frozen=True)
class _InStage:
    """Whether a measure stands in one of some stages."""

    at: int
    stages: tuple[int, ...]

    def value(self, state: State) -> NDArray[Any]:
        stage = state["stage"][:, self.at]
        held: NDArray[Any] = stage == self.stages[0]
        for other in self.stages[1:]:
            held |= stage == other
        return held

    def cause(self, state: State) -> Ids | None:
        """Return the event that brought it into one of these stages, or took it out of them.

        A refusal took nothing out of force that had never been in it.
        """
        stage = state["stage"][:, self.at]
        counts = self.value(state) | np.isin(stage, self._after)
        causes: Ids = np.where(counts, state.causes["stage"][:, self.at], np.int32(NO_EVENT))
        return causes

    @cached_property
    def _after(self) -> tuple[int, ...]:
        """Stages to which these may have led; more than one step back is not told apart."""
        if Stage.proposed in self.stages:
            return tuple(int(stage) for stage in Stage if stage > Stage.proposed)
        return (int(Stage.ended),) if Stage.in_force in self.stages else ()


@dataclass(frozen=True)
class _Signal:
    """Whether a signal came, how long ago, or how often."""

    ask: str
    at: int

    def value(self, state: State) -> NDArray[Any]:
        if self.ask == "ever":
            came: NDArray[Any] = state["signal_count"][:, self.at] > 0
            return came
        if self.ask == "count":
            count: NDArray[Any] = state["signal_count"][:, self.at].astype(np.float64)
            return count
        since: NDArray[Any] = state.day - state["signal_day"][:, self.at]
        return since

    def cause(self, state: State) -> Ids | None:
        causes: Ids = state.causes["signal_day"][:, self.at]
        return causes
