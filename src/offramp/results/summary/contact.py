"""Lethal contact between the two sides of a dyad: a range, by pathway.

It has been seen before, so futures are counted; but how often it comes hangs on what is not
known, so the count never stands without its range. Where the run recorded the hazard of the rung
that lethal contact reaches, the range is that of the chance over the parameters drawn; else it
is the range that chance alone leaves around the count (Wilson 1927, 90 %,
doi:10.1080/01621459.1927.10502953).
"""

from collections import Counter
from typing import Any

import numpy as np

from offramp.model.contact import INTENTS, Contact
from offramp.results.data import RunData
from offramp.results.summary.numbers import figure, per_100
from offramp.results.summary.outcomes import range_of_chance
from offramp.results.tally import between_sides

_Z = 1.6449
"""Standard normal quantile of the 90 % interval."""


def contact(data: RunData) -> dict[str, Any]:
    """Return, for each dyad, lethal contact between its sides once history decides no more."""
    found = {}
    for dyad, pair in data.scenario.ladder.dyads.items():
        ways = {name: data.scenario.contacts[name] for name in between_sides(data.scenario, dyad)}
        if ways:
            found[dyad] = {"label": pair.label or dyad, **_dyad(data, dyad, ways)}
    return found


def _dyad(data: RunData, dyad: str, ways: dict[str, Contact]) -> dict[str, Any]:
    first = data.tally.first_days.get(f"contact.{dyad}", Counter())
    count = sum(first.values())
    low, high, rests_on = _range(data, dyad, ways, count)
    days = np.repeat(sorted(first), [first[day] for day in sorted(first)])
    return {
        "futures": count,
        "in_100": per_100(count, data.size),
        "low": figure(low, 3),
        "high": figure(high, 3),
        "range": rests_on,
        "first_date": {
            name: str(data.date(int(np.quantile(days, share)))) if count else None
            for name, share in (("q05", 0.05), ("q50", 0.5), ("q95", 0.95))
        },
        "pathways": {
            name: {
                "label": way.label or name,
                "futures": (own := data.tally.futures_after["lethal", name]),
                "in_100": per_100(own, data.size),
                "by_intent": {intent: data.tally.intents[name, intent] for intent in INTENTS},
            }
            for name, way in ways.items()
        },
    }


def _range(
    data: RunData, dyad: str, ways: dict[str, Contact], count: int
) -> tuple[float, float, str]:
    """Return the range of the chance of any lethal contact, and what it rests on."""
    rungs = {f"{dyad}.{way.rung}" for way in ways.values()}
    chances = [-np.expm1(-data.ends[f"hazard.{name}"]) for name in sorted(rungs)]
    if any(chance.any() for chance in chances):
        missed = np.prod([1 - chance for chance in chances], axis=0)
        return *range_of_chance(1 - missed), "5 to 95 % over what is not known"
    low, high = wilson(count, data.size)
    return low, high, "90 % that chance alone leaves around the count"


def wilson(count: int, size: int) -> tuple[float, float]:
    """Return the interval that chance leaves around a share.

    >>> [round(bound, 3) for bound in wilson(0, 100)]
    [0.0, 0.026]
    """
    share, factor = count / size, 1 + _Z**2 / size
    middle = (share + _Z**2 / (2 * size)) / factor
    half = _Z / factor * np.sqrt(share * (1 - share) / size + _Z**2 / (4 * size**2))
    return max(float(middle - half), 0.0), min(float(middle + half), 1.0)
