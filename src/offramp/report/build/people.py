"""Who arrives where, how sure, when it is most; who is trapped."""

import math

import numpy as np
from numpy.typing import NDArray

from offramp.report.build import findings
from offramp.report.build.arrivals import Arrivals
from offramp.report.build.means import flag, means
from offramp.report.build.numbers import fan, figures, in_100, spread
from offramp.report.build.shown import SHARES, Shown
from offramp.report.build.strain import Strained, first_strained
from offramp.report.build.words import most, sentence
from offramp.report.picture.base import Caption, Fan, Range
from offramp.report.picture.people import Counted, Host, Line, Peak, People
from offramp.results.summary.people import observed_rows
from offramp.results.words import day_words

BINS = 16
"""Bins of the worst day, at most."""


def people(
    shown: Shown, arrivals: Arrivals, strained: Strained | None, inside: Fan | None
) -> People | None:
    """Return everything on people; None where there is no host.

    Args:
        shown: the run.
        arrivals: of it.
        strained: hosts under strain in it; None where that is not known.
        inside: from `displaced_inside`.

    Raises:
        RunError: if a piece of the run is missing or damaged.
    """
    new, total, hosted, strain = (
        shown.fan(name) for name in ("arrivals", "arrivals_total", "hosted", "strain")
    )
    counts = _counted(shown)
    hosts = []
    for at, host in enumerate(shown.labels("hosts")):
        name = shown.scenario.places[host].name
        within = {str(days): spread(own[:, at]) for days, own in arrivals.within.items()}
        stay = fan(hosted, at)
        past, past_on = _strain(shown, strained, at)
        hosts.append(
            Host(
                id=host,
                name=name,
                flag=flag(shown.scenario.places[host].note),
                finding=findings.arrivals(name, within, shown.as_of, shown.members),
                held=findings.held(name, stay, past, shown.as_of, shown.last, shown.members),
                new=fan(new, at),
                total=fan(total, at),
                hosted=stay,
                members=[
                    Line(member=member, values=figures(arrivals.lines[n, :, at]))
                    for n, member in enumerate(arrivals.which)
                ],
                observed=counts.get(host, ([], []))[0],
                observed_total=counts.get(host, ([], []))[1],
                peak=_peak(shown, name, arrivals, at),
                at=within,
                strained=past,
                strained_on=past_on,
                strain=fan(strain, at) if _is_assessed(shown, strain["median"][:, at]) else None,
                means=means(shown.scenario, host),
            )
        )
    if not hosts:
        return None
    hosts.sort(key=lambda host: (-host.total.median[-1], -host.hosted.median[-1]))
    worst = _trapped_peak(shown)
    return People(
        caption=_caption(shown, hosts, strained),
        hosts=hosts,
        trapped=_everywhere(shown, "trapped"),
        inside=inside,
        trapped_peak=worst,
        stuck=findings.stuck(worst, inside, shown.last, shown.members),
        first_strained=first_strained(shown, strained),
    )


def displaced_inside(shown: Shown) -> Fan | None:
    """Return a fan of all displaced inside; None where nobody is in any future.

    Those who may not leave the country are counted apart by the run. Quantiles of a sum are no sum
    of quantiles, so where there are such people the fan is that of the futures whose days are kept.

    Raises:
        RunError: if those are missing or damaged.
    """
    barred = "displaced_barred"
    if not (shown.has(barred) and _everywhere(shown, barred)):
        return _everywhere(shown, "displaced")
    both = sum(shown.kept(name).sum(axis=2, dtype=np.float64) for name in ("displaced", barred))
    shares = dict(zip(SHARES, np.quantile(both, list(SHARES.values()), axis=0), strict=True))
    return fan(shares)


def _is_assessed(shown: Shown, strain: NDArray[np.float64]) -> bool:
    return shown.has_reception and bool(np.isfinite(strain).any())


def _counted(shown: Shown) -> dict[str, tuple[list[Counted], list[Counted]]]:
    """Return what was counted in each host: each day, and all so far."""
    found: dict[str, tuple[list[Counted], list[Counted]]] = {}
    rows = observed_rows(shown.scenario)
    so_far: dict[str, float] = {}
    for host, when in sorted(rows, key=lambda key: key[1]):
        row, day = rows[host, when], (when - shown.start).days
        if not 0 <= day < shown.days:
            continue
        daily, totals = found.setdefault(host, ([], []))
        later = row.known_at > shown.as_of
        so_far[host] = so_far.get(host, 0.0) + row.persons
        daily.append(Counted(day=day, people=row.persons, later=later))
        totals.append(Counted(day=day, people=so_far[host], later=later))
    return found


def _peak(shown: Shown, name: str, arrivals: Arrivals, at: int) -> Peak | None:
    if arrivals.peak is None or arrivals.peak_day is None:
        return None
    own = arrivals.peak[:, at]
    edges = _edges(own)
    counts, _ = np.histogram(own, edges)
    low, median, high = np.quantile(arrivals.peak_day[:, at], [0.05, 0.5, 0.95])
    when = shown.date(low), shown.date(median), shown.date(high)
    return Peak(
        finding=findings.worst(name, spread(own), *when),
        people=spread(own),
        day=spread(arrivals.peak_day[:, at]),
        edges=figures(edges),
        counts=counts.tolist(),
    )


def _edges(values: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return edges of bins of a round width that hold all values."""
    low, high = float(values.min()), float(values.max())
    rough = max(high - low, 1.0) / BINS
    scale = 10.0 ** math.floor(math.log10(rough))
    step = max(1.0, next(n * scale for n in (1, 2, 2.5, 5, 10) if n * scale >= rough))
    first = math.floor(low / step)
    return step * np.arange(first, math.floor(high / step) + 2, dtype=np.float64)


def _strain(shown: Shown, strained: Strained | None, at: int) -> tuple[float | None, Range | None]:
    """Return how often and from when a host is past its means after the as-of date."""
    if strained is None or not strained.assessed[at]:
        return None, None
    days = strained.first(shown.as_of_day + 1)[:, at]
    count = int(np.isfinite(days).sum())
    return in_100(count, len(days)), spread(days)


def _everywhere(shown: Shown, name: str) -> Fan | None:
    """Return a fan over all origins together; None where nobody is concerned in any future."""
    found = shown.fan(f"{name}_everywhere")
    return fan(found) if any(values.any() for values in found.values()) else None


def _trapped_peak(shown: Shown) -> Range | None:
    peak = shown.summary["trapped"]["peak"]
    if not peak["q95"]:
        return None
    return Range(low=peak["q05"], median=peak["q50"], high=peak["q95"])


def _caption(shown: Shown, hosts: list[Host], strained: Strained | None) -> Caption:
    told = next((said for host in hosts if (said := findings.receives(host.name, host.at))), "")
    if told:
        title = f"{told} after {day_words(shown.as_of)} ({most(shown.members)})"
    else:
        title = hosts[0].held
    kept = 0 if strained is None else len(strained.past)
    sample = f" How often a host is strained is of {kept} of the futures." * (
        0 < kept < shown.members
    )
    return Caption(
        title=title,
        note=(
            "Bands hold 50 and 90 of 100 futures on each day, given these assumptions; thin lines "
            "are single futures, which are less smooth than any band. Filled dots were known at "
            "the as-of date and the run follows them; open ones were counted later and it did not "
            f"see them.{sample}"
        ),
        source=sentence(f"{shown.those}; counts from the series of the scenario"),
    )
