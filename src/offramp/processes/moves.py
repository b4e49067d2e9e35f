"""Measures taken again: what crosses a red line anew although its condition held all along."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from offramp.engine.layout import Layout
from offramp.engine.names import compile_program
from offramp.engine.state import State
from offramp.model.expression import Expression
from offramp.model.names import SIGNALS, TESTS


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
        tests: dict[str, None] = {}
        self._watched: list[tuple[list[str], list[int]]] = []
        for condition in conditions:
            names = [(name, *name.partition(".")[::2]) for name in sorted(condition.names())]
            stages = [n for n, head, rest in names if head in TESTS and rest in measures]
            came = [r for _, head, r in names if head in SIGNALS and r in measures]
            tests |= dict.fromkeys(stages)
            self._watched.append((stages, [layout.signal(name) for name in dict.fromkeys(came)]))
        self._tests = {name: at for at, name in enumerate(tests)}
        self._program = compile_program(layout, [Expression(name) for name in tests])

    def __len__(self) -> int:
        """Return the number of stages that are watched: the width of the array `moved`."""
        return len(self._tests)

    def step(self, state: State) -> list[NDArray[np.bool_] | None]:
        """Return where a measure of each condition is taken today, and keep the stages in `moved`.

        Returns:
            For each condition truths of shape (member,), or None if it names no measure.
        """
        now = self._program.evaluate(state)
        before = state["moved"].copy()
        for at, held in enumerate(now):
            state["moved"][:, at] = held
        return [self._taken(state, now, before, *watched) for watched in self._watched]

    def _taken(
        self,
        state: State,
        now: list[NDArray[np.bool_]],
        before: NDArray[np.bool_],
        stages: list[str],
        signals: list[int],
    ) -> NDArray[np.bool_] | None:
        if not stages and not signals:
            return None
        taken = np.zeros(len(state), np.bool_)
        for name in stages:
            at = self._tests[name]
            taken |= now[at] & ~before[:, at]
        for signal in signals:
            taken |= state["signal_day"][:, signal] == state.day
        return taken
