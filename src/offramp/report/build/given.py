"""What is shown beside a run: comparisons, sweeps and deadlines that were asked for before."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from offramp.ensemble.compare_runs import apart, compare_runs, laid
from offramp.results.errors import RunError
from offramp.results.run import Run

Found = Mapping[str, Any]
NOTHING = (
    "a file is nothing that the page can show: give what `offramp compare --json`, "
    "`offramp sweep --json` (of no one quantity) or `offramp deadline --json` gave"
)


@dataclass(frozen=True)
class Given:
    """What other commands found, by kind."""

    comparisons: list[Found]
    sweeps: list[Found]
    deadlines: list[Found]

    @classmethod
    def of(cls, files: Sequence[Found]) -> "Given":
        """Sort what commands printed as JSON.

        Raises:
            RunError: if one is nothing that the page can show.
        """
        found = cls([], [], [])
        for one in files:
            if not isinstance(one, Mapping):
                raise RunError(NOTHING)
            if "alternatives" in one and "members" in one:
                found.comparisons.append(one)
            elif one.get("method") == "screen" and "reads" in one:
                found.sweeps.append(one)
            elif "share" in one and "sets" in one:
                found.deadlines.append(one)
            else:
                raise RunError(NOTHING)
        return found


@contextmanager
def well_formed(command: str) -> Iterator[None]:
    """Say it in words where what a command printed is not as this version prints it.

    Raises:
        RunError: in place of what reading it raises.
    """
    try:
        yield
    except (KeyError, TypeError, ValueError, AttributeError, StopIteration) as error:
        msg = f"what `offramp {command} --json` printed is damaged, or of another version"
        raise RunError(msg) from error


def alternatives_of(
    shown: Run, others: Sequence[Run], compared: Sequence[Found] = ()
) -> list[Found]:
    """Return runs of the same futures compared with the plainest one; none where there is no other.

    The plainest is the one with least laid over the scenario, the one that is shown among equals.

    Args:
        shown: the run that is shown.
        others: runs beside it; one as of another date is left out.
        compared: comparisons that are there already; a run that is a side of one is left out.

    Raises:
        RunError: if one is of other futures, or a piece of it is missing or damaged, or a
            comparison is damaged.
    """
    for run in others:
        why = apart(shown, run)
        if why and run.manifest.as_of == shown.manifest.as_of:
            msg = f"{run.path.resolve().name} cannot be compared future by future: {why}"
            raise RunError(msg)
    same = [shown, *(run for run in others if not apart(shown, run))]
    base = min(same, key=lambda run: len(laid(run)))
    named: dict[str, Run] = {}
    for run in same:
        if run is base or any(_is_side(run, one) for one in compared):
            continue
        stem = " + ".join(one for one in laid(run) if one not in laid(base))
        name, count = stem or run.path.resolve().name, 1
        while name in named:
            count += 1
            name = f"{stem or run.path.resolve().name} ({count})"
        named[name] = run
    return [compare_runs(base, named).to_dict()] if named else []


def _is_side(run: Run, comparison: Found) -> bool:
    """Return whether a run is an alternative of a comparison, on the same futures."""
    about, own = run.manifest, set(laid(run))
    ours = (about.scenario["id"], about.as_of, about.seed, about.days, list(about.member_range))
    with well_formed("compare"):
        futures = [comparison[name] for name in ("as_of", "seed", "days", "member_range")]
        if ours != (comparison["scenario"]["id"], *futures):
            return False
        sides = [set(side.get("laid", ())) for side in comparison["alternatives"].values()]
    return own in sides
