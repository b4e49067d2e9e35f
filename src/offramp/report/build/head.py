"""What the page says first, and how to make it again."""

import re
import shlex
from collections.abc import Sequence
from importlib.resources import files
from pathlib import PurePath

from offramp.reading.library import scenario_names
from offramp.report.build.shown import Shown
from offramp.report.picture.head import Head, Provenance
from offramp.results.run import Run


def head(shown: Shown, notices: list[str]) -> Head:
    """Return what was run.

    Args:
        shown: the run.
        notices: what the making of the page found to be missing.
    """
    about = shown.run.manifest
    asked = about.member_range[1] - about.member_range[0]
    stopped = (
        [f"Stopped early: {about.members:,} of {asked:,} futures; all below is of these."]
        if not about.complete
        else []
    )
    few = (
        [f"Made of {_futures(about.members)}: too few to say how often anything happens."]
        if about.members < FEW
        else []
    )
    own = [f"{notice[:1].upper()}{notice[1:]}." for notice in shown.run.notices()]
    return Head(
        scenario=about.scenario["id"],
        title=about.scenario["title"],
        start=about.start,
        as_of=about.as_of,
        days=about.days,
        members=about.members,
        asked=asked,
        limits=str(shown.summary.get("limits", "")),
        changed=[
            *(f"with {_name(overlay)} on top" for overlay in about.overlays),
            *(f"without {mechanism}" for mechanism in about.without),
        ],
        notices=[*stopped, *few, *own, *notices],
    )


_NAME = re.compile(r"[\w-]+(/[\w-]+)?")
"""An overlay that a scenario keeps; anything else is a file, or was imposed by a comparison."""
FEW = 30
"""With fewer futures than these the page warns of its frequencies."""


def _name(overlay: str) -> str:
    """Return what an overlay is called: of a file elsewhere, only its name."""
    path = PurePath(overlay)
    return path.name if path.is_absolute() else overlay


def _futures(count: int) -> str:
    return "a single future" if count == 1 else f"{count} futures"


def provenance(shown: Shown, others: Sequence[Run] = ()) -> Provenance:
    """Return how to make the page again.

    Args:
        shown: the run.
        others: runs that it is compared with.
    """
    about = shown.run.manifest
    made = [_again(run) for run in (shown.run, *others)]
    report = ["offramp", "report", *(folder for _, folder in made), "-o", "page.html"]
    return Provenance(
        run=_folder(shown.run),
        hash=str(about.scenario.get("hash", "")),
        seed=about.seed,
        created=about.created,
        versions=about.versions,
        digests={
            part: str(found.get("overall", ""))
            for part, found in about.digests.items()
            if isinstance(found, dict)
        },
        commands=[*(command for command, _ in made), shlex.join(report)],
    )


def _folder(run: Run) -> str:
    return run.path.resolve().name or "run"


def _again(run: Run) -> tuple[str, str]:
    """Return the command that makes a run again, and the folder that it makes.

    A scenario that the library lacks, or that a comparison has changed, is read from the copy that
    the run keeps.
    """
    about, name = run.manifest, _folder(run)
    first, stop = about.member_range
    known = about.scenario["id"] in _shelved() and all(map(_NAME.fullmatch, about.overlays))
    folder = f"runs/{name}" if known else f"runs/{name}-again"
    words = ["offramp", "run", str(about.scenario["id"]) if known else f"runs/{name}/scenario"]
    words += ["--members", str(stop)] if not first else ["--member-range", f"{first}:{stop}"]
    words += ["--seed", str(about.seed), "--days", str(about.days)]
    if known:
        words += [word for overlay in about.overlays for word in ("--overlay", overlay)]
        words += [word for mechanism in about.without for word in ("--without", mechanism)]
    return shlex.join([*words, "--out", folder]), folder


def _shelved() -> tuple[str, ...]:
    """Return the scenarios of the library."""
    return scenario_names(files("offramp") / "library")
