"""How good the model's own forecast of tomorrow was, while history told it the answer each day.

Errors are taken on log(1 + people), since hosts differ a hundredfold. The log score is the mean
logarithm of the density that a normal distribution around the forecast, with the standard
deviation that the series states for its observation error, gives the observed; the larger, the
better. The rival is the simplest forecast: tomorrow is like today.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from offramp.model.history import CrossingSeries
from offramp.model.quantity import Number, Quantity
from offramp.results.data import RunData
from offramp.results.summary.numbers import figure
from offramp.results.summary.people import observed_rows
from offramp.results.summary.scores import MADE_UP


def one_day_ahead(data: RunData) -> dict[str, Any] | None:
    """Return the score of the forecasts of each observed day up to the as-of date.

    Returns:
        Mean absolute error on the log of the median forecast, beside that of the rival; the log
        score of members under the stated error; by host and overall. None without such days.
    """
    last = data.as_of_day
    rows = observed_rows(data.scenario)
    if last < 1:
        return None
    forecast = np.log1p(np.maximum(data.array("arrivals_expected")[:, : last + 1], 0.0))
    hosts: dict[str, dict[str, Any]] = {}
    pooled: list[tuple[NDArray[Any], NDArray[Any], NDArray[Any]]] = []
    for at, host in enumerate(data.labels("hosts")):
        counted = [rows.get((host, day)) for day in data.dates[: last + 1]]
        days = [
            day
            for day, row in enumerate(counted)
            if day > 0
            and row is not None
            and counted[day - 1] is not None
            and row.method not in MADE_UP
        ]
        if not days:
            continue
        observed = np.log1p([max(row.persons, 0) if row else 0 for row in counted])
        error = _stated_error(data, host)
        own = forecast[:, days, at], observed[days], np.abs(np.diff(observed))[np.array(days) - 1]
        pooled.append(own)
        hosts[host] = _score(*own, error)
    if not pooled:
        return None
    everything = [np.concatenate(parts, axis=-1) for parts in zip(*pooled, strict=True)]
    overall = _score(everything[0], everything[1], everything[2], None)
    scores = [h["log_score"] * h["days"] for h in hosts.values() if h["log_score"] is not None]
    counts = [h["days"] for h in hosts.values() if h["log_score"] is not None]
    overall["log_score"] = figure(sum(scores) / sum(counts)) if counts else None
    return {"hosts": hosts, "overall": overall}


def _score(
    forecast: NDArray[Any],
    observed: NDArray[Any],
    rival: NDArray[Any],
    error: NDArray[Any] | None,
) -> dict[str, Any]:
    """Score forecasts (member, day) of observations (day,), both on the log."""
    score = None
    if error is not None:
        distance = (observed - forecast) / error[:, None]
        density = -0.5 * distance**2 - np.log(error * np.sqrt(2 * np.pi))[:, None]
        score = figure(float(density.mean()))
    return {
        "days": len(observed),
        "log_error": figure(float(np.abs(np.median(forecast, axis=0) - observed).mean())),
        "log_error_same_as_yesterday": figure(float(rival.mean())),
        "log_score": score,
    }


def _stated_error(data: RunData, host: str) -> NDArray[np.float64] | None:
    """Return the stated error of the series that counts a host, shape (member,)."""
    for name, series in data.scenario.series.items():
        if isinstance(series, CrossingSeries) and any(row.place == host for row in series.rows):
            if series.error is None:
                return None
            return drawn(data, series.error, f"series.{name}.error")
    return None


def drawn(data: RunData, number: Number, path: str) -> NDArray[np.float64]:
    """Return the value drawn for each member of a number of the scenario, shape (member,).

    Args:
        data: of the run.
        number: inline, or the id of a quantity.
        path: at which the number stands.
    """
    label = path if isinstance(number, Quantity) else number
    at = data.labels("numbers").index(label)
    values: NDArray[np.float64] = np.asarray(data.series["quantity"][:, at].values)
    return values
