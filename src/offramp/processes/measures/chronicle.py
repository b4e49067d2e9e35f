"""Dated steps of measures, and orders: what replaces the choice of actors."""

from collections.abc import Iterable

import numpy as np

from offramp.engine.draws import Draws
from offramp.engine.events import Ids
from offramp.engine.layout import Layout
from offramp.engine.names import compile_program, for_actor
from offramp.engine.state import Field, State
from offramp.model.history import DatedEvent
from offramp.model.measure import Stage
from offramp.processes.measures.orders import Orders
from offramp.processes.measures.stages import decided_day, end_of, enter


class Chronicle:
    """Imposes the dated steps of measures, and names what was behind them.

    The causes of a step are those that its own record names, and the events behind the
    measure's condition, if that holds on the day. Once history has stopped deciding, orders are
    imposed in the same way.
    """

    name: str = "chronicle"
    quantities: tuple[str, ...] = ()
    reads: tuple[str, ...] = ("*",)
    writes: tuple[str, ...] = ("stage", "stage_day", "due", "proposer")

    def __init__(self, layout: Layout) -> None:
        scenario = layout.scenario
        self._layout = layout
        self._steps: dict[int, list[tuple[str, DatedEvent]]] = {}
        for key, event in scenario.events.items():
            if event.reached is None or event.disabled or scenario.measures[event.measure].disabled:
                continue
            day = scenario.day_of(event.date)
            known = max(event.known_at, event.date) <= scenario.as_of
            if known and day <= decided_day(scenario, event.measure):
                self._steps.setdefault(day, []).append((key, event))
        self._orders = Orders(layout)
        pairs = sorted({(e.measure, e.actor) for day in self._steps.values() for _, e in day})
        self._conditions = {pair: index for index, pair in enumerate(pairs)}
        self._program = compile_program(
            layout, [for_actor(scenario.measures[m].when, actor) for m, actor in pairs]
        )

    def fields(self) -> Iterable[Field]:
        """It has no arrays of its own."""
        return ()

    def begin(self, state: State, unknowns: Draws) -> None:
        """Nothing to set: no measure is in force before the first day."""

    def step(self, state: State) -> None:
        """Impose the day's steps in the order of the file, then the day's orders."""
        for key, event in self._steps.get(state.day, ()):
            self._impose(state, key, event)
        self._orders.step(state)

    def _impose(self, state: State, key: str, event: DatedEvent) -> None:
        stage = event.reached
        assert stage is not None
        at = self._layout.measures.index(event.measure)
        everyone = np.arange(len(state))
        signals = [key, event.measure] if stage is Stage.in_force else [key]
        ids = state.emit(
            everyone,
            stage.name,
            event.measure,
            f"events.{key}",
            signals=signals,
            actor=event.actor,
            target=event.target,
            place=event.place,
            causes=self._causes(state, event, at, stage),
        )
        if self._followed(state.day, event):
            due = np.full(len(state), np.inf)
        elif stage in {Stage.proposed, Stage.decided}:
            due = np.full(len(state), decided_day(self._layout.scenario, event.measure) + 1.0)
        else:
            due = end_of(state, everyone, event.measure, stage)
        enter(state, everyone, event.measure, stage, ids, due)

    def _followed(self, today: int, event: DatedEvent) -> bool:
        """Return whether a later step of the same measure is on record."""
        later = (steps for day, steps in self._steps.items() if day > today)
        return any(other.measure == event.measure for steps in later for _, other in steps)

    def _causes(self, state: State, event: DatedEvent, at: int, stage: Stage) -> list[Ids]:
        lower = state["stage"][:, at] < stage
        step_before = np.where(lower, state.causes["stage"][:, at], np.int32(-1))
        named = [state.causes["signal_day"][:, self._layout.signal(b)] for b in event.because]
        index = self._conditions[event.measure, event.actor]
        holds = self._program.evaluate(state)[index].astype(bool)
        behind = [
            np.where(holds, cause, np.int32(-1)) for cause in self._program.causes(index, state)
        ]
        return [*named, *behind, step_before]
