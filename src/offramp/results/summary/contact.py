"""Lethal contact between the two sides of a dyad: a range, by pathway.

It has been seen before, so futures are counted; but how often it comes hangs on what is not
known, so the count never stands without its range. Where the run recorded the hazard of the rung
that lethal contact reaches, the range is that of the chance over the parameters drawn; else it
is the range that chance alone leaves around the count (Wilson 1927, 90 %,
doi:10.1080/01621459.1927.10502953).
"""

from typing import Any

import numpy as np

from offramp.model.contact import INTENTS, Contact
from offramp.results.data import RunData
from offramp.results.summary.numbers import figure, per_100
from offramp.results.summary.outcomes import hazard_chances, range_of_chance

_Z = 1.6449
"""Standard normal quantile of the 90 % interval."""


def contact(data: RunData) -> dict[str, Any]:
    """Return, for each dyad, lethal contact between its sides once history decides no more."""
    found = {}
    for dyad, pair in data.scenario.ladder.dyads.items():
        ways = {
            name: way
            for name, way in data.scenario.contacts.items()
            if way.dyad == dyad and way.between_blocs and not way.disabled
        }
        if ways:
            found[dyad] = {"label": pair.label or dyad, **_dyad(data, dyad, ways)}
    return found


def _dyad(data: RunData, dyad: str, ways: dict[str, Contact]) -> dict[str, Any]:
    first = _first_days(data, list(ways))
    count = len(first)
    low, high, rests_on = _range(data, dyad, ways, count)
    days = sorted(first.values())
    return {
        "futures": count,
        "in_100": per_100(count, data.size),
        "low": figure(low, 3),
        "high": figure(high, 3),
        "range": rests_on,
        "first_date": {
            name: str(data.date(int(np.quantile(days, share)))) if days else None
            for name, share in (("q05", 0.05), ("q50", 0.5), ("q95", 0.95))
        },
        "pathways": {
            name: {
                "label": way.label or name,
                "futures": (own := len(_first_days(data, [name]))),
                "in_100": per_100(own, data.size),
                "by_intent": _intents(data, name),
            }
            for name, way in ways.items()
        },
    }


def _first_days(data: RunData, ways: list[str]) -> dict[int, int]:
    """Return the day of the first lethal incident that history did not decide, by member."""
    events, words = data.coded
    items = [code for code, word in enumerate(words) if word in ways]
    lethal = [code for code, word in enumerate(words) if word == "lethal"]
    rows = np.isin(events.item, items) & np.isin(events.kind, lethal)
    rows &= events.day > data.decided_day
    members, at = np.unique(events.member[rows], return_index=True)
    days = events.day[rows][at]
    return dict(zip(members.tolist(), days.tolist(), strict=True))


def _intents(data: RunData, way: str) -> dict[str, int]:
    """Return how many lethal incidents of each intent there were, over all futures."""
    events, words = data.coded
    code = {word: number for number, word in enumerate(words)}
    rows = (events.item == code.get(way, -1)) & (events.kind == code.get("lethal", -1))
    rows &= events.day > data.decided_day
    owner = np.repeat(np.arange(len(events)), np.diff(events.inputs_start))
    names = events.input_names[rows[owner]]
    return {intent: int(np.sum(names == code.get(intent, -1))) for intent in INTENTS}


def _range(
    data: RunData, dyad: str, ways: dict[str, Contact], count: int
) -> tuple[float, float, str]:
    """Return the range of the chance of any lethal contact, and what it rests on."""
    hazard = data.array("hazard")
    rungs = {f"{dyad}.{way.rung}" for way in ways.values()}
    chances = [hazard_chances(data.scenario, hazard, name) for name in sorted(rungs)]
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
