"""Scores the arrivals of a run on days after its as-of date, beside rivals that knew as much."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import numpy as np
from numpy.typing import NDArray

from offramp.calibration.errors import Floats, ard, rescaled
from offramp.calibration.observed import Flows
from offramp.calibration.probability import crps
from offramp.calibration.rivals import LAST, SHARE, Rivals, rivals
from offramp.calibration.rows import FAN, OURS, Row, added_up, scored
from offramp.model.scenario import Scenario
from offramp.results.words import day_words, joined

HORIZONS = (7, 14, 30)
"""Days ahead, where nothing else is asked for."""
ENOUGH = 0.9
"""Share of the days of a horizon that must be observed."""


class NothingToScoreError(Exception):
    """There is nothing to score; its text is a sentence that says why and what to do."""


@dataclass(frozen=True)
class Split:
    """Who goes where, given the true total of each day: the total is not judged."""

    horizon: int
    """Days ahead."""
    ard: dict[str, float]
    """Relative difference of the mean over futures, averaged over days; `run` and `fixed share`."""
    crps: dict[str, float]
    """CRPS of people of each host over the horizon, added up over hosts (person)."""


@dataclass(frozen=True)
class FlowScore:
    """How good a run's forecasts of arrivals were."""

    scenario: Scenario
    """As it was run."""
    members: int
    """Futures of the run."""
    first: int
    """The first day that is scored."""
    rows: tuple[Row, ...]
    """By horizon: the total, the hosts added up, each host."""
    splits: tuple[Split, ...]
    """By horizon."""
    flows: Flows
    """What was observed."""
    fans: dict[str, Floats]
    """Quantiles of daily arrivals, shape (quantile of `FAN`, day), by host; the total has ``."""
    truth: dict[str, Floats]
    """What was observed of them, shape (day,)."""
    daily: tuple[str, ...]
    """Hosts counted daily, whose sum is the total."""
    notes: tuple[str, ...] = field(default=())
    """What a reader should know."""

    @property
    def horizons(self) -> list[int]:
        """Horizons that could be scored."""
        return list(dict.fromkeys(row.horizon for row in self.rows))

    def date(self, day: int) -> date:
        """Return the date of a day."""
        return self.scenario.start + timedelta(days=day)

    def table(self) -> list[dict[str, Any]]:
        """Return the rows as plain data."""
        return [row.to_dict() for row in self.rows]

    def row(self, what: str, horizon: int) -> Row | None:
        """Return the row of the total, or of the hosts added up, over a horizon."""
        found = (row for row in self.rows if row.what == what and row.horizon == horizon)
        return next(found, None)


def score_flows(
    scenario: Scenario,
    arrivals: NDArray[Any],
    flows: Flows,
    *,
    first: int | None = None,
    horizons: tuple[int, ...] = HORIZONS,
    seed: int = 1,
    rows_only: bool = False,
) -> FlowScore:
    """Score arrivals.

    Args:
        scenario: as it was run.
        arrivals: people by (member, day, host), from day 0 on.
        flows: what was observed.
        first: the first day to score; the one after the as-of date where not given.
        horizons: days from there on.
        seed: of the draws of the rivals.
        rows_only: leaves out splits and fans.

    Raises:
        NothingToScoreError: if no horizon can be scored.
    """
    held = scenario.as_of_day
    begin = held + 1 if first is None else first
    if begin <= held:
        msg = (
            f"until {_date(scenario, held)} the run was told what was observed: "
            "give --from a later day"
        )
        raise NothingToScoreError(msg)
    ready = sorted(h for h in set(horizons) if _seen(flows, begin, h, arrivals.shape[1]).any())
    if not ready:
        raise NothingToScoreError(_why(scenario, flows, begin, arrivals.shape[1], min(horizons)))
    return _Scoring(scenario, arrivals, flows, (begin, begin + max(ready)), seed).all(
        ready, rows_only=rows_only
    )


class _Scoring:
    """One scoring under way."""

    def __init__(
        self,
        scenario: Scenario,
        arrivals: NDArray[Any],
        flows: Flows,
        days: tuple[int, int],
        seed: int,
    ) -> None:
        hosts = scenario.labels("hosts")
        at = [hosts.index(place) for place in flows.places]
        begin, end = days
        self.scenario, self.flows, self.begin = scenario, flows, begin
        self.ours = arrivals[:, :, at].astype(np.float64)
        window = slice(begin, end)
        counted = ~np.isnan(flows.people[window])
        whole = counted.mean(axis=0) >= ENOUGH
        alone = (flows.alone[window] | ~counted).all(axis=0)
        self.daily = tuple(int(place) for place in np.flatnonzero(whole & alone))
        self.spread = tuple(int(p) for p in np.flatnonzero(counted.any(axis=0) & ~(whole & alone)))
        known = flows.past(scenario.as_of_day)
        skipped = begin - scenario.as_of_day - 1
        self.rivals: Rivals = rivals(known, self.daily, skipped, end - begin, seed)

    def all(self, horizons: list[int], *, rows_only: bool) -> FlowScore:
        rows: list[Row] = []
        splits = []
        for horizon in horizons:
            rows += self._rows(horizon)
            if len(self.daily) > 1 and not rows_only:
                splits.append(self._split(horizon))
        members = len(self.ours)
        places = self.flows.places
        fans, truth = {}, {}
        levels = list(FAN.values())
        if self.daily and not rows_only:
            fans[""] = np.quantile(self.ours[:, :, self.daily].sum(axis=2), levels, axis=0)
            truth[""] = self.flows.people[:, self.daily].sum(axis=1)
        for at in () if rows_only else (*self.daily, *self.spread):
            fans[places[at]] = np.quantile(self.ours[:, :, at], levels, axis=0)
            truth[places[at]] = self.flows.people[:, at]
        daily = tuple(places[at] for at in self.daily)
        return FlowScore(
            scenario=self.scenario,
            members=members,
            first=self.begin,
            rows=tuple(rows),
            splits=tuple(splits),
            flows=self.flows,
            fans=fans,
            truth=truth,
            daily=daily,
            notes=(*self._notes(), *self.flows.notes),
        )

    def _rows(self, horizon: int) -> list[Row]:
        window = slice(self.begin, self.begin + horizon)
        seen = _seen(self.flows, self.begin, horizon, self.ours.shape[1])
        people = self.flows.people[window]
        hosts = []
        for at, place in enumerate(self.flows.places):
            if not seen[at]:
                continue
            days = len(people)
            made = {OURS: self.ours[:, window, at][:, :days]}
            made |= {name: f[:, :days, at] for name, f in self.rivals.hosts.items()}
            daily = at in self.daily
            hosts.append(scored("host", place, horizon, made, people[:, at], daily=daily))
        if not self.daily:
            return hosts
        columns = list(self.daily)
        truth = people[:, columns]
        ours = self.ours[:, window][:, : len(people), columns]
        made = {OURS: ours.sum(axis=2)}
        made |= {name: f[:, : len(people), 0] for name, f in self.rivals.total.items()}
        total = scored("total", "", horizon, made, truth.sum(axis=1), daily=True)
        if len(columns) == 1:
            return [total, *hosts]
        own = [row for row in hosts if row.daily_crps is not None]
        held = self.rivals.hosts[LAST][0][: len(people), columns]
        return [total, added_up(own, ours.mean(axis=0), truth, held), *hosts]

    def _split(self, horizon: int) -> Split:
        """Score who goes where, given the true total."""
        window = slice(self.begin, self.begin + horizon)
        people = self.flows.people[window][:, self.daily]
        there = ~np.isnan(people).any(axis=1)
        truth = people[there]
        ours = self.ours[:, window][:, : len(people), self.daily][:, there]
        rival = self.rivals.split(np.nan_to_num(people.sum(axis=1)))[:, there]
        made = {OURS: rescaled(ours, truth), SHARE: rival}
        return Split(
            horizon,
            ard={name: float(ard(f.mean(axis=0), truth)) for name, f in made.items()},
            crps={
                name: float(crps(f.sum(axis=1), truth.sum(axis=0)).sum())
                for name, f in made.items()
            },
        )

    def _notes(self) -> list[str]:
        names = {key: place.name for key, place in self.scenario.places.items()}
        daily = [names[self.flows.places[at]] for at in self.daily]
        spread = [names[self.flows.places[at]] for at in self.spread]
        notes = []
        if len(daily) > 1:
            notes.append(
                f"Total: the sum of the {len(daily)} hosts counted daily ({joined(daily)}), not a "
                "published total, to which hosts need not sum on every day."
            )
        if spread:
            notes.append(
                f"Not counted daily: {joined(spread)}. The difference between two counts is spread "
                "over the days between them, so these are scored on sums over a horizon only, and "
                "are not in the total."
            )
        return notes


def _seen(flows: Flows, begin: int, horizon: int, days: int) -> NDArray[np.bool_]:
    """Return whether a horizon can be scored for each place."""
    if begin + horizon > days:
        return np.zeros(len(flows.places), np.bool_)
    found: NDArray[np.bool_] = (~np.isnan(flows.people[begin : begin + horizon])).sum(
        axis=0
    ) >= ENOUGH * horizon
    return found


def _why(scenario: Scenario, flows: Flows, begin: int, days: int, shortest: int) -> str:
    """Say why nothing can be scored, and what to do."""
    after = f"{_date(scenario, begin - 1)}"
    if begin + shortest > days and len(flows) > begin:
        return (
            f"the run ends {max(days - begin, 0)} days after {after}, before the shortest horizon "
            f"({shortest} days): run it longer (--days), or give --horizons"
        )
    counted = np.flatnonzero(~np.isnan(flows.people).all(axis=1)) if len(flows) else np.array([])
    last = int(counted.max()) if len(counted) else -1
    if last < begin:
        return (
            f"nothing was observed after {after}: give what was observed later with --observed "
            "FILE, or run the scenario as of an earlier date"
        )
    return (
        f"what was observed ends on {_date(scenario, last)}, {last - begin + 1} days after {after}"
        f", before the shortest horizon ({shortest} days): give --horizons, or --observed FILE"
    )


def _date(scenario: Scenario, day: int) -> str:
    return day_words(scenario.start + timedelta(days=day))
