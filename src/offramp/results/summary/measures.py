"""What was proposed, adopted, rejected and came into force, in how many futures."""

from typing import Any

import numpy as np

from offramp.results.data import RunData
from offramp.results.summary.numbers import futures_with, grouped, per_100

STAGES = ("proposed", "decided", "adopted", "rejected", "shelved", "in_force")
"""Stages that are counted."""


def measures(data: RunData) -> dict[str, Any]:
    """Return, for each measure, in how many futures it reached each stage.

    `observed` gives the date of each stage that history imposed; `after_as_of` counts the
    futures in which it reached a stage later than that, once history decides no more.
    """
    every, later = _counts(data, after=-1), _counts(data, after=data.decided_day)
    imposed = _imposed(data)
    found = {}
    for name, measure in data.scenario.measures.items():
        if measure.disabled:
            continue
        counts = {stage: every.get((stage, name), 0) for stage in STAGES}
        found[name] = {
            "label": measure.label or name,
            "by": measure.by,
            **counts,
            "in_100": {stage: per_100(count, data.size) for stage, count in counts.items()},
            "after_as_of": {stage: later.get((stage, name), 0) for stage in STAGES},
            "observed": imposed.get(name, {}),
        }
    return found


def _counts(data: RunData, *, after: int) -> dict[tuple[str, str], int]:
    """Count futures by (stage, measure) over the events after a day."""
    events, words = data.coded
    kinds = [code for code, word in enumerate(words) if word in STAGES]
    rows = np.isin(events.kind, kinds) & (events.day > after)
    found = futures_with(events.member[rows], [events.kind[rows], events.item[rows]])
    return {(words[kind], words[item]): count for (kind, item), count in found.items()}


def _imposed(data: RunData) -> dict[str, dict[str, str]]:
    """Return the date of each stage that a dated event imposed, by measure."""
    events, words = data.coded
    rules = [code for code, word in enumerate(words) if word.startswith("events.")]
    rows = np.isin(events.rule, rules)
    steps = [events.item[rows], events.kind[rows], events.day[rows]]
    found: dict[str, dict[str, str]] = {}
    for at in grouped(steps)[1]:
        item, kind, day = (int(column[at]) for column in steps)
        if words[kind] in STAGES:
            found.setdefault(words[item], {}).setdefault(words[kind], str(data.date(day)))
    return found
