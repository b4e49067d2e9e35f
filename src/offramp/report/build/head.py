"""What the page says first, and how to make it again."""

import re
import shlex
from pathlib import PurePath

from offramp.report.build.shown import Shown
from offramp.report.picture.head import Head, Provenance


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


def provenance(shown: Shown) -> Provenance:
    """Return how to make the page again."""
    run, about = shown.run, shown.run.manifest
    name = run.path.resolve().name or "run"
    return Provenance(
        run=name,
        hash=str(about.scenario.get("hash", "")),
        seed=about.seed,
        created=about.created,
        versions=about.versions,
        digests={
            part: str(found.get("overall", ""))
            for part, found in about.digests.items()
            if isinstance(found, dict)
        },
        commands=_commands(shown, name),
    )


def _commands(shown: Shown, name: str) -> list[str]:
    about = shown.run.manifest
    first, stop = about.member_range
    again = all(map(_NAME.fullmatch, about.overlays))
    words = ["offramp", "run", str(about.scenario["id"]) if again else f"runs/{name}/scenario"]
    words += ["--members", str(stop)] if not first else ["--member-range", f"{first}:{stop}"]
    words += ["--seed", str(about.seed), "--days", str(about.days)]
    if again:
        words += [word for overlay in about.overlays for word in ("--overlay", overlay)]
        words += [word for mechanism in about.without for word in ("--without", mechanism)]
    words += ["--out", f"runs/{name}" if again else f"runs/{name}-again"]
    return [shlex.join(words), shlex.join(["offramp", "report", words[-1], "-o", "page.html"])]
