"""Paired differences: the same futures under two decisions.

A mean difference comes with the interval mean +- 1.96 sd / sqrt(n) of the paired differences,
which holds 95 % of the time for many futures; all that it covers is the chance of the draw.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from offramp.ensemble.traits import Traits
from offramp.model.scenario import Scenario
from offramp.model.signal import Case
from offramp.results.summary.happenings import RANGE_ONLY, unseen_rungs
from offramp.results.summary.numbers import figure, per_100
from offramp.results.summary.outcomes import hazard_chances, range_of_chance

_Z = 1.96
"""Standard normal quantile of the 95 % interval."""
FEWER_IS_BETTER = frozenset({"strain", "trapped", "lethal"})
"""Numbers of which less is better for people; of the others no direction is stated."""
LABELS = {
    "arrivals": ("people who arrived in {}", "person"),
    "strain": ("highest reception strain in {}", "1"),
    "trapped": ("days that people spent trapped", "person day"),
    "lethal": ("lethal incidents between the two sides", "1"),
}
"""What each number is called, and its unit."""


def difference(base: NDArray[Any], other: NDArray[Any]) -> dict[str, float]:
    """Return the mean of other - base over futures with its 95 % interval."""
    change = other.astype(np.float64) - base.astype(np.float64)
    mean = float(change.mean())
    half = _Z * float(change.std(ddof=1)) / len(change) ** 0.5 if len(change) > 1 else 0.0
    return {"mean": figure(mean), "low": figure(mean - half), "high": figure(mean + half)}


def directions(
    base: NDArray[Any], other: NDArray[Any], *, fewer_is_better: bool = False
) -> dict[str, float]:
    """Return in how many futures of 100 a number is higher, lower, unchanged.

    With a direction stated, they are better, worse, unchanged.
    """
    up, down = ("worse", "better") if fewer_is_better else ("higher", "lower")
    size = len(base)
    return {
        down: per_100(int(np.sum(other < base)), size),
        up: per_100(int(np.sum(other > base)), size),
        "unchanged": per_100(int(np.sum(other == base)), size),
    }


def differences(scenario: Scenario, base: Traits, other: Traits) -> dict[str, Any]:
    """Return all that differs between two ensembles of the same members.

    Args:
        scenario: that of the base, for labels.
        base: of one decision.
        other: of the other, of the same members in the same order.
    """
    happened = _happened(scenario, base, other)
    return {
        "outcomes": _outcomes(scenario, base, other),
        "quantities": _numbers(scenario, base, other),
        "measures": {
            item: {"label": scenario.measures[item].label or item, **found}
            for item, found in happened.get("in_force", {}).items()
            if item in scenario.measures
        },
        "events": happened,
    }


def _outcomes(scenario: Scenario, base: Traits, other: Traits) -> dict[str, Any]:
    return {
        question: {
            "label": scenario.outcomes[question].label or question,
            "cases": [
                _case(scenario, case, base, other)
                if not case.observed
                else {"id": case.id, "label": case.label}
                | _paired(base.outcomes[question] == at, other.outcomes[question] == at)
                for at, case in enumerate(scenario.outcomes[question].cases)
            ],
        }
        for question in base.outcomes
        if question in other.outcomes
    }


def _paired(base: NDArray[np.bool_], other: NDArray[np.bool_]) -> dict[str, Any]:
    """Compare whether something comes about."""
    size = len(base)
    return {
        "base": int(base.sum()),
        "other": int(other.sum()),
        "base_in_100": per_100(int(base.sum()), size),
        "other_in_100": per_100(int(other.sum()), size),
        "difference_in_100": difference(100 * base, 100 * other),
        "appears_in": int(np.sum(other & ~base)),
        "vanishes_in": int(np.sum(base & ~other)),
    }


def _case(scenario: Scenario, case: Case, base: Traits, other: Traits) -> dict[str, Any]:
    """Compare the chances of what nobody has seen: ranges only."""
    chances = [hazard_chances(scenario, side.hazard, case.hazard) for side in (base, other)]
    ranges = [range_of_chance(chance) for chance in chances]
    return {
        "id": case.id,
        "label": case.label,
        "assumption": case.assumption,
        "base": {"low": figure(ranges[0][0]), "high": figure(ranges[0][1])},
        "other": {"low": figure(ranges[1][0]), "high": figure(ranges[1][1])},
        **directions(chances[0], chances[1]),
        "validated": False,
    }


def _numbers(scenario: Scenario, base: Traits, other: Traits) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key in base.numbers:
        if key not in other.numbers:
            continue
        name, label = key
        text, unit = LABELS[name]
        where = scenario.places[label].name if label else ""
        ours, theirs = base.numbers[key], other.numbers[key]
        found[f"{name}.{label}" if label else name] = {
            "label": text.format(where),
            "unit": unit,
            "base": figure(float(ours.mean())),
            "other": figure(float(theirs.mean())),
            "difference": difference(ours, theirs),
            **directions(ours, theirs, fewer_is_better=name in FEWER_IS_BETTER),
        }
    return found


def _happened(scenario: Scenario, base: Traits, other: Traits) -> dict[str, dict[str, Any]]:
    hidden = unseen_rungs(scenario)
    never = np.zeros(len(base.members), bool)
    found: dict[str, dict[str, Any]] = {}
    for kind, item in sorted(base.happened.keys() | other.happened.keys()):
        key = (kind, item)
        found.setdefault(kind, {})[item] = (
            {"note": RANGE_ONLY}
            if kind == "rung_up" and item in hidden
            else _paired(base.happened.get(key, never), other.happened.get(key, never))
        )
    return found
