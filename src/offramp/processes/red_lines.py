"""Red lines: when one is crossed its holder answers, or not, and others learn from it."""

from collections.abc import Iterable

import numpy as np

from offramp.engine.draws import Draws
from offramp.engine.events import NO_WORDS, Causes
from offramp.engine.layout import Layout
from offramp.engine.names import compile_program
from offramp.engine.state import Field, State
from offramp.engine.wording import Wording
from offramp.processes.answers import (
    ANSWERED,
    SILENT,
    UNANSWERED,
    Answers,
    Lines,
    Places,
    blame,
    live,
)
from offramp.processes.becoming import become
from offramp.processes.measures.appraisal import LAW, places
from offramp.processes.moves import Moves
from offramp.processes.weights import Weights

NO_ANSWER = "none"
"""The answer that is none."""

_NO_STANDING = np.empty((0, 0), np.int8)


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
        self._credence = {
            key: layout.column(line.credence, f"red_lines.{key}.credence")
            for key, line in self._lines.items()
        }
        self._moves = Moves(layout, [line.when for line in self._lines.values()])
        self._widest = max((len(w.answers) for w in self._weights.values()), default=0)
        self._signals = np.array([layout.signal(key) for key in self._lines], np.intp)
        self._tables = self._laid_out()
        self._kinds = ANSWERED + self._widest
        self._wording = Wording(layout.names, len(self._lines) * self._kinds, self._said)

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
            state["credence"][:, at] = state["base"][:, self._credence[key]]
            believed = weights.believed(state, unknowns)
            state["answer_weights"][:, at, : believed.shape[1]] = believed

    def step(self, state: State) -> None:
        """See which lines are crossed today, and give the answers that are due."""
        if not self._lines:
            return
        held = self._program.table(state)
        crosses = np.empty(held.shape, np.bool_)
        taken = np.empty(held.shape, np.bool_)
        become(held, state["beyond"].T, crosses)
        free = state.day > self._decided
        if self._moves.step(state, taken) and free:
            crosses |= taken & (held != 0)
        found = live(
            self._tables,
            crosses,
            Answers(state["answer"], state["answer_due"].T, state["answer_weights"]),
            (state.day, free),
            state.draws.keys,
            state["quantity"].T,
            state["standing"].T if self._judged else _NO_STANDING,
            state["credence"],
            state["ordered"].T,
        )
        if len(found):
            self._log(state, found)

    def _log(self, state: State, found: Places) -> None:
        """Log what happens to lines, with the events behind it."""
        lines, rows, kinds = found.T.copy()
        crossed = np.flatnonzero(kinds < UNANSWERED)
        signals = np.full(len(rows), -1, np.intp)
        signals[crossed] = self._signals[lines[crossed]]
        if not state.traced:
            state.emit_many(rows, NO_WORDS, signals=signals)
            return
        ids, answered = state.events.upcoming(rows), np.empty(len(rows), np.int32)
        by = state.causes
        blame(
            self._tables,
            found,
            ids,
            by["answer"],
            by["credence"],
            by["ordered"].T,
            answered,
        )
        met = self._program.behind(lines[crossed], state, rows[crossed])
        causes = [Causes(crossed[met.at], met.event), Causes(np.arange(len(rows)), answered)]
        words = self._wording.words(lines * self._kinds + kinds)
        state.emit_many(rows, words, signals=signals, causes=Causes.join(causes))

    def _said(self, kind: int) -> tuple[str, ...]:
        """Return what the log says of a line that is crossed, or answered in some way."""
        at, what = divmod(kind, self._kinds)
        key, line = list(self._lines.items())[at]
        rule = f"red_lines.{key}"
        if what < UNANSWERED:
            return "crossed", key, "", line.holder, "", rule
        if what == UNANSWERED:
            return "unanswered", key, line.holder, "", "", rule
        answer = self._weights[key].answers[what - ANSWERED]
        return "answered", key, line.holder, answer, "", rule

    def _laid_out(self) -> Lines:
        """Return what the kernels have to know of the lines."""
        layout = self._layout
        shape = (len(self._lines), self._widest)
        measure, names = np.full(shape, SILENT, np.int64), np.zeros(shape, np.uint64)
        for row, weights in enumerate(self._weights.values()):
            names[row, : len(weights.answers)] = weights.names()
            for number, answer in enumerate(weights.answers):
                if answer != NO_ANSWER and not layout.scenario.measures[answer].disabled:
                    measure[row, number] = layout.measures.index(answer)
        delays = [layout.column(it.delay, f"red_lines.{k}.delay") for k, it in self._lines.items()]
        learns = [
            layout.column(it.learning, f"red_lines.{k}.learning") for k, it in self._lines.items()
        ]
        return Lines(
            at=places(list(self._at.values())),
            delay=places(delays),
            learning=places(learns),
            answers=places([len(weights.answers) for weights in self._weights.values()]),
            measure=measure,
            names=names,
        )
