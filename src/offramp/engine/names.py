"""Names of expressions, bound to the arrays of a state."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from offramp.engine.events import NO_EVENT, Ids
from offramp.engine.fields import common_fields
from offramp.engine.layout import Layout
from offramp.engine.program import Leaf, Program
from offramp.engine.program_part import Rows
from offramp.engine.program_source import Kind, Source
from offramp.engine.state import Field, State
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
    fields = common_fields(layout)
    traced = [field.name for field in fields if field.traced]
    places = {
        field.name: _Place(at, field, traced.index(field.name) if field.traced else None)
        for at, field in enumerate(fields)
    }

    def bind(name: str) -> Leaf:
        found = meaning(layout.scenario, name)
        if found is None:
            raise KeyError(name)
        return _leaf(layout, found, places)

    return Program(expressions, bind, compiled=layout.compiled)


class _Place(NamedTuple):
    """Where an array stands among those of a state."""

    at: int
    field: Field
    events: int | None
    """Where that of the events behind it stands among those of events."""


Places = Mapping[str, _Place]


def _leaf(layout: Layout, found: Meaning, places: Places) -> Leaf:
    if found.kind == "day":
        return _Day(Source("day"))
    if found.kind == "quantity":
        columns = layout.columns[found.name]
        if found.size is not None:
            traced = not layout.changed.isdisjoint(columns)
            many = slice(columns.start, columns.stop)
            return _Column("quantity", many, _source(places, "quantity", many, traced=traced))
        label = f"{found.name}.{found.label}" if found.label else found.name
        at = layout.column(label, found.name)
        source = _source(places, "quantity", at, traced=at in layout.changed)
        return _Column("quantity", at, source)
    if found.kind == "variable":
        where = _variable_position(layout, found)
        return _Column(found.name, where, _source(places, found.name, where))
    if found.kind == "stage":
        at = layout.measures.index(found.name)
        stages = tuple(int(stage) for stage in TESTS[found.test])
        source = _source(places, "stage", at)
        return _InStage(
            at, replace(source, kind="stage", stages=stages, after=stages + _led_to(stages))
        )
    at = layout.signal(found.name)
    events = places["signal_day"].events
    if found.kind == "since":
        return _Since(at, _source(places, "signal_day", at, "since"))
    if found.kind == "ever":
        return _Ever(at, replace(_source(places, "signal_count", at, "ever"), events=events))
    return _Count(at, replace(_source(places, "signal_count", at, "count"), events=events))


def _source(
    places: Places, array: str, at: int | slice, kind: Kind = "column", *, traced: bool = True
) -> Source:
    """Return where one column of an array, or several, lie in the memory of a state."""
    number, field, events = places[array]
    (labels,) = field.width
    first, upto = (at, at + 1) if isinstance(at, int) else at.indices(labels)[:2]
    return Source(
        kind,
        number,
        field.dtype,
        width=0 if field.by_label else labels,
        first=first,
        columns=None if isinstance(at, int) else upto - first,
        events=events if traced else None,
    )


def _led_to(stages: Sequence[int]) -> tuple[int, ...]:
    """Return the stages to which some may have led; more than one step is not told apart.

    A refusal took nothing out of force that had never been in it.
    """
    if Stage.proposed in stages:
        return tuple(int(stage) for stage in Stage if stage > Stage.proposed)
    return (int(Stage.ended),) if Stage.in_force in stages else ()


def _variable_position(layout: Layout, found: Meaning) -> int | slice:
    if found.label is None:
        return slice(None)
    return layout.position(BY_NAME[found.name].over, found.label)


@dataclass(frozen=True)
class _Day:
    """Days since the start."""

    source: Source
    truth: bool = False

    def value(self, state: State) -> NDArray[Any]:
        return np.full(len(state), float(state.day))

    def cause(self, state: State, rows: Rows | slice) -> Ids | None:
        return None


@dataclass(frozen=True)
class _Column:
    """One column of an array, or several."""

    array: str
    at: int | slice
    source: Source
    truth: bool = False

    def value(self, state: State) -> NDArray[Any]:
        values: NDArray[Any] = state[self.array][:, self.at]
        return values

    def cause(self, state: State, rows: Rows | slice) -> Ids | None:
        if self.source.events is None:
            return None
        causes: Ids = state.causes[self.array][rows, self.at]
        return causes if causes.ndim == 1 else causes.max(axis=1)


@dataclass(frozen=True)
class _InStage:
    """Whether a measure stands in one of some stages."""

    at: int
    source: Source
    truth: bool = True

    def value(self, state: State) -> NDArray[Any]:
        held: NDArray[Any] = _among(self.source.stages)[state["stage"][:, self.at]]
        return held

    def cause(self, state: State, rows: Rows | slice) -> Ids | None:
        """Return the event that brought it into one of these stages, or took it out of them."""
        counts = _among(self.source.after)[state["stage"][rows, self.at]]
        causes: Ids = np.where(counts, state.causes["stage"][rows, self.at], np.int32(NO_EVENT))
        return causes


def _among(stages: Sequence[int]) -> NDArray[np.bool_]:
    """Return for every stage whether it is one of some."""
    found = np.zeros(len(Stage), np.bool_)
    found[list(stages)] = True
    return found


@dataclass(frozen=True)
class _Signal:
    """Something about a signal."""

    at: int
    source: Source
    truth: bool = False

    def cause(self, state: State, rows: Rows | slice) -> Ids | None:
        causes: Ids = state.causes["signal_day"][rows, self.at]
        return causes


@dataclass(frozen=True)
class _Ever(_Signal):
    """Whether it came."""

    truth: bool = True

    def value(self, state: State) -> NDArray[Any]:
        came: NDArray[Any] = state["signal_count"][:, self.at] > 0
        return came


@dataclass(frozen=True)
class _Count(_Signal):
    """How often it came."""

    def value(self, state: State) -> NDArray[Any]:
        count: NDArray[Any] = state["signal_count"][:, self.at].astype(np.float64)
        return count


@dataclass(frozen=True)
class _Since(_Signal):
    """How many days ago it came last."""

    def value(self, state: State) -> NDArray[Any]:
        since: NDArray[Any] = state.day - state["signal_day"][:, self.at]
        return since
