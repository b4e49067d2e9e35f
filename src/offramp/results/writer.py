"""Writes the folder of a run: shards as they come, the manifest last."""

from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from offramp.engine.layout import Layout
from offramp.results import members_store
from offramp.results.arrays import array_infos, axis_labels, by_day
from offramp.results.arrays_file import arrays_file, arrays_made
from offramp.results.chains import chain_summary
from offramp.results.derived import sums
from offramp.results.digest import combine
from offramp.results.errors import writing
from offramp.results.events_store import from_arrow, to_arrow, write_part
from offramp.results.folder import Folder
from offramp.results.keeping import keep
from offramp.results.manifest import Manifest, versions
from offramp.results.piece import Piece
from offramp.results.premise import Premise
from offramp.results.request import Asked, Request, read_request
from offramp.results.run import run_data
from offramp.results.shard_file import ShardFile, shard_file, whole_shards
from offramp.results.summary.assemble import summarise
from offramp.results.tally import Counted, tally_events
from offramp.results.working import ShardColumns, write_columns


class RunWriter:
    """Fills the folder of a run.

    Args:
        folder: made, and empty; or that of a run that goes on.
        premise: what the run starts from.
        request: what was asked of it.
        layout: of the engine that runs it.
        resume: go on with the run that is in the folder.

    Raises:
        RunError: if there is no such run, another was asked for, or the folder cannot be written.
    """

    def __init__(
        self,
        folder: Folder,
        premise: Premise,
        request: Request,
        layout: Layout,
        *,
        resume: bool = False,
    ) -> None:
        self._folder = folder
        self._premise = premise
        self._request = request
        self._layout = layout
        self._shards: dict[int, ShardFile] = {}
        self._counted = Counted()
        self._made: list[list[int]] | None = None
        asked = Asked.of(premise, request)
        with writing(folder.path):
            if resume:
                self._asked = read_request(folder)
                self._asked.check(asked, folder)
                made = arrays_made(folder)
                all_made = made == [list(self._asked.member_range)]
                self._made = made if all_made else None
                self._shards = whole_shards(folder, without_series=all_made)
                folder.manifest.unlink(missing_ok=True)
            else:
                premise.save(folder.scenario)
                self._asked = asked
                asked.write(folder)

    @property
    def written(self) -> frozenset[int]:
        """Numbers of the shards that are whole."""
        return frozenset(self._shards)

    @property
    def members(self) -> int:
        """Number of members written."""
        return sum(b - a for a, b in (shard.members for shard in self._shards.values()))

    def write(self, number: int, shard: Piece) -> None:
        """Write one whole shard; writing it again replaces it.

        Raises:
            RunError: if the disk is full, or the folder cannot be written.
        """
        scenario, words, folder = self._premise.scenario, self._layout.names.words, self._folder
        events = to_arrow(shard.events, words, scenario.start, self._premise.where)
        labels = axis_labels(self._layout)
        members = members_store.to_arrow(shard, scenario, labels)
        drawn = members_store.parameters(shard, labels)
        series = {name: shard.arrays[name] for name, i in array_infos().items() if by_day(i)}
        series |= sums(shard.arrays)
        paths = (
            folder.part(number),
            folder.members_part(number),
            folder.parameters_part(number),
            folder.working_part(number),
        )
        with writing(folder.path):
            folder.shard(number).unlink(missing_ok=True)
            write_part(events, paths[0])
            members_store.write_members(members, paths[1])
            members_store.write_members(drawn, paths[2])
            write_columns(paths[3], series)
            digests = {what: combine(own) for what, own in shard.digests.items()}
            whole = shard_file(folder, (shard.first, shard.stop), digests, paths)
            whole.write(folder, number)
        decided = min(scenario.decided_day, self._asked.days - 1)
        own = tally_events(scenario, decided, *from_arrow(events))
        if number in self._shards:  # in place of one that was counted: all are counted in the end
            self._counted = Counted()
        self._counted.add(shard.first, shard.stop, own)
        self._shards[number] = whole

    def finish(self) -> Manifest:
        """Summarise what was written, and write the manifest.

        Returns:
            The manifest; it says `complete` if every member asked for was written.

        Raises:
            RunError: if the disk is full, or the folder cannot be written.
        """
        scenario, asked, folder = self._premise.scenario, self._asked, self._folder
        shards = dict(sorted(self._shards.items()))
        present = _ranges([list(shard.members) for shard in shards.values()])
        ranges = [shard.members for shard in shards.values()]
        data = replace(run_data(scenario, folder, asked.days, ranges), counted=self._counted)
        with writing(folder.path):
            told = chain_summary(data)
            if self._made != present:
                self._keep(shards, told, present)
            summary = summarise(data, told) | {"seed": asked.seed, "members": self.members}
        summary["scenario"] = asked.scenario | summary["scenario"]
        first, stop = asked.member_range
        manifest = Manifest(
            scenario=asked.scenario,
            overlays=asked.overlays,
            without=asked.without,
            seed=asked.seed,
            members=self.members,
            member_range=asked.member_range,
            present=present,
            start=str(scenario.start),
            as_of=str(scenario.as_of),
            days=asked.days,
            complete=self.members == stop - first,
            created=f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}",
            versions=versions(),
            digests=self._digests(shards),
            summary=summary,
        )
        with writing(folder.path):
            manifest.write(folder)
        if manifest.complete:
            with suppress(OSError):
                folder.clear_working()
        return manifest

    def _digests(self, shards: dict[int, ShardFile]) -> dict[str, dict[str, Any]]:
        """Return the digests of what each shard holds, and of all."""
        kinds = next(iter(shards.values())).digests
        parts = [self._folder.members_part(number) for number in shards]
        table = members_store.read_members(parts, [f"sha256.{what}" for what in kinds])
        return {
            what: {
                "overall": combine(table[f"sha256.{what}"].to_pylist()),
                "shards": {str(number): shard.digests[what] for number, shard in shards.items()},
            }
            for what in kinds
        }

    def _keep(
        self, shards: dict[int, ShardFile], told: dict[str, Any], present: list[list[int]]
    ) -> None:
        """Write what is kept of the arrays, and that it is there."""
        folder = self._folder
        columns = [
            ShardColumns(folder.working_part(number), shard.members)
            for number, shard in shards.items()
        ]
        examples = {chain["example"]["member"] for chains in told.values() for chain in chains}
        keep(folder, self._premise, self._asked, columns, sorted(examples))
        arrays_file(folder, present).write(folder)
        self._made = present


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
