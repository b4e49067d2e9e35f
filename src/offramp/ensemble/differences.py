"""Paired differences: the same futures under two decisions.

A mean difference comes with Student's interval of the paired differences, which holds 95 % of the
time for many futures; all that it covers is the chance of the draw. What comes about or not has an
interval of its own (see `intervals`).
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from offramp.ensemble.change import RULED_OUT, change, is_ruled_out, ruled_out
from offramp.ensemble.indicators import indicators
from offramp.ensemble.paired import difference, directions, paired
from offramp.ensemble.pairing import pairing
from offramp.ensemble.traits import Traits
from offramp.model.scenario import Scenario
from offramp.model.signal import Case
from offramp.results.summary.happenings import RANGE_ONLY, unseen_rungs
from offramp.results.summary.numbers import figure
from offramp.results.summary.outcomes import hazard_chances, range_of_chance

LABELS = {
    "arrivals": ("people who arrived in {}", "person"),
    "arrivals_in_all": ("people who arrived in all host countries", "person"),
    "strain": ("highest reception strain in {}", "1"),
    "trapped": ("days that people spent trapped", "person day"),
    "lethal": ("lethal incidents between the two sides", "1"),
}
"""What each number is called, and its unit."""


def differences(
    scenario: Scenario, base: Traits, other: Traits, changed: Scenario | None = None
) -> dict[str, Any]:
    """Return all that differs between two ensembles of the same members.

    Args:
        scenario: that of the base, for labels.
        base: of one decision.
        other: of the other, of the same members in the same order.
        changed: the scenario of the other; that of the base where not given.
    """
    changed = changed or scenario
    happened = _happened(scenario, base, other)
    seen = frozenset(item for (_, item), where in other.happened.items() if where.any())
    gone = ruled_out(scenario, changed, seen)
    return {
        "change": change(scenario, changed),
        "outcomes": _outcomes(scenario, base, other, gone),
        "indicators": indicators(scenario, base, other),
        "quantities": _numbers(scenario, base, other),
        "measures": {
            item: {"label": scenario.measures[item].label or item, **found, **_why(gone.get(item))}
            for item, found in happened.get("in_force", {}).items()
            if item in scenario.measures
        },
        "events": happened,
    }


def _why(reason: str | None) -> dict[str, str]:
    return {"ruled_out": reason} if reason else {}


def _outcomes(
    scenario: Scenario, base: Traits, other: Traits, gone: dict[str, str]
) -> dict[str, Any]:
    return {
        question: {
            "label": scenario.outcomes[question].label or question,
            "cases": [
                _case(scenario, case, base, other)
                if not case.observed
                else {"id": case.id, "label": case.label}
                | _seen(case, base.outcomes[question] == at, other.outcomes[question] == at, gone)
                for at, case in enumerate(scenario.outcomes[question].cases)
            ],
        }
        for question in base.outcomes
        if question in other.outcomes
    }


def _seen(
    case: Case, base: NDArray[np.bool_], other: NDArray[np.bool_], gone: dict[str, str]
) -> dict[str, Any]:
    """Compare how often a case holds, and say so where the change rules it out."""
    out = is_ruled_out(case.when, gone) and not other.any()
    return paired(base, other) | _why(RULED_OUT if out else None)


def _case(scenario: Scenario, case: Case, base: Traits, other: Traits) -> dict[str, Any]:
    """Give the chances of what nobody has seen side by side: ranges, of which none is counted."""
    chances = [hazard_chances(scenario, side.hazard, case.hazard) for side in (base, other)]
    ranges = [range_of_chance(chance) for chance in chances]
    return {
        "id": case.id,
        "label": case.label,
        "assumption": case.assumption,
        "base": {"low": figure(ranges[0][0]), "high": figure(ranges[0][1])},
        "other": {"low": figure(ranges[1][0]), "high": figure(ranges[1][1])},
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
            "pairing": pairing(ours, theirs),
            **directions(ours, theirs),
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
            else paired(base.happened.get(key, never), other.happened.get(key, never))
        )
    return found
