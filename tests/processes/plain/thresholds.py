"""Thresholds, one future after another."""

import numpy as np

from offramp.processes.thresholds import Thresholds


class PlainThresholds(Thresholds):
    """Remembers what was passed yesterday."""

    def step(self, state):
        held = self._program.evaluate(state)
        passed = []
        for index, truths in enumerate(held):
            before = state["above"][:, index].copy()
            state["above"][:, index] = truths
            passed += [(index, m) for m in range(len(state)) if truths[m] and not before[m]]
        if passed:
            self._log(state, *np.array(passed).T)
