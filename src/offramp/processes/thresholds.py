"""Threshold events: a condition on continuous quantities becomes true."""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from offramp.engine.draws import Draws
from offramp.engine.events import NO_WORDS, Inputs, Members
from offramp.engine.layout import Layout
from offramp.engine.names import compile_program
from offramp.engine.state import Field, State
from offramp.engine.wording import Wording
from offramp.processes.becoming import become, pairs_of


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
        self._signals = np.array([layout.signal(key) for key in found], np.intp)
        self._wording = Wording(layout.names, len(found), self._said, self._program.deciding)

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
            self._log(state, *pairs_of(passed))

    def _log(self, state: State, which: NDArray[np.intp], rows: Members) -> None:
        """Log that some thresholds are passed, each in one member."""
        signals = self._signals[which]
        if not state.traced:
            state.emit_many(rows, NO_WORDS, signals=signals)
            return
        words = self._wording.words(which)
        names = self._wording.inputs(which)
        state.emit_many(
            rows,
            words,
            signals=signals,
            causes=self._program.behind(which, state, rows),
            inputs=Inputs(*names, self._program.decided(which, state, rows)),
        )

    def _said(self, index: int) -> tuple[str, ...]:
        """Return what the log says of a threshold that is passed."""
        key, threshold = self._thresholds[index]
        return "threshold", key, threshold.actor, "", threshold.place, f"thresholds.{key}"
