"""Who stays in each host, beside those counted there: the screen of displacement alone."""

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from offramp.cli.screen.lines import Lines, columns, prose, widest
from offramp.cli.screen.people import thousands

if TYPE_CHECKING:
    from offramp.results.run import Run

PARTS = 4
"""Dates shown, evenly over the run, the last day the last of them."""


def stocks(run: "Run", width: int) -> Lines:
    """Return a table of hosts by dates.

    Args:
        run: of a scenario that has counts of people in its hosts.
        width: columns in all.
    """
    found = run.summary["hosted"]
    days = run.manifest.days
    dates = [
        run.scenario.start + timedelta(days=days * n // PARTS - 1) for n in range(1, PARTS + 1)
    ]
    table = _table(run, dates)
    while widest(table) > width and len(dates) > 1:
        dates = dates[1:]
        table = _table(run, dates)
    seen = [one for hosts in found.values() for one in hosts.values() if one["counted"] is not None]
    inside = sum(one["q05"] <= one["counted"] <= one["q95"] for one in seen)
    told = "Counted: that day, or in a straight line between two counts; ! outside the range."
    if seen:
        share = round(100 * inside / len(seen))
        told += f" Of all days and hosts with a count, {share} % lie inside the range."
    return [*table, *prose(told, width, hang=2), *prose(_next(run), width, hang=2)]


def _next(run: "Run") -> str:
    return f"How good that is, beside plain rivals: offramp score {run.path}"


def _table(run: "Run", dates: list[date]) -> Lines:
    head = [""]
    for day in dates:
        head += [f"{day.day} {day:%b %Y}", "counted"]
    rows = [head]
    for host, by_date in run.summary["hosted"].items():
        row = [run.scenario.places[host].name]
        for day in dates:
            row += _cells(by_date[str(day)])
        rows.append(row)
    return columns(rows, [False, *[True] * (len(head) - 1)])


def _cells(one: dict[str, Any]) -> list[str]:
    """Return what is foretold and what was counted, of one host on one day."""
    foretold = f"{thousands(one['q50'])} ({thousands(one['q05'])}-{thousands(one['q95'])})"
    if one["counted"] is None:
        return [foretold, "-"]
    outside = not one["q05"] <= one["counted"] <= one["q95"]
    return [foretold, thousands(one["counted"]) + "!" * outside]
