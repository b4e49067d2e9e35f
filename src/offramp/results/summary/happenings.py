"""What happened how often: every kind of event by what it was about."""

from typing import Any

import numpy as np

from offramp.model.scenario import Scenario
from offramp.results.data import RunData
from offramp.results.summary.numbers import figure, futures_with, grouped, per_100

ELSEWHERE = ("outcome",)
"""Kinds that the summary gives elsewhere."""
RANGE_ONLY = "never seen before: only the range in `outcomes` is given"
"""Stands for the count of what nobody has seen."""


def unseen_rungs(scenario: Scenario) -> frozenset[str]:
    """Return the rungs that nobody has seen, of which no count is given."""
    return frozenset(name for name, rung in scenario.ladder.rungs.items() if rung.hazard)


def happenings(data: RunData) -> dict[str, dict[str, Any]]:
    """Return by kind and item how many events there are, and in how many futures."""
    events, words = data.coded
    group, rows = grouped([events.kind, events.item])
    counts = np.bincount(group, minlength=len(rows))
    futures = futures_with(events.member, [events.kind, events.item])
    hidden = unseen_rungs(data.scenario)
    found: dict[str, dict[str, Any]] = {}
    for row, count in zip(rows, counts.tolist(), strict=True):
        kind, item = int(events.kind[row]), int(events.item[row])
        if words[kind] in ELSEWHERE:
            continue
        of_kind = found.setdefault(words[kind], {})
        if words[kind].startswith("rung") and words[item] in hidden:
            of_kind[words[item]] = {"note": RANGE_ONLY}
            continue
        of_kind[words[item]] = {
            "events": count,
            "per_future": figure(count / data.size, 3),
            "futures": futures[kind, item],
            "in_100": per_100(futures[kind, item], data.size),
        }
    return {kind: dict(sorted(items.items())) for kind, items in sorted(found.items())}
