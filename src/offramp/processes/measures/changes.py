"""What is in force changes quantities: their effective values, worked out anew each day.

The effective value of a quantity starts from its base: all factors of measures in force and of
influences that act come first, then all additions. The event behind a quantity is the latest that
raises it: what lowers a rate did not bring about what happened all the same.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from offramp.engine.events import NO_EVENT, Ids, Members
from offramp.engine.layout import Layout
from offramp.engine.names import compile_program
from offramp.engine.state import State
from offramp.model.effect import Effect
from offramp.model.expression import Expression
from offramp.model.measure import Stage
from offramp.model.numbers import place_in
from offramp.model.quantity import Quantity

Rows = slice | Members
"""All members, or the positions of some."""


@dataclass(frozen=True)
class _Owner:
    """What is in force: a measure in its stage, or an influence that acts."""

    is_measure: bool
    at: int

    def holds(self, state: State) -> NDArray[np.bool_]:
        """Return in which members it is in force, bool (member,)."""
        held: NDArray[np.bool_] = (
            state["stage"][:, self.at] == Stage.in_force
            if self.is_measure
            else state["active"][:, self.at]
        )
        return held

    def began(self, state: State) -> Ids:
        """Return the events by which it came into force, int32 (member,)."""
        causes: Ids = state.causes["stage" if self.is_measure else "active"][:, self.at]
        return causes


@dataclass(frozen=True)
class _Change:
    """One effect on some columns."""

    owner: int
    columns: slice
    """Those of a quantity follow one another."""
    factor: bool
    column: int | None
    """Column of the amount, if it is a number that nothing changes."""
    term: int | None
    """Position among the expressions, if it is one."""


class Changes:
    """All effects of a scenario, compiled together.

    An amount that is an expression is worked out each morning, on the effective values of the day
    before. Where it has no value, the effect does nothing.
    """

    def __init__(self, layout: Layout) -> None:
        self._owners: list[_Owner] = []
        self._terms: list[Expression] = []
        changes: list[_Change] = []
        for path, effects in layout.open_effects():
            section, _, key = path.partition(".")
            is_measure = section == "measures"
            known = layout.measures if is_measure else layout.influences
            self._owners.append(_Owner(is_measure, known.index(key)))
            for number, effect in enumerate(effects):
                way = "add" if effect.times is None else "times"
                where = f"{path}.effects.{place_in(effects, number)}.{way}"
                changes.append(self._change(layout, effect, way, where))
        self._changes = sorted(changes, key=lambda change: not change.factor)
        self._changed = sorted(layout.changed)
        self._traced = np.array(self._changed, np.intp)
        self._program = compile_program(layout, self._terms)

    def _change(self, layout: Layout, effect: Effect, way: str, path: str) -> _Change:
        amount = getattr(effect, way)
        column = _constant(layout, amount, path)
        term = None
        if column is None:
            term = len(self._terms)
            self._terms.append(amount)
        owner = len(self._owners) - 1
        targets = layout.targets(effect.on)
        columns = slice(targets[0], targets[-1] + 1) if targets else slice(0, 0)
        return _Change(owner, columns, way == "times", column, term)

    def work_out(self, state: State) -> None:
        """Set today's effective values of all quantities that effects may change."""
        if not self._changed:
            return
        rows = self._in_force(state)
        wanted = [c for c in self._changes if c.owner in rows]
        terms = self._program.evaluate(state) if any(c.term is not None for c in wanted) else []
        behind = {c.term: self._behind(state, c.term) for c in wanted if c.term is not None}
        effective, causes = state["quantity"], state.causes["quantity"]
        for column in self._changed:
            effective[:, column] = state["base"][:, column]
        causes[:, self._traced] = NO_EVENT
        for change in wanted:
            where = rows[change.owner]
            began = self._owners[change.owner].began(state)
            if change.term is None:
                amount, latest = state["base"][where, change.column], began[where]
            else:
                amount, latest = _or_nothing(terms[change.term][where], change.factor), began[where]
                latest = np.maximum(latest, behind[change.term][where])
            raises = amount > 1 if change.factor else amount > 0
            cause = np.where(raises, latest, NO_EVENT)[:, None]
            if change.factor:
                effective[where, change.columns] *= amount[:, None]
            else:
                effective[where, change.columns] += amount[:, None]
            causes[where, change.columns] = np.maximum(causes[where, change.columns], cause)

    def _in_force(self, state: State) -> dict[int, Rows]:
        """Return the members in which each owner is in force, for those that are in any."""
        found: dict[int, Rows] = {}
        for position, owner in enumerate(self._owners):
            holds = owner.holds(state)
            if holds.all():
                found[position] = slice(None)
            elif holds.any():
                found[position] = np.flatnonzero(holds)
        return found

    def _behind(self, state: State, term: int) -> Ids:
        """Return the latest event behind an amount in each member, int32 (member,)."""
        latest = np.full(len(state), NO_EVENT, np.int32)
        for cause in self._program.causes(term, state):
            np.maximum(latest, cause, out=latest)
        return latest


def _constant(layout: Layout, amount: Quantity | Expression, path: str) -> int | None:
    """Return the column of an amount that stays as it was drawn; None for one that may change."""
    if isinstance(amount, Quantity):
        return layout.column(amount, path)
    names = amount.names()
    if names != {amount.text}:
        return None
    try:
        column = layout.column(amount.text, path)
    except (KeyError, ValueError):
        return None
    return None if column in layout.changed else column


def _or_nothing(amount: NDArray[Any], factor: bool) -> NDArray[np.float64]:
    """Return an amount with no effect where it has no value."""
    numbers = amount.astype(np.float64)
    return np.where(np.isnan(numbers), 1.0 if factor else 0.0, numbers)
