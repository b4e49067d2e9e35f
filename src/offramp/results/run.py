"""A run: what is in its folder, and what can be asked of it."""

from collections.abc import Sequence
from datetime import date
from functools import cached_property
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from offramp.model.scenario import Scenario
from offramp.results.data import RunData
from offramp.results.events_store import read_parts
from offramp.results.explain import Explanation, explain
from offramp.results.folder import Folder
from offramp.results.manifest import Manifest, path_of, read_manifest
from offramp.results.scenario_copy import read_scenario
from offramp.results.series_store import open_series
from offramp.results.shards import SHARD
from offramp.results.words import day_words

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa
    import xarray
    from numpy.typing import NDArray


class Run:
    """An ensemble of futures, kept in a folder. `Run.open` opens one that is there.

    Args:
        folder: of the run.
        manifest: what its `run.json` says.
        scenario: as it was run; read from the folder when asked for where not given.
    """

    def __init__(
        self, folder: Folder, manifest: Manifest, scenario: Scenario | None = None
    ) -> None:
        self.folder = folder
        self.manifest = manifest
        self._scenario = scenario

    @classmethod
    def open(cls, path: str | Path) -> "Run":
        """Open the run in a folder.

        Args:
            path: of the folder, or of the `run.json` in it.

        Raises:
            RunError: if there is none, or it cannot be read.
        """
        folder = path_of(path)
        return cls(folder, read_manifest(folder))

    @property
    def path(self) -> Path:
        """The folder."""
        return self.folder.path

    @property
    def summary(self) -> dict[str, Any]:
        """The summary; see `offramp.results.summary.assemble`."""
        return self.manifest.summary

    @property
    def complete(self) -> bool:
        """Whether all members that were asked for are there."""
        return self.manifest.complete

    @property
    def members(self) -> int:
        """Number of members that are there."""
        return self.manifest.members

    @cached_property
    def scenario(self) -> Scenario:
        """The scenario as it was run."""
        return self._scenario or read_scenario(self.folder.scenario)

    @cached_property
    def series(self) -> "xarray.Dataset":
        """Arrays by member, day and label; nothing is read before it is used.

        Raises:
            RunError: if they are missing or damaged.
        """
        return open_series(self.folder.series, self.manifest.present)

    @cached_property
    def events(self) -> "pa.Table":
        """Events, one a row, sorted by (member, event).

        Raises:
            RunError: if they are missing or damaged.
        """
        return read_parts(self.parts())

    @cached_property
    def data(self) -> RunData:
        """Scenario, arrays and events together."""
        return RunData(self.scenario, self.manifest.days, self.series, self.events)

    @property
    def indicators(self) -> "dict[str, NDArray[np.float64]]":
        """How each future went, by id of the indicator: arrays of shape (member,).

        The scenario's own come first, then the chance of each rung, `hazard.DYAD.RUNG`. A future in
        which an indicator has no value has not-a-number.
        """
        return dict(self.data.indicators)

    def parts(self) -> list[Path]:
        """Return the files of events, in order."""
        numbers = {n for a, b in self.manifest.present for n in range(a // SHARD, -(-b // SHARD))}
        return [self.folder.part(number) for number in sorted(numbers)]

    def explain(
        self, outcome: str | None = None, *, member: int | None = None, event: int | None = None
    ) -> Explanation:
        """Say in plain sentences how something came about.

        Args:
            outcome: question or case of an outcome, or any item of the scenario that events are
                about: the commonest chain that ends in it.
            member: of one future only; without `event`, its last decisive event.
            event: number of an event of that member.

        Returns:
            With nothing given, the commonest observed and the commonest hypothesised chain.

        Raises:
            RunError: if there is no such outcome, member or event.
        """
        return explain(self.data, outcome, member=member, event=event)

    def __repr__(self) -> str:
        return "\n".join(self._lines())

    def _lines(self) -> Sequence[str]:
        about = self.manifest
        last = "" if about.complete else f" of {about.member_range[1] - about.member_range[0]:,}"
        return [
            f"Run of {about.scenario['title']}",
            f"  {about.members:,}{last} futures of {about.days} days from {_words(about.start)}, "
            f"as of {_words(about.as_of)}, seed {about.seed}",
            f"  {'complete' if about.complete else 'stopped before its end'}, in {self.path}",
            "  ask it for .summary, .series, .events, .explain()",
        ]

    def _repr_html_(self) -> str:
        head, *rest = (escape(line.strip()) for line in self._lines())
        return f"<div><strong>{head}</strong><br>{'<br>'.join(rest)}</div>"


def _words(day: str) -> str:
    return day_words(date.fromisoformat(day))
