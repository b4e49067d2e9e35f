"""Displacement: people are conserved, observations are met, and the law is the one written down."""

from math import exp, log

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from offramp.model.problems import ScenarioError
from offramp.model.variables import VARIABLES
from offramp.processes.displacement.network import Network
from offramp.processes.displacement.spread import spread_within
from offramp.processes.displacement.tables import Names
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
    "shared_drift": number(0.05),
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
    free, barred = np.moveaxis(_own(state, "road_inside").sum(axis=2), 2, 0)
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
    scenario = _war(WAR | steady, as_of="2030-01-25", days=40)
    engine, state = begin(scenario, 200)
    for day in range(28):
        engine.step(state)
        if day == 24:
            assert state["arrivals_expected"][:, 0] == pytest.approx(4000, rel=0.25)
            assert state["arrivals_expected"][:, 1] == pytest.approx(800, rel=0.25)
    assert state["arrivals"][:, 0].mean() == pytest.approx(4000, rel=0.3)
    kept = _own(state, "level").copy()
    engine.step(state)
    np.testing.assert_array_equal(_own(state, "level"), kept)


def test_levels_drift_after_the_last_observation_only():
    scenario = _war(WAR | SEEN, **_quantities(level_drift=0.1, shared_drift=0.2, level_gain=0))
    engine, state = begin(scenario, 4000)
    for _ in range(10):
        engine.step(state)
    assert (_own(state, "level") == 0).all()
    for _ in range(4):
        engine.step(state)
    assert _own(state, "level").std(axis=0) == pytest.approx(0.2, rel=0.06)
    assert _own(state, "shared_level").std() == pytest.approx(0.4, rel=0.06)


# ---- the law -----------------------------------------------------------------------------------


def _expected_first_day():
    """The law of day 0 in plain Python, for the tiny scenario with everybody there at once."""
    lived = {"east": 800_000, "middle": 500_000, "west": 300_000}
    men = {"east": 380_000, "middle": 240_000, "west": 145_000}
    fighting = {"east": 0.8, "middle": 0.2, "west": 0.0}
    air = {"east": 0.8, "middle": 0.4, "west": 0.1}
    inside_km = {("east", "middle"): 300, ("middle", "west"): 250, ("east", "west"): 550}
    inside_km |= {(b, a): km for (a, b), km in inside_km.items()}
    to_crossing = {
        "BBB_gate": {"west": 60, "middle": 310, "east": 610},
        "BBB_bridge": {"west": 90, "middle": 340, "east": 640},
        "CCC_gate": {"middle": 200, "west": 450, "east": 500},
    }
    beyond = {"BBB_gate": ("BBB", 40, 20), "BBB_bridge": ("BBB", 30, 5), "CCC_gate": ("CCC", 50, 8)}
    attraction = {"BBB": 0.0, "CCC": -0.5}
    arrivals = {"BBB": 0.0, "CCC": 0.0}
    departures = {}
    displaced = dict.fromkeys(lived, 0.0)
    displaced_barred = dict.fromkeys(lived, 0.0)
    for origin, people in lived.items():
        pressure = fighting[origin] + 0.8 * air[origin]
        hazard = 0.1 * (1 - exp(-1.2 * pressure))
        abroad = {
            host: log(
                sum(
                    size / 33 * exp(-0.002 * (to_crossing[gate][origin] + more))
                    for gate, (into, more, size) in beyond.items()
                    if into == host
                )
            )
            + attraction[host]
            for host in arrivals
        }
        inside = {
            place: log(lived[place] / 1_600_000)
            - 0.003 * inside_km[origin, place]
            - 2 * (fighting[place] + air[place])
            for place in lived
            if place != origin
        }
        all_abroad = log(sum(exp(v) for v in abroad.values()))
        all_inside = log(sum(exp(v) for v in inside.values()))
        share_abroad = 1 / (1 + exp(all_inside - all_abroad))
        barred = round(men[origin] * 0.6)
        leaving = (people - barred) * (1 - exp(-hazard))
        leaving_barred = barred * (1 - exp(-hazard))
        departures[origin] = leaving + leaving_barred
        for host, value in abroad.items():
            arrivals[host] += leaving * share_abroad * exp(value - all_abroad)
        for place, value in inside.items():
            share = exp(value - all_inside)
            displaced[place] += leaving * (1 - share_abroad) * share
            displaced_barred[place] += leaving_barred * share
    return departures, arrivals, displaced, displaced_barred


def test_the_first_day_is_what_a_plain_reference_expects():
    quantities = _quantities(travel_speed=1e6, return_rate_inside=0)["quantities"]
    quantities |= {"return_rate": over("hosts", 0, "1/day"), "onward_rate": over("hosts", 0)}
    gates = {gate: {"throughput": n} for gate, n in GATES.items()}
    members = 4000
    state = run(_war(quantities=quantities, places=gates), 1, members)
    departures, arrivals, displaced, displaced_barred = _expected_first_day()
    expected = list(arrivals.values())
    np.testing.assert_allclose(state["arrivals_expected"], [expected] * members, rtol=1e-12)
    for name, wanted in (
        ("departures", departures),
        ("arrivals", arrivals),
        ("displaced", displaced),
        ("displaced_barred", displaced_barred),
    ):
        mean = np.array(list(wanted.values()))
        error = np.sqrt(mean / members)
        found = state[name].mean(axis=0)
        assert (abs(found - mean) < 4.5 * error + 1e-9).all(), (name, found, mean)


GATES = {"BBB_gate": 20_000_000, "BBB_bridge": 5_000_000, "CCC_gate": 8_000_000}


def test_forecasts_are_right_on_average_when_everything_is_free():
    engine, state = begin(_war(as_of="2030-01-01", **_quantities(release_rate=0.5)), 3000)
    for _ in range(12):
        engine.step(state)
        busy = state["waiting"].sum() == 0
        found, wanted = state["arrivals"].mean(axis=0), state["arrivals_expected"].mean(axis=0)
        if busy:
            np.testing.assert_allclose(found, wanted, rtol=0.01, atol=1)


def test_in_the_end_the_share_that_would_leave_has_left():
    still = _quantities(return_rate_inside=0)
    still["quantities"]["return_rate"] = over("hosts", 0, "1/day")
    scenario = _war(phases(east=(0.8, 0.8, "open")), days=200, **still)
    state = run(scenario, 200, 4)
    left = 1 - (state["at_home"] + state["barred"])[:, 0] / 800_000
    assert left == pytest.approx(1 - exp(-1.2 * 1.44), abs=0.001)


def test_a_siege_traps_and_release_lets_those_go_who_still_want_to():
    besieged = phases(east=(0.8, 0.8, "besieged"))
    opened, closed = run(_war(phases(east=(0.8, 0.8, "open"))), 8), run(_war(besieged), 8)
    assert (opened["trapped"] == 0).all()
    assert (closed["trapped"][:, 0] > 100_000).all()
    assert (closed["departures"][:, 0] < 0.2 * opened["departures"][:, 0]).all()
    engine, state = begin(_war(besieged), 8)
    for _ in range(10):
        engine.step(state)
    state["access"][:] = 1
    state["fighting"][:], state["air_threat"][:] = 0, 0
    held, home = state["trapped"].copy(), state["at_home"] + state["barred"]
    state["quantity"][:, state.layout.columns["fighting_reversion"][0]] = 1
    state["quantity"][:, state.layout.columns["intensity"][0]] = 0
    state["quantity"][:, state.layout.columns["air_campaign"][0]] = 0
    engine.step(state)
    freed = held - state["trapped"]
    assert freed[:, 0] / held[:, 0] == pytest.approx(1 - exp(-0.1), rel=0.02)
    back = (state["at_home"] + state["barred"] - home)[:, 0]
    assert (back >= freed[:, 0]).all()


def test_a_stalemate_lowers_the_flow_and_a_surge_raises_it():
    base = _war(as_of="2030-01-03")
    plain = run(base, 15, 6)
    calm = run(_war(as_of="2030-01-03", **_quantities(intensity=0.2, air_campaign=0.2)), 15, 6)
    surge = run(_war(as_of="2030-01-03", quantities={"surge": over("origins", 0, east=1)}), 15, 6)
    assert (calm["arrivals_total"] < plain["arrivals_total"]).all()
    assert (calm["departures"][:, 0] < plain["departures"][:, 0]).all()
    assert (surge["at_home"][:, 0] < plain["at_home"][:, 0]).all()
    assert (surge["barred"][:, 0] < plain["barred"][:, 0]).all()


def test_a_closed_crossing_shifts_the_choice():
    plain = run(_war(), 8, 6)
    shut = run(_war(places={"BBB_gate": {"open": False}, "BBB_bridge": {"open": False}}), 8, 6)
    assert (shut["arrivals_total"][:, 0] == 0).all()
    assert (
        shut["arrivals_total"][:, 1] + shut["waiting"][:, 1] > plain["arrivals_total"][:, 1]
    ).all()
    assert (shut["displaced"].sum(axis=1) > plain["displaced"].sum(axis=1)).all()


def test_no_more_cross_than_the_crossings_let_through():
    narrow = {gate: {"throughput": 500} for gate in GATES}
    engine, state = begin(_war(places=narrow), 4)
    for _ in range(8):
        engine.step(state)
        assert (state["arrivals"] <= [1000, 500]).all()
        assert (state["arrivals_expected"] <= [1000, 500]).all()
    assert (state["waiting"] > 0).all()


def test_people_move_on_and_go_home_when_it_is_safe():
    engine, state = begin(_war(as_of="2030-01-05"), 8)
    for _ in range(10):
        engine.step(state)
    at_war, away = state["returns"].sum(axis=1), state["hosted"].sum(axis=1)
    assert (state["moved_on"] > 0).all()
    for name in ("intensity", "air_campaign"):
        state["quantity"][:, state.layout.columns[name][0]] = 0
    state["quantity"][:, state.layout.columns["fighting_reversion"][0]] = 1
    engine.step(state)
    assert (state["returns"].sum(axis=1) > 2 * at_war).all()
    assert (state["hosted"].sum(axis=1) < away + state["arrivals"].sum(axis=1)).all()


# ---- ways --------------------------------------------------------------------------------------


def test_ways_lead_over_origins_to_open_crossings():
    network = Network.of(tiny_scenario())
    np.testing.assert_array_equal(network.inside, [[0, 300, 550], [300, 0, 250], [550, 250, 0]])
    np.testing.assert_array_equal(network.to_crossing[0], [610, 640, 500])
    np.testing.assert_array_equal(network.capacity, [25_000, 8000])
    shut = Network.of(tiny_scenario(places={"BBB_gate": {"open": False}}))
    np.testing.assert_array_equal(shut.to_crossing[2], [90, 450])
    np.testing.assert_array_equal(shut.capacity, [5000, 8000])
    assert shut.all_throughput == network.all_throughput
    cut = Network.of(tiny_scenario(routes={"r2": {"disabled": True}}))
    assert np.isinf(cut.to_crossing[0, 0])
    assert np.isinf(cut.inside[0, 2])


def test_a_day_on_the_way_is_one_of_travel_at_the_speed_of_the_member():
    _, state = begin(_war(), 1)
    np.testing.assert_array_equal(_own(state, "days_out")[0], [[3, 3], [2, 1], [0, 2]])
    np.testing.assert_array_equal(_own(state, "days_inside")[0], [[0, 2, 3], [2, 0, 1], [3, 1, 0]])
    _, state = begin(_war(**_quantities(travel_speed=50)), 1)
    assert _own(state, "days_out").max() == 6


def test_a_quantity_with_the_wrong_index_is_refused():
    with pytest.raises(ScenarioError, match=r'"surge" gives 1 numbers, not 3'):
        begin(tiny_scenario(quantities={"surge": {"over": None}}))


def test_no_two_draws_have_the_same_name():
    _, state = begin(_war(), 1)
    names = Names.of(state.layout)
    keys = np.concatenate([np.ravel(each) for each in names])
    assert len(np.unique(keys)) == len(keys)


@given(
    st.floats(1e-9, 1 - 1e-9),
    st.integers(0, 100_000),
    st.lists(st.tuples(st.floats(0, 1e6), st.integers(0, 50_000)), min_size=1, max_size=9),
)
def test_people_are_spread_within_room_and_none_is_lost(u, n, cells):
    weights = np.array([weight for weight, _ in cells])
    room = np.array([space for _, space in cells])
    out = np.empty(len(cells), np.int64)
    left = spread_within(u, n, weights, room, np.empty(len(cells)), out)
    assert out.sum() + left == n
    assert ((out >= 0) & (out <= room)).all()
    assert (out[weights == 0] == 0).all()
    assert left == max(0, n - room[weights > 0].sum())
    if (room >= n).all() and weights.sum() > 0:
        assert (abs(out - n * weights / weights.sum()) < 1 + 1e-6).all()


# ---- causes and bits ---------------------------------------------------------------------------


def test_the_event_behind_people_is_that_behind_the_fighting_where_most_come_from():
    engine, state = begin(_war(as_of="2030-01-05"), 2)
    for _ in range(10):
        engine.step(state)
    behind = state.causes["fighting"]
    assert (state.causes["departures"] == behind).all()
    assert (state.causes["trapped"] == behind).all()
    source = _own(state, "flow").argmax(axis=1)
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
