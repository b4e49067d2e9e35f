"""One line of a score: how a run and its rivals did on one place over one horizon."""

from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from offramp.calibration.errors import Floats, ard, mase
from offramp.calibration.probability import coverage, crps, histogram, inside, ranks
from offramp.calibration.rivals import LAST, SPREAD

OURS = "run"
"""The name of the run among its rivals."""
FAN = {"q05": 0.05, "q25": 0.25, "q50": 0.5, "q75": 0.75, "q95": 0.95}
"""The 50 and the 90 % interval, and the median."""


@dataclass(frozen=True)
class Row:
    """How a run and its rivals did; all numbers are people but shares, skills and ratios."""

    what: Literal["total", "hosts", "host"]
    """`total`: the sum over hosts counted daily; `hosts`: their errors added up; or one host."""
    place: str
    """Id of the host; empty for all."""
    horizon: int
    """Days ahead."""
    days: int
    """Days of them that were observed, and are scored."""
    observed: float
    """People who arrived on those days."""
    fan: dict[str, float] | None
    """Quantiles over futures of the same; None where errors are added up."""
    inside_50: float
    """Whether the observed lies in the 50 % interval: 1 or 0, or the share of hosts."""
    inside_90: float
    """The same for 90 %."""
    crps: dict[str, float]
    """CRPS of people over those days, by forecast: `run` and each rival."""
    daily_crps: dict[str, float] | None
    """Mean CRPS of single days; None where counts are not of single days."""
    coverage_50: float | None
    """Share of single days inside their 50 % interval."""
    coverage_90: float | None
    """The same for 90 %."""
    ranks: list[int] | None
    """Histogram of the ranks of single days among the futures, ten bins."""
    ard: float | None
    """Relative difference of the mean over futures, averaged over single days; of all hosts."""
    mase: float | None
    """Error of the mean over futures on single days over that of holding the last value known."""
    mase_member: float | None
    """The same of each future by itself, on average."""

    @property
    def skill(self) -> dict[str, float]:
        """1 - CRPS / CRPS of each rival with a spread: above 0 is better than it, 1 is perfect."""
        return {
            name: 1 - self.crps[OURS] / self.crps[name]
            for name in SPREAD
            if self.crps.get(name, 0.0) > 0
        }

    @property
    def best(self) -> float | None:
        """The skill against the better of them."""
        return min(self.skill.values(), default=None)

    def to_dict(self) -> dict[str, Any]:
        """Return the row as plain data."""
        return {
            name: plain(value)
            for name, value in {
                **self.__dict__,
                "skill": self.skill,
                "skill_best": self.best,
            }.items()
        }


def scored(
    what: Literal["total", "host"],
    place: str,
    horizon: int,
    forecasts: dict[str, Floats],
    observed: Floats,
    *,
    daily: bool,
) -> Row:
    """Score one place over one horizon.

    Args:
        what: the kind of row.
        place: id of the host; empty for the total.
        horizon: days ahead.
        forecasts: people by (member, day) of the run and of each rival.
        observed: people by day, not-a-number on days that are left out.
        daily: whether counts are of single days.
    """
    there = ~np.isnan(observed)
    truth = observed[there]
    made = {name: values[:, there] for name, values in forecasts.items()}
    made = {name: values for name, values in made.items() if not np.isnan(values).any()}
    ours = made[OURS]
    sums = {name: values.sum(axis=1) for name, values in made.items()}
    total = truth.sum()
    levels = np.quantile(sums[OURS], list(FAN.values()))
    mean, one = ours.mean(axis=0)[:, None], truth[:, None]
    held = made[LAST][0][:, None] if LAST in made else None
    return Row(
        what=what,
        place=place,
        horizon=horizon,
        days=int(there.sum()),
        observed=float(total),
        fan=dict(zip(FAN, map(float, levels), strict=True)),
        inside_50=float(inside(sums[OURS], total, 0.5)),
        inside_90=float(inside(sums[OURS], total, 0.9)),
        crps={name: float(crps(values, total)) for name, values in sums.items()},
        daily_crps={n: float(crps(v, truth).mean()) for n, v in made.items()} if daily else None,
        coverage_50=coverage(ours, truth, 0.5) if daily else None,
        coverage_90=coverage(ours, truth, 0.9) if daily else None,
        ranks=histogram(ranks(ours, truth)) if daily else None,
        ard=float(ard(mean, one)) if what == "total" else None,
        mase=float(mase(mean, one, held)) if daily and held is not None else None,
        mase_member=(
            float(mase(ours[..., None], one, held).mean()) if daily and held is not None else None
        ),
    )


def added_up(rows: list[Row], mean: Floats, observed: Floats, held: Floats) -> Row:
    """Return the errors of several hosts, all counted daily, added up.

    Args:
        rows: of the hosts, for one horizon.
        mean: people by (day, host), the mean over futures.
        observed: the same, observed; not-a-number on days that are left out.
        held: the same, the last value known; not-a-number for a host with none, and then there is
            no scaled error.
    """
    number = len(rows)

    def share(name: str) -> float:
        return float(sum(getattr(row, name) for row in rows)) / number

    there = ~np.isnan(observed).any(axis=1)
    known = not np.isnan(held).any()
    everyone = (mean[there], observed[there])
    return Row(
        what="hosts",
        place="",
        horizon=rows[0].horizon,
        days=max(row.days for row in rows),
        observed=sum(row.observed for row in rows),
        fan=None,
        inside_50=share("inside_50"),
        inside_90=share("inside_90"),
        crps=_sums([row.crps for row in rows]),
        daily_crps=_sums([row.daily_crps or {} for row in rows]),
        coverage_50=share("coverage_50"),
        coverage_90=share("coverage_90"),
        ranks=[sum(bins) for bins in zip(*(row.ranks or [] for row in rows), strict=True)],
        ard=float(ard(*everyone)),
        mase=float(mase(*everyone, held[there])) if known else None,
        mase_member=share("mase_member") if known else None,
    )


def _sums(parts: list[dict[str, float]]) -> dict[str, float]:
    """Return the sums of numbers that all parts have."""
    names = [name for name in parts[0] if all(name in part for part in parts)]
    return {name: sum(part[name] for part in parts) for name in names}


def plain(value: Any) -> Any:
    """Return a number with four figures, people as whole numbers; not-a-number as None."""
    if isinstance(value, dict):
        return {name: plain(inner) for name, inner in value.items()}
    if isinstance(value, tuple | list):
        return [plain(inner) for inner in value]
    if isinstance(value, float):
        if not np.isfinite(value):
            return None
        return round(value) if abs(value) >= 1000 else float(f"{value:.4g}")
    return value
