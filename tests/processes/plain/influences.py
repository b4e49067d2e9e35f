"""Influences, one future after another."""

import numpy as np

from offramp.engine.draws import draw, name_key
from offramp.processes.assessed import assessed
from offramp.processes.influences import STANDING, Influences


class PlainInfluences(Influences):
    """Ends what is over, then begins what holds or strikes."""

    def step(self, state):
        values = self._program.evaluate(state)
        for index in range(len(self._influences)):
            at, members = self._at[index], range(len(state))
            active = state["active"][:, at]
            if self._rates[index] == STANDING:
                over = [m for m in members if active[m] and not values[index][m]]
            else:
                over = [m for m in members if active[m] and state["until"][m, at] <= state.day]
            self._leave(state, index, np.array(over, np.intp))
            begins = [
                m
                for m in members
                if values[index][m] and not active[m] and self._comes(state, index, values, m)
            ]
            self._enter(state, index, np.array(begins, np.intp))

    def _comes(self, state, index, values, member):
        if self._rates[index] == STANDING:
            return True
        if state.day < self._free_from[index]:
            return False
        rate = max(assessed(values[self._rates[index]][member]), 0.0)
        name = name_key("influences", self._influences[index][0])
        return draw(state.draws.keys[member], state.day, name, 0) < 1 - np.exp(-rate)

    def _enter(self, state, index, rows):
        if not len(rows):
            return
        at, rate, (key, _) = self._at[index], self._rates[index], self._influences[index]
        behind = self._program.causes(index, state, rows)
        inputs = self._program.decided_by(index, state, rows)
        if rate != STANDING:
            behind += self._program.causes(rate, state, rows)
            inputs |= self._program.decided_by(rate, state, rows)
            state["until"][rows, at] = self._over(state, key, rows)
        ids = self._tell(state, "began", index, rows, behind, inputs)
        state["active"][rows, at] = True
        state.causes["active"][rows, at] = ids

    def _leave(self, state, index, rows):
        if not len(rows):
            return
        at = self._at[index]
        self._tell(state, "ended", index, rows, [state.causes["active"][rows, at]], {})
        state["active"][rows, at] = False
        state.causes["active"][rows, at] = -1

    def _over(self, state, key, rows):
        duration = self._layout.scenario.influences[key].duration
        if duration is None:
            return np.full(len(rows), np.inf)
        column = self._layout.column(duration, f"influences.{key}.duration")
        return state.day + state["quantity"][rows, column]

    def _tell(self, state, kind, index, rows, causes, inputs):
        key, influence = self._influences[index]
        return state.emit(
            rows,
            kind,
            key,
            f"influences.{key}",
            signals=[key] if kind == "began" else [],
            actor=influence.actor,
            place=influence.place,
            causes=causes,
            inputs=inputs,
        )
