"""Threshold events: a condition on continuous quantities becomes true."""

from collections.abc import Iterable

import numpy as np

from offramp.engine.draws import Draws
from offramp.engine.layout import Layout
from offramp.engine.names import compile_program
from offramp.engine.state import Field, State


class Thresholds:
    """Logs an event on the day a threshold is passed; it can pass again after it was left."""

    name: str = "thresholds"
    quantities: tuple[str, ...] = ()
    reads: tuple[str, ...] = ("*",)
    writes: tuple[str, ...] = ("above",)

    def __init__(self, layout: Layout) -> None:
        self._thresholds = {k: t for k, t in layout.scenario.thresholds.items() if not t.disabled}
        self._program = compile_program(layout, [t.when for t in self._thresholds.values()])

    def fields(self) -> Iterable[Field]:
        """Whether each threshold was passed yesterday."""
        return (Field("above", (len(self._thresholds),), np.bool_),)

    def begin(self, state: State, unknowns: Draws) -> None:
        """Nothing to set: none is passed before the first day."""

    def step(self, state: State) -> None:
        """Log what has become true since yesterday."""
        if not self._thresholds:
            return
        held = self._program.evaluate(state)
        for index, (key, threshold) in enumerate(self._thresholds.items()):
            now = held[index].astype(bool)
            rows = np.flatnonzero(now & ~state["above"][:, index])
            state["above"][:, index] = now
            if not len(rows):
                continue
            state.emit(
                rows,
                "threshold",
                key,
                f"thresholds.{key}",
                signals=[key],
                actor=threshold.actor,
                place=threshold.place,
                causes=[cause[rows] for cause in self._program.causes(index, state)],
                inputs=self._program.decided_by(index, state, rows),
            )
