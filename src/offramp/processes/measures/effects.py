"""Measures take effect: they come into force and end; with influences they change quantities."""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from offramp.engine.draws import Draws
from offramp.engine.events import Causes, Members, Words
from offramp.engine.layout import Layout
from offramp.engine.state import Field, State
from offramp.engine.wording import Wording
from offramp.model.measure import Stage
from offramp.processes.measures.apply import Held, raise_dyads
from offramp.processes.measures.appraisal import places
from offramp.processes.measures.changes import Changes
from offramp.processes.measures.due import BEGINS, GOES_ON, PROLONGED, steps_due
from offramp.processes.measures.stages import decided_day
from offramp.processes.measures.steps import NEVER, Steps, due_days, enter_many
from offramp.processes.measures.weigh import Places

ADOPTED, IN_FORCE, ENDED = int(Stage.adopted), int(Stage.in_force), int(Stage.ended)


class Effects:
    """Adopted and ordered measures come into force; those whose time is over end.

    What is in force, and every influence that acts, changes the quantities of its effects.
    """

    name: str = "effects"
    quantities: tuple[str, ...] = ()
    reads: tuple[str, ...] = ("*",)
    writes: tuple[str, ...] = (
        "stage",
        "stage_day",
        "due",
        "proposer",
        "ordered",
        "quantity",
        "raised",
        "floor",
    )

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        scenario = layout.scenario
        self._decided = np.full(len(layout.measures), scenario.days, np.int64)
        for key, _ in layout.open_measures():
            self._decided[layout.measures.index(key)] = decided_day(scenario, key)
        self._open = np.array([not m.disabled for m in scenario.measures.values()], np.bool_)
        self._signals = np.array([layout.signal(key) for key in layout.measures], np.intp)
        self._steps = Steps.of(layout)
        self._changes = Changes(layout)
        self._wording = Wording(layout.names, len(layout.measures) * len(Stage), self._said)
        raises = [
            (layout.measures.index(key), layout.position("dyads", measure.dyad), measure.rung)
            for key, measure in layout.open_measures()
            if measure.dyad and measure.rung
        ]
        self._raising = places([at for at, _, _ in raises])
        self._dyads = places([dyad for _, dyad, _ in raises])
        rungs = scenario.ladder.rungs
        self._levels = np.array([rungs[rung].level for _, _, rung in raises], np.float64)

    def fields(self) -> Iterable[Field]:
        """It has no arrays of its own."""
        return ()

    def begin(self, state: State, unknowns: Draws) -> None:
        """Nothing to set: no measure is in force before the first day."""

    def step(self, state: State) -> None:
        """Take the steps that are due, then work out all effective quantities."""
        self._advance(state)
        causes = state.causes
        held = Held(state["stage"].T, state["active"].T, causes["stage"].T, causes["active"].T)
        raise_dyads(
            self._raising,
            self._dyads,
            self._levels,
            held,
            state["rung"],
            state["floor"],
            state["raised"],
            causes["raised"],
        )
        self._changes.work_out(state, held)

    def _advance(self, state: State) -> None:
        """End what is over and put in force what is adopted, then begin what is ordered."""
        stage = state["stage"].T
        what, at, rows = steps_due(
            self._open, stage, state["due"].T, state["ordered"].T, self._decided, state.day
        )
        if not len(what):
            return
        prolonged, going = what == PROLONGED, np.flatnonzero(what == GOES_ON)
        begins = np.flatnonzero(what == BEGINS)
        self._prolong(state, at[prolonged], rows[prolonged])
        if len(going):
            ends, members = at[going], rows[going]
            after = np.where(stage[ends, members] == IN_FORCE, ENDED, IN_FORCE)
            self._enter(state, ends, members, after, state.causes["stage"][members, ends])
        if len(begins):
            self._begin(state, at[begins], rows[begins])

    def _prolong(self, state: State, at: Places, rows: Members) -> None:
        """Let what is in force already, and ordered again, stay for another duration."""
        state["due"][rows, at] = due_days(state, rows, self._steps.duration[at])

    def _begin(self, state: State, at: Places, rows: Members) -> None:
        """Begin measures that holders of red lines have ordered, by their own procedures."""
        first = self._steps.first[at].astype(np.int64)
        due = due_days(state, rows, self._steps.first_due[at])
        causes = Causes(np.arange(len(rows)), state.causes["ordered"][rows, at])
        ids = state.emit_many(rows, self._words(state, at, first), causes=causes)
        enter_many(state, rows, at, first.astype(np.int8), ids, due)
        state["proposer"][rows, at] = -1
        now = np.flatnonzero((due <= state.day) & (first == ADOPTED))
        if len(now):
            at, rows = at[now], rows[now]
            self._enter(state, at, rows, np.full(len(now), IN_FORCE), ids[now])

    def _enter(
        self, state: State, at: Places, rows: Members, stages: Places, causes: NDArray[np.int32]
    ) -> None:
        """Let measures come into force, or end."""
        comes = stages == IN_FORCE
        ids = state.emit_many(
            rows,
            self._words(state, at, stages),
            signals=np.where(comes, self._signals[at], -1),
            causes=Causes(np.arange(len(rows)), causes),
        )
        due = due_days(state, rows, np.where(comes, self._steps.duration[at], NEVER))
        enter_many(state, rows, at, stages.astype(np.int8), ids, due)

    def _words(self, state: State, at: Places, stages: Places) -> Words:
        """Return what the log says of measures that come to stages."""
        if not state.traced:
            return np.empty((0, 6), np.int32)
        return self._wording.words(at * len(Stage) + stages)

    def _said(self, kind: int) -> tuple[str, ...]:
        """Return what the log says of a measure that comes to a stage."""
        key, stage = self._layout.measures[kind // len(Stage)], Stage(kind % len(Stage))
        by = self._layout.scenario.measures[key].by
        return stage.name, key, by, "", "", f"measures.{key}"
