"""What a row of a series is at a date: nothing that became known later."""

from datetime import date

import pytest

from offramp.model.history import Closure

CLOSED, OPEN = date(2030, 3, 2), date(2030, 3, 9)


def closure(**more):
    given = {"what": "border", "first": "AAA", "second": "BBB", "closes": CLOSED, "reopens": OPEN}
    return Closure(**given, known_at=CLOSED, **more)


@pytest.mark.parametrize(
    ("as_of", "said", "reopens"),
    [
        (date(2030, 3, 5), None, None),
        (OPEN, None, OPEN),
        (date(2030, 3, 5), date(2030, 3, 4), OPEN),
        (date(2030, 3, 3), date(2030, 3, 4), None),
    ],
)
def test_a_reopening_is_read_once_it_is_known(as_of, said, reopens):
    assert closure(reopens_known_at=said).known(as_of).reopens == reopens


def test_a_closure_not_known_yet_is_none():
    assert closure().known(date(2030, 3, 1)) is None
