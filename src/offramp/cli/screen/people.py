"""Part 1: who arrives, beside what was seen later; where reception is strained; who is trapped."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from offramp.cli.screen.lines import Lines, columns, prose, widest

if TYPE_CHECKING:
    from offramp.model.place import Place
    from offramp.results.run import Run

CONTESTED = "contested"
"""A note on a host that says so of its arrivals is shown with them."""
HORIZONS = (7, 14, 30)
"""Days after the as-of date."""


@dataclass(frozen=True)
class Ahead:
    """New arrivals in one host between the as-of date and a later one."""

    low: float
    median: float
    high: float
    seen: int | None
    """As counted later; None where nobody counted."""

    @property
    def outside(self) -> bool:
        """Whether what was seen lies outside the range."""
        return self.seen is not None and not self.low <= self.seen <= self.high


def people(run: "Run", width: int) -> Lines:
    """Return the lines of part 1.

    Args:
        run: that is shown.
        width: columns in all.
    """
    return [
        *_arrivals(run, width),
        *_trapped(run.summary, width),
    ]


def new_arrivals(run: "Run") -> dict[int, dict[str, Ahead]]:
    """Return, by days after the as-of date and host, quantiles over futures of new arrivals."""
    import numpy as np

    known = run.scenario.as_of_day
    reached = [days for days in HORIZONS if known + days < run.manifest.days]
    found = {}
    for days in reached:
        arrived = run.data.arrived(max(known + 1, 0), known + days + 1)
        low, median, high = np.quantile(arrived, [0.05, 0.5, 0.95], axis=0)
        found[days] = {
            host: Ahead(float(low[at]), float(median[at]), float(high[at]), _seen(run, host, days))
            for at, host in enumerate(run.data.labels("hosts"))
        }
    return found


def _seen(run: "Run", host: str, days: int) -> int | None:
    """Return the arrivals counted in a host over the days after the as-of date."""
    counts = run.summary["arrivals"].get(host, {})
    as_of = run.scenario.as_of
    later = _observed(counts, as_of + timedelta(days=days))
    known = _observed(counts, as_of) if as_of >= run.scenario.start else 0
    return None if later is None or known is None else later - known


def _observed(counts: Mapping[str, Any], day: date) -> int | None:
    found: int | None = counts.get(str(day), {}).get("observed")
    return found


def _arrivals(run: "Run", width: int) -> Lines:
    ahead = new_arrivals(run)
    if not ahead:
        return prose("The run ends less than a week after its as-of date.", width)
    compared = any(one.seen is not None for hosts in ahead.values() for one in hosts.values())
    table = _table(run, ahead, compared=compared)
    if widest(table) > width and len(ahead) > 2:
        ends = {days: ahead[days] for days in (min(ahead), max(ahead))}
        table = _table(run, ends, compared=compared)
    legend = _legend(run, list(ahead[min(ahead)]), compared=compared)
    return [*table, *prose(legend, width, hang=2)]


def _legend(run: "Run", hosts: list[str], *, compared: bool) -> str:
    """Return what the marks of the table mean, and how good the ranges were."""
    parts = []
    if compared:
        parts.append(f"Seen: counted later, not used by the run; ! outside the range{_score(run)}.")
    full = (
        "Past means: since when the median future is past the stated means of reception, or else "
        "in how many of 100 futures it ever is"
    )
    if not all(run.summary["strain"][host]["assessed"] for host in hosts):
        full += "; n/a: not assessed, no sourced figure"
    parts.append(f"{full}.")
    places = [run.scenario.places[host] for host in hosts]
    parts += [f"* {doubts.rstrip('.')}." for place in places if (doubts := _doubts(place))]
    return " ".join(dict.fromkeys(parts))


def _table(run: "Run", ahead: dict[int, dict[str, Ahead]], *, compared: bool) -> Lines:
    as_of = run.scenario.as_of
    head = [""]
    for days in ahead:
        head += [f"to {short(as_of + timedelta(days=days))}", *["seen"] * compared]
    rows = [[*head, "past means"]]
    for host in next(iter(ahead.values())):
        place = run.scenario.places[host]
        row = [place.name + "*" * bool(_doubts(place))]
        for hosts in ahead.values():
            one = hosts[host]
            row.append(f"{thousands(one.median)} ({thousands(one.low)}-{thousands(one.high)})")
            if compared:
                seen = "-" if one.seen is None else thousands(one.seen)
                row.append(seen + ("!" if one.outside else ""))
        rows.append([*row, _full(run.summary["strain"][host])])
    return columns(rows, [False, *[True] * (len(head) - 1), False])


def _full(strain: Mapping[str, Any]) -> str:
    """Return since when reception in a host is past its stated means, or how often it is."""
    if not strain["assessed"]:
        return "n/a"
    if strain["median_passes_1"]:
        return short(date.fromisoformat(strain["median_passes_1"]))
    return f"{of_100(strain['in_100'])} in 100"


def _doubts(place: "Place") -> str:
    """Return what the note on a place says of contested arrivals, if anything."""
    return next((told for told in place.note.split(". ") if CONTESTED in told.lower()), "")


def _score(run: "Run") -> str:
    score = run.summary["scores"]["new_arrivals"]
    if not score or not score["hosts"]:
        return ""
    share = score["host_days"]["inside_90"]
    days = f", {round(100 * share)} % of single days" if share is not None else ""
    totals = f"{score['hosts_inside_90']} of {len(score['hosts'])} totals over {score['days']} days"
    return f" (inside the range: {totals}{days})"


def _trapped(summary: Mapping[str, Any], width: int) -> Lines:
    from offramp.results.words import people as in_words
    from offramp.results.words import people_range

    peak = summary["trapped"]["peak"]
    if not peak["q95"]:
        return prose("Trapped (want to leave and cannot): nobody in 95 of 100 futures.", width)
    return prose(
        f"Trapped (want to leave and cannot), worst day: {in_words(peak['q50'])} "
        f"({people_range(peak['q05'], peak['q95'])}), typically "
        f"{short(date.fromisoformat(summary['trapped']['peak_date']))}.",
        width,
        hang=2,
    )


def thousands(number: float) -> str:
    """Return people in thousands, to two significant figures.

    >>> thousands(1_287_311), thousands(46_234), thousands(4_620), thousands(87), thousands(0)
    ('1,300', '46', '4.6', '<0.1', '0')
    """
    from offramp.results.words import two_figures

    rounded = two_figures(number)
    if rounded % 1000 == 0 or abs(rounded) >= 10_000:
        return f"{rounded / 1000:,.0f}"
    return "<0.1" if 0 < rounded < 95 else f"{rounded / 1000:.1f}"


def short(day: date) -> str:
    """Return a date without its year.

    >>> short(date(2030, 4, 2))
    '2 Apr'
    """
    return f"{day.day} {day:%b}"


def of_100(count: float) -> str:
    """Return how many futures in 100, as short as it can be said.

    >>> of_100(0), of_100(0.2), of_100(12.6), of_100(99.8), of_100(100)
    ('0', '<1', '13', '>99', '100')
    """
    if 0 < count < 0.95:
        return "<1"
    return ">99" if 99.05 < count < 100 else f"{round(count)}"
