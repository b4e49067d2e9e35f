"""What a provision asks for, compiled: its trigger and exceptions, for each who may invoke it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from offramp.engine.events import NO_EVENT, Ids, Members
from offramp.engine.layout import Layout
from offramp.engine.names import SELF, compile_program, for_actor
from offramp.engine.state import State
from offramp.model.expression import Expression
from offramp.model.expression_rewrite import with_truths
from offramp.model.law import Provision
from offramp.model.law_parties import invokers_on, not_in_force
from offramp.model.law_rules import combinations

Values = NDArray[np.float64]


@dataclass(frozen=True)
class Case:
    """A provision as one actor invokes it: positions of its trigger and of its exceptions."""

    trigger: int
    exceptions: tuple[int, ...]


@dataclass(frozen=True)
class Clause:
    """A provision while the same actors are bound by it."""

    key: str
    at: int
    """Position of the provision."""
    drawn: tuple[Case, ...]
    """One for each who may invoke it, by the readings that a member has drawn."""
    ways: tuple[tuple[Case, ...], ...]
    """The same for every way in which its readings may hold; none where nothing hangs on them."""
    readings: Mapping[str, int]
    """Columns of the readings that it hangs on."""
    attack: bool
    """Whether an attack within its scope has to have happened."""


class Clauses:
    """Collects the expressions of provisions, each once, and works them out once a day."""

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        self._known: dict[str, int] = {}
        self._expressions: list[Expression] = []

    def add(self, key: str, on: date, struck: Collection[str]) -> Clause | None:
        """Return a provision as it stands on a day; None where it cannot be met.

        Args:
            key: Id of the provision.
            on: The day.
            struck: Ids of the provisions within whose scope some attack may have happened by then.
        """
        scenario = self._layout.scenario
        provision = scenario.provisions[key]
        if not_in_force(scenario, key, on):
            return None
        texts = [provision.trigger, *(it.when for it in provision.exceptions.values())]
        who = self._invokers(key, on, texts)
        attack = provision.attack is not None
        if not who or (attack and key not in struck):
            return None
        names = frozenset().union(*(text.names() for text in texts))
        hangs_on = [reading for reading in provision.readings if reading in names]
        columns = {reading: self._layout.column(reading, reading) for reading in hangs_on}
        return Clause(
            key,
            self._layout.position("provisions", key),
            self._cases(provision, who, {}),
            tuple(self._cases(provision, who, way) for way in combinations(hangs_on) if way),
            columns,
            attack,
        )

    def _invokers(self, key: str, on: date, texts: Sequence[Expression]) -> tuple[str, ...]:
        """Return those for whom a provision is asked about; one of all where it says no `self`."""
        scenario = self._layout.scenario
        who = invokers_on(scenario, key, on)
        if not any(SELF.search(text.text) for text in texts):
            return who[:1]
        return tuple(a for a in who if a in scenario.actors and not scenario.actors[a].disabled)

    def _cases(
        self, provision: Provision, who: tuple[str, ...], held: Mapping[str, bool]
    ) -> tuple[Case, ...]:
        cases = []
        for actor in who:
            trigger = self._place(provision.trigger, actor, held)
            excepted = [self._place(it.when, actor, held) for it in provision.exceptions.values()]
            cases.append(Case(trigger, tuple(excepted)))
        return tuple(dict.fromkeys(cases))

    def _place(self, expression: Expression, actor: str, held: Mapping[str, bool]) -> int:
        own = with_truths(for_actor(expression, actor), held)
        if own.text not in self._known:
            self._known[own.text] = len(self._expressions)
            self._expressions.append(own)
        return self._known[own.text]

    def compile(self) -> None:
        """Make ready what was added."""
        self._program = compile_program(self._layout, self._expressions)

    def today(self, state: State) -> Values:
        """Work out all that was added: 0 where it does not hold, (expression, member)."""
        return self._program.table(state)

    def causes(self, clause: Clause, values: Values, state: State, rows: Members) -> list[Ids]:
        """Return the events behind a finding in some members, each int32 (k,).

        By the drawn readings where they make it met, else by a way in which it would be.

        Args:
            clause: the provision.
            values: of the day.
            state: in which they were worked out.
            rows: positions of the members.
        """
        found: list[Ids] = []
        left = np.ones(len(rows), np.bool_)
        for cases in (clause.drawn, *clause.ways):
            for case in cases:
                counts = left & _holds(case, values, rows)
                for index in (case.trigger, *case.exceptions) if counts.any() else ():
                    behind = self._program.causes(index, state, rows)
                    found += [np.where(counts, ids, np.int32(NO_EVENT)) for ids in behind]
            for case in cases:
                left &= ~_holds(case, values, rows)
        if clause.attack:
            found.append(state.causes["struck"][rows, clause.at])
        return found


def _holds(case: Case, values: Values, rows: Members) -> NDArray[np.bool_]:
    """Return whether a case is met in some members, bool (k,)."""
    held = values[case.trigger, rows] != 0
    for exception in case.exceptions:
        held &= values[exception, rows] == 0
    return np.asarray(held, np.bool_)
