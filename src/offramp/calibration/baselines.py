"""Simple forecasts of daily flows that a model has to beat, each with a spread of its own.

All take `past`, people by (day, place) up to the as-of date, not-a-number where nothing was known
then, and nothing else; each place (or a total given as a place) is forecast from its own past. All
return members, people by (member, day, place), days 1 to `days` after the last day of `past`;
places are drawn independently of one another. The same seed gives the same members.

Flows are compared on x = log(max(y, c)), with c a tenth of the mean of the last week known, so that
a day without people counts but does not decide everything.
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]
Seed = tuple[int, int]

WEEK = 7
"""Days whose mean persistence carries on."""
FEWEST = 3
"""Known days that a mean, or a fit, needs at least."""
FLOOR = 0.1
"""The least that a day counts as, as a share of the mean of the last week known."""
PLAIN, SHARES = 0, 1
"""Set the draws of shares apart from those of the total that they are multiplied with."""
FLATTEST = 0.95
"""Largest correlation from day to day that a fit may find."""


def last_value(past: ArrayLike, days: int) -> Floats:
    """Return the last known value of each place, held: shape (day, place)."""
    series = np.atleast_2d(np.asarray(past, np.float64))
    held = np.array([known[-1] if len(known) else np.nan for known in map(_known, series.T)])
    return np.tile(held, (days, 1))


def week_mean(past: ArrayLike, days: int) -> Floats:
    """Return the mean of the last seven known days of each place, held: shape (day, place).

    >>> week_mean([[9.0], [1.0], [2.0], [3.0], [4.0], [5.0], [6.0], [7.0], [np.nan]], 1).tolist()
    [[4.0]]
    """
    series = np.atleast_2d(np.asarray(past, np.float64))
    held = [known[-WEEK:].mean() if len(known) else np.nan for known in map(_known, series.T)]
    return np.tile(np.array(held), (days, 1))


def persistence(past: ArrayLike, days: int, members: int = 1000, seed: int = 1) -> Floats:
    """Return probabilistic persistence: the mean of the last seven known days, with a spread.

    The spread comes from the errors that this very forecast made before: from every earlier day t
    with three known days in the week up to it, and at every lead k seen since,
    e(t, k) = x(t + k) - log(max(mean of that week, c)). The errors of one forecast are taken as
    E_k = N_k + C + R_k, a noise of the day, a shift shared by all leads and a random walk, all
    normal around zero, whose variances n, c and b fit the mean products of errors at leads j and k,
    E[E_j E_k] = n [j = k] + c + b min(j, k), by least squares, weighted by how many errors there
    are, none of them negative. Beyond the longest lead seen the walk stands still.

    It is kin to the flat-line forecaster of the COVID-19 Forecast Hub with symmetrised residuals
    (https://cmu-delphi.github.io/covidcast/evalcastR/reference/baseline_forecaster.html).

    Args:
        past: people a day, shape (day, place).
        days: ahead.
        members: of the ensemble.
        seed: of its draws.

    Returns:
        People a day, shape (member, day, place); not-a-number for a place with too short a past.
    """
    return _persistence(past, days, members, (seed, PLAIN))


def fixed_share(past: ArrayLike, total: ArrayLike, members: int = 1000, seed: int = 1) -> Floats:
    """Return the shares of the last seven known days times a total: who goes where stays as it is.

    With the true total it is the *split given the total*, with a forecast of the total the *full
    forecast*. The spread of a share is that of persistence, with the errors of the logarithm of the
    share; shares of a member sum to one.

    Args:
        past: people a day, shape (day, place).
        total: of all places on each day ahead, shape (day,), or for each member (member, day).
        members: of the ensemble.
        seed: of its draws.

    Returns:
        People a day, shape (member, day, place). A place with too short a past has none.
    """
    series = np.asarray(past, np.float64)
    ahead = np.asarray(total, np.float64)
    whole = series[~np.isnan(series).any(axis=1)]
    sums = whole.sum(axis=1, keepdims=True)
    parts = np.divide(whole, sums, out=np.zeros_like(whole), where=sums > 0)
    found = np.nan_to_num(_persistence(parts, ahead.shape[-1], members, (seed, SHARES)))
    found /= np.maximum(found.sum(axis=-1, keepdims=True), 1e-300)
    return found * ahead[..., None]


def _persistence(past: ArrayLike, days: int, members: int, seed: Seed) -> Floats:
    """Return persistence; see there. A seed has two parts: the second sets streams apart."""

    def one(series: Floats, draws: np.random.Generator) -> Floats | None:
        known = _known(series)
        if len(known) <= FEWEST:
            return None
        errors = _past_errors(np.maximum(series, _floor(known)))
        gap = len(series) - 1 - int(np.flatnonzero(~np.isnan(series))[-1])
        paths = _error_paths(errors, days + gap, members, draws)[:, gap:]
        made: Floats = known[-WEEK:].mean() * np.exp(paths)
        return made

    return _each(past, days, members, seed, one)


def decay(past: ArrayLike, days: int, members: int = 1000, seed: int = 1) -> Floats:
    """Return a fitted exponential decay with the uncertainty of its parameters and its residuals.

    x = a + b t + r by least squares on the days from the highest three-day mean on, but never on
    fewer than the last seven known; r is a first-order autoregression. Its correlation is estimated
    from the residuals and the fit repeated on x_t - rho x_(t-1) (Prais & Winsten, from memory)
    until it settles. A member draws the residual variance (scaled inverse chi-square), then a and b
    from their joint normal distribution, b cut at zero, since a decay does not grow; then r from
    its last value on.

    Args:
        past: people a day, shape (day, place).
        days: ahead.
        members: of the ensemble.
        seed: of its draws.

    Returns:
        People a day, shape (member, day, place); not-a-number for a place with too short a past.
    """

    def one(series: Floats, draws: np.random.Generator) -> Floats | None:
        at = np.flatnonzero(~np.isnan(series))
        if len(at) <= FEWEST:
            return None
        floor = _floor(series[at])
        at = at[_from_peak(series[at]) :]
        days_ago = np.asarray(at - len(series) + 1, np.float64)
        fit = _Fit(days_ago, np.log(np.maximum(series[at], floor)))
        return np.exp(fit.draw(days, members, draws))

    return _each(past, days, members, (seed, PLAIN), one)


def _known(series: Floats) -> Floats:
    return series[~np.isnan(series)]


def _floor(known: Floats) -> float:
    """Return the least that a day counts as (person)."""
    return max(FLOOR * float(known[-WEEK:].mean()), 1e-9)


def _each(
    past: ArrayLike,
    days: int,
    members: int,
    seed: Seed,
    one: Callable[[Floats, np.random.Generator], Floats | None],
) -> Floats:
    """Forecast each place by itself, with draws of its own."""
    series = np.asarray(past, np.float64)
    found = np.full((members, days, series.shape[1]), np.nan)
    for place in range(series.shape[1]):
        made = one(series[:, place], np.random.default_rng([*seed, place]))
        if made is not None:
            found[:, :, place] = made
    return found


def _past_errors(series: Floats) -> Floats:
    """Return errors of persistence on the logarithm, shape (day it was made, lead - 1)."""
    days = len(series)
    errors = np.full((days, max(days - 1, 1)), np.nan)
    for made in range(days):
        week = _known(series[max(0, made - WEEK + 1) : made + 1])
        if len(week) >= FEWEST:
            later = series[made + 1 :]
            errors[made, : len(later)] = np.log(later) - np.log(week.mean())
    return errors


def _error_paths(errors: Floats, days: int, members: int, draws: np.random.Generator) -> Floats:
    """Return errors at leads 1 to `days` that behave like those seen, shape (member, day)."""
    seen = ~np.isnan(errors)
    filled = np.where(seen, errors, 0.0)
    pairs = seen.T.astype(np.float64) @ seen
    first, second = np.nonzero(np.triu(pairs))
    weight = np.sqrt(pairs[first, second])
    products = (filled.T @ filled)[first, second] / pairs[first, second]
    leads = np.minimum(first, second) + 1.0
    design = np.stack([(first == second).astype(float), np.ones(len(leads)), leads], axis=1)
    noise, shift, walk = _not_negative(design * weight[:, None], products * weight)
    longest = int(seen.any(axis=0).sum())
    steps = draws.standard_normal((members, days))
    steps[:, longest:] = 0.0
    return np.asarray(
        np.sqrt(walk) * steps.cumsum(axis=1)
        + np.sqrt(shift) * draws.standard_normal((members, 1))
        + np.sqrt(noise) * draws.standard_normal((members, days))
    )


def _not_negative(design: Floats, target: Floats) -> Floats:
    """Return the least squares without a number below zero, shape (column,).

    For a few columns: those that are not zero solve the problem without any bound, so each choice
    of them is tried.
    """
    columns = design.shape[1]
    best, least = np.zeros(columns), float(target @ target)
    for choice in range(1, 2**columns):
        used = [column for column in range(columns) if choice >> column & 1]
        found = np.linalg.lstsq(design[:, used], target, rcond=None)[0]
        rest = target - design[:, used] @ found
        if (found >= 0).all() and float(rest @ rest) < least:
            least = float(rest @ rest)
            best = np.zeros(columns)
            best[used] = found
    return best


def _from_peak(known: Floats) -> int:
    """Return where the decay begins: at the highest three-day mean, a week before the end at most.

    >>> _from_peak(np.array([1.0, 5, 9, 9, 8, 7, 6, 5, 4, 3, 2]))
    3
    """
    smooth = np.convolve(known, np.ones(3) / 3, mode="valid")
    return max(min(int(smooth.argmax()) + 1, len(known) - WEEK), 0)


class _Fit:
    """A line through logarithms with autoregressive residuals.

    Args:
        at: days, the last day of the past being 0, shape (day,).
        x: logarithms, shape (day,).
    """

    def __init__(self, at: Floats, x: Floats) -> None:
        design = np.stack([np.ones_like(at), at], axis=1)
        self.rho = 0.0
        for _ in range(50):
            weighed, target = _whitened(design, self.rho), _whitened(x, self.rho)
            self.line = np.linalg.lstsq(weighed, target, rcond=None)[0]
            residuals = x - design @ self.line
            before, after = residuals[:-1], residuals[1:]
            power = float(before @ before)
            rho = float(before @ after) / power if power > 0 else 0.0
            rho, last = min(max(rho, 0.0), FLATTEST), self.rho
            self.rho = rho
            if abs(rho - last) < 1e-6:
                break
        self.free = max(len(x) - 2, 1)
        rest = target - weighed @ self.line
        self.variance = float(rest @ rest) / self.free
        self.shape = np.linalg.inv(weighed.T @ weighed)
        self.gap = -at[-1]
        self.last = float(residuals[-1])

    def draw(self, days: int, members: int, draws: np.random.Generator) -> Floats:
        """Return logarithms on days 1 to `days`, shape (member, day)."""
        variance = self.variance * self.free / draws.chisquare(self.free, members)
        root = np.linalg.cholesky(self.shape)
        line = self.line + np.sqrt(variance)[:, None] * (
            draws.standard_normal((members, 2)) @ root.T
        )
        slope = np.minimum(line[:, 1], 0.0)
        noise = np.sqrt(variance)[:, None] * draws.standard_normal((members, days))
        residual = np.full(members, self.last * self.rho**self.gap)
        found = np.empty((members, days))
        for day in range(days):
            residual = self.rho * residual + noise[:, day]
            found[:, day] = line[:, 0] + slope * (day + 1) + residual
        return found


def _whitened(values: Floats, rho: float) -> Floats:
    """Return values less rho times those of the day before, the first scaled to match."""
    found = values.copy()
    found[1:] -= rho * values[:-1]
    found[0] *= np.sqrt(1 - rho**2)
    return found
