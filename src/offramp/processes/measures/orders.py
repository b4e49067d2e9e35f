"""Orders: measures that the analyst imposes on every future, to ask what they would do."""

import numpy as np

from offramp.engine.events import Members
from offramp.engine.layout import Layout
from offramp.engine.state import State
from offramp.model.measure import Stage
from offramp.model.order import Order
from offramp.processes.measures.stages import (
    ORDERED,
    decided_day,
    end_of,
    enter,
    first_step,
    standing_at,
)


class Orders:
    """Imposes each order on its day; choice, law and the measure's own condition do not stop it.

    What is ordered goes on from the stage it is given: lead times and durations count from there,
    and what is only proposed is decided on as usual. A measure that stands there already, or
    further on, is left as it is; one in force stays for another duration if it is ordered in force.
    An order for a day on which history still decides is none.
    """

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        scenario = layout.scenario
        self._by_day: dict[int, list[tuple[str, Order]]] = {}
        for key, order in scenario.orders.items():
            day = scenario.day_of(order.day)
            measure = scenario.measures[order.measure]
            if order.disabled or measure.disabled or day <= decided_day(scenario, order.measure):
                continue
            self._by_day.setdefault(day, []).append((key, order))

    def step(self, state: State) -> None:
        """Impose the day's orders."""
        for key, order in self._by_day.get(state.day, ()):
            self._impose(state, key, order)

    def _impose(self, state: State, key: str, order: Order) -> None:
        at, wanted = self._layout.measures.index(order.measure), Stage[order.stage]
        there = standing_at(state, at, wanted)
        self._prolong(state, order.measure, wanted, np.flatnonzero(there))
        rows = np.flatnonzero(~there)
        if not len(rows):
            return
        if wanted is Stage.proposed:
            stage, due = first_step(state, rows, order.measure)
        else:
            stage, due = wanted, end_of(state, rows, order.measure, wanted)
        ids = state.emit(
            rows,
            stage.name,
            order.measure,
            f"orders.{key}",
            signals=[order.measure] if stage is Stage.in_force else [],
            actor=self._layout.scenario.measures[order.measure].by,
            causes=[],
        )
        enter(state, rows, order.measure, stage, ids, due)
        state["proposer"][rows, at] = ORDERED

    def _prolong(self, state: State, measure: str, wanted: Stage, rows: Members) -> None:
        """Let a measure that is in force already stay, if it is ordered in force."""
        if wanted is Stage.in_force and len(rows):
            at = self._layout.measures.index(measure)
            later = end_of(state, rows, measure, Stage.in_force)
            state["due"][rows, at] = np.maximum(state["due"][rows, at], later)
