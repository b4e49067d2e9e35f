"""What is known beforehand, day by day: closures, and how many people set out.

Closures follow what Flee's code does. A road that closes takes everybody who is on it back to where
they came from, on the day on which they would have arrived; a road that reopens is as new. Closing
a place goes over its open roads out and closes these and the roads back; reopening goes over its
closed ones. A road between two places alone closes for nobody: Flee compares its names by identity.
"""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

import numpy as np

from offramp.model.history import Closure, StockSeries
from offramp.model.scenario import Scenario
from offramp.processes.flee.network import HOP, REST, Counts, Flags, Network
from offramp.processes.flee.tables import CAMP, CAMP_INSIDE, TOWN


class Day(NamedTuple):
    """What is open on a day, and what changes."""

    open_hop: Flags
    """(hop)."""
    open_choice: Flags
    """Whether all hops of a choice are open, (choice)."""
    shut: Flags
    """Hops that close today, (hop)."""
    turned: Counts
    """Places that become something else, in order, (change)."""
    into: Counts
    """TOWN, CAMP or CAMP_INSIDE, (change)."""


class Calendar:
    """Closures of a scenario, as far as they were known at its as-of date."""

    def __init__(self, scenario: Scenario, network: Network) -> None:
        self._network = network
        self._names = [name for name, place in scenario.places.items() if not place.disabled]
        self._country = np.array([scenario.places[name].country for name in self._names])
        rows = list(scenario.closures())
        dates = {d for row in rows for d in (row.closes, row.reopens) if d is not None}
        self._days = {-1: self._plain(np.ones(network.km.size, np.bool_))}
        for when in sorted(d for d in dates if d >= scenario.start):
            self._days[scenario.day_of(when)] = self._change(rows, when)
        self._quiet = {day: self._plain(today.open_hop) for day, today in self._days.items()}

    @property
    def closes(self) -> bool:
        """Whether any road ever closes."""
        return any(day.shut.any() for day in self._days.values())

    def day(self, day: int) -> Day:
        """Return what is so on a day."""
        if day in self._days:
            return self._days[day]
        return self._quiet[max(past for past in self._quiet if past < day)]

    def _plain(self, open_hop: Flags) -> Day:
        """Return a day on which nothing changes."""
        network, none = self._network, np.empty(0, np.int64)
        plan, choice = network.plan, np.ones(network.plan.size, np.bool_)
        while (on := network.plans[plan, HOP] >= 0).any():
            choice[on] &= open_hop[network.plans[plan[on], HOP]]
            plan = network.plans[plan, REST]
        return Day(open_hop, choice, np.zeros_like(open_hop), none, none)

    def _change(self, rows: list[Closure], when: date) -> Day:
        """Return the day of a date on which something closes or reopens."""
        is_open = self._days[max(self._days)].open_hop.copy()
        shut = np.zeros_like(is_open)
        turned: list[tuple[int, int]] = []
        for row in rows:
            for closing in (True, False):
                if when != (row.closes if closing else row.reopens):
                    continue
                if row.what in {"camp", "camp inside"}:
                    into = CAMP if row.what == "camp" else CAMP_INSIDE
                    turned.append((self._names.index(row.first), TOWN if closing else into))
                for hops in self._hops(row, is_open, closing):
                    is_open[hops] = not closing
                    shut[hops] |= closing
        places = np.array(turned, np.int64).reshape(-1, 2)
        return self._plain(is_open)._replace(
            shut=shut, turned=places[:, 0].copy(), into=places[:, 1].copy()
        )

    def _hops(self, row: Closure, is_open: Flags, closing: bool) -> Iterator[Flags]:
        """Yield the hops that a row closes or reopens."""
        start, end = self._network.start, self._network.end
        if row.what == "border":
            one, two = self._country == row.first, self._country == row.second
            yield ((one[start] & two[end]) | (two[start] & one[end])) & (is_open == closing)
        elif row.what == "place":
            place = self._names.index(row.first)
            out = (start == place) & (is_open == closing)
            back = (end == place) & np.isin(start, end[out]) & (is_open == closing)
            yield out | back


def new_people(scenario: Scenario, each: int, camps: bool, days: int) -> Counts:
    """Return the sum of the stocks by day, as whole numbers of people that move together.

    Args:
        scenario: with series of stocks.
        each: people who move as one.
        camps: whether to sum over the hosts, or to take the total.
        days: how many.

    Returns:
        (day,), at least two; after the last day it stays as it is.
    """
    stocks = known_stocks(scenario)
    names = [name for name in stocks if name] if camps else [""]
    total = np.zeros(max(days, 2), np.int64)
    for name in names:
        total += stock_by_day(stocks.get(name, []), each, total.size)
    return total


def first_people(scenario: Scenario, each: int, place: str) -> int:
    """Return who is in a host on day 0, as a whole number of people that move together."""
    return int(stock_by_day(known_stocks(scenario).get(place, []), each, 1)[0])


def stock_by_day(rows: list[tuple[int, float]], each: int, days: int) -> Counts:
    """Return a stock by day, linear between counts and cut down to whole numbers, (day,)."""
    out = np.zeros(days, np.int64)
    if not rows:
        return out
    at = 0
    for day in range(days):
        while at < len(rows) and rows[at][0] <= day:
            at += 1
        if at in (0, len(rows)):
            out[day] = int(rows[min(at, len(rows) - 1)][1] / each)
            continue
        (day0, old), (day1, new) = rows[at - 1], rows[at]
        old, new = old / each, new / each
        out[day] = int(old + float(day - day0) / float(day1 - day0) * (new - old))
    return out


def known_stocks(scenario: Scenario) -> dict[str, list[tuple[int, float]]]:
    """Return the known rows of each host, and of "" for all; in the order of the files."""
    found: dict[str, list[tuple[int, float]]] = {}
    for series in scenario.series.values():
        if isinstance(series, StockSeries) and not series.disabled:
            for row in series.rows:
                if row.known_at <= scenario.as_of:
                    found.setdefault(row.place, []).append((scenario.day_of(row.date), row.persons))
    return found
