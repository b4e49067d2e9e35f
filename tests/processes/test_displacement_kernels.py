"""Kernels that do many people at once against plain Python that does one origin at a time."""

import math

import numpy as np
import pytest

from offramp.engine.draws import draw, labels_on, member_keys, name_keys
from offramp.engine.samplers import binomial
from offramp.processes.displacement.departures import leave
from offramp.processes.displacement.journeys import go_inside, set_out
from offramp.processes.displacement.tables import (
    AGAIN,
    CALM,
    EXIT,
    FREED,
    HAZARD,
    HAZARD_AGAIN,
    INSIDE_SHARE,
    LEAVE,
    ROWS,
    SAFE,
    SLOTS,
    STAY,
    STUCK,
)

MEMBERS, ORIGINS, HOSTS, DAY = 70, 11, 4, 17
KEYS = member_keys(3, np.arange(MEMBERS), "chance")
NAMES = np.array(
    [name_keys(["test", str(row)], [str(at) for at in range(ORIGINS)]) for row in range(8)]
)


@pytest.fixture
def chance():
    return np.random.default_rng(4)


def _some(chance, shape, most=5000):
    """People, none in about a third of the places."""
    return chance.integers(0, most, shape) * (chance.random(shape) < 0.7)


def _law(chance):
    law = chance.random((MEMBERS, ROWS, ORIGINS))
    law[:, HAZARD] *= 0.2 * (chance.random((MEMBERS, ORIGINS)) < 0.8)
    law[:, EXIT][chance.random((MEMBERS, ORIGINS)) < 0.5] = 1.0
    return law


def _comb(u, people, weights):
    """Systematic sampling of one origin, in plain Python."""
    ends = list(np.add.accumulate(weights))
    scale = 1.0 / ends[-1]
    last = max(at for at, weight in enumerate(weights) if weight > 0)
    upto = [min(int(people * (end * scale) + u), people) for end in ends[:last]] + [people]
    return np.diff([0, *upto, *[people] * (len(weights) - last - 1)])


def test_who_leaves_is_drawn_as_one_by_one(chance):
    law, ways = _law(chance), chance.random((MEMBERS, ORIGINS)) * 1.5
    ways[chance.random(ways.shape) < 0.1] = 0.0
    release, access = chance.random(MEMBERS) * 0.3, chance.integers(0, 3, (MEMBERS, ORIGINS)) / 2
    pools = [_some(chance, (MEMBERS, ORIGINS), most) for most in (2_000_000, 3000, 200)]
    home, displaced, trapped = (pool.copy() for pool in pools)
    departures, leaving = np.zeros_like(home), np.empty_like(home)
    labels = labels_on(DAY, NAMES)
    leave(KEYS, labels, release, access, law, ways, home, displaced, trapped, departures, leaving)
    for member in range(MEMBERS):
        for origin in range(ORIGINS):

            def some(purpose, people, share, member=member, origin=origin):
                u = draw(KEYS[member], DAY, NAMES[purpose, origin], 0)
                return binomial(u, people, share) if people and share > 0 else 0

            at = (member, origin)
            out, hazard = law[member, EXIT, origin], law[member, HAZARD, origin]
            if ways[at] <= 0:
                assert leaving[at] == 0
                continue
            stuck = hazard * (1 - out)
            rate = stuck + hazard * out * ways[at]
            wish = some(LEAVE, pools[0][at], -math.expm1(-rate))
            caught = some(STUCK, wish, stuck / rate) if wish else 0
            rate = law[member, HAZARD_AGAIN, origin] * out * ways[at]
            again = some(AGAIN, pools[1][at], -math.expm1(-rate))
            freed = some(FREED, pools[2][at], -math.expm1(-release[member] * access[at]))
            calm = some(CALM, freed, law[member, STAY, origin])
            gone = wish - caught + freed - calm
            assert (leaving[at], departures[at]) == (gone + again, gone)
            assert home[at] == pools[0][at] - wish + calm
            assert displaced[at] == pools[1][at] - again
            assert trapped[at] == pools[2][at] + caught - freed
    whole = home + displaced + trapped + leaving
    np.testing.assert_array_equal(whole, sum(pools))


def test_ways_out_are_split_as_for_one_origin_after_another(chance):
    law, leaving = _law(chance), _some(chance, (MEMBERS, ORIGINS))
    law[:, INSIDE_SHARE][chance.random((MEMBERS, ORIGINS)) < 0.3] = 0.0
    outside = chance.random((MEMBERS, HOSTS, ORIGINS))
    outside[:, 1:][chance.random((MEMBERS, HOSTS - 1, ORIGINS)) < 0.3] = 0.0
    days = chance.integers(0, SLOTS, (MEMBERS, HOSTS, ORIGINS)).astype(np.int8)
    people, sent = leaving.copy(), np.zeros((MEMBERS, HOSTS, ORIGINS), np.int64)
    road, wanted = np.zeros((2, MEMBERS, HOSTS, SLOTS), np.int64)
    set_out(KEYS, DAY, labels_on(DAY, NAMES[0]), days, law, outside, leaving, sent, road)
    for member in range(MEMBERS):
        for origin in range(ORIGINS):
            weights = [*outside[member, :, origin], law[member, INSIDE_SHARE, origin]]
            u = draw(KEYS[member], DAY, NAMES[0, origin], 0)
            counts = _comb(u, people[member, origin], weights)
            assert leaving[member, origin] == counts[-1]
            np.testing.assert_array_equal(sent[member, :, origin], counts[:-1])
            for host, count in enumerate(counts[:-1]):
                wanted[member, host, (DAY + days[member, host, origin]) % SLOTS] += count
    np.testing.assert_array_equal(road, wanted)
    np.testing.assert_array_equal(people.sum(1), leaving.sum(1) + road.sum((1, 2)))


def test_places_inside_are_filled_as_from_one_origin_after_another(chance):
    law, way = _law(chance), chance.random((MEMBERS, ORIGINS, ORIGINS))
    way[:, np.arange(ORIGINS), np.arange(ORIGINS)] = 0.0
    days = chance.integers(0, SLOTS, way.shape).astype(np.int8)
    people = _some(chance, (2, MEMBERS, ORIGINS))
    road, wanted = np.zeros((2, MEMBERS, 2, SLOTS, ORIGINS), np.int64)
    source = np.full((MEMBERS, ORIGINS), -1)
    flow = np.zeros((MEMBERS, ORIGINS))
    pull = sum(way[:, place] * law[:, SAFE, place, None] for place in range(ORIGINS))
    labels = labels_on(DAY, NAMES[:2])
    go_inside(KEYS, DAY, labels, way, days, law, pull, people[0], people[1], road, source, flow)
    for member in range(MEMBERS):
        most = [(-1, 0.0)] * ORIGINS
        for origin in range(ORIGINS):
            weights = way[member, :, origin] * law[member, SAFE]
            came = np.zeros(ORIGINS, np.int64)
            for group in (0, 1):
                u = draw(KEYS[member], DAY, NAMES[group, origin], 0)
                counts = _comb(u, people[group, member, origin], weights)
                came += counts
                for place, count in enumerate(counts):
                    slot = (DAY + days[member, place, origin]) % SLOTS
                    wanted[member, group, slot, place] += count
            most = [
                (origin, float(more)) if more > before[1] else before
                for before, more in zip(most, came, strict=True)
            ]
        assert most == list(zip(source[member], flow[member], strict=True))
    np.testing.assert_array_equal(road, wanted)
    np.testing.assert_array_equal(road.sum((2, 3)).T, people.sum(2))
