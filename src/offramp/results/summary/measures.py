"""What was proposed, adopted, rejected and came into force, in how many futures."""

from typing import Any

from offramp.results.data import RunData
from offramp.results.summary.numbers import per_100

STAGES = ("proposed", "decided", "adopted", "rejected", "shelved", "in_force")
"""Stages that are counted."""


def measures(data: RunData) -> dict[str, Any]:
    """Return, for each measure, in how many futures it reached each stage.

    `observed` gives the date of each stage that history imposed; `after_as_of` counts the
    futures in which it reached a stage later than that, once history decides no more.
    """
    every, later = data.tally.futures, data.tally.futures_after
    imposed = _imposed(data)
    found = {}
    for name, measure in data.scenario.measures.items():
        if measure.disabled:
            continue
        counts = {stage: every[stage, name] for stage in STAGES}
        found[name] = {
            "label": measure.label or name,
            "by": measure.by,
            **counts,
            "in_100": {stage: per_100(count, data.size) for stage, count in counts.items()},
            "after_as_of": {stage: later[stage, name] for stage in STAGES},
            "observed": imposed.get(name, {}),
        }
    return found


def _imposed(data: RunData) -> dict[str, dict[str, str]]:
    """Return the date of each stage that a dated event imposed, by measure."""
    found: dict[str, dict[str, str]] = {}
    for (item, kind), day in sorted(data.tally.imposed.items()):
        if kind in STAGES:
            found.setdefault(item, {})[kind] = str(data.date(day))
    return found
