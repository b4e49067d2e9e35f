"""All indicators of a scenario: its own, and those that every ladder brings with it."""

from collections.abc import Iterator
from typing import Literal, NamedTuple

from offramp.model.indicator import Indicator
from offramp.model.scenario import Scenario

HAZARD = "hazard"
"""First word of an indicator that every scenario with a ladder has: `hazard.DYAD.RUNG`."""


class Yardstick(NamedTuple):
    """What people have to know of an indicator."""

    label: str
    unit: str
    """Unit of the number that each future has: that of its days taken together."""
    better: Literal["low", "high", ""]
    built_in: bool = False
    """Whether the scenario has it without having defined it."""


def own_indicators(scenario: Scenario) -> dict[str, Indicator]:
    """Return the indicators that a scenario defines and has not switched off."""
    return {key: it for key, it in scenario.indicators.items() if not it.disabled}


def hazard_rungs(scenario: Scenario) -> Iterator[tuple[str, int, int]]:
    """Yield (id, position of the dyad, position of the rung) for `hazard.DYAD.RUNG`.

    It is the chance of each future that a lethal incident leads to the rung, or that a rung which
    nobody has seen is reached: 1 - exp(-hazard).
    """
    for dyad, pair in enumerate(scenario.ladder.dyads):
        for rung, step in enumerate(scenario.ladder.rungs):
            yield f"{HAZARD}.{pair}.{step}", dyad, rung


def yardsticks(scenario: Scenario) -> dict[str, Yardstick]:
    """Return all indicators by id, those of the scenario first.

    A total of something in person is in person day; a total of what is a rate a day loses the day.
    """
    own = {
        key: Yardstick(it.label or key, _unit(it), it.better)
        for key, it in own_indicators(scenario).items()
    }
    built_in = {key: _of_rung(scenario, key) for key, _, _ in hazard_rungs(scenario)}
    return own | {key: it for key, it in built_in.items() if key not in own}


def _unit(indicator: Indicator) -> str:
    if indicator.take == "share":
        return "1"
    if indicator.take != "total":
        return indicator.unit
    if indicator.unit.endswith("/day"):
        return indicator.unit.removesuffix("/day")
    return "day" if indicator.unit == "1" else f"{indicator.unit} day"


def _of_rung(scenario: Scenario, name: str) -> Yardstick:
    _, dyad, rung = name.split(".", 2)
    ladder = scenario.ladder
    pair, step = ladder.dyads[dyad].label or dyad, ladder.rungs[rung].label or rung
    return Yardstick(f"Chance of {step}, {pair}", "1", "low", built_in=True)
