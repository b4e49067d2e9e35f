"""Runs an ensemble into a run folder."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from offramp.engine.block import Block
from offramp.engine.layout import Layout
from offramp.ensemble.gather import Gatherer
from offramp.ensemble.parcel import parcel
from offramp.ensemble.plan import Plan
from offramp.ensemble.task import BlockRunner
from offramp.ensemble.workers import Workers
from offramp.results.errors import RunError, StoppedError, writing
from offramp.results.folder import Folder, default_path
from offramp.results.lock import locked
from offramp.results.manifest import Manifest
from offramp.results.premise import Premise
from offramp.results.request import Keep, Request
from offramp.results.run import Run
from offramp.results.writer import RunWriter

Progress = Callable[[int, int], None]
"""Is told how many members are done, and how many there are: first 0, then after each block."""


@dataclass(frozen=True)
class Aside:
    """What somebody else wants of each block that is run."""

    take: Callable[[Block, Layout], Any]
    """Makes it where the block was run; found by its name there."""
    keep: Callable[[Any], None]
    """Is given it here, before the shards of the block are written."""


def run_ensemble(
    engine: Callable[[], BlockRunner],
    premise: Premise,
    plan: Plan,
    *,
    out: str | Path | None = None,
    overwrite: bool = False,
    keep: Keep = "sample",
    resume: bool = False,
    progress: Progress | None = None,
    aside: Aside | None = None,
) -> Run:
    """Run many futures and keep them in a folder.

    On an interrupt (Ctrl-C) no further block is started; the shards that are whole once the
    blocks under way have ended make a run with `complete` false. A second interrupt does not
    wait for those blocks. If anything else ends it, the shards that are whole stay, and the run
    can be resumed; where none is, nothing stays.

    Args:
        engine: makes the engine; called once, after the first report of progress.
        premise: the scenario, and how it was put together.
        plan: which members, in which blocks, by how many threads.
        out: folder of the run; `runs/SCENARIO-TIME` where not given.
        overwrite: replace a run that is there.
        keep: the series of some futures, or of all.
        resume: go on with what is in the folder; the premise and the plan are those it began with.
        progress: is told how far it is.
        aside: what else is made of each block; whoever asks for it says how to go on.

    Returns:
        The run.

    Raises:
        RunError: if the folder cannot be written, or by another process too, the workers are lost,
            or no shard was whole at an interrupt.
    """
    folder = Folder(Path(out) if out is not None else default_path(premise.scenario.id))
    if progress is not None:
        progress(0, len(plan))
    days = plan.days if plan.days is not None else premise.scenario.days
    request = Request(plan.first, plan.stop, plan.seed, days, keep)
    with locked(folder) as left_over:
        if resume:
            with writing(folder.path):
                folder.make_inside()
        else:
            folder.make(overwrite=overwrite, left_over=left_over)
        writer = None
        try:
            made = engine()
            writer = RunWriter(folder, premise, request, made.layout, resume=resume)
            return _Ensemble(made, premise, plan, folder, writer, progress, aside).run()
        except BaseException as error:
            kept = _kept(folder, writer.members if writer else 0, len(plan))
            if not kept and not resume:
                folder.remove()
            if kept and aside is None and isinstance(error, RunError):
                msg = f"{error}; {kept}"
                raise type(error)(msg) from error
            raise


def _kept(folder: Folder, members: int, wanted: int) -> str:
    """Say what of an ensemble that came to no end is kept; nothing if nothing is."""
    if not members:
        return ""
    return (
        f"{members:,} of {wanted:,} futures are finished and kept, and `offramp run --resume "
        f"{folder.path}` goes on"
    )


class _Ensemble:
    """One ensemble under way."""

    def __init__(
        self,
        engine: BlockRunner,
        premise: Premise,
        plan: Plan,
        folder: Folder,
        writer: RunWriter,
        progress: Progress | None,
        aside: Aside | None,
    ) -> None:
        plan = replace(plan, done=writer.written)
        self._scenario = premise.scenario
        self._folder = folder
        self._plan = plan
        take = partial(parcel, more=aside.take) if aside is not None else parcel
        self._workers = Workers(engine, plan, take)
        self._aside = aside
        self._names = engine.layout.names
        self._gatherer = Gatherer(plan)
        self._writer = writer
        self._progress = progress
        self._done = writer.members

    def run(self) -> Run:
        """Run all blocks, or as many as an interrupt allows, and finish the folder."""
        with self._workers as workers:
            try:
                if self._done and self._progress is not None:
                    self._progress(self._done, len(self._plan))
                self._collect()
            except KeyboardInterrupt:
                workers.stop()
                self._collect_the_rest()
        if not self._writer.members:
            msg = f"stopped before any of the {len(self._plan)} futures was whole: nothing is kept"
            raise StoppedError(msg)
        return Run(self._folder, self._finish(), self._scenario)

    def _collect(self) -> None:
        """Take what the workers finish, and write the shards that are whole."""
        self._write()
        for found in self._workers.results():
            if self._aside is not None:
                self._aside.keep(found.more)
            pieces = found.opened(self._names)
            self._gatherer.add(pieces)
            self._done += sum(piece.stop - piece.first for piece in pieces)
            self._write()
            if self._progress is not None:
                self._progress(self._done, len(self._plan))

    def _write(self) -> None:
        while whole := self._gatherer.whole():
            self._writer.write(*whole)
            self._gatherer.done(whole[0])

    def _collect_the_rest(self) -> None:
        """After an interrupt: the same, and at a second one no more."""
        try:
            self._collect()
        except KeyboardInterrupt:
            self._workers.leave()

    def _finish(self) -> Manifest:
        """Finish the folder; what is whole is not given up for an impatient second interrupt."""
        try:
            return self._writer.finish()
        except KeyboardInterrupt:
            return self._writer.finish()
