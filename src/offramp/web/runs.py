"""The runs of a folder: those that were ordered here, and those that lay there already."""

from contextlib import suppress
from pathlib import Path

from offramp.results.errors import RunError
from offramp.results.folder import Folder
from offramp.results.manifest import Manifest, read_manifest
from offramp.web.ledger import ID, Entry, Ledger, Progress
from offramp.web.messages import RunInfo, State
from offramp.web.refusal import Refusal


class Runs:
    """What runs there are, and how far each is.

    Args:
        ledger: of the folder.
        given: a run elsewhere that is shown too; None for none.
    """

    def __init__(self, ledger: Ledger, given: Path | None) -> None:
        self._ledger = ledger
        self._given = None
        if given is not None and given.resolve().parent != ledger.folder.resolve():
            self._given = given.resolve()
        self._seen: dict[Path, tuple[int, Manifest]] = {}

    def all(self) -> list[RunInfo]:
        """Return all runs, newest first."""
        ordered = {entry.id: self._ordered(entry) for entry in self._ledger.entries()}
        paths = [path for path in self._ledger.folder.iterdir() if ID.match(path.name)]
        if self._given is not None:
            paths.append(self._given)
        there = [
            info
            for path in paths
            if path.name not in ordered and (info := self._lying(path)) is not None
        ]
        found = [*ordered.values(), *there]
        return sorted(found, key=lambda info: (info.created, info.id), reverse=True)

    def info(self, name: str) -> RunInfo:
        """Return one run.

        Raises:
            Refusal: if there is none of that name.
        """
        entry = self._ledger.entry(name)
        found = self._ordered(entry) if entry is not None else self._lying(self._path(name))
        if found is None:
            raise Refusal(404, _no_run(name))
        return found

    def entry(self, name: str) -> Entry:
        """Return the order of a run.

        Raises:
            Refusal: if it was not ordered here.
        """
        entry = self._ledger.entry(name)
        if entry is None:
            if self._lying(self._path(name)) is not None:
                msg = f"{name} was not ordered here: it can only be looked at"
                raise Refusal(409, msg)
            raise Refusal(404, _no_run(name))
        return entry

    def folder(self, name: str) -> Path:
        """Return the folder of a run that can be looked at.

        Raises:
            Refusal: if there is none, or it has no futures yet.
        """
        self.info(name)
        path = self._path(name)
        if self._manifest(path) is None:
            msg = f"{name} has nothing to show yet: wait until it has ended"
            raise Refusal(409, msg)
        return path

    def _path(self, name: str) -> Path:
        if not ID.match(name):
            raise Refusal(404, _no_run(name))
        if self._given is not None and name == self._given.name:
            return self._given
        return self._ledger.folder / name

    def _ordered(self, entry: Entry) -> RunInfo:
        progress = self._ledger.progress(entry.id)
        order = entry.order
        laid = [f"force {one}" for one in order.force] + [f"forbid {one}" for one in order.forbid]
        return RunInfo(
            id=entry.id,
            title=entry.title,
            scenario=order.scenario,
            state=self._state(entry.id, progress),
            done=progress.done,
            asked=order.members,
            seed=order.seed,
            error=progress.error,
            created=entry.created,
            changed=[*order.overlays, *laid],
        )

    def _state(self, name: str, progress: Progress) -> State:
        if progress.error:
            return "failed"
        if progress.ended:
            return "stopped" if progress.stopped else "finished"
        return "running" if self._ledger.alive(name) else "waiting"

    def _lying(self, path: Path) -> RunInfo | None:
        about = self._manifest(path)
        if about is None:
            return None
        return RunInfo(
            id=path.name,
            title=about.scenario["title"],
            scenario=about.scenario["id"],
            state="finished" if about.complete else "stopped",
            done=about.members,
            asked=about.member_range[1] - about.member_range[0],
            seed=about.seed,
            error="",
            created=about.created,
            changed=[*about.overlays, *(f"without {name}" for name in about.without)],
        )

    def _manifest(self, path: Path) -> Manifest | None:
        """Return what a run folder says; None if it is none, or cannot be read."""
        folder = Folder(path)
        with suppress(OSError, RunError):
            changed = folder.manifest.stat().st_mtime_ns
            if path not in self._seen or self._seen[path][0] != changed:
                self._seen[path] = (changed, read_manifest(folder))
            return self._seen[path][1]
        return None


def _no_run(name: str) -> str:
    return f'there is no run "{name[:80]}" here'
