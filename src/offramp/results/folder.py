"""The folder of a run: what lies where, and how it comes to lie there whole or not at all."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from offramp.results.errors import RunError, writing

SCHEMA = 3
"""Version of the layout of a run folder that this code writes and reads."""
_OURS = (
    "run.json",
    "request.json",
    "shards",
    "events",
    "members",
    "parameters",
    "working",
    "series.zarr",
    "quantiles.zarr",
    "hosts.zarr",
    "arrays.json",
    "scenario",
    "report.html",
)
_UNFINISHED = ".{}.unfinished"
"""Name of a file until it is whole."""
_CUT_OFF = tuple(_UNFINISHED.format(name) for name in _OURS)
"""Files that nobody came to finish."""


class Folder:
    """Paths inside a run folder. `run.json` is written last: without it there is no run."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.manifest = path / "run.json"
        self.request = path / "request.json"
        self.lock = path / ".lock"
        self.shards = path / "shards"
        self.events = path / "events"
        self.members = path / "members"
        self.parameters = path / "parameters"
        self.working = path / "working"
        self.series = path / "series.zarr"
        self.quantiles = path / "quantiles.zarr"
        self.hosts = path / "hosts.zarr"
        self.arrays = path / "arrays.json"
        self.scenario = path / "scenario"
        self.report = path / "report.html"

    def __repr__(self) -> str:
        return f"Folder({self.path})"

    def part(self, shard: int) -> Path:
        """Return the path of the events of one shard."""
        return self.events / f"part-{shard:06d}.parquet"

    def members_part(self, shard: int) -> Path:
        """Return the path of what is kept of each member of one shard."""
        return self.members / f"part-{shard:06d}.parquet"

    def parameters_part(self, shard: int) -> Path:
        """Return the path of what was drawn for each member of one shard."""
        return self.parameters / f"part-{shard:06d}.parquet"

    def working_part(self, shard: int) -> Path:
        """Return the path of the series of one shard, while the run is under way."""
        return self.working / f"part-{shard:06d}.columns"

    def shard(self, shard: int) -> Path:
        """Return the path of the file that says that a shard is whole."""
        return self.shards / f"{shard:06d}.json"

    def mend(self) -> str:
        """Return what to do about a file that is missing or damaged."""
        if self.request.exists():
            return f"`offramp run --resume {self.path}` makes what is missing"
        return "run the scenario again"

    def make(self, *, overwrite: bool = False, left_over: bool = False) -> None:
        """Make the folder, empty and ready for a run.

        Args:
            overwrite: replace the run that is there.
            left_over: a process that wrote here did not come to an end; what it left is replaced
                if it did not come so far that the run can be resumed.

        Raises:
            RunError: if something is there that may not be replaced.
        """
        with writing(self.path):
            if self.path.exists() and not self.path.is_dir():
                msg = f"{self.path} is a file: give a folder for the run"
                raise RunError(msg)
            names = (p.name for p in self.path.iterdir()) if self.path.exists() else ()
            there = sorted(name for name in names if name != self.lock.name)
            foreign = [name for name in there if name not in _OURS and name not in _CUT_OFF]
            nothing = left_over and not (self.request.exists() or self.manifest.exists())
            if there and (foreign or not (overwrite or nothing)):
                raise RunError(self._refusal(foreign, overwrite=overwrite))
            self.clear()
            self.make_inside()

    def make_inside(self) -> None:
        """Make the folders inside that are not there."""
        for path in (self.events, self.members, self.parameters, self.working):
            path.mkdir(parents=True, exist_ok=True)
        for path in (self.shards, self.scenario):
            path.mkdir(exist_ok=True)

    def _refusal(self, foreign: list[str], *, overwrite: bool) -> str:
        if foreign and overwrite:
            return (
                f"{self.path} holds {foreign[0]!r}, which is no part of a run, and is left as it "
                "is: give another folder, or empty this one yourself"
            )
        if not foreign and self.request.exists() and not self.manifest.exists():
            return (
                f"{self.path} holds a run that was not finished: `offramp run --resume "
                f"{self.path}` goes on with it; or give another folder"
            )
        what = "is not empty" if foreign or not self.manifest.exists() else "already holds a run"
        return f"{self.path} {what}: give another folder, or empty this one first"

    def clear(self) -> None:
        """Remove what a run puts here, the manifest first; anything else stays."""
        for name in (*_OURS, *_CUT_OFF):
            path = self.path / name
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path)
            else:
                path.unlink(missing_ok=True)

    def clear_arrays(self) -> None:
        """Remove the arrays that are made once all futures are there."""
        self.arrays.unlink(missing_ok=True)
        for path in (self.series, self.quantiles, self.hosts):
            if path.exists():
                shutil.rmtree(path)

    def clear_working(self) -> None:
        """Remove what is of use only while a run is under way."""
        if self.working.exists():
            shutil.rmtree(self.working)

    def has_left_over(self) -> bool:
        """Return whether something lies here that goes away when a run is finished."""
        return self.working.exists() or self.lock.exists()

    def remove(self) -> None:
        """Remove a run that was not finished, and the folder if nothing else is in it."""
        with suppress(OSError):
            self.clear()
            self.lock.unlink(missing_ok=True)
            self.path.rmdir()


def write_whole(path: Path, text: str) -> None:
    """Write a text file so that its name never stands for half of it.

    Args:
        path: of the file; it is replaced if it exists.
        text: its content, written as UTF-8.
    """
    with whole_file(path) as unfinished:
        unfinished.write_text(text, encoding="utf-8")


@contextmanager
def whole_file(path: Path) -> Iterator[Path]:
    """Write a file under another name, which becomes its own once it is whole and on the disk.

    Args:
        path: of the file; it is replaced if it exists.

    Yields:
        The path to write to.
    """
    unfinished = path.with_name(_UNFINISHED.format(path.name))
    try:
        yield unfinished
        _to_disk(unfinished)
        unfinished.replace(path)
        if os.name == "posix":
            _to_disk(path.parent)
    finally:
        unfinished.unlink(missing_ok=True)


def _to_disk(path: Path) -> None:
    """Return once the disk holds a file, or the names in a folder."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def default_path(scenario_id: str, base: Path | None = None) -> Path:
    """Return a folder that does not exist yet: `runs/SCENARIO-TIME`, in UTC to the second.

    Args:
        scenario_id: id of the scenario.
        base: folder of all runs; `runs` in the working folder where not given.
    """
    stem = f"{scenario_id}-{datetime.now(UTC):%Y%m%dT%H%M%SZ}"
    runs = Path("runs") if base is None else base
    path, count = runs / stem, 1
    while path.exists():
        count += 1
        path = runs / f"{stem}-{count}"
    return path
