"""A run as data: its scenario, its arrays, its events."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from offramp.engine.block import EventTable
from offramp.model.indicators import hazard_rungs
from offramp.model.scenario import Scenario
from offramp.results.events_store import from_arrow

if TYPE_CHECKING:
    import pyarrow as pa
    import xarray


@dataclass(frozen=True)
class RunData:
    """What the summary of a run is made from."""

    scenario: Scenario
    days: int
    """Length of the run."""
    series: "xarray.Dataset"
    """Arrays; see `offramp.results.arrays`."""
    events: "pa.Table"
    """Events; see `offramp.results.events_store`."""

    @property
    def size(self) -> int:
        """Number of members."""
        return int(self.series.sizes["member"])

    @property
    def dates(self) -> list[date]:
        """The dates of all days."""
        return [self.date(day) for day in range(self.days)]

    @property
    def as_of_day(self) -> int:
        """Last day that is observed; -1 where none is."""
        return min(self.scenario.as_of_day, self.days - 1)

    @property
    def decided_day(self) -> int:
        """Last day on which history decides what actors do; -1 where there is none."""
        return min(self.scenario.decided_day, self.days - 1)

    def date(self, day: int) -> date:
        """Return the date of a day."""
        return self.scenario.start + timedelta(days=int(day))

    def labels(self, axis: str) -> list[str]:
        """Return the labels along an axis such as `hosts`."""
        return [str(label) for label in self.series[axis].values]

    def array(self, name: str) -> NDArray[Any]:
        """Read one array, of shape (member, ...)."""
        return np.asarray(self.series[name].values)

    @cached_property
    def indicators(self) -> dict[str, NDArray[np.float64]]:
        """Indicators by id, (member,) each: the scenario's own, then `hazard.DYAD.RUNG`."""
        own, hazard = self.array("indicator"), self.array("hazard")
        found = {key: own[:, at] for at, key in enumerate(self.labels("indicators"))}
        built_in = hazard_rungs(self.scenario)
        chances = {key: -np.expm1(-hazard[:, dyad, rung]) for key, dyad, rung in built_in}
        return found | {key: chance for key, chance in chances.items() if key not in found}

    @cached_property
    def coded(self) -> tuple[EventTable, list[str]]:
        """Events with codes, and the words these stand for."""
        return from_arrow(self.events)
