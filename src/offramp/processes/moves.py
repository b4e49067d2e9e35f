"""Measures taken again: what crosses a red line anew although its condition held all along."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from offramp.engine._jit import njit
from offramp.engine.layout import Layout
from offramp.engine.ragged import ragged
from offramp.engine.state import State
from offramp.model.expression import Expression
from offramp.model.names import SIGNALS, TESTS

Positions = NDArray[np.int64]


class Moves:
    """The measures that some conditions name, watched for being taken again.

    A measure named by its stage (`in_force.X`, `proposed.X`) is taken again on the day on which it
    comes to stand there; one named by its signal (`ever.X`) when it comes into force.

    Args:
        layout: of the scenario.
        conditions: whose measures are watched.
    """

    def __init__(self, layout: Layout, conditions: Sequence[Expression]) -> None:
        measures = layout.scenario.measures
        tests: dict[str, int] = {}
        signals: dict[str, int] = {}
        stages, came = [], []
        for condition in conditions:
            names = [(name, *name.partition(".")[::2]) for name in sorted(condition.names())]
            in_stage = [n for n, head, rest in names if head in TESTS and rest in measures]
            in_force = [r for _, head, r in names if head in SIGNALS and r in measures]
            stages.append([tests.setdefault(name, len(tests)) for name in in_stage])
            came.append([signals.setdefault(name, len(signals)) for name in in_force])
        parts = [name.partition(".")[::2] for name in tests]
        self._measures = np.array([layout.measures.index(key) for _, key in parts], np.int64)
        self._stages = np.array([sum(1 << s for s in TESTS[test]) for test, _ in parts], np.int64)
        self._signals = np.array([layout.signal(name) for name in signals], np.int64)
        self._watched = ragged(
            [*of_stages, *(len(tests) + at for at in of_signals)]
            for of_stages, of_signals in zip(stages, came, strict=True)
        )

    def __len__(self) -> int:
        """Return the number of stages that are watched: the width of the array `moved`."""
        return len(self._measures)

    def step(self, state: State, taken: NDArray[np.bool_]) -> bool:
        """Keep the stages in `moved`, and return whether a measure of any condition is taken today.

        Args:
            state: of the block.
            taken: to be set to where one is, bool (condition, member).
        """
        return _watch(
            self._measures,
            self._stages,
            self._signals,
            *self._watched,
            state["stage"].T,
            state["signal_day"].T,
            state.day,
            state["moved"].T,
            taken,
        )


@njit
def _watch(
    measures: Positions,
    stages: Positions,
    signals: Positions,
    start: Positions,
    watched: Positions,
    stage: NDArray[np.int8],
    signal_day: NDArray[np.float64],
    day: int,
    moved: NDArray[np.bool_],
    taken: NDArray[np.bool_],
) -> bool:
    """Find the conditions a measure of which is taken today; return whether there are any.

    Args:
        measures: position of the measure of each test.
        stages: those in which the test holds, one bit each.
        signals: that are watched beside the tests.
        start: where the things that each condition watches begin.
        watched: positions of tests, and, counted on from them, of signals.
        stage: of each measure, (measure, member).
        signal_day: the last day of each signal, (signal, member).
        day: today.
        moved: whether each test held yesterday, (test, member); set to whether it does.
        taken: to be set, (condition, member).
    """
    tests, members = measures.size, taken.shape[1]
    came = np.empty((tests + signals.size, members), np.bool_)
    for test in range(tests):
        in_some, now = stages[test], stage[measures[test]]
        for member in range(members):
            holds = (in_some >> now[member]) & 1 == 1
            came[test, member] = holds and not moved[test, member]
            moved[test, member] = holds
    for at in range(signals.size):
        last = signal_day[signals[at]]
        for member in range(members):
            came[tests + at, member] = last[member] == day
    found = False
    taken[:] = False
    for condition in range(start.size - 1):
        for at in range(start[condition], start[condition + 1]):
            for member in range(members):
                taken[condition, member] |= came[watched[at], member]
                found |= came[watched[at], member]
    return found
