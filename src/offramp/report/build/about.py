"""What a result is about: people, contact of the two sides, or neither."""

from collections.abc import Iterable

from offramp.model.indicators import HAZARD, own_indicators
from offramp.model.scenario import LETHAL, Scenario
from offramp.model.variables import VARIABLES

PEOPLE = {v.name for v in VARIABLES if v.unit.startswith("person")} | {"strain", "access"}
"""Variables that are about people: how many, how strained who receives them, whether they can
leave."""


class About:
    """Sorts the results of a scenario."""

    def __init__(self, scenario: Scenario) -> None:
        self._own = own_indicators(scenario)
        self._outcomes = scenario.outcomes
        self._signals = _of_contact(scenario)
        self._hazards = {
            case.hazard for one in self._outcomes.values() for case in one.cases if case.hazard
        }
        rungs = scenario.ladder.rungs
        blocs = [one for one in scenario.contacts.values() if one.between_blocs]
        levels = [rungs[one.rung].level for one in blocs if one.rung in rungs]
        self._rungs = {
            key for key, rung in rungs.items() if levels and rung.level >= min(levels)
        }  # from the lowest that contact leads to

    def answered(self, name: str) -> bool:
        """Return whether `hazard.DYAD.RUNG` is that of a case of a question."""
        return name.removeprefix(f"{HAZARD}.") in self._hazards

    def people(self, indicator: str) -> bool:
        """Return whether an indicator is about people, and says which way is better."""
        found = self._own.get(indicator)
        if found is None or not found.better:
            return False
        stems = {name.partition(".")[0] for name in found.value.names()}
        return bool(stems & PEOPLE)

    def contact(self, name: str) -> bool:
        """Return whether an indicator, or `QUESTION.CASE`, is about contact of the two sides."""
        if name.startswith(f"{HAZARD}."):
            return name.split(".", 2)[2] in self._rungs
        if name in self._own:
            return self._named(self._own[name].value.names())
        question, _, key = name.partition(".")
        outcome = self._outcomes.get(question)
        cases = outcome.cases if outcome else ()
        found = next((case for case in cases if case.id == key), None)
        return found is not None and found.when is not None and self._named(found.when.names())

    def _named(self, names: Iterable[str]) -> bool:
        return any(
            head == "rung" or (head in {"ever", "count", "since"} and key in self._signals)
            for head, _, key in (name.partition(".") for name in names)
        )


def _of_contact(scenario: Scenario) -> set[str]:
    """Return lethal contact of the two sides, and the thresholds that come of it."""
    blocs = {f"{key}.{LETHAL}" for key, one in scenario.contacts.items() if one.between_blocs}
    found = set(blocs)
    for key, threshold in scenario.thresholds.items():
        named = {name.partition(".")[2] for name in threshold.when.names()}
        rung = any(name.startswith("rung.") for name in threshold.when.names())
        if rung or named & found:
            found.add(key)
    return found
