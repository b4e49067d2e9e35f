"""`run.json`: what a run is, whether it is whole, and its summary."""

import json
from dataclasses import asdict, dataclass, fields
from importlib.metadata import version
from pathlib import Path
from platform import python_version
from typing import Any, NoReturn

from offramp.results.errors import RunError
from offramp.results.folder import SCHEMA, Folder, write_whole

_PACKAGES = ("offramp", "numpy", "numba", "xarray", "zarr", "pyarrow")


@dataclass(frozen=True)
class Manifest:
    """The manifest of a run, written last."""

    scenario: dict[str, Any]
    """Its `id`, `title` and `hash`."""
    overlays: list[str]
    """Overlays in the order in which they were applied."""
    without: list[str]
    """Mechanisms switched off."""
    seed: int
    """Seed of the ensemble."""
    members: int
    """Number of members that are there."""
    member_range: list[int]
    """First member asked for, and the one after the last."""
    present: list[list[int]]
    """Ranges of members that are there, each as first and one after the last."""
    start: str
    """Day 0, as an ISO date."""
    as_of: str
    """The as-of date."""
    days: int
    """Length of the run (day)."""
    complete: bool
    """Whether all members asked for are there."""
    created: str
    """When it was written, in UTC."""
    versions: dict[str, str]
    """Versions of Python and of the packages that bits may hang on."""
    digests: dict[str, dict[str, Any]]
    """SHA-256 of `events` and `series`: `overall` and by shard."""
    summary: dict[str, Any]
    """See `offramp.results.summary`."""
    schema_version: int = SCHEMA
    """Version of the layout of the folder."""

    def write(self, folder: Folder) -> None:
        """Write it into a run folder, whole or not at all."""
        text = json.dumps(asdict(self), indent=1, ensure_ascii=False, allow_nan=False)
        write_whole(folder.manifest, text + "\n")


def read_manifest(folder: Folder) -> Manifest:
    """Read the manifest of a run.

    Raises:
        RunError: if there is none, it cannot be read, or another version wrote it.
    """
    given = _json(folder)
    if not isinstance(given, dict) or "schema_version" not in given:
        msg = f"{folder.manifest} is no manifest of a run: give a folder that `offramp run` made"
        raise RunError(msg)
    found = given["schema_version"]
    if found != SCHEMA:
        msg = (
            f"{folder.path} was written with schema version {found}, and this offramp reads "
            f"version {SCHEMA}: run the scenario in {folder.scenario} again"
        )
        raise RunError(msg)
    names = {field.name for field in fields(Manifest)}
    missing = sorted(names - given.keys())
    if missing:
        msg = f"{folder.manifest} lacks `{missing[0]}`, so it is damaged: {folder.mend()}"
        raise RunError(msg)
    manifest = Manifest(**{name: given[name] for name in names})
    wrong = _wrong(manifest)
    if wrong:
        msg = f"{folder.manifest} has an unreadable `{wrong}`: {folder.mend()}"
        raise RunError(msg)
    return manifest


class _Kept(dict[str, Any]):
    """A mapping of the file, in which what is missing means that the file is damaged."""

    folder: Folder | None = None

    def __missing__(self, key: str) -> NoReturn:
        where = self.folder.manifest if self.folder else "the manifest of the run"
        mend = self.folder.mend() if self.folder else "run the scenario again"
        msg = f"{where} lacks `{key}`, so it is damaged: {mend}"
        raise RunError(msg)


def _json(folder: Folder) -> Any:
    """Return what the file holds."""
    path = folder.manifest

    def kept(found: dict[str, Any]) -> _Kept:
        own = _Kept(found)
        own.folder = folder
        return own

    try:
        return json.loads(path.read_text(encoding="utf-8"), object_hook=kept)
    except FileNotFoundError:
        msg = _absent(folder)
    except NotADirectoryError:
        msg = f"{folder.path} is a file: give the folder that `offramp run` made"
    except json.JSONDecodeError as error:
        msg = (
            f"{path} cannot be read (line {error.lineno}: {error.msg}), so it is damaged: "
            f"{folder.mend()}"
        )
    except UnicodeDecodeError:
        msg = f"{path} is not text, so it is damaged: {folder.mend()}"
    except OSError as error:
        msg = f"{path} cannot be read ({error.strerror}): check who may read it"
    raise RunError(msg)


def _absent(folder: Folder) -> str:
    if not folder.path.exists():
        return f"there is no run at {folder.path}: give the folder that `offramp run` made"
    if folder.request.exists() or folder.series.exists():
        return f"{folder.path} holds a run that was not finished: {folder.mend()}"
    return f"{folder.path} has no run.json, so it is no run: give a folder that `offramp run` made"


def _wrong(manifest: Manifest) -> str | None:
    """Return the name of a field that is not what it should be, or None."""
    kinds: dict[str, type | tuple[type, ...]] = {
        "scenario": dict,
        "seed": int,
        "members": int,
        "start": str,
        "as_of": str,
        "days": int,
        "complete": bool,
        "digests": dict,
        "summary": dict,
    }
    for name, kind in kinds.items():
        if not isinstance(getattr(manifest, name), kind):
            return name
    for name in ("member_range", "present"):
        ranges = getattr(manifest, name)
        pairs = [ranges] if name == "member_range" else ranges
        if not isinstance(pairs, list) or not all(_is_range(pair) for pair in pairs):
            return name
    there = sum(stop - first for first, stop in manifest.present)
    return None if manifest.members == there else "members"


def _is_range(pair: object) -> bool:
    return isinstance(pair, list) and len(pair) == 2 and all(isinstance(at, int) for at in pair)


def versions() -> dict[str, str]:
    """Return the versions of Python and of the packages that the bits of a run may hang on."""
    return {"python": python_version(), **{name: version(name) for name in _PACKAGES}}


def path_of(path: str | Path) -> Folder:
    """Return the folder of a run, given it or its `run.json`."""
    given = Path(path)
    return Folder(given.parent if given.name == "run.json" else given)
