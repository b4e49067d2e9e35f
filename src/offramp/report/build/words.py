"""How often, in words: futures out of a hundred."""

from datetime import date

from offramp.results.words import day_words, in_100, people_range


def futures(count: int, size: int) -> str:
    """Return how many futures, in words.

    >>> futures(58, 1000), futures(0, 200), futures(200, 200), futures(1, 1000)
    ('6 of 100 futures', 'none of 200 futures', 'all 200 futures', 'fewer than 1 of 100 futures')
    >>> futures(1, 1), futures(0, 1)
    ('the only future', 'no future')
    """
    if size == 1:
        return "the only future" if count else "no future"
    return f"{in_100(count, size).replace(' in 100', ' of 100')} futures"


def most(size: int) -> str:
    """Return which futures lie in a 90 % range, in words, to stand in brackets behind it.

    >>> most(200), most(1)
    ('so in nine of ten futures', 'the only future')
    """
    return "so in nine of ten futures" if size > 1 else futures(1, 1)


def ranged(size: int) -> str:
    """Return what a 90 % range is a range of, in words.

    >>> ranged(200), ranged(1)
    ('range of 90 in 100 futures', 'the only future')
    """
    return "range of 90 in 100 futures" if size > 1 else futures(1, 1)


def between(low: float, high: float) -> str:
    """Return a range of people as what a number lies in.

    >>> between(140_000, 300_000), between(46_234, 46_300)
    ('between 140,000 and 300,000', 'about 46,000')
    """
    said = people_range(low, high)
    below, to, above = said.partition(" to ")
    return f"between {below} and {above}" if to else f"about {said}"


def share(in_100: float) -> str:
    """Return a share of 100 futures, in words.

    >>> share(57.6), share(0), share(0.2), share(99.6), share(100)
    ('58 of 100 futures', 'no future', 'fewer than 1 of 100 futures', \
'more than 99 of 100 futures', 'every future')
    """
    if in_100 <= 0:
        return "no future"
    if in_100 >= 100:
        return "every future"
    return futures(round(in_100 * 100), 10_000)


def typically(low: date, median: date, high: date) -> str:
    """Return when something happens, in words.

    >>> typically(date(2030, 2, 26), date(2030, 3, 1), date(2030, 3, 5))
    'typically on 1 March 2030 (26 February to 5 March)'
    >>> typically(date(2030, 3, 1), date(2030, 3, 1), date(2030, 3, 1))
    'on 1 March 2030'
    """
    if low == high:
        return f"on {day_words(median)}"
    first, last = day_words(low), day_words(high)
    if low.year == high.year == median.year:
        first, last = (said.removesuffix(f" {median.year}") for said in (first, last))
    return f"typically on {day_words(median)} ({first} to {last})"


def sentence(text: str) -> str:
    """Return text that begins with a capital letter and ends with a full stop.

    >>> sentence("the war goes on"), sentence("Is it?"), sentence("")
    ('The war goes on.', 'Is it?', '')
    """
    end = "" if not text or text.endswith((".", "!", "?")) else "."
    return f"{capital(text)}{end}"


def capital(text: str) -> str:
    """Return text with a capital letter at its start.

    >>> capital("the war goes on"), capital("")
    ('The war goes on', '')
    """
    return f"{text[:1].upper()}{text[1:]}"
