"""Threshold events: a condition on continuous quantities becomes true."""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from offramp.engine.draws import Draws
from offramp.engine.layout import Layout
from offramp.engine.names import compile_program
from offramp.engine.state import Field, State
from offramp.processes.becoming import become


class Thresholds:
    """Logs an event on the day a threshold is passed; it can pass again after it was left."""

    name: str = "thresholds"
    quantities: tuple[str, ...] = ()
    reads: tuple[str, ...] = ("*",)
    writes: tuple[str, ...] = ("above",)

    def __init__(self, layout: Layout) -> None:
        found = {k: t for k, t in layout.scenario.thresholds.items() if not t.disabled}
        self._thresholds = tuple(found.items())
        self._program = compile_program(layout, [t.when for t in found.values()])

    def fields(self) -> Iterable[Field]:
        """Whether each threshold was passed yesterday."""
        return (Field("above", (len(self._thresholds),), np.bool_, by_label=True),)

    def begin(self, state: State, unknowns: Draws) -> None:
        """Nothing to set: none is passed before the first day."""

    def step(self, state: State) -> None:
        """Log what has become true since yesterday."""
        if not self._thresholds:
            return
        passed = np.empty((len(self._thresholds), len(state)), np.bool_)
        if become(self._program.table(state), state["above"].T, passed):
            for index in np.flatnonzero(passed.any(axis=1)):
                self._log(state, int(index), np.flatnonzero(passed[index]))

    def _log(self, state: State, index: int, rows: NDArray[np.intp]) -> None:
        key, threshold = self._thresholds[index]
        state.emit(
            rows,
            "threshold",
            key,
            f"thresholds.{key}",
            signals=[key],
            actor=threshold.actor,
            place=threshold.place,
            causes=self._program.causes(index, state, rows),
            inputs=self._program.decided_by(index, state, rows),
        )
