"""Trails are numbered as a plain reference tells the stories, one event after the other."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from offramp.results.trail_numbers import NONE, number_trails


def told(parent: list[int], step: list[int]) -> list[tuple[int, ...]]:
    """Return the story of each event: its steps, first to last, repeats left out."""
    stories: list[tuple[int, ...]] = []
    for above, added in zip(parent, step, strict=True):
        before = stories[above] if above != NONE else ()
        stories.append(before if before and before[-1] == added else (*before, added))
    return stories


@given(st.data(), st.lists(st.integers(0, 3), max_size=60))
def test_events_share_a_number_where_they_tell_the_same(data, step):
    parent = [data.draw(st.integers(NONE, at - 1)) for at in range(len(step))]
    trail, before, first = number_trails(np.array(parent, np.int64), np.array(step, np.int64))
    stories = told(parent, step)
    distinct = list(dict.fromkeys(stories))
    assert [distinct[number] for number in trail] == stories
    assert [stories[row] for row in first] == distinct
    continued = [distinct[number] if number != NONE else () for number in before]
    assert continued == [story[:-1] for story in distinct]
