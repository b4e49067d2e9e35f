"""Indicators, added up day by day: one number that says how each future went."""

import numpy as np
from numpy.typing import NDArray

from offramp.engine.layout import Layout
from offramp.engine.names import compile_program
from offramp.engine.state import State
from offramp.model.indicator import Take
from offramp.model.indicators import hazard_rungs, own_indicators

Floats = NDArray[np.float64]


class Indicators:
    """The indicators of a scenario, compiled together. It holds no values."""

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        self._own = own_indicators(layout.scenario)
        self.takes: dict[str, Take] = {key: it.take for key, it in self._own.items()}
        self._free_from = layout.scenario.decided_day + 1
        self._program = compile_program(layout, [it.value for it in self._own.values()])

    def counts(self, key: str, day: int) -> bool:
        """Return whether a day is among those that an indicator looks at."""
        return self._own[key].days == "all" or day >= self._free_from

    def values(self, state: State) -> dict[str, NDArray[np.generic]]:
        """Return today's values of all indicators that look at today, each of shape (member,)."""
        if not any(self.counts(key, state.day) for key in self._own):
            return {}
        found = zip(self._own, self._program.evaluate(state), strict=True)
        return {key: value for key, value in found if self.counts(key, state.day)}

    def of_hazard(self, hazard: Floats) -> dict[str, Floats]:
        """Return the indicators that every ladder brings with it.

        Args:
            hazard: cumulative, shape (member, dyad, rung).
        """
        rungs = hazard_rungs(self._layout.scenario)
        return {key: -np.expm1(-hazard[:, dyad, rung]) for key, dyad, rung in rungs}


class Tally:
    """Indicators of some members, as far as they have come.

    A day on which an indicator has no value is left out; with no day left it has none itself.
    """

    def __init__(self, indicators: Indicators, members: int) -> None:
        self._indicators = indicators
        self._sums = {key: np.zeros(members) for key in indicators.takes}
        self._days = {key: np.zeros(members) for key in indicators.takes}

    def add(self, state: State) -> None:
        """Take today in."""
        for key, value in self._indicators.values(state).items():
            take, total, days = self._indicators.takes[key], self._sums[key], self._days[key]
            today = value.astype(np.float64)
            there = ~np.isnan(today)
            if take in {"total", "mean", "share"}:
                total += np.where(there, today, 0.0)
            else:
                better = there & ((days == 0) | _prevails(take, today, total))
                total[:] = np.where(better, today, total)
            days += there

    def found(self) -> dict[str, Floats]:
        """Return the indicators, float64 (member,) each; not-a-number where no day has a value."""
        return {key: self._found(key) for key in self._sums}

    def _found(self, key: str) -> Floats:
        total, days = self._sums[key], self._days[key]
        averaged = self._indicators.takes[key] in {"mean", "share"}
        made = total / np.maximum(days, 1.0) if averaged else total
        return np.where(days > 0, made, np.nan)


def _prevails(take: Take, today: Floats, before: Floats) -> NDArray[np.bool_]:
    """Return where today's value replaces that of the days before, bool (member,)."""
    if take == "most":
        return np.asarray(today > before)
    if take == "least":
        return np.asarray(today < before)
    return np.ones(len(today), np.bool_)
