"""Scenarios as `offramp.load` gives them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from html import escape
from pathlib import Path
from typing import Any, TypeVar

from pydantic import PrivateAttr

from offramp.api.imposing import forbidden, imposed
from offramp.model.numbers import judgement_count
from offramp.model.scenario import Scenario
from offramp.reading.scenario import Reading, read_scenario
from offramp.reading.variants import laid_over, tree_of

AS_IT_IS = "as it is"
"""What the scenario is called where no assumption set is given."""
AnyScenario = TypeVar("AnyScenario", bound=Scenario)


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

    def forcing(self, measure: str, day: date | str, *, actor: str = "") -> "LoadedScenario":
        """Return this scenario with a measure in force on a day, without choice or procedure.

        It acts from that day on, for its own duration; law and its own condition do not stop it.
        Where it is in force already it stays for another duration.

        Args:
            measure: id of a measure.
            day: after the last that history decides on it, as a date or as `2030-04-01`.
            actor: who carries it out or may propose it; only checked.

        Raises:
            ScenarioError: if it cannot be forced, or not on that day.
        """
        return varied(self, *imposed(self, measure, day, "in_force", actor))

    def ordered(self, measure: str, day: date | str, *, actor: str = "") -> "LoadedScenario":
        """Return this scenario with a measure adopted by order on a day, whoever wants it.

        Lead times count from it; neither law nor the measure's own condition stops it.

        Args:
            measure: id of a measure.
            day: after the last that history decides on it, as a date or as `2030-04-01`.
            actor: who carries it out or may propose it; only checked.

        Raises:
            ScenarioError: if it cannot be ordered, or not on that day.
        """
        return varied(self, *imposed(self, measure, day, "adopted", actor))

    def forbidding(self, measure: str, *, actor: str = "") -> "LoadedScenario":
        """Return this scenario without a measure: nobody takes it.

        Args:
            measure: its id.
            actor: one of several that may propose it: forbidden to that one alone. Forbidden to
                who carries it out, or to its only proposer, it is forbidden to all.

        Raises:
            ScenarioError: if there is no such measure, or it is not for that actor to take.
        """
        return varied(self, *forbidden(self, measure, actor))

    def __repr__(self) -> str:
        return (
            f"Scenario {self.id}: {self.title}\n"
            f"  {self.days} days from {self.start}, known until {self.as_of}; "
            f"{len(self.actors)} actors, {len(self.measures)} measures, {len(self.places)} places\n"
            "  run it with offramp.run(scenario), or ask it for .measures, .where(path)"
        )

    def _repr_html_(self) -> str:
        judged, total = judgement_count(self)
        counts = {
            "actors": len(self.actors),
            "measures": len(self.measures),
            "places": len(self.places),
            "provisions": len(self.provisions),
            "red lines": len(self.red_lines),
            "quantities": f"{total}, of which {judged} are judgement",
            "overlays": ", ".join(self.overlays) or "none",
        }
        rows = "".join(
            f'<tr><th style="text-align:left">{name}</th>'
            f'<td style="text-align:left">{escape(str(what))}</td></tr>'
            for name, what in counts.items()
        )
        dates = f"{self.days} days from {self.start}, known until {self.as_of}"
        return (
            f"<div><strong>{escape(self.title)}</strong> ({escape(self.id)})<br>{dates}"
            f"<table>{rows}</table><small>{escape(self.limits)}</small></div>"
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


def as_loaded(scenario: AnyScenario | str | Path) -> AnyScenario | LoadedScenario:
    """Return a scenario, read if it is not yet."""
    return scenario if isinstance(scenario, Scenario) else load(scenario)


def loaded_from(reading: Reading) -> LoadedScenario:
    """Return what was read as users get it."""
    read = reading.scenario
    loaded = LoadedScenario.model_construct(read.model_fields_set, **said(read))
    loaded._reading = reading
    return loaded


def said(scenario: Scenario) -> dict[str, Any]:
    """Return what a scenario says, key by key."""
    return {name: getattr(scenario, name) for name in Scenario.model_fields}
