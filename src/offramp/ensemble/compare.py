"""Compares decisions on the same futures: same members, same seed, so the same chance."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from offramp.ensemble.differences import differences
from offramp.ensemble.keeping import Keeping
from offramp.ensemble.kept_side import ran_and_kept
from offramp.ensemble.plan import Plan
from offramp.ensemble.reasons import reasons
from offramp.ensemble.runner import Progress
from offramp.ensemble.side import Ran, Side, ran
from offramp.ensemble.table import Row, aligned, table
from offramp.model.scenario import Scenario
from offramp.results.errors import WrongQuestionError


@dataclass(frozen=True)
class Comparison:
    """What alternatives change on the same futures.

    Attributes:
        summary: plain data: scenario, members, seed, days, `under` (the overlays that lie under
            all sides), and for each alternative `change` (what it changes in the scenario),
            `laid` (the overlays and decisions that do), `outcomes`, `indicators`, `quantities`,
            `measures` and `events`, each with the base beside it and with what `pairing` bought,
            and `chains`, that make the difference; `warnings` are sentences.
    """

    summary: dict[str, Any]

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the alternatives."""
        return tuple(self.summary["alternatives"])

    def rows(self, name: str) -> list[Row]:
        """Return what an alternative changes as rows of a table, in words."""
        return table(self.summary["alternatives"][name], self.summary["members"])

    def to_dict(self) -> dict[str, Any]:
        """Return the summary, which JSON can hold."""
        return self.summary

    def __str__(self) -> str:
        head = f"{self.summary['scenario']['title']}: {self.summary['members']:,} futures"
        lines = [f"{head}, seed {self.summary['seed']}; the same futures with and without"]
        lines += self.summary["warnings"]
        for name in self.names:
            lines += ["", f"{name}, beside the scenario as it is"]
            rows = [Row("", "as it is", name, "difference", "futures"), *self.rows(name)]
            lines += aligned(rows)
        return "\n".join([*lines, "", self.summary["limits"]])

    def __repr__(self) -> str:
        return str(self)


def compare_ensembles(
    base: Side,
    alternatives: Mapping[str, Side],
    plan: Plan,
    *,
    out: str | Path | None = None,
    progress: Progress | None = None,
) -> Comparison:
    """Run a scenario and alternatives on the same futures, and compare them future by future.

    Nothing is kept of the futures but what is compared, or in `out` a run of each side.

    Args:
        base: the scenario as it is.
        alternatives: others, by name.
        plan: which members; the length of the run is that of the base for all.
        out: folder that keeps a run of each side; the same comparison goes on there.
        progress: is told how many members of all sides are done, and how many there are.

    Returns:
        The comparison.

    Raises:
        WrongQuestionError: if there is no alternative.
        RunError: if the folder holds something else.
    """
    if not alternatives:
        msg = (
            "nothing to compare with: give at least one alternative, as a measure to force, to "
            "order or to forbid, an overlay, or a mechanism to leave out"
        )
        raise WrongQuestionError(msg)
    days = plan.days if plan.days is not None else base.scenario.days
    plan = replace(plan, days=days)
    total = len(plan) * (1 + len(alternatives))
    reports = _Reports(progress, total)
    keeping = Keeping(Path(out), list(alternatives)) if out is not None else None

    def run(name: str, side: Side) -> Ran:
        if keeping is None:
            return ran(side, plan, reports.add)
        return ran_and_kept(side, name, plan, reports.add, keeping)

    ours = run("", base)
    found = {}
    for name, side in alternatives.items():
        theirs = run(name, side)
        found[name] = {
            "laid": list(side.laid),
            **differences(base.scenario, ours.traits, theirs.traits, side.scenario),
            "chains": reasons(ours, theirs, plan),
        }
    others = {name: side.scenario for name, side in alternatives.items()}
    summary = summarised(base.scenario, others, found, plan, base.laid)
    if keeping is not None:
        folders = {name or "as it is": path.name for name, path in keeping.runs.items()}
        summary["folders"] = folders
        keeping.finish(summary)
    return Comparison(summary)


def summarised(
    base: Scenario,
    alternatives: Mapping[str, Scenario],
    found: Mapping[str, Any],
    plan: Plan,
    under: Sequence[str],
) -> dict[str, Any]:
    """Return what was compared, as plain data.

    Args:
        base: the scenario as it is.
        alternatives: those of the others, by name.
        found: what each of them changes.
        plan: which members; it says the days.
        under: overlays that lie under all sides.
    """
    return {
        "scenario": {"id": base.id, "title": base.title},
        "start": str(base.start),
        "as_of": str(base.as_of),
        "days": plan.days,
        "members": len(plan),
        "member_range": [plan.first, plan.stop],
        "seed": plan.seed,
        "under": list(under),
        "alternatives": dict(found),
        "warnings": _warnings(base, alternatives),
        "limits": base.limits,
    }


def _warnings(base: Scenario, alternatives: Mapping[str, Scenario]) -> list[str]:
    """Say it where history decides longer on one side than on the other."""
    ends = {
        name: other.decided_day
        for name, other in alternatives.items()
        if other.decided_day != base.decided_day
    }
    if not ends:
        return []
    others = ", ".join(f"{base.start + timedelta(days=end)} {name}" for name, end in ends.items())
    return [
        f"Beware: history decides until {base.start + timedelta(days=base.decided_day)} as it is, "
        f"but until {others}; indicators of free days look at other days there."
    ]


class _Reports:
    """Adds up what is done over all sides."""

    def __init__(self, progress: Progress | None, total: int) -> None:
        self._progress = progress
        self._total = total
        self._done = 0
        self.add(0)

    def add(self, members: int) -> None:
        self._done += members
        if self._progress is not None:
            self._progress(self._done, self._total)
