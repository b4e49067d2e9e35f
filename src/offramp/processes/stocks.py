"""Stocks: amounts that are used up, replaced or learned, day by day.

Tomorrow's stock is today's plus its change, kept between its bounds. All changes of a day are
worked out before any stock is changed. The event behind a stock is the latest behind a change.
"""

import math
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from offramp.engine._jit import njit
from offramp.engine.draws import Draws
from offramp.engine.events import Ids
from offramp.engine.layout import Layout
from offramp.engine.names import compile_program
from offramp.engine.state import Field, State
from offramp.processes.assessed import assessed

Floats = NDArray[np.float64]

UNBOUND = -1
"""Stands for a bound that there is not."""


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
        self._at = np.array([layout.position("stocks", key) for key in self._stocks], np.int64)
        self._bounds = np.array(
            [
                [
                    UNBOUND if number is None else layout.column(number, f"stocks.{key}.{field}")
                    for field, number in (("low", stock.low), ("high", stock.high))
                ]
                for key, stock in self._stocks.items()
            ],
            np.int64,
        ).reshape(-1, 2)
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
        changes = self._program.table(state)
        if state.traced:
            self._blame(state, changes)
        _change(self._at, self._bounds, changes, state["quantity"].T, state["stock"])

    def _blame(self, state: State, changes: Floats) -> None:
        """Let a newer event behind a change replace the one behind its stock."""
        found = self._program.latest(range(len(changes)), state)
        _blame(self._at, changes, found, state.causes["stock"])


@njit
def _blame(positions: NDArray[np.int64], changes: Floats, latest: Ids, causes: Ids) -> None:
    """Keep the newest event behind each stock that changes.

    Args:
        positions: of the stocks.
        changes: a day, (stock, member).
        latest: event behind each change, (stock, member).
        causes: event behind each stock, to be changed, (member, any stock).
    """
    for index in range(positions.size):
        at = positions[index]
        for member in range(causes.shape[0]):
            if assessed(changes[index, member]) != 0.0:
                causes[member, at] = max(causes[member, at], latest[index, member])


@njit
def _change(
    positions: NDArray[np.int64],
    bounds: NDArray[np.int64],
    changes: Floats,
    quantity: Floats,
    stocks: Floats,
) -> None:
    """Add the changes of a day, and keep every stock between its bounds.

    Args:
        positions: of the stocks that change.
        bounds: columns of the lowest and highest amount of each, or `UNBOUND`, (stock, 2).
        changes: a day, (stock, member).
        quantity: effective values, (column, member).
        stocks: to be changed, (member, any stock).
    """
    for index in range(positions.size):
        low, high = bounds[index]
        for member in range(stocks.shape[0]):
            after = stocks[member, positions[index]] + assessed(changes[index, member])
            if low != UNBOUND and not after >= quantity[low, member]:
                after = _first(quantity[low, member], after)
            if high != UNBOUND and not after <= quantity[high, member]:
                after = _first(quantity[high, member], after)
            stocks[member, positions[index]] = after


@njit
def _first(bound: float, after: float) -> float:
    """Return a bound, unless it has no value."""
    return after if math.isnan(bound) else bound
