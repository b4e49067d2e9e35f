"""Forecasts that know next to nothing, trained before 1985 and scored from 1985 on."""

from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

Row = Mapping[str, str]


def binary_scores(happened: ArrayLike, forecast: ArrayLike) -> tuple[float, float]:
    """Return the mean log score (natural) and the Brier score of a yes or no."""
    truth = np.asarray(happened, float)
    chance = np.clip(np.broadcast_to(np.asarray(forecast, float), truth.shape), 1e-12, 1 - 1e-12)
    log = -(truth * np.log(chance) + (1 - truth) * np.log1p(-chance)).mean()
    return float(log), float(((truth - chance) ** 2).mean())


def class_scores(truth: NDArray[np.intp], forecast: NDArray[np.float64]) -> tuple[float, float]:
    """Return the mean log score and the Brier score summed over classes.

    Args:
        truth: Class of each case, from 0; shape (case,).
        forecast: Chance of each class; shape (case, class).
    """
    log = -np.log(np.maximum(forecast[np.arange(len(truth)), truth], 1e-12)).mean()
    return float(log), float(
        ((forecast - np.eye(forecast.shape[1])[truth]) ** 2).sum(axis=1).mean()
    )


def ranked_score(truth: NDArray[np.intp], forecast: NDArray[np.float64]) -> float:
    """Return the ranked probability score, divided by the number of classes less one."""
    steps = np.arange(forecast.shape[1])[None, :] >= truth[:, None]
    missed = ((forecast.cumsum(axis=1) - steps) ** 2).sum(axis=1)
    return float(missed.mean() / (forecast.shape[1] - 1))


def drifting_rate(years: Sequence[int], happened: Sequence[bool], half_life: float) -> list[float]:
    """Forecast each case by the rate in all earlier years, a year counting half after so long."""
    cases, events = (
        Counter(years),
        Counter(y for y, yes in zip(years, happened, strict=True) if yes),
    )
    rates = {}
    for year in set(years):
        weight = {past: 2 ** ((past - year) / half_life) for past in cases if past < year}
        total = sum(weight[past] * cases[past] for past in weight)
        rates[year] = sum(weight[p] * events[p] for p in weight) / total if total else 0.0
    return [rates[year] for year in years]
