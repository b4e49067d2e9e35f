"""Numbers and dates as people say them: natural frequencies, two figures for people."""

import math
from datetime import date


def in_100(count: int, futures: int) -> str:
    """Return how many futures in 100, in words.

    >>> in_100(58, 1000), in_100(2, 1000), in_100(0, 1000), in_100(1000, 1000), in_100(998, 1000)
    ('6 in 100', 'fewer than 1 in 100', 'none of 1,000', 'all 1,000', 'more than 99 in 100')
    """
    if count == 0:
        return f"none of {futures:,}"
    if count == futures:
        return f"all {futures:,}"
    share = 100 * count / futures
    if share < 0.95:
        return "fewer than 1 in 100"
    if share > 99.05:
        return "more than 99 in 100"
    return f"{min(max(round(share), 1), 99)} in 100"


def chance_range(low: float, high: float) -> str:
    """Return a range of chances as futures in 100.

    >>> chance_range(0.012, 0.094), chance_range(0.0, 0.0004), chance_range(0.021, 0.024)
    ('1 to 9 in 100', 'fewer than 1 in 1,000', 'about 2 in 100')
    """
    if high < 0.001:
        return "fewer than 1 in 1,000"
    below, above = _percent(low), _percent(high)
    if below == above:
        return f"about {above} in 100" if above[0] != "f" else f"{above} in 100"
    return f"{below} to {above} in 100"


def _percent(chance: float) -> str:
    return f"{round(100 * chance)}" if chance >= 0.005 else "fewer than 1"


def two_figures(number: float) -> int:
    """Return a number of people, rounded to two significant figures.

    >>> two_figures(1_287_311), two_figures(7), two_figures(-462), two_figures(0)
    (1300000, 7, -460, 0)
    """
    if number == 0 or not math.isfinite(number):
        return 0
    digits = math.floor(math.log10(abs(number)))
    return round(number) if digits < 2 else round(number, 1 - digits).__int__()


def people(number: float) -> str:
    """Return a number of people in words.

    >>> people(1_287_311), people(46_234), people(12), people(2_040_000)
    ('1.3 million', '46,000', '12', '2.0 million')
    """
    rounded = two_figures(number)
    if abs(rounded) >= 10_000_000:
        return f"{rounded / 1e6:,.0f} million"
    if abs(rounded) >= 1_000_000:
        return f"{rounded / 1e6:.1f} million"
    return f"{rounded:,}"


def people_range(low: float, high: float) -> str:
    """Return a range of people in words.

    >>> people_range(1_287_311, 1_911_000), people_range(46_234, 46_300), people_range(800, 12_345)
    ('1.3 to 1.9 million', '46,000', '800 to 12,000')
    """
    below, above = people(low), people(high)
    if below == above:
        return below
    if below.endswith(" million") and above.endswith(" million"):
        below = below.removesuffix(" million")
    return f"{below} to {above}"


def day_words(day: date) -> str:
    """Return a date in words.

    >>> day_words(date(2030, 4, 2))
    '2 April 2030'
    """
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def joined(words: list[str], last: str = "and") -> str:
    """Return a list in words.

    >>> joined(["a", "b", "c"]), joined(["a"]), joined([])
    ('a, b and c', 'a', '')
    """
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def plain(number: float) -> str:
    """Return a number that decided something, short.

    >>> plain(0.8123), plain(12.0), plain(1234567.0), plain(-0.05), plain(float("nan"))
    ('0.812', '12', '1,234,567', '-0.05', 'not assessed')
    """
    if math.isnan(number):
        return "not assessed"
    if abs(number) < 5e-7:
        return "0"
    if math.isinf(number):
        return "never" if number > 0 else "minus infinity"
    if number == round(number):
        return f"{number:,.0f}"
    return f"{number:,.0f}" if abs(number) >= 100 else f"{number:.3g}"
