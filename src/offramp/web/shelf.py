"""Scenarios that a client may run: those of the library, and the one the server began with.

A client names one of them; it cannot name a file.
"""

from functools import lru_cache
from pathlib import Path

import offramp
from offramp.api.scenario import LoadedScenario
from offramp.model.problems import ScenarioError
from offramp.processes.measures.stages import proposers
from offramp.reading.home import library_folder
from offramp.reading.library import scenario_names, scenario_title
from offramp.web.messages import MeasureName, Order, OverlayName, ScenarioInfo, ScenarioName
from offramp.web.refusal import Refusal


class Shelf:
    """What can be run.

    Args:
        given: a name in the library, or the path of a scenario, that comes first; None for none.

    Raises:
        ScenarioError: if that cannot be read.
    """

    def __init__(self, given: str | None) -> None:
        self._paths: dict[str, str] = {name: name for name in scenario_names(library_folder())}
        titles = {name: scenario_title(name, library_folder()) for name in self._paths}
        self.first = given if given is not None else next(iter(self._paths), "")
        if self.first not in self._paths:
            loaded = offramp.load(self.first)
            self._paths[loaded.id] = str(Path(self.first).resolve())
            titles[loaded.id] = loaded.title
            self.first = loaded.id
        self.names = [ScenarioName(id=name, title=title) for name, title in titles.items()]
        """All that can be run."""
        self._load = lru_cache(maxsize=16)(offramp.load)

    def info(self, name: str) -> ScenarioInfo:
        """Return what can be changed about a scenario.

        Raises:
            Refusal: if there is none of that name, or it cannot be read.
        """
        scenario = self._read(name)
        return ScenarioInfo(
            id=name,
            title=scenario.title,
            start=str(scenario.start),
            as_of=str(scenario.as_of),
            days=scenario.days,
            overlays=[OverlayName(id=key, label=text) for key, text in scenario.overlays.items()],
            measures=[
                MeasureName(
                    id=key,
                    label=one.label or key.replace("_", " "),
                    actors=sorted({one.by, *proposers(one)}),
                )
                for key, one in scenario.measures.items()
                if not one.disabled
            ],
        )

    def scenario(self, order: Order) -> LoadedScenario:
        """Return the scenario of an order, with its overlays and decisions, checked.

        Raises:
            Refusal: if something in it does not fit; the sentence says what, and what to do.
        """
        unknown = set(order.overlays) - set(self._read(order.scenario).overlays)
        if unknown:
            msg = f'{order.scenario} keeps no overlay "{min(unknown)}"'
            raise Refusal(422, msg)
        try:
            return imposed(self._load(self.path(order.scenario), tuple(order.overlays)), order)
        except ScenarioError as error:
            raise Refusal(422, sentence(error)) from error

    def path(self, name: str) -> str:
        """Return what `offramp.load` takes for a scenario that is here."""
        return self._paths[name]

    def _read(self, name: str) -> LoadedScenario:
        if name not in self._paths:
            msg = f'there is no scenario "{name}" here: it has {", ".join(self._paths)}'
            raise Refusal(404, msg)
        try:
            return self._load(self._paths[name])
        except ScenarioError as error:
            raise Refusal(422, sentence(error)) from error


def imposed(scenario: LoadedScenario, order: Order) -> LoadedScenario:
    """Return a scenario with what an order forbids and forces.

    What is forbidden goes first, so that nothing is both.

    Raises:
        ScenarioError: if it does not fit.
    """
    for text in order.forbid:
        actor, _, measure = text.rpartition(":")
        scenario = scenario.forbidding(measure, actor=actor)
    for text in order.force:
        what, _, day = text.rpartition("@")
        actor, _, measure = what.rpartition(":")
        scenario = scenario.forcing(measure, day, actor=actor)
    return scenario


def sentence(error: ScenarioError) -> str:
    """Return the first problem of a scenario in one sentence."""
    first = error.problems[0]
    more = len(error.problems) - 1
    rest = f" (and {more} more: offramp check)" if more else ""
    return f"{first.message}: {first.hint}{rest}" if first.hint else f"{first.message}{rest}"
