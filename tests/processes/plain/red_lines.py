"""Red lines, one future and one line after another."""

import numpy as np

from offramp.engine.names import compile_program
from offramp.model.expression import Expression
from offramp.model.names import SIGNALS, TESTS
from offramp.processes.red_lines import RedLines


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
            if crosses:
                self._cross(state, index, key, np.array(crosses))
            self._answer(state, key)
