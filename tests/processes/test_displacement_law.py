"""The law of displacement: against a plain reference, and in the direction of every influence."""

from math import exp, log

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from offramp.model.problems import ScenarioError
from offramp.processes.displacement.network import Network
from offramp.processes.displacement.spread import spread_within
from offramp.processes.displacement.tables import FAINT, Names
from tests.processes.conftest import begin, over, phases, run, tiny_scenario

WAR = phases(east=(0.8, 0.8, "open"), middle=(0.2, 0.4, "open"), west=(0.0, 0.1, "open"))
GATES = {"BBB_gate": 20_000_000, "BBB_bridge": 5_000_000, "CCC_gate": 8_000_000}


def _own(state, name):
    return state[f"displacement.{name}"]


def _war(series=None, as_of="2030-01-10", **changes):
    return tiny_scenario(as_of=as_of, series=WAR if series is None else series, **changes)


def _quantities(**values):
    return {"quantities": {name: {"value": value} for name, value in values.items()}}


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
    kept = 2.0**-23  # of the pulls of places, which are kept in single precision
    np.testing.assert_allclose(state["arrivals_expected"], [expected] * members, rtol=kept)
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
    np.testing.assert_array_equal(_own(state, "days_out")[0].T, [[3, 3], [2, 1], [0, 2]])
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


@example(0.5, 7, [(0.0, 3), (2.2e-311, 5)])
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
    if (room >= n).all() and weights.sum() >= FAINT:
        assert (abs(out - n * weights / weights.sum()) < 1 + 1e-6).all()


def test_the_readiest_leave_first():
    still = {"return_rate": over("hosts", 0, "1/day"), "return_rate_inside": {"value": 0}}
    alike, varied = (
        run(_war(days=60, quantities=still | {"departure_variety": {"value": v}}), 60, 4)
        for v in (0, 1)
    )
    one, other = (
        run(_war(quantities=still | {"departure_variety": {"value": v}}), 1, 400) for v in (0, 1)
    )
    first = one["departures"].mean(axis=0) - other["departures"].mean(axis=0)
    assert np.abs(first).max() < 0.01 * one["departures"].mean()
    here = [(state["at_home"] + state["barred"])[:, 0] for state in (alike, varied)]
    assert (here[1] > here[0]).all()
    assert (varied["departures"][:, 0] > alike["departures"][:, 0]).all()
