"""Stocks, one future and one stock after another."""

import math

from offramp.processes.stocks import UNBOUND, Stocks


class PlainStocks(Stocks):
    """Adds what a day brings, and finds the latest event behind that."""

    def step(self, state):
        changes = self._program.evaluate(state)
        behind = [self._program.causes(index, state) for index in range(len(changes))]
        for index, at in enumerate(self._at):
            low, high = self._bounds[index]
            for member in range(len(state)):
                change = changes[index][member]
                change = change if math.isfinite(change) else 0.0
                after = state["stock"][member, at] + change
                if low != UNBOUND:
                    after = max(after, state["quantity"][member, low])
                if high != UNBOUND:
                    after = min(after, state["quantity"][member, high])
                state["stock"][member, at] = after
                for events in behind[index] if change else ():
                    latest = max(state.causes["stock"][member, at], events[member])
                    state.causes["stock"][member, at] = latest
