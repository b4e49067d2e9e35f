"""Counts of several files add up as Flee 3.1 adds them; its own results are given here."""

from datetime import date, timedelta

import pytest

from offramp.importing.flee.sums import add

FIRST = date(2030, 1, 1)


def counts(rows):
    return tuple((FIRST + timedelta(days=day), float(persons)) for day, persons in rows)


@pytest.mark.parametrize(
    ("first", "second", "whole", "lost"),
    [
        ([(0, 10), (4, 20)], [(0, 1), (4, 2)], [(0, 11), (4, 22)], 0),
        ([(2, 10), (4, 20)], [(0, 1), (4, 2)], [(0, 11), (2, 11), (4, 22)], 0),
        ([(0, 10), (2, 20), (4, 30)], [(0, 1), (4, 2)], [(0, 11), (2, 21), (4, 32)], 0),
        ([(0, 10), (4, 30)], [(0, 1), (6, 2), (8, 3)], [(0, 11), (4, 31)], 2),
        ([(0, 10), (4, 30), (6, 40)], [(0, 1), (2, 5)], [(0, 11), (2, 35)], 2),
    ],
)
def test_they_add_up(first, second, whole, lost):
    assert add(counts(first), counts(second)) == (counts(whole), lost)


def test_nothing_is_added_to_nothing():
    assert add((), counts([(0, 1)])) == (counts([(0, 1)]), 0)
