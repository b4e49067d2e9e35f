"""Distances by the roads of a day, under closures."""

import numpy as np
import pytest

from offramp.processes.hosts.roads import Roads
from tests.processes.hosts.small import SEEN, WAR, closures, small

OPEN = [[90, 190, 390], [190, 90, 290]]


def _roads(*rows, **changes):
    return Roads.of(small(WAR | SEEN | closures(*rows), **changes))


def test_ways_lead_over_hosts_and_other_places():
    roads = _roads()
    np.testing.assert_array_equal(roads.on(0), OPEN)
    assert len(roads.km) == 1
    assert roads.changes(0)
    assert not roads.changes(5)
    np.testing.assert_array_equal(roads.on(500), OPEN)


@pytest.mark.parametrize(
    ("row", "km"),
    [
        (("border", "BBB", "AAA", 3, 6), [[np.inf, 190, 390], [np.inf, 90, 290]]),
        (("place", "south", "", 3, 6), [[90, np.inf, np.inf], [np.inf] * 3]),
        (("road", "hill", "south", 3, 6), [[90, np.inf, np.inf], [190, np.inf, np.inf]]),
        (("camp", "hill", "", 3, 6), [[90, np.inf, 390], [190, np.inf, 290]]),
        (("camp inside", "far", "", 3, None), [[90, 190, np.inf], [190, 90, np.inf]]),
    ],
)
def test_a_closure_holds_until_the_day_of_reopening(row, km):
    roads = _roads(row)
    np.testing.assert_array_equal(roads.on(2), OPEN)
    np.testing.assert_array_equal(roads.on(3), km)
    np.testing.assert_array_equal(roads.on(5), km)
    np.testing.assert_array_equal(roads.on(6), km if row[4] is None else OPEN)
    assert roads.changes(3)
    assert roads.changes(6) is (row[4] is not None)


def test_closures_not_yet_known_and_disabled_roads_are_left_out():
    late = closures(("camp", "lake", "", 0, None))
    late["closures"]["rows"][0]["known_at"] = "2030-02-01"
    np.testing.assert_array_equal(Roads.of(small(WAR | SEEN | late)).on(0), OPEN)
    roads = _roads(routes={"r4": {"disabled": True}})
    assert np.isinf(roads.on(0)[:, 2]).all()


def test_a_crossing_that_is_not_open_is_no_way():
    gate = {"name": "", "kind": "crossing", "country": "BBB", "lat": 0, "lon": 0, "open": False}
    ways = {
        "r5": {"from": "south", "to": "gate", "km": 10},
        "r6": {"from": "gate", "to": "lake", "km": 10},
    }
    assert _roads(places={"gate": gate}, routes=ways).on(0)[1, 0] == 190
    assert _roads(places={"gate": gate | {"open": True}}, routes=ways).on(0)[1, 0] == 20
