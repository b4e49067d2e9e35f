"""A run as data: its scenario, its arrays, its events."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from offramp.engine.block import EventTable
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
        """Last day that history decides; -1 where it decides none."""
        return min(self.scenario.as_of_day, self.days - 1)

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
    def coded(self) -> tuple[EventTable, list[str]]:
        """Events with codes, and the words these stand for."""
        return from_arrow(self.events)
