"""The process of law: the findings of a day, and the standing of measures that follows.

Decisions read the standing the next morning, so that it is judged by the law of that morning; that
of the first one is found before it. An attack is judged by the law of its own day.
"""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import numpy as np

from offramp.engine.draws import Draws
from offramp.engine.events import Members
from offramp.engine.layout import Layout
from offramp.engine.state import Field, State
from offramp.model.law_parties import change_days
from offramp.processes.ladder import first_levels
from offramp.processes.law.attacks import Attacks, as_table, attacks_on, strike
from offramp.processes.law.clauses import Clause, Clauses, Values
from offramp.processes.law.findings import Bound, Truths, bound, compare, find, keep
from offramp.processes.law.standing import Judged, judge, judged_on


@dataclass(frozen=True)
class Era:
    """The law while the same actors are bound by it."""

    clauses: tuple[Clause, ...]
    """The provisions that can be met."""
    bound: Bound
    """The same as tables."""
    judged: Judged
    attacks: Attacks
    """The attacks within the scope of a provision, if they happen now."""


class Law:
    """Sets the finding of every provision, logs the day it comes to be met, and judges measures."""

    name: str = "law"
    quantities: tuple[str, ...] = ()
    reads: tuple[str, ...] = ("*",)
    writes: tuple[str, ...] = ("finding", "met_here", "struck", "standing", "duty")

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        scenario = layout.scenario
        keys = [key for key, provision in scenario.provisions.items() if not provision.disabled]
        changes = frozenset[date]().union(*(change_days(scenario, key) for key in keys))
        days = [scenario.start, *sorted(day for day in changes if day > scenario.start)]
        self._since = [scenario.day_of(day) for day in days]
        self._clauses = Clauses(layout)
        self._eras: list[Era] = []
        struck: set[str] = set()
        for day in days:
            attacks = attacks_on(layout, keys, day)
            struck |= attacks.keys()
            clauses = (self._clauses.add(key, day, struck) for key in keys)
            known = tuple(clause for clause in clauses if clause is not None)
            table = as_table(layout, attacks)
            self._eras.append(Era(known, bound(known), judged_on(layout, day), table))
        self._clauses.compile()
        self._none = not keys
        self._ladder = "ladder" in scenario.order

    def fields(self) -> Iterable[Field]:
        """Whether a member finds each provision met, and the standing of each measure.

        `struck` says whether an attack within the scope of a provision has happened; its cause is
        the latest. `standing` holds a `Standing`, its cause is the finding behind it, if that was
        logged by then; `duty` says whether the measure is owed.
        """
        measures = (len(self._layout.measures),)
        return (
            Field("met_here", (self._layout.width("provisions"),), np.bool_, by_label=True),
            Field("struck", (self._layout.width("provisions"),), np.bool_, traced=True),
            Field("standing", measures, np.int8, traced=True, by_label=True),
            Field("duty", measures, np.bool_, by_label=True),
        )

    def begin(self, state: State, unknowns: Draws) -> None:
        """Judge the measures before the first day; nothing is found yet.

        They are judged with the rungs on which the ladder starts, though it may set them later.
        """
        if self._none:
            return
        rungs = state["rung"].copy()
        if self._ladder:
            state["rung"][:] = first_levels(self._layout)
        self._judge(state, self._eras[0], self._clauses.today(state), np.arange(len(state)))
        state["rung"][:] = rungs

    def step(self, state: State) -> None:
        """Find which provisions are met, and judge the measures where that has changed.

        On the last day before others are bound they are judged by what is known on its evening,
        and by the law of the next morning.
        """
        if self._none:
            return
        era, tomorrow = self._era(state.day), self._era(state.day + 1)
        if state.day > 0:
            strike(state, self._era(state.day - 1).attacks, state.day - 1)
        strike(state, era.attacks, state.day)
        values = self._clauses.today(state)
        met, contested = self._find(state, era, values)
        news, changed = np.empty(met.shape, np.bool_), np.empty(len(state), np.bool_)
        was_met, finding = state["met_here"].T, state["finding"]
        told, moves = compare(met, contested, was_met, finding, news, changed)
        if told:
            new = set(np.flatnonzero(news.any(axis=1)).tolist())
            for clause in era.clauses:
                if clause.at in new:
                    rows = np.flatnonzero(news[clause.at])
                    self._log(state, clause, values, rows, met[clause.at], contested[clause.at])
        keep(met, contested, was_met, finding)
        if tomorrow is not era:
            self._judge(state, tomorrow, values, np.arange(len(state)))
        elif state.day in self._since:
            judge(state, era.judged, met, np.arange(len(state)))
        elif moves:
            judge(state, era.judged, met, np.flatnonzero(changed))

    def _era(self, day: int) -> Era:
        return self._eras[bisect_right(self._since, day) - 1]

    def _find(self, state: State, era: Era, values: Values) -> tuple[Truths, Truths]:
        """Return what is met and what is contested by the law of an era, (provision, member)."""
        shape = (self._layout.width("provisions"), len(state))
        met, contested = np.empty(shape, np.bool_), np.empty(shape, np.bool_)
        find(*era.bound, values, state["struck"], met, contested)
        return met, contested

    def _judge(self, state: State, era: Era, values: Values, rows: Members) -> None:
        """Judge the measures by the law of an era, whatever was found today."""
        judge(state, era.judged, self._find(state, era, values)[0], rows)

    def _log(
        self,
        state: State,
        clause: Clause,
        values: Values,
        rows: Members,
        drawn: Truths,
        contested: Truths,
    ) -> None:
        """Log a finding; its signal comes only where the member's own readings make it met."""
        for disputed, held in ((False, True), (True, True), (True, False)):
            which = rows[(contested[rows] == disputed) & (drawn[rows] == held)]
            if not len(which):
                continue
            ids = state.emit(
                which,
                "finding",
                clause.key,
                f"provisions.{clause.key}",
                signals=[clause.key] if held else [],
                target="contested" if disputed else "met",
                causes=self._clauses.causes(clause, values, state, which),
                inputs={
                    reading: state["quantity"][which, column]
                    for reading, column in clause.readings.items()
                },
            )
            state.causes["finding"][which, clause.at] = ids
