"""Writes the folder of a run: shards as they come, the manifest last."""

from dataclasses import dataclass
from datetime import UTC, datetime

from offramp.engine.layout import Layout
from offramp.results.arrays import axis_labels
from offramp.results.data import RunData
from offramp.results.digest import combine
from offramp.results.errors import writing
from offramp.results.events_store import read_parts, to_arrow, write_part
from offramp.results.folder import Folder
from offramp.results.manifest import Manifest, versions
from offramp.results.piece import Piece, Written
from offramp.results.premise import Premise
from offramp.results.series_store import SeriesStore, open_series
from offramp.results.shards import SHARD
from offramp.results.summary.assemble import summarise


@dataclass(frozen=True)
class Request:
    """What was asked of a run."""

    first: int
    """First member."""
    stop: int
    """One after the last member."""
    seed: int
    """Seed of the ensemble."""
    days: int
    """Length of the run."""


class RunWriter:
    """Fills the folder of a run.

    Args:
        folder: made, and empty.
        premise: what the run starts from.
        request: what was asked of it.
        layout: of the engine that runs it.
    """

    def __init__(self, folder: Folder, premise: Premise, request: Request, layout: Layout) -> None:
        self._folder = folder
        self._premise = premise
        self._request = request
        self._layout = layout
        self._written: dict[int, Written] = {}
        with writing(folder.path):
            self._series = SeriesStore(
                folder.series,
                axis_labels(layout),
                (request.first, request.stop),
                days=request.days,
                start=premise.scenario.start,
                chunk=SHARD,
            )
            premise.save(folder.scenario)

    @property
    def members(self) -> int:
        """Number of members written."""
        return sum(a.stop - a.first for a in self._written.values())

    def write(self, number: int, shard: Piece) -> None:
        """Write one whole shard; writing it again replaces it.

        Raises:
            RunError: if the disk is full, or the folder cannot be written.
        """
        words = self._layout.names.words
        events = to_arrow(shard.events, words, self._premise.scenario.start, self._premise.where)
        with writing(self._folder.path):
            self._series.write(shard.first, shard.arrays)
            write_part(events, self._folder.part(number))
        self._written[number] = shard.written()

    def finish(self) -> Manifest:
        """Summarise what was written, and write the manifest.

        Returns:
            The manifest; it says `complete` if every member asked for was written.

        Raises:
            RunError: if the disk is full, or the folder cannot be written.
        """
        scenario, request = self._premise.scenario, self._request
        shards = dict(sorted(self._written.items()))
        present = _ranges([[shard.first, shard.stop] for shard in shards.values()])
        data = RunData(
            scenario=scenario,
            days=request.days,
            series=open_series(self._folder.series, present),
            events=read_parts(self._folder.part(number) for number in shards),
        )
        about = {"id": scenario.id, "title": scenario.title, "hash": self._premise.hash}
        summary = summarise(data) | {"seed": request.seed, "members": self.members}
        summary["scenario"] = about | summary["scenario"]
        manifest = Manifest(
            scenario=about,
            overlays=list(self._premise.overlays),
            without=list(self._premise.without),
            seed=request.seed,
            members=self.members,
            member_range=[request.first, request.stop],
            present=present,
            start=str(scenario.start),
            as_of=str(scenario.as_of),
            days=request.days,
            complete=self.members == request.stop - request.first,
            created=f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}",
            versions=versions(),
            digests={
                "events": _digests({n: s.event_digests for n, s in shards.items()}),
                "series": _digests({n: s.series_digests for n, s in shards.items()}),
            },
            summary=summary,
        )
        with writing(self._folder.path):
            manifest.write(self._folder)
        return manifest


def _digests(shards: dict[int, list[bytes]]) -> dict[str, object]:
    return {
        "overall": combine(digest for digests in shards.values() for digest in digests),
        "shards": {str(number): combine(digests) for number, digests in shards.items()},
    }


def _ranges(shards: list[list[int]]) -> list[list[int]]:
    """Join ranges that follow one another.

    >>> _ranges([[0, 256], [256, 512], [768, 1000]])
    [[0, 512], [768, 1000]]
    """
    joined: list[list[int]] = []
    for a, b in shards:
        if joined and joined[-1][1] == a:
            joined[-1][1] = b
        else:
            joined.append([a, b])
    return joined
