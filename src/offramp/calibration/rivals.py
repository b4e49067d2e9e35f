"""The simple forecasts that a run is scored beside, made at its as-of date from what was known."""

from dataclasses import dataclass

import numpy as np

from offramp.calibration.baselines import decay, fixed_share, last_value, persistence, week_mean
from offramp.calibration.errors import Floats

MEMBERS = 2000
"""Members of each rival that has a spread."""
PERSISTENCE, DECAY, SHARE = "persistence", "decay", "fixed share"
WEEK, LAST = "week mean", "last value"
SPREAD = (PERSISTENCE, DECAY)
"""Rivals with a spread of their own, for every place and the total: what a run has to beat."""


@dataclass(frozen=True)
class Rivals:
    """Forecasts of the days from the first scored one on, each by (member, day, place)."""

    hosts: dict[str, Floats]
    """By name; places are all hosts observed."""
    total: dict[str, Floats]
    """By name; one place, all hosts counted daily."""
    past: Floats
    """What they were made from, shape (day, place)."""
    daily: tuple[int, ...]
    """Positions of the hosts counted daily."""
    seed: int
    """Of their draws."""
    skipped: int
    """Days between the as-of date and the first scored one."""

    def split(self, truth: Floats) -> Floats:
        """Return the shares of the last week times the true total of each day.

        Args:
            truth: people of all hosts counted daily, shape (day,).

        Returns:
            People, shape (member, day, host counted daily).
        """
        ahead = np.concatenate([np.ones(self.skipped), truth])
        found = fixed_share(self.past[:, self.daily], ahead, MEMBERS, self.seed)
        return found[:, self.skipped :]


def rivals(past: Floats, daily: tuple[int, ...], skipped: int, days: int, seed: int) -> Rivals:
    """Make the rivals.

    Args:
        past: people known at the as-of date, shape (day, place).
        daily: positions of the hosts counted daily.
        skipped: days between the as-of date and the first scored one.
        days: to forecast from there on.
        seed: of their draws.
    """
    ahead = skipped + days

    def scored(made: Floats) -> Floats:
        return made[:, skipped:]

    def of(series: Floats) -> dict[str, Floats]:
        return {
            PERSISTENCE: scored(persistence(series, ahead, MEMBERS, seed)),
            DECAY: scored(decay(series, ahead, MEMBERS, seed)),
            WEEK: scored(week_mean(series, ahead)[None]),
            LAST: scored(last_value(series, ahead)[None]),
        }

    whole = past[:, daily].sum(axis=1, keepdims=True)
    hosts, total = of(past), of(whole)
    if daily:
        forecast = persistence(whole, ahead, MEMBERS, seed)[:, :, 0]
        split = fixed_share(past[:, daily], forecast, MEMBERS, seed)[:, skipped:]
        hosts[SHARE] = np.full((MEMBERS, days, past.shape[1]), np.nan)
        hosts[SHARE][:, :, list(daily)] = split
    return Rivals(hosts, total, past, daily, seed, skipped)
