"""What each figure on people says, as a sentence that stands above it."""

from datetime import date

from offramp.report.build.words import between, capital, most, share, typically
from offramp.report.picture.base import Fan, Range
from offramp.results.words import day_words, people, people_range

SPANS = {"7": "a week", "14": "two weeks", "30": "a month"}


def receives(name: str, at: dict[str, Range]) -> str:
    """Say how many more people a host receives in a week or the first time that is told; or none.

    Args:
        name: of the host, in words.
        at: new arrivals since the as-of date (person), by days after it.
    """
    for days, span in SPANS.items():
        found = at.get(days)
        if found and found.low is not None and found.high:
            return f"{name} receives {between(found.low, found.high)} more people in {span}"
    return ""


def arrivals(name: str, at: dict[str, Range], as_of: date, size: int) -> str:
    """Say how many more people a host receives in the longest time that is told.

    Args:
        name: of the host, in words.
        at: new arrivals since the as-of date (person), by days after it.
        as_of: that date.
        size: number of futures.
    """
    longest = next((days for days in reversed(SPANS) if days in at), "")
    told = receives(name, {longest: at[longest]} if longest else {})
    if told:
        return f"{told} after {day_words(as_of)} ({most(size)})"
    return f"New arrivals in {name}, day by day"


def worst(name: str, number: Range, low: date, median: date, high: date) -> str:
    """Say how many come to a host on its worst day, and when that is.

    Args:
        name: of the host, in words.
        number: of people (person / day), over futures.
        low: date of the worst day: 5 % of futures have it earlier.
        median: half of them do.
        high: 95 % do.
    """
    if not number.high or number.median is None or number.low is None:
        return f"Nobody more arrives in {name} on any day of most futures"
    when = typically(low, median, high)
    return (
        f"On its worst day {name} receives {people(number.median)} people in the median future "
        f"({people_range(number.low, number.high)}), {when}"
    )


def held(name: str, hosted: Fan, strained: float | None, as_of: date, last: date, size: int) -> str:
    """Say how often a host is past its means, or how many people stay where that is not known.

    Args:
        name: of the host, in words.
        hosted: people there (person).
        strained: futures of 100 past the stated means after the as-of date.
        as_of: date up to which things are known.
        last: day of the run.
        size: futures.
    """
    if strained is not None:
        return (
            f"{name} is past its stated means of reception after {day_words(as_of)} "
            f"in {share(strained)}"
        )
    stay = capital(between(hosted.low90[-1], hosted.high90[-1]))
    if not hosted.high90[-1]:
        often = "at least 95 of 100 futures" if size > 1 else most(size)
        return f"Nobody stays in {name} on {day_words(last)}, in {often}"
    return f"{stay} people stay in {name} on {day_words(last)} ({most(size)})"


def stuck(trapped: Range | None, inside: Fan | None, last: date, size: int) -> str:
    """Say how many people cannot leave at the worst moment, or are displaced inside at the end.

    Args:
        trapped: most people who want to leave and cannot on any day (person), over futures.
        inside: people displaced inside (person).
        last: day of the run.
        size: futures.
    """
    if trapped and trapped.median and trapped.low is not None and trapped.high is not None:
        return (
            f"At the worst moment {people(trapped.median)} people want to leave and cannot, in "
            f"the median future ({people_range(trapped.low, trapped.high)})"
        )
    if inside:
        away = capital(between(inside.low90[-1], inside.high90[-1]))
        return f"{away} people are displaced inside on {day_words(last)} ({most(size)})"
    return ""
