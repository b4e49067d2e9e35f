"""Scenarios as `offramp.load` gives them."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pydantic import PrivateAttr

from offramp.model.scenario import Scenario
from offramp.reading.scenario import Reading, read_scenario


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
        overlays: YAML files, each laid over what comes before it.
        without: ids of mechanisms to switch off.

    Raises:
        ScenarioError: with everything that is wrong.
    """
    reading = read_scenario(name_or_path, overlays, without)
    read = reading.scenario
    loaded = LoadedScenario.model_construct(read.model_fields_set, **said(read))
    loaded._reading = reading
    return loaded


def said(scenario: Scenario) -> dict[str, Any]:
    """Return what a scenario says, key by key."""
    return {name: getattr(scenario, name) for name in Scenario.model_fields}
