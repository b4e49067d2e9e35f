"""Stocks: amounts that are used up, replaced or learned, day by day.

Tomorrow's stock is today's plus its change, kept between its bounds. All changes of a day are
worked out before any stock is changed. The event behind a stock is the latest behind a change.
"""

from collections.abc import Iterable

import numpy as np

from offramp.engine.draws import Draws
from offramp.engine.layout import Layout
from offramp.engine.names import compile_program
from offramp.engine.state import Field, State
from offramp.processes.assessed import assessed


class Stocks:
    """Sets what there is of each stock; a change that has no value, or is infinite, is none.

    A stock that is switched off stays as it starts.
    """

    name: str = "stocks"
    quantities: tuple[str, ...] = ()
    reads: tuple[str, ...] = ("*",)
    writes: tuple[str, ...] = ("stock",)

    def __init__(self, layout: Layout) -> None:
        stocks = layout.scenario.stocks
        self._starts = [layout.column(s.start, f"stocks.{k}.start") for k, s in stocks.items()]
        self._stocks = {k: s for k, s in stocks.items() if not s.disabled}
        self._at = [layout.position("stocks", key) for key in self._stocks]
        self._bounds = [
            tuple(
                None if number is None else layout.column(number, f"stocks.{key}.{field}")
                for field, number in (("low", stock.low), ("high", stock.high))
            )
            for key, stock in self._stocks.items()
        ]
        self._program = compile_program(layout, [s.change for s in self._stocks.values()])

    def fields(self) -> Iterable[Field]:
        """It has no arrays of its own."""
        return ()

    def begin(self, state: State, unknowns: Draws) -> None:
        """Set what there is on the first morning."""
        state["stock"][:] = state["base"][:, self._starts]

    def step(self, state: State) -> None:
        """Change every stock by what a day brings or takes."""
        if not self._stocks:
            return
        changes = self._program.evaluate(state)
        behind = [self._program.causes(index, state) for index in range(len(changes))]
        for index, (at, (low, high)) in enumerate(zip(self._at, self._bounds, strict=True)):
            change = assessed(changes[index])
            stock, cause = state["stock"][:, at], state.causes["stock"][:, at]
            after = stock + change
            if low is not None:
                after = np.fmax(after, state["quantity"][:, low])
            if high is not None:
                after = np.fmin(after, state["quantity"][:, high])
            stock[:] = after
            for events in behind[index]:
                cause[:] = np.where(change != 0, np.maximum(cause, events), cause)
