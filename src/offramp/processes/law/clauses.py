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

Truths = NDArray[np.bool_]


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

    def today(self, state: State) -> "Answers":
        """Work out all that was added."""
        return Answers(self, state, [v.astype(bool) for v in self._program.evaluate(state)])

    def causes(self, index: int, state: State) -> list[Ids]:
        """Return the events behind one expression; see `Program.causes`."""
        return self._program.causes(index, state)


class Answers:
    """What provisions come to on one day."""

    def __init__(self, clauses: Clauses, state: State, values: list[Truths]) -> None:
        self._clauses = clauses
        self._state = state
        self._values = values

    def met(self, clause: Clause) -> tuple[Truths, Truths]:
        """Return whether a provision is met by the drawn readings, and whether that is contested.

        Returns:
            Two arrays bool (member,).
        """
        drawn = self._struck(clause, self._any(clause.drawn))
        if not clause.ways:
            return drawn, np.zeros(len(drawn), bool)
        some = every = self._any(clause.ways[0])
        for cases in clause.ways[1:]:
            held = self._any(cases)
            some, every = some | held, every & held
        return drawn, self._struck(clause, some & ~every)

    def _struck(self, clause: Clause, held: Truths) -> Truths:
        """Return what holds, as far as an attack has happened where one has to."""
        if not clause.attack:
            return held
        return np.asarray(held & self._state["struck"][:, clause.at], bool)

    def _case(self, case: Case) -> Truths:
        held = self._values[case.trigger]
        for exception in case.exceptions:
            held = held & ~self._values[exception]
        return held

    def _any(self, cases: tuple[Case, ...]) -> Truths:
        held = self._case(cases[0])
        for case in cases[1:]:
            held = held | self._case(case)
        return held

    def causes(self, clause: Clause, rows: Members) -> list[Ids]:
        """Return the events behind a finding in some members, each int32 (k,).

        By the drawn readings where they make it met, else by a way in which it would be.
        """
        found: list[Ids] = []
        left = np.ones(len(self._state), bool)
        for cases in (clause.drawn, *clause.ways):
            held = self._any(cases) & left
            if held[rows].any():
                found += self._behind(cases, held, rows)
            left = np.asarray(left & ~held, bool)
        if clause.attack:
            found.append(self._state.causes["struck"][rows, clause.at])
        return found

    def _behind(self, cases: tuple[Case, ...], held: Truths, rows: Members) -> list[Ids]:
        """Return the events behind those cases that hold."""
        found: list[Ids] = []
        for case in cases:
            counts = (held & self._case(case))[rows]
            for index in (case.trigger, *case.exceptions) if counts.any() else ():
                behind = self._clauses.causes(index, self._state)
                found += [np.where(counts, ids[rows], np.int32(NO_EVENT)) for ids in behind]
        return found
