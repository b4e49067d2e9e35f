"""A folder that keeps a comparison: a run folder for each side, and what is compared of them.

`NAME/` is the run of each side, `comparison.json` what came of it, and `compared/` holds what is
compared of each block of futures, so that the same comparison goes on where it was stopped.
"""

import json
import re
from collections.abc import Sequence
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from offramp.ensemble.npz import DAMAGED, write_arrays
from offramp.ensemble.plan import Plan
from offramp.ensemble.side import Part
from offramp.ensemble.stories import Stories
from offramp.ensemble.traits import Traits
from offramp.model.scenario import Scenario
from offramp.reading.scenario import content_hash
from offramp.results.errors import writing
from offramp.results.folder import write_whole

BASE = "as-it-is"
"""The run folder of the scenario as it is."""
COMPARED, RESULT = "compared", "comparison.json"


class Keeping:
    """What is kept of a comparison.

    Args:
        folder: made when something is first kept.
        names: of the alternatives.
    """

    def __init__(self, folder: Path, names: Sequence[str]) -> None:
        self.folder = folder
        self.runs: dict[str, Path] = {"": folder / BASE}
        taken = {BASE, COMPARED, RESULT}
        for name in names:
            stem = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:60] or "alternative"
            own, count = stem, 1
            while own in taken:
                count += 1
                own = f"{stem}-{count}"
            taken.add(own)
            self.runs[name] = folder / own

    def key(self, scenario: Scenario, plan: Plan) -> str:
        """Return the name of what is compared of a scenario: a digest of all that it hangs on."""
        said = (content_hash(scenario), plan.seed, plan.days, version("offramp"))
        return sha256(repr(said).encode()).hexdigest()[:32]

    def keep(self, key: str, part: Part) -> None:
        """Keep what is compared of a block; a file is there whole or not at all.

        Raises:
            RunError: if the folder cannot be written.
        """
        members = part[0].members
        path = self.folder / COMPARED / key / f"{members[0]}-{members[-1] + 1}.npz"
        write_arrays(self.folder, path, _arrays(part))

    def parts(self, key: str, plan: Plan) -> list[Part]:
        """Return what is kept of the futures of a plan: whole blocks, none of them twice."""
        found: list[Part] = []
        stop = plan.first
        folder = self.folder / COMPARED / key
        ranges = sorted(
            (int(a), -int(b), path)
            for path in folder.glob("*-*.npz")
            for a, _, b in [path.stem.partition("-")]
        )
        for first, last, path in ranges:
            if first >= stop and -last <= plan.stop and (part := _read(path)) is not None:
                found.append(part)
                stop = -last
        return found

    def finish(self, summary: dict[str, Any]) -> None:
        """Write what came of the comparison."""
        text = json.dumps(summary, indent=1, ensure_ascii=False, allow_nan=False)
        with writing(self.folder):
            self.folder.mkdir(parents=True, exist_ok=True)
            write_whole(self.folder / RESULT, text + "\n")


def missing(parts: Sequence[Part], plan: Plan) -> list[tuple[int, int]]:
    """Return the futures of a plan that no part has: first, and one after the last."""
    found, at = [], plan.first
    for part in sorted(parts, key=lambda part: int(part[0].members[0])):
        first, last = int(part[0].members[0]), int(part[0].members[-1])
        if first > at:
            found.append((at, first))
        at = last + 1
    return [*found, (at, plan.stop)] if at < plan.stop else found


def _arrays(part: Part) -> dict[str, NDArray[Any]]:
    traits, stories = part
    groups: dict[str, dict[Any, NDArray[Any]]] = {
        "outcomes": {(name, ""): values for name, values in traits.outcomes.items()},
        "numbers": dict(traits.numbers),
        "happened": dict(traits.happened),
        "indicators": {(name, ""): values for name, values in traits.indicators.items()},
    }
    arrays: dict[str, NDArray[Any]] = {
        "members": traits.members,
        "hazard": traits.hazard,
        "story": stories.story,
        "member": stories.member,
        "event": stories.event,
        "stories": _text(stories.stories),
    }
    for group, values in groups.items():
        arrays[f"{group}.keys"] = _text(list(values))
        arrays |= {f"{group}.{at}": one for at, one in enumerate(values.values())}
    return arrays


def _read(path: Path) -> Part | None:
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as found:
            groups = {
                group: {
                    (str(a), str(b)): found[f"{group}.{at}"]
                    for at, (a, b) in enumerate(_said(found[f"{group}.keys"]))
                }
                for group in ("outcomes", "numbers", "happened", "indicators")
            }
            traits = Traits(
                members=found["members"],
                outcomes={name: values for (name, _), values in groups["outcomes"].items()},
                hazard=found["hazard"],
                numbers=groups["numbers"],
                happened=groups["happened"],
                indicators={name: values for (name, _), values in groups["indicators"].items()},
            )
            told = tuple(
                tuple((str(kind), str(item), str(target)) for kind, item, target in story)
                for story in _said(found["stories"])
            )
            return traits, Stories(told, found["story"], found["member"], found["event"])
    except DAMAGED:
        return None


def _text(data: Any) -> NDArray[np.uint8]:
    """Return plain data as bytes in an array."""
    return np.frombuffer(json.dumps(data).encode(), np.uint8)


def _said(values: NDArray[np.uint8]) -> Any:
    return json.loads(values.tobytes())
