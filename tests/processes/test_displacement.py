"""Displacement: people are conserved, observations are met, causes named, bits the same."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from offramp.model.variables import VARIABLES
from tests.processes.conftest import begin, crossings, merged, over, phases, run, tiny_scenario
from tests.small_crisis import number

AS_OF = "2030-01-10"
WAR = phases(east=(0.8, 0.8, "open"), middle=(0.2, 0.4, "open"), west=(0.0, 0.1, "open"))
COUNTS = {
    "BBB": [300, 3000, 5000, 9000, 12_000, 9000, 8000, 7000, 6000, 5500],
    "CCC": [100, 100, 500, -1, -1, 900, 800, 700, 600, 500],
}
SEEN = crossings(**COUNTS)
POOLS = [variable.name for variable in VARIABLES if variable.pool]
NOISE = {
    "fighting_noise": number(0.05),
    "fighting_shock": number(0.05),
    "air_noise": number(0.05),
    "siege_onset": number(0.1, "1/day"),
    "siege_relief": number(0.1, "1/day"),
    "level_drift": number(0.05),
    "level_noise": number(0.05),
    "shared_drift": number(0.05),
    "shared_noise": number(0.05),
    "trend_drift": number(0.01),
    "visit_rate": number(0.01, "1/day"),
}


def _own(state, name):
    return state[f"displacement.{name}"]


def _war(series=None, as_of=AS_OF, **changes):
    return tiny_scenario(as_of=as_of, series=WAR if series is None else series, **changes)


def _quantities(**values):
    return {"quantities": {name: {"value": value} for name, value in values.items()}}


def _barred(state):
    pools = ("barred", "displaced_barred", "moving_barred")
    return sum(state[p].sum(axis=1) for p in pools) + _own(state, "trapped_barred").sum(axis=1)


def _assert_whole(state, people):
    np.testing.assert_array_equal(state.people(), people)
    assert all((state[pool] >= 0).all() for pool in POOLS)
    np.testing.assert_array_equal(state["in_transit"], _own(state, "road_out").sum(axis=2))
    free, barred = np.moveaxis(_own(state, "road_inside").sum(axis=2), 1, 0)
    np.testing.assert_array_equal(state["moving"], free)
    np.testing.assert_array_equal(state["moving_barred"], barred)
    assert (_own(state, "trapped_barred") <= state["trapped"]).all()
    assert (_own(state, "trapped_barred") >= 0).all()


# ---- conservation ------------------------------------------------------------------------------


def test_nobody_is_lost_and_the_barred_never_cross():
    engine, state = begin(_war(WAR | SEEN, quantities=NOISE), 20)
    people = state.people()
    assert (people == 1_600_000).all()
    barred = _barred(state)
    assert (barred == round(765_000 * 0.6)).all()
    for _ in range(30):
        engine.step(state)
        _assert_whole(state, people)
        np.testing.assert_array_equal(_barred(state), barred)


LABELS = ("o1", "o2", "o3", "o4")
KM = st.integers(1, 1500)


@st.composite
def _networks(draw):
    """Small networks with any phases and any observed crossings, some of them impossible."""
    count, hosts = draw(st.integers(1, 4)), draw(st.integers(1, 3))
    names = LABELS[:count]
    places, routes = {}, {}
    for name in names:
        people, men = draw(st.integers(0, 60_000)), draw(st.integers(0, 40_000))
        place = {"name": "", "kind": "origin", "country": "AAA", "lat": 0, "lon": 0}
        places[name] = place | {"population": people + men, "male": men, "female": people}
    for at in range(hosts):
        host, gate = f"H{at}", f"gate{at}"
        common = {"name": "", "country": "BBB", "lat": 0, "lon": 0}
        gated = {"open": draw(st.booleans()), "throughput": draw(st.integers(0, 9000))}
        places |= {host: common | {"kind": "host"}, gate: common | {"kind": "crossing"} | gated}
        routes[f"beyond{at}"] = {"from": gate, "to": host, "km": draw(KM)}
        for name in draw(st.sets(st.sampled_from(names))):
            routes[f"{name}{gate}"] = {"from": name, "to": gate, "km": draw(KM)}
    for one, other in draw(st.sets(st.tuples(st.sampled_from(names), st.sampled_from(names)))):
        if one != other:
            routes[one + other] = {"from": one, "to": other, "km": draw(KM)}
    level, access = st.floats(0, 1), st.sampled_from(["open", "partly closed", "besieged"])
    war = phases(**{name: (draw(level), draw(level), draw(access)) for name in names})
    counts = st.lists(st.integers(-1, 30_000), max_size=8)
    seen = crossings(**{f"H{at}": draw(counts) for at in range(hosts)})
    hidden = {place: {"disabled": True} for place in ("east", "middle", "west", "BBB", "CCC")}
    return _war(
        war | seen,
        as_of="2030-01-08",
        places=hidden | places,
        routes=routes,
        quantities=NOISE | {"attraction": over("hosts", 0), "return_rate": {"value": 0.3}},
    )


@settings(max_examples=25)
@given(_networks())
def test_nobody_is_lost_on_any_network(scenario):
    engine, state = begin(scenario, 3)
    people, barred = state.people(), _barred(state)
    seen = {
        (row.place, scenario.day_of(row.date)): row.persons
        for row in scenario.series["crossings"].rows
    }
    for day in range(12):
        unmet = _own(state, "unmet").copy()
        engine.step(state)
        _assert_whole(state, people)
        np.testing.assert_array_equal(_barred(state), barred)
        short = _own(state, "unmet") - unmet
        for at, host in enumerate(state.layout.labels["hosts"]):
            if (host, day) in seen:
                assert (state["arrivals"][:, at] + short[:, at] == seen[host, day]).all()
            else:
                assert (short[:, at] == 0).all()


def test_a_fork_keeps_its_people():
    engine, state = begin(_war(WAR | SEEN, quantities=NOISE), 3)
    for _ in range(12):
        engine.step(state)
    fork = engine.fork(state, 4)
    for _ in range(5):
        engine.step(fork)
    _assert_whole(fork, np.full(12, 1_600_000))
    assert len(np.unique(fork["displaced"][:4], axis=0)) == 4


# ---- observation -------------------------------------------------------------------------------


def test_observed_crossings_are_met_exactly_and_the_rest_is_free():
    engine, state = begin(_war(WAR | SEEN, quantities=NOISE), 50)
    for day in range(10):
        engine.step(state)
        for host, counts in enumerate(COUNTS.values()):
            if counts[day] >= 0:
                assert (state["arrivals"][:, host] == counts[day]).all()
            else:
                come = state["arrivals"][:, host] + state["waiting"][:, host]
                assert len(np.unique(come)) > 40
    assert (_own(state, "unmet") == 0).all()
    assert len(np.unique(state["at_home"], axis=0)) == 50


def test_nothing_known_after_the_as_of_date_is_read():
    late = {row: n for row, n in SEEN["crossings"].items() if row != "rows"}
    rows = [row | {"known_at": "2030-01-11"} for row in SEEN["crossings"]["rows"][5:10]]
    kept = SEEN["crossings"]["rows"][:5]
    without = run(_war(WAR | {"crossings": late | {"rows": kept}}), 15, 3)
    changed = [row | {"persons": 9 * row["persons"]} for row in rows]
    with_late = run(_war(WAR | {"crossings": late | {"rows": kept + changed}}), 15, 3)
    for pool in POOLS:
        np.testing.assert_array_equal(without[pool], with_late[pool])


def test_what_nobody_could_have_crossed_is_counted_as_unmet():
    huge = crossings(BBB=[5_000_000], CCC=[0])
    engine, state = begin(_war(WAR | huge), 4)
    engine.step(state)
    free = 1_600_000 - round(765_000 * 0.6)
    assert (state["arrivals"][:, 0] == free).all()
    assert (_own(state, "unmet")[:, 0] == 5_000_000 - free).all()
    _assert_whole(state, np.full(4, 1_600_000))


def test_the_levels_learn_until_the_forecast_is_right_and_then_go_on():
    steady = crossings(BBB=[4000] * 25, CCC=[800] * 25)
    moves = _quantities(level_drift=0.1, level_noise=0.1)
    scenario = _war(WAR | steady, as_of="2030-01-25", days=40, **moves)
    engine, state = begin(scenario, 200)
    for day in range(28):
        engine.step(state)
        if day == 24:
            assert state["arrivals_expected"][:, 0] == pytest.approx(4000, rel=0.25)
            assert state["arrivals_expected"][:, 1] == pytest.approx(800, rel=0.25)
    assert state["arrivals"][:, 0].mean() == pytest.approx(4000, rel=0.3)


def test_the_same_holds_for_all_members_of_one_law_until_the_last_observation():
    moves = _quantities(level_drift=0.1, level_noise=0.1, shared_drift=0.05, shared_noise=0.05)
    engine, state = begin(_war(WAR | SEEN, **moves), 1000)
    for _ in range(9):
        engine.step(state)
    before = _own(state, "level").std(axis=0)
    engine.step(state)
    after = _own(state, "level").std(axis=0)
    assert (before < 0.02).all()
    assert (after > 0.05).all()
    engine.step(state)
    assert (_own(state, "level").std(axis=0) > after).all()


def test_levels_drift_where_nothing_was_observed():
    moves = _quantities(level_drift=0.1, shared_drift=0.2, shared_memory=1e9)
    engine, state = begin(_war(**moves), 4000)
    for _ in range(4):
        engine.step(state)
    assert _own(state, "level").std(axis=0) == pytest.approx(0.2, rel=0.06)
    assert _own(state, "shared_level").std() == pytest.approx(0.4, rel=0.06)


def test_a_fall_that_the_law_does_not_expect_goes_on_for_a_while():
    falling = [int(9000 * 0.85**day) for day in range(20)]
    moves = {"level_drift": 0.05, "level_noise": 0.05, "trend_drift": 0.02}
    ends = []
    for trend in (0.02, 0.0):
        given = _quantities(**moves | {"trend_drift": trend})
        scenario = _war(WAR | crossings(BBB=falling, CCC=falling), as_of="2030-01-20", **given)
        ends.append(np.median(run(scenario, 25, 300)["arrivals"].sum(axis=1)))
    assert ends[0] < 0.9 * ends[1]


def test_a_count_not_made_to_the_end_of_its_day_teaches_nothing():
    partial = {name: value for name, value in SEEN["crossings"].items() if name != "rows"}
    rows = [
        row | ({"method": "partial", "persons": 1} if row["date"] == "2030-01-10" else {})
        for row in SEEN["crossings"]["rows"]
    ]
    scenario = _war(WAR | {"crossings": partial | {"rows": rows}}, quantities=NOISE)
    engine, state = begin(scenario, 4)
    for _ in range(10):
        engine.step(state)
    assert (state["arrivals"] == 1).all()
    assert np.isnan(_own(state, "surprise")).all()


def test_a_count_over_several_days_teaches_on_its_last_day_only():
    series = {name: value for name, value in SEEN["crossings"].items() if name != "rows"}
    rows = [
        row | {"method": "spread", "known_at": "2030-01-06"}
        if row["place"] == "BBB" and "2030-01-04" <= row["date"] <= "2030-01-06"
        else row
        for row in SEEN["crossings"]["rows"]
    ]
    engine, state = begin(_war(WAR | {"crossings": series | {"rows": rows}}), 2)
    taught = []
    for _ in range(7):
        engine.step(state)
        taught.append(bool(np.isfinite(_own(state, "surprise")[0, 0])))
    assert taught == [True, True, True, False, False, True, True]


def test_the_noise_of_a_day_does_not_last_and_spares_observed_days():
    engine, state = begin(_war(WAR | SEEN, **_quantities(level_noise=0.3)), 2000)
    for _ in range(16):
        engine.step(state)
        if state.day == 10:
            assert (state["arrivals"] == [COUNTS["BBB"][9], COUNTS["CCC"][9]]).all()
    first = np.log(state["arrivals"][:, 0])
    engine.step(state)
    second = np.log(state["arrivals"][:, 0])
    scale = _own(state, "scale")[:, 0].mean()
    assert first.std() == pytest.approx(0.3 * scale, rel=0.3)
    assert np.corrcoef(first, second)[0, 1] < 0.5


def test_the_first_days_are_noisy_too_where_nothing_was_observed():
    engine, state = begin(_war(**_quantities(level_noise=0.3)), 1000)
    engine.step(state)
    assert _own(state, "shock").std(axis=0) == pytest.approx(np.full((2, 7), 0.3), rel=0.15)


def test_what_was_learned_last_holds_for_those_on_their_way():
    jump = crossings(BBB=[3000] * 9 + [9000], CCC=[500] * 10)
    moves = _quantities(level_drift=0.3, level_noise=0.01)
    engine, state = begin(_war(WAR | jump, **moves), 300)
    for _ in range(11):
        engine.step(state)
    assert np.median(state["arrivals"][:, 0]) > 5000
    _assert_whole(state, np.full(300, 1_600_000))


def test_visitors_cross_again_and_are_counted():
    still = {"return_rate": over("hosts", 0, "1/day"), "onward_rate": over("hosts", 0, "1/day")}
    more = still | {"visit_rate": number(0.05, "1/day")}
    none, some = (run(_war(quantities=q), 12, 6) for q in (still, more))
    twice = some["arrivals_total"] - some["hosted"]
    assert (none["arrivals_total"] == none["hosted"]).all()
    assert (twice > 0).all()
    np.testing.assert_array_equal(some["in_transit"], _own(some, "road_out").sum(axis=2))
    assert (_own(some, "visits") <= _own(some, "road_out")).all()


# ---- causes and bits ---------------------------------------------------------------------------


def test_the_event_behind_people_is_that_behind_the_fighting_where_most_come_from():
    engine, state = begin(_war(as_of="2030-01-05"), 2)
    for _ in range(10):
        engine.step(state)
    behind = state.causes["fighting"]
    assert (state.causes["departures"] == behind).all()
    assert (state.causes["trapped"] == behind).all()
    source = _own(state, "flow").argmax(axis=2)
    for host in range(2):
        wanted = behind[np.arange(2), source[:, host]]
        for name in ("arrivals", "arrivals_total", "in_transit", "waiting", "hosted"):
            assert (state.causes[name][:, host] == wanted).all()
    assert (state.causes["displaced"] >= 0).all()
    column = state.layout.columns["surge"][0]
    state.causes["quantity"][:, column] = 99
    engine.step(state)
    assert (state.causes["departures"][:, 0] == 99).all()
    assert (state.causes["hosted"] == 99).any()


def test_the_same_bits_whatever_the_block():
    uncertain = {
        "distance_decay": merged(number(1, "1/km"), {"value": None, "lognormal": [0.002, 2]}),
        "departure_share": merged(number(1), {"value": None, "lognormal": [1, 1.5]}),
        "travel_speed": merged(number(1, "km/day"), {"value": None, "uniform": [80, 400]}),
    }
    scenario = _war(WAR | SEEN, quantities=NOISE | uncertain)
    together = run(scenario, 20, 8)
    for member in range(8):
        alone = run(scenario, 20, [member])
        for name, values in together.arrays.items():
            np.testing.assert_array_equal(alone[name][0], values[member], err_msg=name)
        for name, ids in together.causes.items():
            np.testing.assert_array_equal(alone.causes[name][0], ids[member], err_msg=name)
