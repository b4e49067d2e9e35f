"""How a future went: the cases of each outcome, judged on its last day."""

import numpy as np
from numpy.typing import NDArray

from offramp.engine.layout import Layout
from offramp.engine.names import compile_program
from offramp.engine.state import State


class OutcomeRules:
    """The outcomes of a scenario, compiled."""

    def __init__(self, layout: Layout) -> None:
        self._outcomes = {k: o for k, o in layout.scenario.outcomes.items() if not o.disabled}
        conditions = [
            case.when
            for outcome in self._outcomes.values()
            for case in outcome.cases
            if case.when is not None
        ]
        self._program = compile_program(layout, conditions)

    def judge(self, state: State) -> dict[str, NDArray[np.int8]]:
        """Return the index of the first case that holds of each outcome, and log it."""
        held = self._program.evaluate(state)
        found, at = {}, 0
        for question, outcome in self._outcomes.items():
            last = len(outcome.cases) - 1
            answer = np.full(len(state), last, np.int8)
            for index in reversed(range(last)):
                answer[held[at + index].astype(bool)] = index
            for index, case in enumerate(outcome.cases):
                rows = np.flatnonzero(answer == index)
                if not len(rows):
                    continue
                causes = [] if index == last else self._program.causes(at + index, state, rows)
                state.emit(
                    rows,
                    "outcome",
                    question,
                    f"outcomes.{question}",
                    target=case.id,
                    causes=causes,
                )
            at += last
            found[question] = answer
        return found
