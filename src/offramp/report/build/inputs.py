"""What went into one run and not into another: dates, records, counts, numbers, overlays."""

from collections.abc import Iterator
from datetime import date

from offramp.ensemble.compare_runs import laid
from offramp.model.history import CrossingSeries
from offramp.model.history import StockSeries as Counts
from offramp.model.numbers import numbers
from offramp.model.scenario import Scenario
from offramp.report.build.shown import Shown
from offramp.report.picture.trust import Change
from offramp.results.quantity_words import called, in_words
from offramp.results.words import day_words

TOLD = 6
"""Records that are told by their words; more are counted."""
MOST = 20
"""Numbers that are told; more are counted."""


def inputs(before: Shown, now: Shown) -> list[Change]:
    """Return what differs in what went in, with what is behind it.

    Raises:
        RunError: if the scenario of a run is missing or damaged.
    """
    return [
        *_dates(before, now),
        *_laid(before, now),
        *_numbers(before.scenario, now.scenario),
        *_size(before, now),
    ]


def learned(before: Shown, now: Shown) -> tuple[int, int]:
    """Return how many dated records and counts one run knows that the other does not."""
    ours, theirs = _records(now.scenario), _records(before.scenario)
    return len(ours.keys() ^ theirs.keys()), abs(_counts(now.scenario) - _counts(before.scenario))


def _dates(before: Shown, now: Shown) -> Iterator[Change]:
    if before.as_of == now.as_of:
        return
    yield Change(
        what="As-of date",
        was=day_words(before.as_of),
        now=day_words(now.as_of),
        why="Nothing known later is used.",
    )
    was, ours = _records(before.scenario), _records(now.scenario)
    new = [text for key, text in (ours | was).items() if (key in ours) != (key in was)]
    if new:
        more = f" And {len(new) - TOLD} more." if len(new) > TOLD else ""
        yield Change(
            what="Dated records known",
            was=f"{len(was):,}",
            now=f"{len(ours):,}",
            why=f"{' '.join(new[:TOLD])}{more}",
        )
    counted, counts = _counts(before.scenario), _counts(now.scenario)
    if counted != counts:
        yield Change(
            what="Counts of people that the run was told",
            was=f"{counted:,}",
            now=f"{counts:,}",
            why="Counts of more days were known.",
        )


def _records(scenario: Scenario) -> dict[str, str]:
    """Return the dated records that were known, in words, the earliest first."""
    known = [
        (key, one)
        for key, one in scenario.events.items()
        if one.known_at <= scenario.as_of and not one.disabled
    ]
    known.sort(key=lambda pair: pair[1].date)
    return {key: f"{_short(one.date)}: {one.text.rstrip('.')}." for key, one in known}


def _counts(scenario: Scenario) -> int:
    return sum(
        row.known_at <= scenario.as_of
        for one in scenario.series.values()
        if isinstance(one, CrossingSeries | Counts) and not one.disabled
        for row in one.rows
    )


def _laid(before: Shown, now: Shown) -> Iterator[Change]:
    was, ours = laid(before.run), laid(now.run)
    if was != ours:
        yield Change(
            what="Overlays and mechanisms",
            was="; ".join(was) or "the scenario as it is",
            now="; ".join(ours) or "the scenario as it is",
            why="",
        )


def _numbers(before: Scenario, now: Scenario) -> Iterator[Change]:
    was, ours = _values(before), _values(now)
    names = [key for key in (ours | was) if ours.get(key) != was.get(key)]
    for key in names[:MOST]:
        label = (ours.get(key) or was[key])[0]
        yield Change(
            what=label,
            was=was[key][1] if key in was else "not in it",
            now=ours[key][1] if key in ours else "not in it",
            why="",
        )
    if len(names) > MOST:
        yield Change(what=f"{len(names) - MOST:,} more numbers", was="other", now="other", why="")


def _values(scenario: Scenario) -> dict[str, tuple[str, str]]:
    """Return each number's name and value in words, by path and label."""
    return {
        f"{path}.{label}" if label else path: (
            called(scenario, path, quantity, label),
            f"{in_words(value)}{'' if quantity.unit == '1' else f' {quantity.unit}'}",
        )
        for path, quantity in numbers(scenario)
        for label, value in ((None, quantity), *quantity.each.items())
        if value.form is not None
    }


def _size(before: Shown, now: Shown) -> Iterator[Change]:
    was, ours = before.run.manifest, now.run.manifest
    for what, one, other in (
        ("Futures", was.members, ours.members),
        ("Seed", was.seed, ours.seed),
        ("Days", was.days, ours.days),
    ):
        if one != other:
            yield Change(what=what, was=f"{one:,}", now=f"{other:,}", why="")


def _short(day: date) -> str:
    return f"{day.day} {day:%b}"
