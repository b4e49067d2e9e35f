"""Counts to rows of series: daily crossings, and stocks."""

from dataclasses import dataclass
from datetime import date, timedelta

from offramp.importing.tables.counts import Count, by_place
from offramp.importing.tables.findings import Findings, counted, listed

DIFFERENCE, SPREAD, DEBT, COUNT = "difference", "spread", "debt", "count"
"""How a daily number was come by."""
CROSSINGS = ("date", "place", "persons", "known_at", "method")
STOCKS = ("date", "place", "persons", "known_at")

ONE = timedelta(days=1)


@dataclass(frozen=True)
class Crossing:
    """People who crossed on a day."""

    day: date
    place: str
    persons: int
    known_at: date
    method: str

    @property
    def row(self) -> tuple[str, ...]:
        """The cells of `CROSSINGS`."""
        return (str(self.day), self.place, str(self.persons), str(self.known_at), self.method)


def daily_of_cumulative(counts: list[Count], since: date, found: Findings) -> list[Crossing]:
    """Return daily crossings whose sums meet the cumulative counts wherever they can.

    What came between two counts is spread evenly over the days between them, known when the later
    count was. A count that falls leaves its days at 0 and a debt, which those that follow pay.

    Args:
        counts: Place by place, day by day.
        since: First day that the first count of each place covers.
        found: What was done is noted.
    """
    result: list[Crossing] = []
    for place, same in by_place(counts).items():
        before, total, debt = since - ONE, 0, 0
        spread, falls = 0, []
        for count in same:
            new = int(count.persons) - total - debt
            span = (count.day - before).days
            method = DEBT if new < 0 or debt else DIFFERENCE if span == 1 else SPREAD
            if count.persons < total:
                fall = total - int(count.persons)
                falls.append(f"by {fall:,} from {before} to {count.day}")
            spread += span if span > 1 and count is not same[0] else 0
            debt, new = max(0, -new), max(0, new)
            result += [
                Crossing(
                    before + (i + 1) * ONE,
                    place,
                    new * (i + 1) // span - new * i // span,
                    count.known_at,
                    method,
                )
                for i in range(span)
            ]
            before, total = count.day, int(count.persons)
        _note_place(place, same[0], since, spread, falls, debt, found)
    return result


def _note_place(
    place: str,
    first: Count,
    since: date,
    spread: int,
    falls: list[str],
    debt: int,
    found: Findings,
) -> None:
    """Note what was done with the counts of one place."""
    span = (first.day - since).days + 1
    if span > 1:
        found.note(
            f"{place}: its first count, {first.persons:,.0f} on {first.day}, is spread evenly "
            f"over {counted(span, 'day')} from {since} ({SPREAD}); --since gives another day."
        )
    if spread:
        found.note(
            f"{place}: {counted(spread, 'day')} between counts further apart than a day are "
            f"filled evenly ({SPREAD}), known at the later count."
        )
    if falls:
        found.note(
            f"{place}: the cumulative count falls {listed(falls, 3)}; such days are 0 and the "
            f"next ones pay ({DEBT})."
        )
    if debt:
        found.note(f"{place}: {debt:,} people of that are not made up by the last count.")


def daily_of_daily(counts: list[Count], found: Findings) -> list[Crossing]:
    """Return daily crossings as they were counted; days without a count stay without."""
    result = []
    for place, same in by_place(counts).items():
        gaps = days_without(same)
        if gaps:
            found.note(
                f"{place}: {counted(gaps, 'day')} without a count between {same[0].day} and "
                f"{same[-1].day}; they are left open, not set to 0."
            )
        result += [Crossing(c.day, place, int(c.persons), c.known_at, COUNT) for c in same]
    return result


def days_without(counts: list[Count]) -> int:
    """Return how many days between the first and the last count of a place have none."""
    return (counts[-1].day - counts[0].day).days + 1 - len(counts)


def stock_rows(counts: list[Count]) -> list[tuple[str, ...]]:
    """Return the cells of `STOCKS`, one row a count."""
    return [(str(c.day), c.place, f"{c.persons:.15g}", str(c.known_at)) for c in counts]
