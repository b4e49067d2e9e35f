"""Conflict: history first, then a law with exact expectations."""

from math import exp

import numpy as np
import pytest

from offramp.processes.conflict import observed_day
from tests.processes.conftest import begin, phases, run, tiny_scenario
from tests.small_crisis import close, events, number

WAR = {"east": (0.8, 0.6, "open"), "middle": (0.5, 0.5, "open"), "west": (0.0, 0.0, "open")}
AS_OF = "2030-01-03"
WAR_LEVELS = np.array([0.8, 0.5, 0.0])


def _war(series=None, **quantities):
    given = {name: number(value) for name, value in quantities.items()}
    return tiny_scenario(as_of=AS_OF, series=series or phases(**WAR), quantities=given)


def _column(state, quantity, at=0):
    return state.layout.columns[quantity][at]


def test_observed_days_are_left_alone():
    engine, state = begin(_war(fighting_noise=0.3, air_noise=0.3, siege_onset=9))
    for _ in range(3):
        engine.step(state)
        assert (state["fighting"] == [0.8, 0.5, 0.0]).all()
        assert (state["air_threat"] == [0.6, 0.5, 0.0]).all()
        assert (state["access"] == 1).all()
    engine.step(state)
    assert (state["fighting"][:, :2] != [0.8, 0.5]).all()


def test_without_noise_it_reverts_to_the_last_level_times_intensity():
    engine, state = begin(_war(intensity=0.5, air_campaign=0), 1)
    for _ in range(8):
        engine.step(state)
    for place, level in enumerate((0.8, 0.5, 0.0)):
        wanted = level / 2 + level / 2 * 0.9**5
        assert state["fighting"][0, place] == pytest.approx(wanted)
    assert state["air_threat"][0, 0] == pytest.approx(0.6 * 0.9**5)


def test_an_offensive_reaches_a_quiet_place_and_names_its_event():
    engine, state = begin(_war(), 2)
    for _ in range(4):
        engine.step(state)
    before = state.causes["fighting"].copy()
    column = _column(state, "offensive", 2)
    state["quantity"][:, column] = 0.6
    state.causes["quantity"][:, column] = 99
    engine.step(state)
    assert state["fighting"][:, 2] == pytest.approx(0.06)
    assert (state.causes["fighting"][:, 2] == 99).all()
    assert (state.causes["fighting"][:, :2] == before[:, :2]).all()


def test_a_newer_event_behind_intensity_is_named_where_there_is_fighting():
    engine, state = begin(_war(), 2)
    for _ in range(4):
        engine.step(state)
    state.causes["quantity"][:, _column(state, "intensity")] = 99
    engine.step(state)
    assert (state.causes["fighting"][:, :2] == 99).all()
    assert (state.causes["fighting"][:, 2] < 99).all()


def test_a_quiet_place_stays_quiet_and_all_levels_stay_within_bounds():
    scenario = _war(fighting_noise=0.8, fighting_shock=0.8, air_noise=0.8)
    engine, state = begin(scenario, 200)
    for _ in range(20):
        engine.step(state)
        for name in ("fighting", "air_threat"):
            assert (state[name][:, 2] == 0).all()
            assert ((state[name] >= 0) & (state[name] <= 1)).all()


def test_the_noise_is_its_standard_deviation_at_half():
    state = run(_war(fighting_noise=0.05), 4, 20_000)
    spread = state["fighting"][:, 1].std()
    assert spread == pytest.approx(0.05, rel=0.03)
    assert state["fighting"][:, 1].mean() == pytest.approx(0.5, abs=0.002)
    correlation = np.corrcoef(state["fighting"][:, 0], state["fighting"][:, 1])[0, 1]
    assert abs(correlation) < 0.04


def test_the_shock_is_shared():
    state = run(_war(fighting_shock=0.05), 4, 500)
    scaled = (state["fighting"][:, 0] - 0.8) / 0.4, (state["fighting"][:, 1] - 0.5) / 0.5
    np.testing.assert_allclose(*scaled, atol=1e-12)


@pytest.mark.parametrize(("last", "over"), [("2030-01-02", True), (AS_OF, False)])
def test_a_phase_is_over_only_if_the_day_after_it_is_known(last, over):
    series = phases(east=(0.8, 0.6, "open"))
    series["phases"]["rows"][0] |= {"end": last, "end_known_at": last}
    state = run(_war(series), 6)
    assert (state["fighting"][:, 0] == 0).all() == over


def test_the_series_may_end_before_the_as_of_date():
    scenario = _war(phases(until="2030-01-02", **WAR), intensity=0)
    assert observed_day(scenario) == 1
    assert run(scenario, 3)["fighting"][:, 0] == pytest.approx(0.72)
    assert observed_day(tiny_scenario()) == -1


def test_a_siege_comes_with_its_hazard_and_tells_why():
    trials = 20_000
    state = run(_war(siege_onset=0.5), 4, trials)
    closed = state["access"][:, 0] == 0.5
    assert close(closed.mean(), 1 - exp(-0.5), trials)
    assert (state["access"][:, 1:] == 1).all()
    sieges = events(state, "siege")
    assert len(sieges) == closed.sum()
    phase = {e["member"]: e["event"] for e in events(state, "phase") if e["magnitude"] == 0.8}
    for event in sieges[:50]:
        assert event["rule"] == "quantities.siege_onset"
        assert event["item"] == "siege"
        assert event["causes"] == [phase[event["member"]]]
        assert event["inputs"] == {"fighting": pytest.approx(0.8), "access": 0.5}
        assert state.causes["access"][event["member"], 0] == event["event"]


def test_a_siege_closes_step_by_step_and_is_relieved_when_fighting_ebbs():
    engine, state = begin(_war(siege_onset=50, siege_relief=50), 4)
    for access in (1, 1, 1, 0.5, 0, 0):
        engine.step(state)
        assert (state["access"][:, 0] == access).all()
    state["quantity"][:, _column(state, "intensity")] = 0
    state["fighting"][:, 0] = 0.3
    for access in (0.5, 1, 1):
        engine.step(state)
        assert (state["access"][:, 0] == access).all()
    assert [e["day"] for e in events(state, "relief") if e["member"] == 0] == [6, 7]


def test_the_same_bits_whatever_the_block():
    scenario = _war(fighting_noise=0.1, fighting_shock=0.05, air_noise=0.1, siege_onset=0.3)
    together = run(scenario, 12, 8)
    for member in range(8):
        alone = run(scenario, 12, [member])
        for name in ("fighting", "air_threat", "access"):
            np.testing.assert_array_equal(alone[name][0], together[name][member])
            np.testing.assert_array_equal(alone.causes[name][0], together.causes[name][member])


def test_what_was_in_force_on_the_last_observed_day_is_not_counted_again():
    engine, state = begin(_war(), 1)
    state.quantity("intensity")[:] = 0.5
    state.quantity("air_campaign")[:] = 0.8
    state.quantity("offensive")[:, 0] = 0.1
    for _ in range(6):
        engine.step(state)
    np.testing.assert_allclose(state["fighting"], [WAR_LEVELS])
    np.testing.assert_allclose(state["air_threat"], [[0.6, 0.5, 0.0]])
    state.quantity("intensity")[:] = 0.25
    state.quantity("air_campaign")[:] = 0.0
    state.quantity("offensive")[:, 0] = 0.0
    engine.step(state)
    targets = np.array([0.8 / 2 - 0.1, 0.5 / 2, 0.0])
    np.testing.assert_allclose(state["fighting"][0], WAR_LEVELS + 0.1 * (targets - WAR_LEVELS))
    np.testing.assert_allclose(state["air_threat"][0], 0.9 * np.array([0.6, 0.5, 0.0]))


def test_what_is_not_known_of_the_multiplier_still_counts():
    engine, state = begin(_war(intensity=0.5), 1)
    for _ in range(4):
        engine.step(state)
    np.testing.assert_allclose(state["fighting"][0, 0], 0.8 + 0.1 * (0.4 - 0.8))
