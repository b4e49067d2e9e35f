"""History decided anew: what futures do where actors are free from the first day.

What is observed stays imposed; measures, answers and incidents do not. That shows whether what
happened is among what the weights make likely. It is no score: whoever wrote them knew.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

import numpy as np
from numpy.typing import NDArray

from offramp.ensemble.firsts import Firsts, firsts_of, joined
from offramp.ensemble.plan import Plan
from offramp.ensemble.record import Record, records
from offramp.ensemble.replay_lines import headline, lines
from offramp.ensemble.runner import Progress
from offramp.ensemble.side import Side
from offramp.ensemble.workers import Workers
from offramp.model.scenario import Scenario
from offramp.results.errors import RunError
from offramp.results.summary.numbers import per_100

NEAR = 7
"""Days before or after its date within which a step counts as near it."""
OFTEN = 0.2
"""Share of futures from which on a measure that history did not take is told."""
CAUTION = (
    "Face validity, not skill: whoever wrote the weights knew the outcome. It says whether what "
    "happened is among what these assumptions make likely, not that they would have foreseen it."
)


@dataclass(frozen=True)
class Replay:
    """History beside futures that decide for themselves from the first day.

    Attributes:
        summary: plain data: scenario, start, as_of, days, members, seed, `sets` (each with `about`
            and `headline`), `measures` (those with dated steps; see `replay_ensembles`),
            `not_taken`, caution, limits.
    """

    summary: dict[str, Any]

    def to_dict(self) -> dict[str, Any]:
        """Return the summary, which JSON can hold."""
        return self.summary

    def lines(self, width: int = 100) -> list[str]:
        """Return it as lines of text.

        Args:
            width: columns in all.
        """
        return lines(self.summary, width)

    def __str__(self) -> str:
        return "\n".join(self.lines())

    def __repr__(self) -> str:
        return str(self)


def replay_ensembles(
    sides: Mapping[str, Side],
    plan: Plan,
    *,
    about: Mapping[str, str] | None = None,
    progress: Progress | None = None,
) -> Replay:
    """Run scenarios whose decisions are free from the first day, up to the as-of date.

    Each measure with dated steps gets, for each set: in how many futures it came as far as in
    history by that date, within `NEAR` days of it, and by the as-of date; and in how many it was
    proposed, and of those rejected and adopted, by the as-of date.

    Args:
        sides: one for each set of assumptions, by name; alike but for these.
        plan: which members; the same for all.
        about: who holds each set, by name.
        progress: is told how many members of all sides are done, and how many there are.

    Raises:
        RunError: if there is no history to be decided anew.
    """
    first = next(iter(sides.values())).scenario
    past = records(first)
    days = first.as_of_day + 1
    if days < 1 or not past:
        msg = (
            f"{first.title} has no checked step of a measure from {first.start} to {first.as_of} "
            "in its events, so there is nothing to replay"
        )
        raise RunError(msg)
    plan = replace(plan, days=days)
    total, done = len(plan) * len(sides), 0
    found: dict[str, Firsts] = {}
    for name, side in sides.items():
        parts = []
        with Workers(side.engine(), plan, firsts_of) as workers:
            for part in workers.results():
                parts.append(part)
                done += len(part.members)
                if progress is not None:
                    progress(done, total)
        found[name] = joined(parts)
    return Replay(_summary(sides, found, past, plan, about or {}))


def _summary(
    sides: Mapping[str, Side],
    found: Mapping[str, Firsts],
    past: Mapping[str, Record],
    plan: Plan,
    about: Mapping[str, str],
) -> dict[str, Any]:
    scenario = next(iter(sides.values())).scenario
    summary: dict[str, Any] = {
        "scenario": {"id": scenario.id, "title": scenario.title},
        "start": str(scenario.start),
        "as_of": str(scenario.as_of),
        "days": plan.days,
        "members": len(plan),
        "seed": plan.seed,
        "near_days": NEAR,
        "measures": [
            {
                "id": name,
                "label": scenario.measures[name].label or name,
                "by": scenario.measures[name].by,
                "stage": record.stage,
                "date": str(record.date),
                "taken": record.taken,
                "imposed": record.imposed,
                "steps": [
                    {"stage": step.stage, "date": str(step.date), "event": step.event}
                    for step in record.steps
                ],
                "sets": {
                    key: _beside(sides[key].scenario, record, firsts)
                    for key, firsts in found.items()
                },
            }
            for name, record in past.items()
        ],
        "not_taken": _not_taken(sides, found, past),
        "caution": CAUTION,
        "limits": scenario.limits,
    }
    summary["sets"] = {
        name: {"about": about.get(name, ""), "headline": headline(summary, name)} for name in sides
    }
    return summary


def _beside(scenario: Scenario, record: Record, firsts: Firsts) -> dict[str, Any] | None:
    """Count the futures that do as history did; None where the measure is switched off."""
    name = record.measure
    if name not in scenario.measures or scenario.measures[name].disabled:
        return None
    on, last = scenario.day_of(record.date), scenario.as_of_day
    first = firsts.reached(name, record.stage)
    proposed = firsts.reached(name, "proposed") <= last
    came = first <= last
    return {
        "by_then": _count(first <= on),
        "within_7_days": _count(np.abs(first.astype(np.int64) - on) <= NEAR),
        "by_as_of": _count(came),
        "median_date": _median(scenario, first[came]),
        "proposed": _count(proposed),
        "rejected": _count(proposed & (firsts.reached(name, "rejected") <= last)),
        "adopted": _count(proposed & (firsts.reached(name, "adopted") <= last)),
    }


def _not_taken(
    sides: Mapping[str, Side], found: Mapping[str, Firsts], past: Mapping[str, Record]
) -> list[dict[str, Any]]:
    """Return the measures without a dated step that futures take often, the commonest first."""
    scenario = next(iter(sides.values())).scenario
    told = []
    for name, measure in scenario.measures.items():
        if name in past or measure.disabled:
            continue
        of_sets = {}
        for key, firsts in found.items():
            first = firsts.reached(name, "adopted")
            came = first <= scenario.as_of_day
            of_sets[key] = {**_count(came), "median_date": _median(scenario, first[came])}
        most = max(of_set["count"] for of_set in of_sets.values())
        if most >= OFTEN * len(next(iter(found.values())).members):
            one = {"id": name, "label": measure.label or name, "by": measure.by, "sets": of_sets}
            told.append((most, one))
    return [one for _, one in sorted(told, key=lambda pair: -pair[0])]


def _count(where: NDArray[np.bool_]) -> dict[str, Any]:
    count = int(where.sum())
    return {"count": count, "in_100": per_100(count, len(where))}


def _median(scenario: Scenario, days: NDArray[np.int32]) -> str | None:
    """Return the date by which half of the futures that ever do it have done it."""
    if not len(days):
        return None
    middle = int(np.sort(days)[(len(days) - 1) // 2])
    return str(scenario.start + timedelta(days=middle))
