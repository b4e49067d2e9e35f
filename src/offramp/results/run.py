"""A run: what is in its folder, and what can be asked of it."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import numpy as np
from numpy.typing import NDArray

from offramp.model.scenario import Scenario
from offramp.results.data import RunData
from offramp.results.ends import Ends
from offramp.results.events_store import read_parts
from offramp.results.explain import Explanation, explain
from offramp.results.folder import Folder
from offramp.results.kept import Kept
from offramp.results.manifest import Manifest, path_of, read_manifest
from offramp.results.members_store import read_members
from offramp.results.parts import Part, Parts
from offramp.results.run_words import as_html, as_text, notices
from offramp.results.scenario_copy import read_scenario
from offramp.results.shards import SHARD

if TYPE_CHECKING:
    import pyarrow as pa
    import xarray

    from offramp.report.plot.plots import Plots

PLOTS = "offramp.report.plot.plots"
"""The module that draws runs, found when it is first asked for a figure."""


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
    def _kept(self) -> Kept:
        return Kept(self.folder)

    @property
    def series(self) -> "xarray.Dataset":
        """Series of single members by day and label: of a sample of them, or of all.

        Which members they are stands along the axis `member`. Nothing is read before it is used.

        Raises:
            RunError: if they are missing or damaged.
        """
        return self._kept.series

    @property
    def quantiles(self) -> "xarray.Dataset":
        """Exact quantiles over all members, (quantile, day, label), and means, `NAME_mean`.

        Quantile 0 is the lowest of all members and 1 the highest. `NAME_everywhere` is the sum
        over all places.

        Raises:
            RunError: if they are missing or damaged.
        """
        return self._kept.quantiles

    @property
    def hosts(self) -> "xarray.Dataset":
        """Arrivals and people hosted of every member, (member, day, hosts).

        Raises:
            RunError: if they are missing or damaged.
        """
        return self._kept.hosts

    @cached_property
    def futures(self) -> "pa.Table":
        """What is known of each member in the end, one a row.

        See `offramp.results.members_store` for its columns.

        Raises:
            RunError: if a part is missing or damaged.
        """
        return read_members([self.folder.members_part(number) for number in self.shards])

    @cached_property
    def parameters(self) -> "pa.Table":
        """What was drawn for each member, one a row: `member`, and every quantity by its path.

        Raises:
            RunError: if a part is missing or damaged.
        """
        return read_members([self.folder.parameters_part(number) for number in self.shards])

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
        about = self.manifest
        ranges = [
            [max(a, number * SHARD), min(b, (number + 1) * SHARD)]
            for a, b in about.present
            for number in range(a // SHARD, -(-b // SHARD))
        ]
        found = run_data(self.scenario, self.folder, about.days, ranges)
        return replace(found, chains=about.summary["chains"])

    @property
    def indicators(self) -> dict[str, NDArray[np.float64]]:
        """How each future went, by id of the indicator: arrays of shape (member,).

        The scenario's own come first, then the chance of each rung, `hazard.DYAD.RUNG`. A future in
        which an indicator has no value has not-a-number.
        """
        return dict(self.data.indicators)

    @property
    def shards(self) -> list[int]:
        """Numbers of the shards that are there."""
        present = self.manifest.present
        return sorted({n for a, b in present for n in range(a // SHARD, -(-b // SHARD))})

    def parts(self) -> list[Path]:
        """Return the files of events, in order."""
        return [self.folder.part(number) for number in self.shards]

    def query(self, sql: str) -> "pa.Table":
        """Answer a question in SQL; a run can be read so, and nothing else.

        Args:
            sql: one SELECT, of DuckDB's dialect. The tables are listed in
                `offramp.results.query.tables`; `show tables` and `describe NAME` work.

        Returns:
            The answer as an Arrow table; `.to_pandas()` makes a frame of it.

        Raises:
            RunError: if it is no SELECT, names what is not there, or takes too much.
        """
        from offramp.results.query.ask import ask
        from offramp.results.query.of_run import tables_of

        return ask(self.path, tables_of(self), sql)

    def export(self, path: str | Path, table: str | None = None) -> Path:
        """Write the run, or one of its tables, as a file that other tools read.

        Args:
            path: of the file; its ending says as what: `.csv` and `.parquet` hold a table, `.nc`
                all arrays, `.geojson` the places with people in the end.
            table: which table; the quantiles where not given.

        Returns:
            The path.

        Raises:
            RunError: if the ending or the table is not known, or the file cannot be written.
        """
        from offramp.results.export.write import export

        return export(self, Path(path), table)

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

    @cached_property
    def plot(self) -> "Plots":
        """Figures for papers and notebooks: `run.plot.arrivals("AAA")`, each of matplotlib."""
        plots = import_module(PLOTS).Plots(self)  # by name: pictures are made above the results
        return cast("Plots", plots)

    def notices(self) -> list[str]:
        """Return what to know before using it: versions other than those that are installed."""
        return notices(self.manifest)

    def __repr__(self) -> str:
        return as_text(self.manifest, self.path)

    def _repr_html_(self) -> str:
        return as_html(self.manifest, self.path)


def run_data(
    scenario: Scenario, folder: Folder, days: int, ranges: Sequence[Sequence[int]]
) -> RunData:
    """Return a run as data.

    Args:
        scenario: as it was run.
        folder: of the run.
        days: length of the run.
        ranges: first member and the one after the last of each shard, in order.
    """
    numbers = [a // SHARD for a, _ in ranges]
    return RunData(
        scenario=scenario,
        days=days,
        members=np.concatenate([np.arange(a, b) for a, b in ranges]),
        ends=Ends([folder.members_part(number) for number in numbers]),
        parts=Parts(
            [Part(folder.part(n), a, b) for n, (a, b) in zip(numbers, ranges, strict=True)]
        ),
        kept=Kept(folder),
    )
