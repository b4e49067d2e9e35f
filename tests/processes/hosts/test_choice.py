"""The shares of a day against the formula, written out plainly."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from offramp.processes.hosts.choice import appeal, draw_near, split
from offramp.processes.hosts.learn import BOUND, FEW, flow_level, levels, trust


def _shares(km, weight, people, capacity, lean, power, room, company):
    """One member, by hand."""
    total = dict.fromkeys(range(len(people)), 0.0)
    everyone = sum(people)
    for row, heavy in zip(km, weight, strict=True):
        draw = []
        for host, far in enumerate(row):
            left = 1.0 if capacity[host] <= 0 else max(1 - people[host] / capacity[host], 0)
            share = people[host] / everyone if everyone else 1 / len(people)
            one = max(left**room, 1e-3) if capacity[host] > 0 else 1.0
            one *= (0.1 / len(people) + share) ** company * math.exp(lean[host])
            draw.append(0.0 if math.isinf(far) else one * (10 + far) ** -power)
        for host, one in enumerate(draw):
            total[host] += heavy * one / sum(draw) if sum(draw) else 0.0
    whole = sum(total.values())
    return [part / whole if whole else 0.0 for part in total.values()]


HOSTS, ORIGINS = 3, 2


def _lists(values, count):
    return st.lists(values, min_size=count, max_size=count)


@settings(max_examples=60)
@given(
    st.lists(_lists(st.sampled_from([5.0, 60.0, 700.0, math.inf]), HOSTS), min_size=2, max_size=2),
    _lists(st.sampled_from([0.0, 0.01, 0.7, 5.0]), ORIGINS),
    _lists(st.integers(0, 5000), HOSTS),
    _lists(st.sampled_from([-1.0, 1000.0, 6000.0]), HOSTS),
    _lists(st.floats(-2, 2), HOSTS),
    st.tuples(st.floats(0, 3), st.floats(0.1, 3), st.floats(0, 1)),
)
def test_shares_follow_the_formula(km, weight, people, capacity, lean, powers):
    power, room, company = (np.array([value]) for value in powers)
    pull = np.empty((1, ORIGINS, HOSTS))
    draw_near(np.array(km), power, pull)
    appeals, share = np.empty((1, HOSTS)), np.empty((1, HOSTS))
    main = np.empty((1, HOSTS), np.int64)
    there = np.array([people], float)
    appeal(there, np.array([capacity]), np.array([lean]), room, company, appeals)
    split(np.array([weight]), pull, appeals, share, main)
    wanted = _shares(km, weight, people, capacity, lean, *powers)
    assert share[0] == pytest.approx(wanted, abs=1e-9)
    assert ((main[0] >= 0) == (share[0] > 0)).all()


def test_levels_teach_as_much_as_the_count_is_worth():
    seen, alone = np.array([900, 100, 0]), np.array([[500.0, 500.0, 0.0]])
    reached = np.array([[True, True, False]])
    full = levels(seen, alone, reached, np.array([0.0]))
    assert full[0] == pytest.approx(
        [math.log((0.9 + FEW) / (0.5 + FEW)), math.log((0.1 + FEW) / (0.5 + FEW)), 0]
    )
    half = levels(seen, alone, reached, np.array([1000.0]))
    assert half == pytest.approx(full / 2)
    some = np.array([[False, True, True]])
    assert levels(seen, alone, some, np.array([0.0]))[0] == pytest.approx([0, 0, 0])
    assert (levels(seen * 0, alone, reached, np.array([1.0])) == 0).all()
    assert (levels(seen, alone * 0, reached, np.array([1.0])) == 0).all()


def test_the_flow_learns_from_who_came():
    assert flow_level(99, np.array([9.0]), 500, np.array([500.0])) == pytest.approx(
        math.log(10) / 2
    )
    assert flow_level(1e9, np.array([0.0]), 1e9, np.array([0.0])) == pytest.approx(BOUND)
    assert trust(0, np.array([0.0])) == 0
