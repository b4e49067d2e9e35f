"""How futures went: counts for what has been seen before, ranges for what has not."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from offramp.model.scenario import Scenario
from offramp.model.signal import Case
from offramp.results.data import RunData
from offramp.results.summary.numbers import figure, per_100

LOW, HIGH = 0.05, 0.95
"""The range over what is not known that is given for an outcome nobody has seen."""
_Z = 1.6449
"""Standard normal quantile of the upper 95 % bound of a mean."""


def outcomes(data: RunData) -> dict[str, Any]:
    """Return, for each question, its label and its cases.

    A case that has been seen in the world carries the count of futures. One that has not carries
    its assumption and a range of the chance that it comes about (see `range_of_chance`); never a
    count.
    """
    return {
        question: {
            "label": data.scenario.outcomes[question].label or question,
            "cases": [
                _case(data, case, int(np.sum(data.ends[f"outcome.{question}"] == case.id)))
                for case in data.scenario.outcomes[question].cases
            ],
        }
        for question in data.questions
    }


def _case(data: RunData, case: Case, count: int) -> dict[str, Any]:
    name = {"id": case.id, "label": case.label}
    if case.observed:
        return {**name, "count": count, "in_100": per_100(count, data.size)}
    low, high = range_of_chance(-np.expm1(-data.ends[f"hazard.{case.hazard}"]))
    return {
        **name,
        "assumption": case.assumption,
        "low": figure(low),
        "high": figure(high),
        "validated": False,
    }


def range_of_chance(chances: NDArray[np.float64]) -> tuple[float, float]:
    """Return the range of a chance over what is not known.

    It is that of the middle nine in ten futures, but never ends below the upper 95 % bound of the
    mean: where few futures come near at all, nine in ten have no chance, and the range would hide
    the others.

    Args:
        chances: of each future, shape (member,).
    """
    low, high = np.quantile(chances, [LOW, HIGH])
    error = chances.std() / len(chances) ** 0.5
    return float(low), float(min(max(high, chances.mean() + _Z * error), 1.0))


def hazard_chances(
    scenario: Scenario, hazard: NDArray[np.float64], name: str
) -> NDArray[np.float64]:
    """Return each member's chance of reaching a rung at least once.

    Args:
        scenario: of the run.
        hazard: cumulative, shape (member, dyad, rung).
        name: `dyad.rung`.

    Returns:
        1 - exp(-hazard), shape (member,).
    """
    dyad, _, rung = name.partition(".")
    at = list(scenario.ladder.dyads).index(dyad), list(scenario.ladder.rungs).index(rung)
    chances: NDArray[np.float64] = -np.expm1(-hazard[:, *at])
    return chances
