"""`request.json`: what was asked of a run, written before its first future."""

import json
from dataclasses import asdict, dataclass, fields
from importlib.metadata import version
from typing import Any, Literal, get_args

from offramp.results.errors import RunError
from offramp.results.folder import SCHEMA, Folder, write_whole
from offramp.results.premise import Premise

Keep = Literal["sample", "all"]
"""Of which futures the series are kept: of some, beside quantiles over all; or of all."""
BITS = ("offramp", "numpy", "numba")
"""Packages that the bits of a run hang on."""


@dataclass(frozen=True)
class Request:
    """What is asked of a run."""

    first: int
    """First member."""
    stop: int
    """One after the last member."""
    seed: int
    """Seed of the ensemble."""
    days: int
    """Length of the run."""
    keep: Keep = "sample"
    """Of which futures the series are kept."""

    def __post_init__(self) -> None:
        if self.keep not in get_args(Keep):
            msg = f'"{self.keep}" says nothing of what to keep: give "sample" or "all"'
            raise RunError(msg)


@dataclass(frozen=True)
class Asked:
    """What `request.json` holds: a request, and what it was made of."""

    scenario: dict[str, Any]
    """Its `id`, `title` and `hash`."""
    overlays: list[str]
    """Overlays in the order in which they were applied."""
    without: list[str]
    """Mechanisms switched off."""
    seed: int
    """Seed of the ensemble."""
    member_range: list[int]
    """First member, and the one after the last."""
    days: int
    """Length of the run (day)."""
    keep: Keep
    """Of which futures the series are kept."""
    versions: dict[str, str]
    """Versions of the packages that bits hang on."""
    schema_version: int = SCHEMA
    """Version of the layout of the folder."""

    @classmethod
    def of(cls, premise: Premise, request: Request) -> "Asked":
        """Put together what is asked of a scenario."""
        scenario = premise.scenario
        return cls(
            scenario={"id": scenario.id, "title": scenario.title, "hash": premise.hash},
            overlays=list(premise.overlays),
            without=list(premise.without),
            seed=request.seed,
            member_range=[request.first, request.stop],
            days=request.days,
            keep=request.keep,
            versions={name: version(name) for name in BITS},
        )

    @property
    def request(self) -> Request:
        """The request alone."""
        first, stop = self.member_range
        return Request(first, stop, self.seed, self.days, self.keep)

    def write(self, folder: Folder) -> None:
        """Write it into a run folder, whole or not at all."""
        text = json.dumps(asdict(self), indent=1, ensure_ascii=False, allow_nan=False)
        write_whole(folder.request, text + "\n")

    def check(self, other: "Asked", folder: Folder) -> None:
        """Raise an error if another run was asked for, which cannot go on from this one.

        Raises:
            RunError: it says in what they differ.
        """
        pairs = (
            ("scenario", self.scenario["hash"][:12], other.scenario["hash"][:12]),
            ("seed", self.seed, other.seed),
            ("members", _range(self.member_range), _range(other.member_range)),
            ("days", self.days, other.days),
            ("what to keep", self.keep, other.keep),
            *((name, was, other.versions.get(name)) for name, was in self.versions.items()),
        )
        for what, was, now in pairs:
            if was != now:
                msg = (
                    f"{folder.path} was begun with another {what} ({was}, now {now}), so it "
                    "cannot be resumed with this one: ask for what it was begun with, or give "
                    "another folder"
                )
                raise RunError(msg)


def _range(members: list[int]) -> str:
    return f"{members[0]}:{members[1]}"


def read_request(folder: Folder) -> Asked:
    """Read what was asked of the run in a folder.

    Raises:
        RunError: if there is none, it is damaged, or another version wrote it.
    """
    path = folder.request
    try:
        given = json.loads(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        msg = f"there is no run to resume in {folder.path}: give the folder of one that was begun"
        raise RunError(msg) from None
    except (OSError, ValueError) as error:
        raise RunError(_damaged(folder)) from error
    if isinstance(given, dict) and given.get("schema_version") not in (None, SCHEMA):
        msg = (
            f"{folder.path} was begun with schema version {given['schema_version']}, and this "
            f"offramp writes version {SCHEMA}: resume it with the offramp that began it, or run "
            f"the scenario in {folder.scenario} again"
        )
        raise RunError(msg)
    names = {field.name for field in fields(Asked)}
    if not isinstance(given, dict) or not names <= given.keys():
        raise RunError(_damaged(folder))
    return Asked(**{name: given[name] for name in names})


def _damaged(folder: Folder) -> str:
    return f"{folder.request} is damaged: run the scenario in {folder.scenario} again"
