"""What happened how often: every kind of event by what it was about."""

from typing import Any

from offramp.model.scenario import Scenario
from offramp.results.data import RunData
from offramp.results.summary.numbers import figure, per_100

ELSEWHERE = ("outcome",)
"""Kinds that the summary gives elsewhere."""
RANGE_ONLY = "never seen before: only the range in `outcomes` is given"
"""Stands for the count of what nobody has seen."""


def unseen_rungs(scenario: Scenario) -> frozenset[str]:
    """Return the rungs that nobody has seen, of which no count is given."""
    return frozenset(name for name, rung in scenario.ladder.rungs.items() if rung.hazard)


def happenings(data: RunData) -> dict[str, dict[str, Any]]:
    """Return by kind and item how many events there are, and in how many futures."""
    hidden = unseen_rungs(data.scenario)
    found: dict[str, dict[str, Any]] = {}
    for (kind, item), count in sorted(data.tally.events.items()):
        if kind in ELSEWHERE:
            continue
        of_kind = found.setdefault(kind, {})
        if kind.startswith("rung") and item in hidden:
            of_kind[item] = {"note": RANGE_ONLY}
            continue
        futures = data.tally.futures[kind, item]
        of_kind[item] = {
            "events": count,
            "per_future": figure(count / data.size, 3),
            "futures": futures,
            "in_100": per_100(futures, data.size),
        }
    return found
