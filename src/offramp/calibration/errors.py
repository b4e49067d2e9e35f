"""Errors of a forecast of people by day and place.

Arrays are people by (..., day, place): with leading axes, such as members, the result keeps those
axes. In `observed` a place without data on a day is not-a-number, and is left out.

The averaged relative difference follows the code Flee (version 3.1, `plot_flee_output.py` and
`analysis.py`; opened, nothing copied): over days t and camps c with data,

    ARD = mean over t of  sum_c |simulated - data| / max(sum_c data, 1)

where data are whole numbers of agents. In its rescaled form, each simulated camp is first
multiplied by (sum_c data) / (sum_c simulated) of the day, so that only the split is judged.
"""

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]

EARLY = 7
"""The day that Flee's simple rival holds fast."""


def interpolated(days: int, known: ArrayLike, people: ArrayLike, per: float = 1.0) -> Floats:
    """Return counts of every day between the days on which people were counted, as Flee has them.

    Straight lines between counts, the first count before them and the last one after, cut off to
    whole agents.

    Args:
        days: length of the result.
        known: days since the start on which people were counted, ascending, shape (count,).
        people: counted then (person), shape (count,).
        per: people that one agent stands for.

    Returns:
        People by day, whole multiples of `per`, shape (day,).

    >>> interpolated(5, [1, 3], [10, 15]).tolist(), interpolated(3, [0, 2], [10, 50], 20).tolist()
    ([10.0, 10.0, 12.0, 15.0, 15.0], [0.0, 20.0, 40.0])
    """
    at = np.asarray(known, np.float64)
    agents = np.asarray(people, np.float64) / per
    found = np.empty(days)
    for day in range(days):
        later = int(np.searchsorted(at, day, side="right"))
        if later == 0 or later == len(at):
            found[day] = agents[min(later, len(at) - 1)]
        else:
            share = (day - at[later - 1]) / (at[later] - at[later - 1])
            found[day] = agents[later - 1] + share * (agents[later] - agents[later - 1])
    return np.trunc(found) * per


def ard_by_day(simulated: ArrayLike, observed: ArrayLike, per: float = 1.0) -> Floats:
    """Return the relative difference of each day, shape (..., day).

    A day whose data sum to nothing is divided by one agent, as Flee does.

    Args:
        simulated: people, shape (..., day, place).
        observed: the same, not-a-number where there are no data, shape (day, place).
        per: people that one agent stands for.
    """
    data = np.asarray(observed, np.float64)
    apart = np.nansum(np.abs(np.asarray(simulated, np.float64) - data), axis=-1)
    found: Floats = apart / np.maximum(np.nansum(data, axis=-1), per)
    return found


def ard(simulated: ArrayLike, observed: ArrayLike, per: float = 1.0) -> Floats:
    """Return the averaged relative difference, shape (...); see the top of this file.

    >>> float(ard([[8.0, 4.0], [9.0, 9.0]], [[10.0, 5.0], [0.0, 18.0]]))
    0.6
    """
    found: Floats = ard_by_day(simulated, observed, per).mean(axis=-1)
    return found


def rescaled(simulated: ArrayLike, observed: ArrayLike) -> Floats:
    """Return simulated people times true over simulated total of the day: the split alone.

    Over the places with data on the day; nobody stays nobody where nobody is simulated.

    Args:
        simulated: people, shape (..., day, place).
        observed: the same, not-a-number where there are no data, shape (day, place).

    Returns:
        People, shape (..., day, place).

    >>> rescaled([[1.0, 3.0], [0.0, 0.0]], [[20.0, 20.0], [5.0, 1.0]]).tolist()
    [[10.0, 30.0], [0.0, 0.0]]
    """
    data = np.asarray(observed, np.float64)
    people = np.asarray(simulated, np.float64)
    total = np.where(np.isnan(data), 0.0, people).sum(axis=-1, keepdims=True)
    truth = np.nansum(data, axis=-1, keepdims=True)
    found: Floats = people * np.divide(truth, total, out=np.zeros_like(total), where=total > 0)
    return found


def ard_rescaled(simulated: ArrayLike, observed: ArrayLike, per: float = 1.0) -> Floats:
    """Return the averaged relative difference of the split alone, shape (...)."""
    return ard(rescaled(simulated, observed), observed, per)


def held_shares(observed: ArrayLike, day: int = EARLY) -> Floats:
    """Return the simplest split: the shares of one day times the true total of each day.

    Args:
        observed: people, shape (day, place).
        day: whose shares are held.

    >>> held_shares([[1.0, 3.0], [10.0, 10.0]], 0).tolist()
    [[1.0, 3.0], [5.0, 15.0]]
    """
    data = np.asarray(observed, np.float64)
    total = np.nansum(data, axis=-1, keepdims=True)
    found: Floats = data[day] / max(float(total[day, 0]), 1e-300) * total
    return found


def mase(simulated: ArrayLike, observed: ArrayLike, naive: ArrayLike) -> Floats:
    """Return the mean absolute error over that of a naive forecast of the same days and places.

    A mean absolute scaled error (the idea of Hyndman & Koehler 2006, from memory), scaled by the
    naive forecast *out of sample*: MASE = sum |simulated - observed| / sum |naive - observed| over
    all days and places given. Below 1 is better than the naive forecast. For persistence, `naive`
    is the last known value of each place: on the h-th day ahead, the value of h days ago.

    Args:
        simulated: shape (..., day, place).
        observed: shape (day, place), not-a-number where there are no data.
        naive: broadcasts to the shape of `observed`.

    Returns:
        Shape (...); not-a-number where the naive forecast makes no error.

    >>> float(mase([[11.0], [12.0]], [[10.0], [14.0]], [8.0]))
    0.375
    """
    data = np.asarray(observed, np.float64)
    own = np.nansum(np.abs(np.asarray(simulated, np.float64) - data), axis=(-2, -1))
    rival = float(np.nansum(np.abs(np.asarray(naive, np.float64) - data)))
    found: Floats = own / rival if rival > 0 else np.full_like(own, np.nan)
    return found


def mase_ratio(simulated: ArrayLike, observed: ArrayLike, day: int = EARLY) -> Floats:
    """Return the scaled error that Flee calls MASE7-ratio, shape (...).

    For each camp the mean error of the rescaled simulation over *all* days, over the mean error
    after `day` of the share of that day held times the true total; then the mean over camps,
    weighted by their data (`extract-validation-results.py` of Flee 3.1; opened). A camp whose rival
    makes no error is left out, where Flee would divide by zero.

    Args:
        simulated: people, shape (..., day, place).
        observed: the same, shape (day, place).
        day: whose shares the rival holds.
    """
    data = np.asarray(observed, np.float64)
    own = np.nanmean(np.abs(rescaled(simulated, data) - data), axis=-2)
    rival = np.nanmean(np.abs(held_shares(data, day) - data)[day + 1 :], axis=0)
    weight = np.where(rival > 0, np.nansum(data, axis=0), 0.0)
    ratio = np.divide(own, rival, out=np.zeros_like(own), where=rival > 0)
    total = float(weight.sum())
    found: Floats = (ratio * weight).sum(axis=-1) / (total if total else np.nan)
    return found
