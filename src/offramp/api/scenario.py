"""Scenarios as `offramp.load` gives them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from pydantic import PrivateAttr

from offramp.model.problems import Problem, ScenarioError, did_you_mean
from offramp.model.scenario import Scenario
from offramp.reading.scenario import Reading, read_scenario
from offramp.reading.variants import laid_over, tree_of

AS_IT_IS = "as it is"
"""What the scenario is called where no assumption set is given."""


class LoadedScenario(Scenario):
    """A scenario that was read from files and knows where everything stands in them."""

    _reading: Reading | None = PrivateAttr(default=None)

    def where(self, path: str) -> str:
        """Return `file:line` of a dotted path such as `measures.appeal`; empty if not known."""
        return self._reading.where(path) if self._reading else ""

    @property
    def reading(self) -> Reading | None:
        """How it was put together; None if it was changed since it was read."""
        read = self._reading
        return read if read and said(self) == said(read.scenario) else None

    @property
    def overlays(self) -> dict[str, str]:
        """The overlays that it keeps, by name, each with who holds that view."""
        kept = self._reading.named_overlays() if self._reading else ()
        return {one.name: one.about for one in kept}

    def ordered(self, measure: str, day: date | str) -> "LoadedScenario":
        """Return this scenario with a measure adopted by order on a day, whoever wants it.

        Lead times count from it; neither law nor the measure's own condition stops it.

        Args:
            measure: id of a measure.
            day: after the last that history decides, as a date or as `2030-04-01`.

        Raises:
            ScenarioError: if it cannot be ordered, or not on that day.
        """
        return ordered(self, measure, day)

    def forbidding(self, measure: str) -> "LoadedScenario":
        """Return this scenario without a measure: nobody takes it.

        Args:
            measure: its id.

        Raises:
            ScenarioError: if there is no such measure.
        """
        return forbidding(self, measure)

    def __repr__(self) -> str:
        return (
            f"Scenario {self.id}: {self.title}\n"
            f"  {self.days} days from {self.start}, known until {self.as_of}; "
            f"{len(self.actors)} actors, {len(self.measures)} measures, {len(self.places)} places\n"
            "  run it with offramp.run(scenario), or ask it for .measures, .where(path)"
        )


def load(
    name_or_path: str | Path, overlays: Sequence[str | Path] = (), without: Sequence[str] = ()
) -> LoadedScenario:
    """Read a scenario and check it.

    Args:
        name_or_path: a name in the library, a folder, or a YAML file.
        overlays: YAML files, or names of overlays that the scenario keeps (see `overlays` of the
            result); each is laid over what comes before it.
        without: ids of mechanisms to switch off.

    Raises:
        ScenarioError: with everything that is wrong.
    """
    return loaded_from(read_scenario(name_or_path, overlays, without))


def varied(
    scenario: LoadedScenario, changes: Mapping[str, Any], called: str = ""
) -> LoadedScenario:
    """Return a scenario with an overlay given as plain data laid over it, and checked.

    Args:
        scenario: as `load` gave it.
        changes: sections and keys of the head, as an overlay has them.
        called: what a run says was laid on top.

    Raises:
        ScenarioError: with everything that is wrong.
    """
    reading = scenario.reading
    if reading is None:
        msg = "this scenario was changed since it was read: load it again"
        raise ValueError(msg)
    overlays = (*reading.overlays, called) if called else reading.overlays
    changed = laid_over(reading, tree_of(changes))
    return loaded_from(
        replace(changed, overlays=overlays, without=reading.without, homes=reading.homes)
    )


def ordered(scenario: LoadedScenario, measure: str, day: date | str) -> LoadedScenario:
    """Return a scenario with a measure adopted by order; see `LoadedScenario.ordered`."""
    when = day if isinstance(day, date) else _date(day)
    label = _measure(scenario, measure)
    last = scenario.start + timedelta(days=scenario.days - 1)
    decided = scenario.start + timedelta(days=scenario.decided_day)
    if not decided < when <= last:
        message = f"{measure} cannot be ordered on {when}"
        hint = f"name a day after {decided}, until which history decides, and not after {last}"
        raise ScenarioError([Problem("bad-date", message, hint)])
    order = {
        "measure": measure,
        "day": str(when),
        "label": f"{label}, ordered on {when}",
    }
    called = f"{measure}@{when}"
    return varied(scenario, {"orders": {called: order}}, f"order {called}")


def forbidding(scenario: LoadedScenario, measure: str) -> LoadedScenario:
    """Return a scenario without a measure; see `LoadedScenario.forbidding`."""
    _measure(scenario, measure)
    return varied(scenario, {"disable": [f"measures.{measure}"]}, f"forbid {measure}")


def _measure(scenario: LoadedScenario, name: str) -> str:
    """Return the label of a measure that may be taken."""
    found = scenario.measures.get(name)
    open_ones = [key for key, one in scenario.measures.items() if not one.disabled]
    if found is None:
        hint = did_you_mean(name, open_ones) or f"it has {', '.join(open_ones) or 'none'}"
        message = f'there is no measure "{name}" in {scenario.id}'
        raise ScenarioError([Problem("unknown-measure", message, hint)])
    if found.disabled:
        message = f'the measure "{name}" is switched off'
        raise ScenarioError([Problem("switched-off", message, "leave the overlay out that does")])
    return found.label or name.replace("_", " ")


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        hint = "write it as 2030-04-01"
        raise ScenarioError([Problem("bad-date", f'"{text}" is no date', hint)]) from None


def loaded_from(reading: Reading) -> LoadedScenario:
    """Return what was read as users get it."""
    read = reading.scenario
    loaded = LoadedScenario.model_construct(read.model_fields_set, **said(read))
    loaded._reading = reading
    return loaded


def said(scenario: Scenario) -> dict[str, Any]:
    """Return what a scenario says, key by key."""
    return {name: getattr(scenario, name) for name in Scenario.model_fields}
