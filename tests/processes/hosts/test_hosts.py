"""The process: totals are met, counts held to, nothing later is read, nobody is lost."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from offramp.model.problems import ScenarioError
from offramp.processes.hosts.counted import Counted
from tests.processes.conftest import over, phases
from tests.processes.hosts.small import (
    SEEN,
    WAR,
    begin,
    closures,
    days,
    small,
    stocks,
    values,
)

LAKE, HILL, FAR = range(3)


def test_counts_are_held_to_and_then_the_total_is_met():
    found, state = days(small())
    assert (found[1] == 0).all()
    np.testing.assert_array_equal(found[2], [[600, 300, 100]] * 6)
    totals = found.sum(axis=2)
    for day in range(3, 13):
        assert (totals[day] == 1000 + 300 * (day - 2)).all()
    assert (np.diff(found[2:], axis=0) >= 0).all()
    assert (state["arrivals_total"].sum(axis=1) == 4000).all()
    assert (state["at_home"].sum(axis=1) == 150_000 - 4000).all()
    assert (state["departures"].sum(axis=1) == 300).all()


def test_where_people_go_after_the_counts_end_is_not_read():
    swapped = stocks(
        lake=[(0, 0), (2, 600), (12, 300)],
        hill=[(0, 0), (2, 300), (12, 1100)],
        far=[(0, 0), (2, 100), (12, 2600)],
    )
    np.testing.assert_array_equal(days(small())[0], days(small(WAR | swapped))[0])


def test_nothing_known_after_the_as_of_date_is_read():
    early: dict[str, Any] = {"as_of": "2030-01-03"}
    cut = stocks(lake=[(0, 0), (2, 600)], hill=[(0, 0), (2, 300)], far=[(0, 0), (2, 100)])
    rate = values(hosts_flight_rate=0.001, hosts_total_until=2)
    found, _ = days(small(quantities=rate, **early))
    np.testing.assert_array_equal(found, days(small(WAR | cut, quantities=rate, **early))[0])
    assert (found[-1].sum(axis=1) > found[2].sum(axis=1)).all()


def test_a_total_of_all_hosts_together_can_be_given():
    series = stocks(total=[(0, 0), (12, 2400)], lake=[(2, 10)], hill=[(2, 10)], far=[(2, 10)])
    found, _ = days(small(WAR | series, quantities=values(hosts_sum_of_counts=0)))
    assert (found[-1].sum(axis=1) == 2400).all()
    counted = Counted.of(small(WAR | series), by_host=True, seen=2, given=4)
    np.testing.assert_array_equal(counted.total, [30] * 5)


def test_a_sum_of_counts_is_split_among_the_hosts_it_is_a_sum_of():
    series = stocks(lake=[(0, 100), (12, 1300)], hill=[(0, 100), (12, 700)])
    found, _ = days(small(WAR | series))
    assert (found[-1].sum(axis=1) == 2000).all()
    assert (found[-1][:, FAR] == 0).all()
    everyone = values(hosts_sum_of_counts=0)
    series |= {"all": stocks(total=[(0, 200), (12, 2000)])["stocks"]}
    assert (days(small(WAR | series, quantities=everyone))[0][-1][:, FAR] > 0).all()


def test_which_hosts_will_be_counted_later_is_not_known():
    early: dict[str, Any] = {"as_of": "2030-01-03"}
    rate = values(hosts_flight_rate=0.01)
    cut = stocks(lake=[(0, 0), (2, 600)], hill=[(0, 0), (2, 300)])
    later = stocks(lake=[(0, 0), (2, 600)], hill=[(0, 0), (2, 300)], far=[(9, 900)])
    found, other = (days(small(WAR | s, quantities=rate, **early))[0] for s in (cut, later))
    np.testing.assert_array_equal(found, other)


def test_a_closed_host_gets_nobody_and_a_full_one_few():
    shut = closures(("camp", "lake", "", 0, 8))
    found, _ = days(small(WAR | SEEN | shut))
    arrived = np.diff(found[2:, :, LAKE], axis=0)
    assert (arrived[:5] == 0).all()
    assert (arrived[6:] > 0).all()
    full = over("hosts", -1, "person", hill=310)
    found, _ = days(small(quantities={"capacity": full}))
    assert (found[-1][:, HILL] < 330).all()
    grown = {"capacity": full, "capacity_growth": over("hosts", 0, "person/day", hill=500)}
    assert (days(small(quantities=grown))[0][-1][:, HILL] > 600).all()


def test_people_go_where_others_are_and_where_ties_pull():
    law = small(quantities=values(hosts_evidence=1e12))
    alone = days(law)[0][-1]
    company = days(small(quantities=values(hosts_evidence=1e12, hosts_company=1)))[0][-1]
    assert (company[:, LAKE] > alone[:, LAKE]).all()
    ties = {"attraction": over("hosts", 0, far=3)} | values(hosts_evidence=1e12)
    assert (days(small(quantities=ties))[0][-1][:, FAR] > 2 * alone[:, FAR]).all()


def test_counts_teach_the_share_of_each_host():
    trusted = days(small(quantities=values(hosts_evidence=0)))[0][-1]
    shares = trusted / trusted.sum(axis=1, keepdims=True)
    assert shares == pytest.approx(np.tile([0.6, 0.3, 0.1], (6, 1)), abs=0.02)


def test_a_host_not_counted_yet_is_not_taken_for_empty():
    late = stocks(lake=[(0, 0), (2, 600), (12, 2600)], hill=[(0, 0), (2, 400)], far=[(9, 900)])
    trusting = values(hosts_evidence=0)
    found, _ = days(small(WAR | late, quantities=trusting))
    empty = stocks(
        lake=[(0, 0), (2, 600), (12, 2600)], hill=[(0, 0), (2, 400)], far=[(0, 0), (9, 900)]
    )
    other, _ = days(small(WAR | empty, quantities=trusting))
    assert (found[-1][:, FAR] > 1.5 * other[-1][:, FAR]).all()


def test_a_fall_is_shared_and_people_are_back_home():
    series = stocks(lake=[(0, 2000), (2, 2000), (12, 0)], hill=[(0, 1000), (12, 500)])
    found, state = days(small(WAR | series))
    falls = -np.diff(found[2:], axis=0).sum(axis=2)
    assert (falls[1:] > 0).all()
    assert found[7, 0] == pytest.approx(found[2, 0] * found[7, 0].sum() / 3000, abs=2)
    assert (state["returns"].sum(axis=1) == falls[-1]).all()


def test_without_a_total_people_flee_from_fighting_only():
    rate = {"hosts_flight_rate": 0.01, "hosts_flight_memory": 1e6, "hosts_total_until": 2}
    found, _ = days(small(quantities=values(**rate, hosts_evidence=1e12)))
    fled = 1000 + sum(
        149_000 * 2 / 3 * 0.01 * 0.99**day + 149_000 / 3 * 0.005 * 0.995**day for day in range(10)
    )
    assert found[-1].sum(axis=1) == pytest.approx([fled] * 6, rel=0.01)
    peace = phases(north=(0, 0, "open"), south=(0, 0, "open"))
    quiet, _ = days(small(peace | SEEN, quantities=values(**rate)))
    assert (quiet[-1].sum(axis=1) == 1000).all()


def test_what_sets_hosts_apart_differs_by_member_and_drifts():
    even = values(hosts_evidence=1e12)
    assert np.ptp(days(small(quantities=even))[0][-1], axis=0).max() <= 12
    for name in ("hosts_spread", "hosts_drift"):
        wide = days(small(quantities=even | values(**{name: 0.5})))[0][-1]
        assert np.ptp(wide, axis=0).max() > 100


def test_with_no_counts_at_all_the_law_decides_from_day_0():
    series = stocks(total=[(0, 500), (12, 1700)])
    quantities = values(hosts_sum_of_counts=0, hosts_spread=1)
    found, _ = days(small(WAR | series, quantities=quantities))
    np.testing.assert_array_equal(found.sum(axis=2), np.tile(500 + 100 * np.arange(13), (6, 1)).T)


def test_people_counted_beyond_all_who_lived_there_come_from_elsewhere():
    few = {"north": {"population": 500}, "south": {"population": 0}}
    found, state = days(small(places=few))
    assert (found[-1].sum(axis=1) == 4000).all()
    assert (state["hosts.elsewhere"] == 0).all()
    assert (state["at_home"] == 0).all()


def test_with_no_way_out_people_wait_and_come_when_it_opens():
    shut = closures(("place", "north", "", 0, 9), ("place", "south", "", 0, 9))
    found, _ = days(small(WAR | SEEN | shut))
    assert (found[8].sum(axis=1) == 1000).all()
    assert (found[9].sum(axis=1) == 3100).all()


counts = st.lists(st.integers(0, 3000), min_size=4, max_size=4)


@settings(max_examples=25)
@given(counts, counts, st.integers(0, 20_000), st.floats(-1, 4000), st.integers(-1, 12))
def test_nobody_is_lost_whatever_is_counted(lake, hill, north, capacity, seen):
    at = (0, 3, 6, 12)
    series = stocks(lake=list(zip(at, lake, strict=True)), hill=list(zip(at, hill, strict=True)))
    shut = closures(("camp", "hill", "", 2, 7), ("road", "north", "south", 4, 9))
    scenario = small(
        WAR | series | shut,
        places={"north": {"population": north}},
        quantities=values(hosts_seen_until=seen, hosts_spread=1, hosts_drift=0.3)
        | {"capacity": over("hosts", capacity, "person")},
    )
    found, state = days(scenario, 3)
    assert (found[-1].sum(axis=1) + state["hosts.unmet"] >= min(lake[-1] + hill[-1], 1)).all()


def test_members_are_the_same_in_any_block():
    scenario = small(quantities=values(hosts_spread=1))
    every, _ = days(scenario, 6)
    engine, _ = begin(scenario, 1)
    some = engine.begin(np.array([4, 2]), 1)
    for _ in range(scenario.days):
        engine.step(some)
    np.testing.assert_array_equal(some["hosted"], every[-1][[4, 2]])


def test_what_is_behind_arrivals_is_the_fighting_where_most_came_from():
    _, state = days(small())
    at = state.layout.position("origins", "north")
    lake = state.causes["hosted"][:, LAKE]
    np.testing.assert_array_equal(lake, state.causes["fighting"][:, at])
    assert (lake >= 0).all()


def test_wrong_widths_and_uncertain_switches_are_refused():
    with pytest.raises(ScenarioError) as caught:
        begin(
            small(
                quantities={
                    "attraction": {"over": "origins", "each": {}},
                    "hosts_seen_until": {"value": None, "uniform": [2, 5]},
                }
            )
        )
    assert "attraction" in str(caught.value)
    assert "hosts_seen_until" in str(caught.value)
