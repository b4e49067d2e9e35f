"""Red lines: when one is crossed its holder answers, or not, and others learn from it."""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from offramp.engine.draws import Draws
from offramp.engine.events import Members
from offramp.engine.layout import Layout
from offramp.engine.names import compile_program
from offramp.engine.state import Field, State
from offramp.model.law_rules import Standing
from offramp.processes.becoming import become
from offramp.processes.measures.appraisal import LAW
from offramp.processes.moves import Moves
from offramp.processes.weights import Weights

NO_ANSWER = "none"
"""The answer that is none."""


class RedLines:
    """Logs crossings, orders the answers when they are due, and moves credence.

    While history decides only answers on record happen: a crossing is logged, none is drawn, and a
    line that merely stays crossed after that is not answered later. It is crossed anew by a measure
    of its condition that is taken again. While an answer is pending, a new crossing calls for no
    second one. An answer by a measure that is switched off, or that law
    puts beyond its actor's powers on that morning, is none.
    """

    name: str = "red_lines"
    quantities: tuple[str, ...] = ()
    reads: tuple[str, ...] = ("*",)
    writes: tuple[str, ...] = (
        "credence",
        "ordered",
        "beyond",
        "moved",
        "answer",
        "answer_due",
        "answer_weights",
    )

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        scenario = layout.scenario
        self._lines = {k: line for k, line in scenario.red_lines.items() if not line.disabled}
        self._at = {key: layout.position("red_lines", key) for key in self._lines}
        self._decided = scenario.decided_day
        self._judged = LAW in scenario.order
        self._program = compile_program(layout, [line.when for line in self._lines.values()])
        self._weights = {
            key: Weights.of(layout, f"red_lines.{key}", "responses", line.responses, line.doubt)
            for key, line in self._lines.items()
        }
        self._names = {key: weights.names() for key, weights in self._weights.items()}
        self._columns = {
            (key, field): layout.column(getattr(line, field), f"red_lines.{key}.{field}")
            for key, line in self._lines.items()
            for field in ("credence", "learning", "delay")
        }
        self._moves = Moves(layout, [line.when for line in self._lines.values()])
        self._widest = max((len(w.answers) for w in self._weights.values()), default=0)

    def fields(self) -> Iterable[Field]:
        """Whether each line was crossed yesterday, and by what; the answer to come, and when."""
        lines = self._layout.width("red_lines")
        return (
            Field("beyond", (len(self._lines),), np.bool_, by_label=True),
            Field("moved", (len(self._moves),), np.bool_, by_label=True),
            Field("answer", (lines,), np.int8, -1, traced=True),
            Field("answer_due", (lines,), np.float64, np.inf, by_label=True),
            Field("answer_weights", (lines, self._widest)),
        )

    def begin(self, state: State, unknowns: Draws) -> None:
        """Set what others believe at the start, and draw what is not known of the answers."""
        for key, weights in self._weights.items():
            at = self._at[key]
            state["credence"][:, at] = state["base"][:, self._columns[key, "credence"]]
            believed = weights.believed(state, unknowns)
            state["answer_weights"][:, at, : believed.shape[1]] = believed

    def step(self, state: State) -> None:
        """See which lines are crossed today, and give the answers that are due."""
        if not self._lines:
            return
        held = self._program.table(state)
        crosses = np.empty(held.shape, np.bool_)
        taken = np.empty(held.shape, np.bool_)
        stirs = become(held, state["beyond"].T, crosses)
        if self._moves.step(state, taken) and state.day > self._decided:
            crosses |= taken & (held != 0)
            stirs = True
        answer_due = state["answer_due"].T
        due = answer_due <= state.day
        if not stirs and not due.any():
            return
        for index, (key, at) in enumerate(self._at.items()):
            if crosses[index].any():
                self._cross(state, index, key, np.flatnonzero(crosses[index]))
                self._answer(state, key)
            elif due[at].any():
                self._answer(state, key)

    def _cross(self, state: State, index: int, key: str, rows: Members) -> None:
        at = self._at[key]
        ids = state.emit(
            rows,
            "crossed",
            key,
            f"red_lines.{key}",
            signals=[key],
            target=self._lines[key].holder,
            causes=self._program.causes(index, state, rows),
        )
        if state.day <= self._decided:
            return
        idle = np.isinf(state["answer_due"][rows, at])
        rows, ids = rows[idle], ids[idle]
        weights = self._weights[key]
        believed = state["answer_weights"][rows, at, : len(weights.answers)]
        keys = state.draws.keys[rows]
        state["answer"][rows, at] = weights.choose(keys, state.day, believed, self._names[key])
        state.causes["answer"][rows, at] = ids
        delay = state["quantity"][rows, self._columns[key, "delay"]]
        state["answer_due"][rows, at] = state.day + delay

    def _answer(self, state: State, key: str) -> None:
        at = self._at[key]
        due = state["answer_due"][:, at] <= state.day
        if not due.any():
            return
        state["answer_due"][due, at] = np.inf
        for number, answer in enumerate(self._weights[key].answers):
            rows = np.flatnonzero(due & (state["answer"][:, at] == number))
            if not len(rows):
                continue
            silent = self._silent(state, rows, answer)
            self._tell(state, key, rows[silent], NO_ANSWER)
            self._tell(state, key, rows[~silent], answer)

    def _silent(self, state: State, rows: Members, answer: str) -> NDArray[np.bool_]:
        """Return where an answer is none: it is off, or beyond its actor's powers in law."""
        scenario = self._layout.scenario
        if answer == NO_ANSWER or scenario.measures[answer].disabled:
            return np.ones(len(rows), np.bool_)
        if not self._judged:
            return np.zeros(len(rows), np.bool_)
        standing = state["standing"][rows, self._layout.measures.index(answer)]
        return np.asarray(standing == Standing.barred, np.bool_)

    def _tell(self, state: State, key: str, rows: Members, answer: str) -> None:
        """Log an answer, or that there is none; let others learn from it, and order it."""
        if not len(rows):
            return
        at = self._at[key]
        silent = answer == NO_ANSWER
        ids = state.emit(
            rows,
            "unanswered" if silent else "answered",
            key,
            f"red_lines.{key}",
            actor=self._lines[key].holder,
            target="" if silent else answer,
            causes=[state.causes["answer"][rows, at]],
        )
        self._learn(state, key, rows, 0.0 if silent else 1.0)
        state.causes["credence"][rows, at] = ids
        if not silent:
            measure = self._layout.measures.index(answer)
            state["ordered"][rows, measure] = True
            state.causes["ordered"][rows, measure] = ids

    def _learn(self, state: State, key: str, rows: np.ndarray, seen: float) -> None:
        at = self._at[key]
        share = state["quantity"][rows, self._columns[key, "learning"]]
        state["credence"][rows, at] += share * (seen - state["credence"][rows, at])
