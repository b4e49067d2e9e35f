"""Armed attacks: which have struck within the scope of a provision, by the law of their own day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from offramp.engine.layout import Layout
from offramp.engine.state import State
from offramp.model.law_parties import not_in_force
from offramp.model.law_scope import outside, strikes


@dataclass(frozen=True)
class Attacks:
    """The attacks within the scope of a provision, if they happen while the same are bound."""

    at: int
    """Position of the provision."""
    signals: NDArray[np.intp]
    """Signals that tell of them."""


def attacks_on(layout: Layout, keys: Sequence[str], on: date) -> dict[str, Attacks]:
    """Return, for each provision with any, the attacks of a day that are within its scope."""
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
            at = layout.position("provisions", key)
            found[key] = Attacks(at, np.array(signals, np.intp))
    return found


def strike(state: State, attacks: Sequence[Attacks], day: int) -> None:
    """Set which provisions an attack of a day has struck; the cause is the latest such attack.

    Args:
        state: whose `struck` is set.
        attacks: those within the scope of each provision by the law of that day.
        day: of the attacks.
    """
    happened, behind = state["signal_day"], state.causes["signal_day"]
    struck, cause = state["struck"], state.causes["struck"]
    for scope in attacks:
        for signal in scope.signals:
            today = happened[:, signal] == day
            if today.any():
                struck[today, scope.at] = True
                latest = np.maximum(cause[today, scope.at], behind[today, signal])
                cause[today, scope.at] = latest
