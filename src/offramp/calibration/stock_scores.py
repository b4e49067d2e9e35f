"""Scores the people in hosts of a run that is driven by the data, over its whole period.

A run of an imported Flee instance takes the true total from the counts it is scored on, and is left
only the split (unless its as-of date, or `hosts_total_until`, ends that before: a note says so). So
it is scored as Flee is: over all days, and besides after day 7, on which the
simplest split is fixed. The two rivals are told as much as the run, or more: `fixed share` holds
the shares of day 7 and is given the true total of each day; `held` keeps the people of day 7. They
have no spread, so their CRPS is the absolute error.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from offramp.calibration.errors import (
    EARLY,
    Floats,
    ard,
    ard_rescaled,
    held_shares,
    mase,
    mase_ratio,
)
from offramp.calibration.flow_scores import NothingToScoreError
from offramp.calibration.observed import Stocks
from offramp.calibration.probability import coverage, crps, histogram, ranks
from offramp.calibration.rivals import SHARE
from offramp.calibration.rows import FAN, OURS, plain
from offramp.model.scenario import Scenario
from offramp.results.words import day_words

HELD = "held"
"""The rival that keeps the people of one day."""
TOTAL_UNTIL = "hosts_total_until"
"""The quantity that says how long the law of hosts is given the total."""


@dataclass(frozen=True)
class StockRow:
    """How a run and its rivals did on one host, or all, over a period."""

    what: Literal["hosts", "host"]
    """All hosts with their errors added up, or one host."""
    place: str
    """Id of the host; empty for all."""
    first: int
    """First day of the period."""
    days: int
    """Days scored."""
    observed: float
    """People counted, mean over days."""
    crps: dict[str, float]
    """Mean CRPS of a day (person): `run`, `fixed share` and `held`; the last two after day 7."""
    coverage_50: float
    """Share of days inside the 50 % interval."""
    coverage_90: float
    """The same for 90 %."""
    ranks: list[int]
    """Histogram of ranks, ten bins."""
    ard: dict[str, float] | None = None
    """Averaged relative difference of the mean over futures, as it is (`run`) and with the total
    rescaled (`run rescaled`), of each future on average (`member`, `member rescaled`), and of the
    rivals; for all hosts."""
    mase: dict[str, float] | None = None
    """Scaled errors of the mean over futures: over `held`, over `fixed share` (with the total
    rescaled), and `ratio`, as Flee has it for the whole period; for all hosts."""

    def to_dict(self) -> dict[str, Any]:
        """Return the row as plain data."""
        return {name: plain(value) for name, value in self.__dict__.items()}


@dataclass(frozen=True)
class StockScore:
    """How well a run that is driven by the data placed people."""

    scenario: Scenario
    """As it was run."""
    members: int
    """Futures of the run."""
    rows: tuple[StockRow, ...]
    """By period: all hosts, each host."""
    fans: dict[str, Floats]
    """Quantiles of people, shape (quantile of `FAN`, day), by host; all together under ``."""
    truth: dict[str, Floats]
    """What was counted, shape (day,)."""
    notes: tuple[str, ...] = field(default=())
    """What a reader should know."""

    def date(self, day: int) -> date:
        """Return the date of a day."""
        return self.scenario.start + timedelta(days=day)

    def table(self) -> list[dict[str, Any]]:
        """Return the rows as plain data."""
        return [row.to_dict() for row in self.rows]

    def all_hosts(self) -> list[StockRow]:
        """Return the row of all hosts for each period."""
        return [row for row in self.rows if row.what == "hosts"]


def score_stocks(
    scenario: Scenario, hosted: NDArray[Any], stocks: Stocks, *, first: int | None = None
) -> StockScore:
    """Score people in hosts.

    Args:
        scenario: as it was run.
        hosted: people by (member, day, host), from day 0 on.
        stocks: what was counted.
        first: the first day to score; the whole period, and that after day 7, where not given.

    Raises:
        NothingToScoreError: if there are no counts, or no days.
    """
    days = hosted.shape[1]
    if not stocks.places:
        msg = "the scenario holds no count of people in a host: give one with --observed FILE"
        raise NothingToScoreError(msg)
    if first is not None and not 0 <= first < days:
        msg = f"the run has no day {first}: its days are 0 to {days - 1}"
        raise NothingToScoreError(msg)
    hosts = scenario.labels("hosts")
    ours = hosted[:, :, [hosts.index(place) for place in stocks.places]].astype(np.float64)
    data = stocks.people(days)
    later = [EARLY + 1] if days > EARLY + 1 else []
    rows: list[StockRow] = []
    for begin in dict.fromkeys([0, *later] if first is None else [first]):
        rows += _rows(ours, data, stocks, begin)
    levels = list(FAN.values())
    fans = {"": np.quantile(ours.sum(axis=2), levels, axis=0)}
    truth = {"": data.sum(axis=1)}
    for at, place in enumerate(stocks.places):
        fans[place] = np.quantile(ours[:, :, at], levels, axis=0)
        truth[place] = data[:, at]
    notes = (_note(scenario, stocks, days), *stocks.notes)
    return StockScore(scenario, len(ours), tuple(rows), fans, truth, notes)


def _rows(ours: Floats, data: Floats, stocks: Stocks, begin: int) -> list[StockRow]:
    """Score the days from one on."""
    part, truth = ours[:, begin:], data[begin:]
    rivals: dict[str, Floats] = {}
    if begin > EARLY:
        rivals[SHARE] = held_shares(data)[begin:]
        rivals[HELD] = np.broadcast_to(data[EARLY], truth.shape)
    scores = {OURS: crps(part, truth)}
    scores |= {name: np.abs(made - truth) for name, made in rivals.items()}
    places = ranks(part, truth)
    mean, per = part.mean(axis=0), stocks.per

    def row(what: Literal["hosts", "host"], place: str, at: slice, **more: Any) -> StockRow:
        return StockRow(
            what=what,
            place=place,
            first=begin,
            days=len(truth),
            observed=float(truth[:, at].sum(axis=1).mean()),
            crps={name: float(one[:, at].sum(axis=1).mean()) for name, one in scores.items()},
            coverage_50=coverage(part[:, :, at], truth[:, at], 0.5),
            coverage_90=coverage(part[:, :, at], truth[:, at], 0.9),
            ranks=histogram(places[:, at]),
            **more,
        )

    errors = {
        OURS: float(ard(mean, truth, per)),
        f"{OURS} rescaled": float(ard_rescaled(mean, truth, per)),
        "member": float(ard(part, truth, per).mean()),
        "member rescaled": float(ard_rescaled(part, truth, per).mean()),
        **{name: float(ard(made, truth, per)) for name, made in rivals.items()},
    }
    scaled = {}
    if begin == 0 and len(data) > EARLY + 1:
        scaled["ratio"] = float(mase_ratio(mean, data))
    if rivals:
        scaled[HELD] = float(mase(mean, truth, rivals[HELD]))
        scaled[SHARE] = errors[f"{OURS} rescaled"] / errors[SHARE] if errors[SHARE] else np.nan
    hosts = row("hosts", "", slice(None), ard=errors, mase=scaled)
    each = [row("host", p, slice(at, at + 1)) for at, p in enumerate(stocks.places)]
    return [hosts, *each]


def _note(scenario: Scenario, stocks: Stocks, days: int) -> str:
    agents = f" of {stocks.per:g} people" if stocks.per > 1 else ""
    told = _told_until(scenario)
    what = "only the split is a forecast"
    if told < days - 1:
        last = day_words(scenario.start + timedelta(days=told))
        what = (
            f"until {last} only the split is a forecast, later the total as well, of which the "
            f"rival `{SHARE}` is still told"
        )
    return (
        "Driven by the data: the run takes its total from the counts it is scored on, so it is "
        f"scored over its whole period, as Flee is; {what}. Counts are joined by straight lines "
        f"and cut off to whole agents{agents}, as Flee does."
    )


def _told_until(scenario: Scenario) -> int:
    """Return the last day on which a run may be told the total."""
    given = scenario.quantities.get(TOTAL_UNTIL)
    until = given.value if given is not None else None
    return scenario.as_of_day if until is None else min(scenario.as_of_day, int(until))
