"""Reception strain: when it passes what stated means can bear, and how high it goes."""

from collections import Counter
from typing import Any

import numpy as np
from numpy.typing import NDArray

from offramp.model.scenario import Scenario
from offramp.results.data import RunData
from offramp.results.summary.numbers import per_100, quantiles, rounded

FULL = 1.0
"""Strain at which stated means are used up, by its definition."""


def strain(data: RunData) -> dict[str, Any]:
    """Return, for each host, quantiles of its highest strain and when the median passes 1.

    A host without a sourced figure is "not assessed". `alarms` are the scenario's own thresholds
    on its strain, with the futures in which each is passed.
    """
    median = data.fan("strain")["q50"]
    alarms = _alarms(data)
    return {
        host: {
            "label": data.scenario.places[host].name,
            **_host(data, data.ends[f"peak.strain.{host}"], median[:, at]),
            "alarms": alarms.get(host, {}),
        }
        for at, host in enumerate(data.labels("hosts"))
    }


def _host(data: RunData, peak: NDArray[Any], median: NDArray[Any]) -> dict[str, Any]:
    """Summarise the strain of one host: highest by (member,), median by (day,)."""
    if np.isnan(peak).all():
        return {"assessed": False, "peak": "not assessed", "median_passes_1": None}
    past = np.flatnonzero(median > FULL)
    over = int(np.sum(peak > FULL))
    return {
        "assessed": True,
        "peak": rounded(quantiles(peak), 3),
        "median_passes_1": str(data.date(int(past[0]))) if len(past) else None,
        "futures_past_1": over,
        "in_100": per_100(over, data.size),
    }


def _alarms(data: RunData) -> dict[str, dict[str, Any]]:
    """Return, for each host, what became of the thresholds whose condition names its strain."""
    found: dict[str, dict[str, Any]] = {}
    for name, host in _named(data.scenario):
        first = data.tally.first_days.get(name, Counter())
        count = sum(first.values())
        days = np.repeat(sorted(first), [first[day] for day in sorted(first)])
        median = int(np.median(days)) if count else None
        found.setdefault(host, {})[name] = {
            "label": data.scenario.thresholds[name].label or name,
            "futures": count,
            "in_100": per_100(count, data.size),
            "first_date_median": None if median is None else str(data.date(median)),
        }
    return found


def _named(scenario: Scenario) -> list[tuple[str, str]]:
    hosts = scenario.places_of("host")
    return [
        (name, host)
        for name, threshold in scenario.thresholds.items()
        if not threshold.disabled
        for host in hosts
        if f"strain.{host}" in threshold.when.names()
    ]
