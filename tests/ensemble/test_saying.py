"""What is read in words: whether it is told as a mean or as futures in 100."""

import numpy as np
import pytest

from offramp.ensemble.reads import Read
from offramp.ensemble.saying import as_told, level_and_count

KILLED = Read("killed", "Whether somebody is killed", "mean", number="killed")


@pytest.mark.parametrize(
    ("base", "other", "kind"),
    [
        ([0, 1, 1, 0], [1, 1, 1, 1], "share"),
        ([0, 0, 0, 0], [0, 0, 0, 1], "share"),
        ([0, 0, 0, 0], [0, 0, 0, 0], "mean"),  # nobody can tell what it counts
        ([1, 1, 1, 1], [1, 1, 1, 1], "mean"),
        ([0, 1, 1, 0], [1, 1, 2, 1], "mean"),
        ([0, 1, 1, 0], [1, 1, 0.5, 1], "mean"),
        ([0, 1, 1, 0], [1, np.nan, 0, 1], "mean"),
        ([0, 1, 1, 0], None, "share"),  # switched off on the other side
    ],
)
def test_what_is_nought_or_one_on_every_side_is_told_in_100(base, other, kind):
    sides = (None if one is None else np.array(one, float) for one in (base, other))
    levels = [level_and_count(KILLED, one) for one in sides]
    assert as_told(KILLED, levels, 4).kind == kind


def test_people_are_never_told_in_100():
    people = Read("born", "Born", "mean", unit="person", number="born")
    assert as_told(people, [level_and_count(people, np.array([0.0, 1.0]))], 2) == people
