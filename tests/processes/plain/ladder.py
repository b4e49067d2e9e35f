"""The ladder, one future and one dyad after another."""

import numpy as np

from offramp.engine.draws import draw, name_key
from offramp.processes.climbing import CALMED, DOWNWARD, RAISED, UPWARD
from offramp.processes.ladder import LadderProcess


class PlainLadder(LadderProcess):
    """Raises a dyad, lets sides reply, and lets quiet bring it down."""

    def step(self, state):
        self.ladder = self._layout.scenario.ladder
        self.levels = sorted(rung.level for rung in self.ladder.rungs.values())
        gates = [gate for gate in self.ladder.gates.values() if not gate.disabled]
        held = self._program.evaluate(state) if gates else []
        for at, dyad in enumerate(self._layout.labels["dyads"]):
            for member in range(len(state)):
                of_dyad = zip(gates, held, strict=True)
                is_open = {
                    self.ladder.rungs[gate.rung].level: truths[member]
                    for gate, truths in of_dyad
                    if gate.dyad in {"", dyad}
                }
                self._live(state, at, dyad, member, is_open)
        state["raised"][:] = 0
        state.causes["raised"][:] = -1

    def _go(self, state, at, phase, member, level):
        state["rung"][member, at] = level
        if state.traced:
            self._log(state, np.array([[at, phase, member, self.levels.index(level)]]))

    def _live(self, state, at, dyad, member, is_open):
        spot, day = (member, at), state.day
        target = state["raised"][spot]
        for level, held in is_open.items():
            if not held and state["rung"][spot] < level <= target:
                target = max([x for x in self.levels if x < level], default=level)
        if target > state["rung"][spot]:
            self._go(state, at, RAISED, member, target)
        if state["raised"][spot] > 0:
            state["quiet_since"][spot] = day
        if day <= self._layout.scenario.decided_day:
            return
        exchange = self.ladder.rungs[self.ladder.exchange].level
        if state["lethal_today"][spot] or state["rung"][spot] >= exchange:
            self._exchange_replies(state, at, dyad, member, is_open)
            state["quiet_since"][spot] = day
        below = [x for x in self.levels if x < state["rung"][spot]]
        quiet = day - state["quiet_since"][spot] > state["quantity"][member, self._quiet]
        if quiet and below and below[-1] >= state["floor"][spot]:
            self._go(state, at, CALMED, member, below[-1])
            state["quiet_since"][spot] = day

    def _exchange_replies(self, state, at, dyad, member, is_open):
        spot, answers = (member, at), list(self.ladder.reply)
        weights = state["reply_weights"][member]
        shocks = [
            -np.log(
                -np.log(
                    draw(
                        state.draws.keys[member],
                        state.day,
                        name_key("ladder", "choice", dyad, answer),
                        0,
                    )
                )
            )
            for answer in answers
        ]
        chosen = answers[int(np.argmax(np.log(weights) + shocks))]
        above = [x for x in self.levels if x > state["rung"][spot]]
        below = [x for x in self.levels if x < state["rung"][spot]]
        if above and is_open.get(above[0], True):
            rung = next(k for k, rung in self.ladder.rungs.items() if rung.level == above[0])
            if self.ladder.rungs[rung].hazard:
                chance = weights[answers.index("up")] / sum(weights)
                added = -np.log1p(-chance)
                state["hazard"][(*spot, self._layout.rungs.index(rung))] += added
            if chosen == "up":
                self._go(state, at, UPWARD, member, above[0])
                return
        lethal = state["lethal_today"][spot]
        if chosen == "down" and not lethal and below and below[-1] >= state["floor"][spot]:
            self._go(state, at, DOWNWARD, member, below[-1])
