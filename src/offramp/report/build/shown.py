"""A run as the page reads it: each piece once, and only what is shown."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from offramp.model.scenario import Scenario
from offramp.report.build.events import MOST, Events, read_events
from offramp.results.across import QUANTILES
from offramp.results.keeping import MEAN
from offramp.results.plain_arrays import PlainArrays
from offramp.results.run import Run
from offramp.results.stood import stood
from offramp.results.words import day_words

SHARES = {"low90": 0.05, "low50": 0.25, "median": 0.5, "high50": 0.75, "high90": 0.95}
"""Quantiles of a fan, by their names on the page."""
RANGE = {"low": 0.05, "median": 0.5, "high": 0.95}
"""Quantiles of a single number, by their names on the page."""

RECEPTION = "reception"
"""The process that sets reception strain; without it none is assessed."""


class Shown:
    """A run that a page is made of.

    Args:
        run: opened; a piece of it that is missing is an error only once it is asked for.
    """

    def __init__(self, run: Run) -> None:
        self.run = run
        self.summary: Mapping[str, Any] = run.summary
        self.start = date.fromisoformat(run.manifest.start)
        self.as_of = date.fromisoformat(run.manifest.as_of)
        self.days = run.manifest.days
        self.members = run.members

    @property
    def counted(self) -> int:
        """Futures that are looked at one by one."""
        return min(self.members, MOST)

    @property
    def those(self) -> str:
        """These futures, in words."""
        if self.counted == self.members:
            return f"{self.members:,} futures of this run"
        return f"the first {self.counted:,} of {self.members:,} futures of this run"

    @property
    def scenario(self) -> Scenario:
        """The scenario as it was run.

        Raises:
            RunError: if it is missing or damaged.
        """
        return self.run.scenario

    @cached_property
    def where(self) -> Callable[[str], str]:
        """Gives `file:line` for a dotted path such as `measures.appeal`; empty where not known."""
        return stood(self.run.folder.scenario)

    @property
    def has_reception(self) -> bool:
        """Whether the run works out reception strain at all."""
        return RECEPTION in self.scenario.order

    @property
    def as_of_day(self) -> int:
        """Last day that is observed; -1 where none is."""
        return max(-1, min((self.as_of - self.start).days, self.days - 1))

    @property
    def last(self) -> date:
        """The last day."""
        return self.date(self.days - 1)

    def date(self, day: float) -> date:
        """Return the date of a day; of a fraction of one, of the day that it belongs to."""
        return self.start + timedelta(days=int(day))

    def words(self, day: float) -> str:
        """Return the date of a day in words."""
        return day_words(self.date(day))

    def labels(self, axis: str) -> list[str]:
        """Return the labels along an axis such as `hosts`."""
        return list(self.scenario.labels(axis))

    def fan(
        self, name: str, shares: Mapping[str, float] = SHARES
    ) -> dict[str, NDArray[np.float64]]:
        """Return quantiles over all futures of a series, (day, label) each, by their names.

        Raises:
            RunError: if they are missing or damaged.
        """
        found = np.asarray(self._quantiles.read(name), np.float64)
        return {key: found[QUANTILES.index(share)] for key, share in shares.items()}

    def has(self, name: str) -> bool:
        """Return whether the run records a series."""
        return (self.run.folder.quantiles / f"{name}{MEAN}").exists()

    def mean(self, name: str) -> NDArray[np.float64]:
        """Return the mean over all futures of a series, (day, label).

        Raises:
            RunError: if it is missing or damaged.
        """
        return np.asarray(self._quantiles.read(f"{name}{MEAN}"), np.float64)

    def kept(self, name: str) -> NDArray[Any]:
        """Return a series of the futures whose days are kept, (future, day, label).

        Raises:
            RunError: if it is missing or damaged.
        """
        return self._series.read(name)

    @cached_property
    def hosts(self) -> PlainArrays:
        """Arrivals and people hosted of every future, (future, day, host), read when used."""
        return self._arrays(self.run.folder.hosts)

    @cached_property
    def _quantiles(self) -> PlainArrays:
        return self._arrays(self.run.folder.quantiles)

    @cached_property
    def _series(self) -> PlainArrays:
        return self._arrays(self.run.folder.series)

    def _arrays(self, path: Path) -> PlainArrays:
        return PlainArrays(path, self.run.folder.mend())

    @cached_property
    def events(self) -> Events:
        """What happened when, in all futures.

        Raises:
            RunError: if a part is missing or damaged.
        """
        return read_events(self.run)
