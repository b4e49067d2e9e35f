"""A run as data: its scenario, what is known of each member, its arrays, its events."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from offramp.model.indicators import hazard_rungs, own_indicators
from offramp.model.scenario import Scenario
from offramp.results.kept import Kept
from offramp.results.parts import Parts
from offramp.results.summary.numbers import RANGE
from offramp.results.tally import Counted, Tally, tally


@dataclass(frozen=True)
class RunData:
    """What the summary of a run is made from; of a large run, not all in memory at once."""

    scenario: Scenario
    days: int
    """Length of the run."""
    members: NDArray[np.int64]
    """Numbers of the members, in order."""
    ends: Mapping[str, NDArray[Any]]
    """What is known of each member in the end, (member,) each, by the column's name; see
    `offramp.results.members_store`."""
    parts: Parts
    """Events."""
    kept: Kept
    """Arrays: quantiles over members, and what is kept of members."""
    chains: Mapping[str, Any] | None = None
    """The commonest chains, where the summary holds them already."""
    counted: Counted = field(default_factory=Counted)
    """What was counted of the events of shards already."""

    @property
    def size(self) -> int:
        """Number of members."""
        return len(self.members)

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
        return list(self.scenario.labels(axis))

    @property
    def questions(self) -> list[str]:
        """The outcome questions that are asked."""
        return [key for key, outcome in self.scenario.outcomes.items() if not outcome.disabled]

    def fan(self, name: str, wanted: Mapping[str, float] = RANGE) -> dict[str, NDArray[Any]]:
        """Return quantiles over members of an array, (day, label) each, by their names.

        Args:
            name: of the array.
            wanted: which of the quantiles that are kept, by the names to give them.
        """
        found = self.kept.fan(name, list(wanted.values()))
        return dict(zip(wanted, found, strict=True))

    def arrived(self, first: int, stop: int) -> NDArray[np.int64]:
        """Return who arrived on the days `first` up to `stop` (not included), (member, host)."""
        return self.kept.arrived(first, stop)

    @cached_property
    def tally(self) -> Tally:
        """What is counted of all events, in one pass over the shards."""
        return tally(self.scenario, self.decided_day, self.parts, self.counted)

    @property
    def indicators(self) -> Iterator[tuple[str, NDArray[np.float64]]]:
        """Indicators by id, (member,) each: the scenario's own, then `hazard.DYAD.RUNG`."""
        own = own_indicators(self.scenario)
        for key in own:
            yield key, self.ends[f"indicator.{key}"]
        for key, _, _ in hazard_rungs(self.scenario):
            if key not in own:
                yield key, -np.expm1(-self.ends[key])
