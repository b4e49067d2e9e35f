"""What can never come about in a scenario, whatever happens: signals, stages, conditions."""

from collections.abc import Callable
from math import inf

from offramp.model.expression import Expression
from offramp.model.expression_partial import settled
from offramp.model.expression_value import Scalar
from offramp.model.law_parties import change_days, not_in_force
from offramp.model.names import SIGNALS, TESTS
from offramp.model.scenario import LETHAL, Scenario

NEVER: dict[str, Scalar] = {"ever": False, "count": 0.0, "since": inf}
"""What is asked of a signal that never comes, with the answer."""


class Never:
    """Works out which signals of a scenario cannot come."""

    def __init__(self, scenario: Scenario) -> None:
        self._scenario = scenario
        self._signals = scenario.signals()
        self._dead: dict[str, bool] = {}

    def holds(self, condition: Expression) -> bool:
        """Return whether a condition can be true."""
        return settled(condition, self.known) is not False

    def known(self, name: str) -> Scalar | None:
        """Return what a name stands for all the time, or None where that may change."""
        head, _, rest = name.partition(".")
        if head in SIGNALS and rest in self._signals and self.is_dead(rest):
            return NEVER[head]
        if head in TESTS and rest in self._scenario.measures:
            return False if self._scenario.measures[rest].disabled else None
        return None

    def is_dead(self, signal: str) -> bool:
        """Return whether a signal can never come."""
        if signal not in self._dead:
            self._dead[signal] = False
            section = self._signals[signal]
            item = signal
            if section == "contacts" and signal not in self._scenario.contacts:
                item = signal.removesuffix(f".{LETHAL}")
            self._dead[signal] = getattr(self._scenario, section)[item].disabled or not self._comes(
                section, item
            )
        return self._dead[signal]

    def _comes(self, section: str, item: str) -> bool:
        scenario = self._scenario
        comes: dict[str, Callable[[], bool]] = {
            "thresholds": lambda: self.holds(scenario.thresholds[item].when),
            "red_lines": lambda: self.holds(scenario.red_lines[item].when),
            "influences": lambda: self.holds(scenario.influences[item].when),
            "provisions": lambda: self._is_met(item),
        }
        return comes[section]() if section in comes else True

    def _is_met(self, key: str) -> bool:
        """Return whether a provision is in force some day, and can be met."""
        scenario = self._scenario
        days = [scenario.start, *(d for d in change_days(scenario, key) if d > scenario.start)]
        if all(not_in_force(scenario, key, day) for day in days):
            return False
        return self.holds(scenario.provisions[key].trigger)
