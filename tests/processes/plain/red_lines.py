"""Red lines, one future and one line after another."""

import numpy as np

from offramp.engine.draws import uniform_items
from offramp.engine.names import compile_program
from offramp.model.expression import Expression
from offramp.model.law_rules import Standing
from offramp.model.names import SIGNALS, TESTS
from offramp.processes.red_lines import NO_ANSWER, RedLines


class PlainRedLines(RedLines):
    """Asks of each line whether it is crossed today, by a measure taken again or otherwise."""

    def __init__(self, layout):
        super().__init__(layout)
        self._watched = {}
        for key, line in self._lines.items():
            parts = [(name, *name.partition(".")[::2]) for name in line.when.names()]
            known = [part for part in parts if part[2] in layout.scenario.measures]
            self._watched[key] = (
                [name for name, head, _ in known if head in TESTS],
                [layout.signal(rest) for _, head, rest in known if head in SIGNALS],
            )
        self._names_of = sorted({name for names, _ in self._watched.values() for name in names})
        self._tests = compile_program(layout, [Expression(name) for name in self._names_of])

    def fields(self):
        return [
            field._replace(width=(len(self._names_of),)) if field.name == "moved" else field
            for field in super().fields()
        ]

    def step(self, state):
        held = self._program.evaluate(state)
        now = dict(zip(self._names_of, self._tests.evaluate(state), strict=True))
        before = dict(zip(self._names_of, state["moved"].T.copy(), strict=True))
        state["moved"][:] = np.array([now[name] for name in self._names_of]).T
        for index, (key, (names, signals)) in enumerate(self._watched.items()):
            crosses = []
            for member in range(len(state)):
                anew = any(now[name][member] and not before[name][member] for name in names)
                anew |= any(state["signal_day"][member, at] == state.day for at in signals)
                free = state.day > self._layout.scenario.decided_day
                fresh = not state["beyond"][member, index] or (anew and free)
                if held[index][member] and fresh:
                    crosses.append(member)
            state["beyond"][:, index] = held[index]
            for member in crosses:
                self._cross(state, index, key, np.array([member]))
            for member in range(len(state)):
                if state["answer_due"][member, self._at[key]] <= state.day:
                    self._answer(state, key, np.array([member]))

    def _cross(self, state, index, key, rows):
        at, line, weights = self._at[key], self._lines[key], self._weights[key]
        ids = state.emit(
            rows,
            "crossed",
            key,
            f"red_lines.{key}",
            signals=[key],
            target=line.holder,
            causes=self._program.causes(index, state, rows),
        )
        free = state.day > self._layout.scenario.decided_day
        if not free or not np.isinf(state["answer_due"][rows, at]):
            return
        drawn = uniform_items(state.draws.keys[rows], state.day, weights.names())
        believed = state["answer_weights"][rows, at, : len(weights.answers)]
        worth = np.log(believed) - np.log(-np.log(drawn))
        state["answer"][rows, at] = np.argmax(worth, axis=1)
        state.causes["answer"][rows, at] = ids
        delay = self._layout.column(line.delay, f"red_lines.{key}.delay")
        state["answer_due"][rows, at] = state.day + state["quantity"][rows, delay]

    def _answer(self, state, key, row):
        at, line = self._at[key], self._lines[key]
        state["answer_due"][row, at] = np.inf
        answer = self._weights[key].answers[state["answer"][row[0], at]]
        silent = answer == NO_ANSWER or self._layout.scenario.measures[answer].disabled
        if not silent and self._judged:
            measure = self._layout.measures.index(answer)
            silent = state["standing"][row[0], measure] == Standing.barred
        ids = state.emit(
            row,
            "unanswered" if silent else "answered",
            key,
            f"red_lines.{key}",
            actor=line.holder,
            target="" if silent else answer,
            causes=[state.causes["answer"][row, at]],
        )
        learning = self._layout.column(line.learning, f"red_lines.{key}.learning")
        share, before = state["quantity"][row, learning], state["credence"][row, at]
        state["credence"][row, at] += share * ((0.0 if silent else 1.0) - before)
        state.causes["credence"][row, at] = ids
        if not silent:
            measure = self._layout.measures.index(answer)
            state["ordered"][row, measure] = True
            state.causes["ordered"][row, measure] = ids
