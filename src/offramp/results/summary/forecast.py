"""How good the model's own forecast of tomorrow was, while history told it the answer each day.

Errors are taken on log(1 + people), since hosts differ a hundredfold. The log score is the mean
logarithm of the density that a normal distribution around the forecast, with the standard
deviation that the series states for its observation error, gives the observed; the larger, the
better. The rival is the simplest forecast: tomorrow is like today.
"""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

import numpy as np
from numpy.typing import NDArray

from offramp.model.history import CrossingSeries
from offramp.model.quantity import Quantity
from offramp.model.scenario import Scenario
from offramp.results.data import RunData
from offramp.results.summary.numbers import figure
from offramp.results.summary.people import observed_rows
from offramp.results.summary.scores import MADE_UP

Array = NDArray[np.generic]

Counted = dict[str, tuple[list[int], NDArray[np.float64]]]
"""By host, the days that are scored and the logarithm of what was observed, (day,) from the start
up to the last of them."""


def counted_days(scenario: Scenario, hosts: Sequence[str], days: int) -> Counted:
    """Return the observed days up to the as-of date of which yesterday was observed too.

    Args:
        scenario: that was run.
        hosts: all its hosts.
        days: length of the run.
    """
    last = min(scenario.as_of_day, days - 1)
    rows = observed_rows(scenario)
    found: Counted = {}
    for host in hosts:
        dates = (scenario.start + timedelta(days=day) for day in range(last + 1))
        counted = [rows.get((host, day)) for day in dates]
        scored = [
            day
            for day, row in enumerate(counted)
            if day > 0
            and row is not None
            and counted[day - 1] is not None
            and row.method not in MADE_UP
        ]
        if scored:
            people = [max(row.persons, 0) if row else 0 for row in counted]
            found[host] = scored, np.log1p(people)
    return found


def log_scores(
    scenario: Scenario, expected: Array, drawn: Array, labels: Mapping[str, Sequence[str]]
) -> dict[str, NDArray[np.float64]]:
    """Return the mean log score over the observed days by host, of each member, (member,) each.

    Args:
        scenario: that was run.
        expected: the model's own forecast, (member, day, host).
        drawn: the values of all numbers, (member, number).
        labels: along the axes `hosts` and `numbers`.
    """
    hosts = list(labels["hosts"])
    found = {}
    for host, (days, observed) in counted_days(scenario, hosts, expected.shape[1]).items():
        error = _stated_error(scenario, host)
        if error is None:
            continue
        spread = np.asarray(drawn[:, list(labels["numbers"]).index(error)], np.float64)[:, None]
        own = np.asarray(expected[:, days, hosts.index(host)])
        distance = (observed[days] - _log(own)) / spread
        density = -0.5 * distance**2 - np.log(spread * np.sqrt(2 * np.pi))
        found[host] = density.mean(axis=1)
    return found


def _log(people: Array) -> NDArray[np.float64]:
    return np.asarray(np.log1p(np.maximum(people, 0.0)))


def _stated_error(scenario: Scenario, host: str) -> str | None:
    """Return the name of the number that is the stated error of the series that counts a host."""
    for name, series in scenario.series.items():
        if isinstance(series, CrossingSeries) and any(row.place == host for row in series.rows):
            if series.error is None:
                return None
            inline = isinstance(series.error, Quantity)
            return f"series.{name}.error" if inline else str(series.error)
    return None


def one_day_ahead(data: RunData) -> dict[str, Any] | None:
    """Return the score of the forecasts of each observed day up to the as-of date.

    Returns:
        Mean absolute error on the log of the median forecast, beside that of the rival; the log
        score of members under the stated error; by host and overall. None without such days.
    """
    labels = data.labels("hosts")
    counted = counted_days(data.scenario, labels, data.days)
    if not counted:
        return None
    median = data.fan("arrivals_expected")["q50"]
    hosts: dict[str, dict[str, Any]] = {}
    errors, rivals = [], []
    for host, (days, observed) in counted.items():
        errors.append(np.abs(_log(median[days, labels.index(host)]) - observed[days]))
        rivals.append(np.abs(np.diff(observed))[np.array(days) - 1])
        score = data.ends.get(f"log_score.{host}")
        hosts[host] = _score(errors[-1], rivals[-1])
        hosts[host]["log_score"] = None if score is None else figure(float(score.mean()))
    overall = _score(np.concatenate(errors), np.concatenate(rivals))
    scored = [host for host in hosts.values() if host["log_score"] is not None]
    total = sum(host["days"] for host in scored)
    summed = sum(host["log_score"] * host["days"] for host in scored)
    overall["log_score"] = figure(summed / total) if scored else None
    return {"hosts": hosts, "overall": overall}


def _score(errors: NDArray[Any], rivals: NDArray[Any]) -> dict[str, Any]:
    """Return mean errors on the log: of the forecasts and of their rival, (day,) each."""
    return {
        "days": len(errors),
        "log_error": figure(float(errors.mean())),
        "log_error_same_as_yesterday": figure(float(rivals.mean())),
    }
