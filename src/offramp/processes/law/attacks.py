"""Armed attacks: which have struck within the scope of a provision, by the law of their own day."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from offramp.engine._jit import njit
from offramp.engine.events import Ids
from offramp.engine.layout import Layout
from offramp.engine.ragged import ragged
from offramp.engine.state import State
from offramp.model.law_parties import not_in_force
from offramp.model.law_scope import outside, strikes

Positions = NDArray[np.int64]


class Attacks(NamedTuple):
    """The attacks within the scope of each provision, if they happen while the same are bound."""

    provisions: Positions
    """Position of each provision with any."""
    start: Positions
    """Where the signals of each begin."""
    signals: Positions
    """Signals that tell of them."""


def attacks_on(layout: Layout, keys: Sequence[str], on: date) -> dict[str, list[int]]:
    """Return, for each provision with any, signals of the attacks of a day within its scope."""
    scenario = layout.scenario
    known = strikes(scenario)
    found = {}
    for key in keys:
        if scenario.provisions[key].attack is None or not_in_force(scenario, key, on):
            continue
        signals = [
            layout.signal(signal)
            for signal, strike in known.items()
            if not outside(scenario, key, on, strike)
        ]
        if signals:
            found[key] = signals
    return found


def as_table(layout: Layout, attacks: Mapping[str, list[int]]) -> Attacks:
    """Lay out what `attacks_on` found."""
    at = [layout.position("provisions", key) for key in attacks]
    return Attacks(np.array(at, np.int64), *ragged(attacks.values()))


def strike(state: State, attacks: Attacks, day: int) -> None:
    """Set which provisions an attack of a day has struck; the cause is the latest such attack.

    Args:
        state: whose `struck` is set.
        attacks: those within the scope of each provision by the law of that day.
        day: of the attacks.
    """
    if len(attacks.provisions):
        _strike(
            *attacks,
            day,
            (state["signal_day"].T, state.causes["signal_day"].T),
            (state["struck"], state.causes["struck"]),
        )


@njit
def _strike(
    provisions: Positions,
    start: Positions,
    signals: Positions,
    day: int,
    happened: tuple[NDArray[np.float64], Ids],
    known: tuple[NDArray[np.bool_], Ids],
) -> None:
    """Set what attacks of a day have struck: signals (signal, member), struck (member, ...)."""
    (signal_day, behind), (struck, cause) = happened, known
    for scope in range(provisions.size):
        at = provisions[scope]
        for signal in signals[start[scope] : start[scope + 1]]:
            for member in range(struck.shape[0]):
                if signal_day[signal, member] == day:
                    struck[member, at] = True
                    cause[member, at] = max(cause[member, at], behind[signal, member])
