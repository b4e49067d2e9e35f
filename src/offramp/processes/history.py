"""What has been observed: dated events, and the phases of the fighting at each place.

Nothing that became known after the as-of date is read.
"""

from collections.abc import Iterable
from datetime import timedelta

import numpy as np

from offramp.engine.draws import Draws
from offramp.engine.events import Ids
from offramp.engine.layout import Layout
from offramp.engine.state import Field, State
from offramp.model.history import Phase, PhaseSeries
from offramp.model.scenario import Scenario

ACCESS = {"open": 1.0, "partly closed": 0.5, "besieged": 0.0}
"""The way out of a place, as a number."""


class History:
    """Sets what happened on a day, until the as-of date: events first, then phases."""

    name: str = "history"
    quantities: tuple[str, ...] = ()
    reads: tuple[str, ...] = ("signal_day",)
    writes: tuple[str, ...] = ("fighting", "air_threat", "access")

    def __init__(self, layout: Layout) -> None:
        scenario = layout.scenario
        self._layout = layout
        self._events = {
            key: event
            for key, event in scenario.events.items()
            if event.reached is None
            and event.verified
            and not event.disabled
            and max(event.known_at, event.date) <= scenario.as_of
        }
        self._phases = [
            (f"series.{key}", phase, series.because)
            for key, series in scenario.series.items()
            if isinstance(series, PhaseSeries) and not series.disabled
            for phase in _known(scenario, series)
            if phase.place in layout.labels["origins"]
        ]

    def fields(self) -> Iterable[Field]:
        """It has no arrays of its own."""
        return ()

    def begin(self, state: State, unknowns: Draws) -> None:
        """Open every place."""
        state["access"][:] = 1.0

    def step(self, state: State) -> None:
        """Log the day's events, then set the phases that start or end."""
        scenario = self._layout.scenario
        everyone = np.arange(len(state))
        for key, event in self._events.items():
            if scenario.day_of(event.date) == state.day:
                behind = [self._behind(state, name) for name in event.because]
                state.emit(
                    everyone,
                    "observed",
                    key,
                    f"events.{key}",
                    signals=[key],
                    actor=event.actor,
                    target=event.target,
                    place=event.place,
                    causes=behind,
                )
        for rule, phase, because in self._phases:
            if scenario.day_of(phase.start) == state.day:
                self._enter(state, rule, phase, because)
            elif phase.end is not None and scenario.day_of(phase.end) + 1 == state.day:
                self._leave(state, phase)

    def _behind(self, state: State, signal: str) -> Ids:
        return state.causes["signal_day"][:, self._layout.signal(signal)]

    def _enter(self, state: State, rule: str, phase: Phase, because: tuple[str, ...]) -> None:
        at = self._layout.position("origins", phase.place)
        causes = [self._behind(state, name) for name in because]
        ids = state.emit(
            np.arange(len(state)),
            "phase",
            phase.access.replace(" ", "_"),
            rule,
            place=phase.place,
            magnitude=np.full(len(state), phase.fighting),
            causes=causes,
        )
        for name, value in (
            ("fighting", phase.fighting),
            ("air_threat", phase.threat),
            ("access", ACCESS[phase.access]),
        ):
            worse = value <= state[name][:, at] if name == "access" else value >= state[name][:, at]
            state.causes[name][worse, at] = ids[worse]
            state[name][:, at] = value

    def _leave(self, state: State, phase: Phase) -> None:
        at = self._layout.position("origins", phase.place)
        follows = any(
            other.place == phase.place and self._layout.scenario.day_of(other.start) == state.day
            for _, other, _ in self._phases
        )
        if not follows:
            state["fighting"][:, at] = state["air_threat"][:, at] = 0.0
            state["access"][:, at] = 1.0


def _known(scenario: Scenario, series: PhaseSeries) -> list[Phase]:
    """Return the phases known at the as-of date.

    An end counts as known from the day after it: until then nobody knows what follows.
    """
    until = min(scenario.as_of, series.observed_until or scenario.as_of)
    known = [p for p in series.rows if p.start <= until and p.start_known_at <= scenario.as_of]
    return [
        phase
        if phase.end is not None
        and max(phase.end_known_at or phase.end, phase.end + timedelta(days=1)) <= until
        else phase.model_copy(update={"end": None, "end_known_at": None})
        for phase in known
    ]
