"""The process of law: the findings of a day, and the standing of measures that follows.

Decisions read the standing the next morning, so that it is judged by the law of that morning; that
of the first one is found before it. An attack is judged by the law of its own day.
"""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from offramp.engine.draws import Draws
from offramp.engine.events import Members
from offramp.engine.layout import Layout
from offramp.engine.state import Field, State
from offramp.model.law_parties import change_days
from offramp.processes.ladder import first_levels
from offramp.processes.law.attacks import Attacks, attacks_on, strike
from offramp.processes.law.clauses import Answers, Clause, Clauses
from offramp.processes.law.standing import Judged, judge, judged_on

MET, CONTESTED = 1.0, 2.0
"""Findings; 0 is not met."""


@dataclass(frozen=True)
class Era:
    """The law while the same actors are bound by it."""

    clauses: tuple[Clause, ...]
    """The provisions that can be met."""
    judged: tuple[Judged, ...]
    attacks: tuple[Attacks, ...]
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
            bound = tuple(clause for clause in clauses if clause is not None)
            self._eras.append(Era(bound, judged_on(layout, day), tuple(attacks.values())))
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
            Field("met_here", (self._layout.width("provisions"),), np.bool_),
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
        answers = self._clauses.today(state)
        met = np.zeros(state["met_here"].shape, bool, "F")
        contested = np.zeros(met.shape, bool, "F")
        for clause in era.clauses:
            met[:, clause.at], contested[:, clause.at] = answers.met(clause)
        found = met | contested
        was_met, was_found = state["met_here"], state["finding"] > 0
        news = np.asarray((found & ~was_found) | (met & ~was_met), bool)
        changed = (met != was_met).any(axis=1) | news.any(axis=1)
        told = set(np.flatnonzero(news.any(axis=0)).tolist())
        for clause in era.clauses:
            if (at := clause.at) in told:
                rows = np.flatnonzero(news[:, at])
                self._log(state, clause, answers, rows, met[:, at], contested[:, at])
        state["finding"][:] = np.where(contested, CONTESTED, np.where(met, MET, 0.0))
        state["met_here"][:] = met
        rows = np.flatnonzero(changed | (state.day in self._since) | (tomorrow is not era))
        if tomorrow is not era:
            self._judge(state, tomorrow, answers, rows)
        elif len(rows):
            judge(state, era.judged, met, rows)

    def _era(self, day: int) -> Era:
        return self._eras[bisect_right(self._since, day) - 1]

    def _judge(self, state: State, era: Era, answers: Answers, rows: Members) -> None:
        """Judge the measures by the law of an era, whatever was found today."""
        met = np.zeros(state["met_here"].shape, bool, "F")
        for clause in era.clauses:
            met[:, clause.at] = answers.met(clause)[0]
        judge(state, era.judged, met, rows)

    def _log(
        self,
        state: State,
        clause: Clause,
        answers: Answers,
        rows: Members,
        drawn: NDArray[np.bool_],
        contested: NDArray[np.bool_],
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
                causes=answers.causes(clause, which),
                inputs={
                    reading: state["quantity"][which, column]
                    for reading, column in clause.readings.items()
                },
            )
            state.causes["finding"][which, clause.at] = ids
