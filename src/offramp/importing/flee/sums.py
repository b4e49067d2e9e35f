"""Counts of several files of one camp, added up the way Flee does.

Nothing is interpolated: on a date that only one file has, the count of the other is its next one
(first file) or its last one (second file). Rows end with the file that ends first, as far as the
second is concerned, and with the last row of the second, as far as the first is.
"""

from datetime import date

Counts = tuple[tuple[date, float], ...]
"""Dates in rising order, and how many people were counted (person)."""


def add(first: Counts, second: Counts) -> tuple[Counts, int]:
    """Return the sum of two files, and how many of their rows it leaves out.

    >>> from datetime import date
    >>> a, b, c = (date(2030, 1, day) for day in (1, 5, 9))
    >>> add(((a, 10.0), (c, 30.0)), ((b, 1.0), (c, 2.0)))[0] == ((a, 10.0), (b, 31.0), (c, 32.0))
    True
    """
    if not first or not second:
        return first or second, 0
    found: dict[date, float] = {}
    ahead, last = 0, 0.0
    over = 0
    for when, persons in second:
        while ahead < len(first) and first[ahead][0] < when:
            found.setdefault(first[ahead][0], last + first[ahead][1])
            ahead += 1
        if ahead == len(first):
            over += when != first[-1][0]
            continue
        found[when] = persons + first[ahead][1]
        last = persons
        if first[ahead][0] == when and ahead < len(first) - 1:
            ahead += 1
    left = sum(when > second[-1][0] for when, _ in first)
    return tuple(found.items()), over + left
