"""How good the futures are: new arrivals after the as-of date beside the observed.

The continuous ranked probability score of an ensemble x against an observation y is
mean |x - y| - mean |x - x'| / 2 over all pairs of members (Gneiting & Raftery 2007,
doi:10.1198/016214506000001437), in people; the smaller, the better, and for a single forecast it
is the absolute error.
"""

from datetime import date, timedelta
from typing import Any

import numpy as np
from numpy.typing import NDArray

from offramp.results.data import RunData
from offramp.results.summary.numbers import figure, quantiles, whole
from offramp.results.summary.people import observed_rows

WINDOW = 30
"""Days after the as-of date that are scored."""
RECENT = 7
"""Days before it whose mean, carried on, is the simplest forecast to compare with."""
MADE_UP = frozenset({"spread", "partial", "debt"})
"""Methods by which a day's count is not a count of that day, so that it is not scored alone."""
FAN = {"q05": 0.05, "q25": 0.25, "q50": 0.5, "q75": 0.75, "q95": 0.95}
"""The 50 % and the 90 % interval, and the median."""


def arrival_scores(data: RunData) -> dict[str, Any] | None:
    """Return how the new arrivals of the days after the as-of date compare with the observed.

    Returns:
        The window; for each host with an observation on each of its days the observed and
        simulated totals; over all host-days the shares inside the intervals. None where the
        scenario holds no observation after its as-of date.
    """
    rows = observed_rows(data.scenario)
    last = max((day for _, day in rows), default=data.scenario.as_of)
    end = min(data.scenario.as_of + timedelta(days=WINDOW), last, data.dates[-1])
    window = [day for day in data.dates if data.scenario.as_of < day <= end]
    if not window:
        return None
    first = data.as_of_day + 1
    totals = data.arrived(first, first + len(window))
    fans = data.fan("arrivals", FAN)
    counted = {key: row.persons for key, row in rows.items()}
    as_of = data.scenario.as_of
    known = {key: row.persons for key, row in rows.items() if row.known_at <= as_of}
    hosts, days = {}, []
    for at, host in enumerate(data.labels("hosts")):
        if not all((host, day) in counted for day in window):
            continue
        observed = np.array([counted[host, day] for day in window])
        hosts[host] = _host(totals[:, at], observed) | {
            "baseline": _baseline(known, host, as_of, len(window))
        }
        real = np.array([rows[host, day].method not in MADE_UP for day in window])
        own = {name: fan[first:][: len(window)][real, at] for name, fan in fans.items()}
        days.append((own, observed[real]))
    return {
        "from": str(window[0]),
        "to": str(window[-1]),
        "days": len(window),
        "hosts": hosts,
        "hosts_inside_50": sum(host["inside_50"] for host in hosts.values()),
        "hosts_inside_90": sum(host["inside_90"] for host in hosts.values()),
        "host_days": _coverage(days),
    }


def _host(total: NDArray[np.int64], observed: NDArray[np.int64]) -> dict[str, Any]:
    """Score the total of one host over the window: simulated (member,), observed (day,)."""
    truth = int(observed.sum())
    fan = whole(quantiles(total, FAN))
    return {
        "observed": truth,
        **fan,
        "inside_50": fan["q25"] <= truth <= fan["q75"],
        "inside_90": fan["q05"] <= truth <= fan["q95"],
        "crps": round(crps(total.astype(np.float64), float(truth))),
    }


def _baseline(known: dict[tuple[str, date], int], host: str, as_of: date, days: int) -> int | None:
    """Return what the mean of the last days known at the as-of date, carried on, gives."""
    recent = [as_of - timedelta(days=back) for back in range(RECENT)]
    counts = [known[host, day] for day in recent if (host, day) in known]
    return round(sum(counts) / len(counts) * days) if counts else None


def _coverage(days: list[tuple[dict[str, NDArray[Any]], NDArray[np.int64]]]) -> dict[str, Any]:
    """Return the share of days whose observed count lies inside each interval of its fan."""
    inside = {"inside_50": 0, "inside_90": 0}
    count = 0
    for fan, observed in days:
        count += len(observed)
        for name, low, high in (("inside_50", "q25", "q75"), ("inside_90", "q05", "q95")):
            inside[name] += int(np.sum((fan[low] <= observed) & (observed <= fan[high])))
    shares = {name: figure(number / count, 3) if count else None for name, number in inside.items()}
    return {"count": count, **shares}


def crps(values: NDArray[np.float64], truth: float) -> float:
    """Return the continuous ranked probability score of an ensemble.

    Args:
        values: one for each member, shape (member,).
        truth: the observation.

    >>> crps(np.array([3.0]), 5.0), crps(np.array([1.0, 3.0]), 2.0)
    (2.0, 0.5)
    """
    ordered = np.sort(values)
    size = len(ordered)
    rank = 2 * np.arange(1, size + 1) - size - 1
    spread = float(np.sum(rank * ordered)) / size**2
    return float(np.mean(np.abs(ordered - truth))) - spread
