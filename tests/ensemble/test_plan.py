from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offramp.ensemble.plan import Plan
from offramp.results.errors import RunError
from offramp.results.shards import SHARD


@given(st.integers(0, 2000), st.integers(1, 2000), st.integers(1, 600))
def test_blocks_cover_the_members_once_and_in_order(first, count, block):
    blocks = list(Plan(first, first + count, block=block).blocks())
    assert blocks[0][0] == first
    assert blocks[-1][1] == first + count
    assert all(a[1] == b[0] for a, b in pairwise(blocks))
    assert all(0 < b - a <= block for a, b in blocks)


def test_blocks_of_a_shard_or_less_cross_no_edge_of_one():
    for block in (64, 128, 256):
        for a, b in Plan(100, 1000, block=block).blocks():
            assert a // SHARD == (b - 1) // SHARD


def test_no_more_threads_than_blocks():
    assert Plan(stop=300, block=256, threads=8).workers() == 2
    assert Plan(stop=10).workers() == 1


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"first": 8, "stop": 8}, "members 8:8"),
        ({"first": -1}, "members -1:1000"),
        ({"days": 0}, "0 days"),
        ({"threads": 0}, "0 threads"),
        ({"block": 0}, "blocks of 0"),
        ({"seed": -1}, "seed -1"),
    ],
)
def test_what_cannot_be_run_is_refused(given, says):
    with pytest.raises(RunError, match=f"{says} cannot be run: "):
        Plan(**given)
