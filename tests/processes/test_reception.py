"""Reception strain against its formula."""

import numpy as np
import pytest

from tests.processes.conftest import begin, crossings, over, phases, tiny_scenario

FLOW = [2000, 6000, 10_000, 4000]


def _reception(memory=2.0, **hosts):
    quantities = {
        "planning_figure": over("hosts", None, "person", **hosts.get("planning", {})),
        "processing_rate": over("hosts", None, "person/day", **hosts.get("processing", {})),
        "strain_memory": {"value": memory},
        "return_rate": over("hosts", 0, "1/day"),
        "onward_rate": over("hosts", 0, "1/day"),
    }
    series = phases(east=(0.5, 0.5, "open"), west=(0, 0.2, "open"))
    series |= crossings(BBB=FLOW, CCC=[0, 0, 0, 0])
    return tiny_scenario(as_of="2030-01-04", series=series, quantities=quantities)


def _strains(scenario):
    engine, state = begin(scenario, 2)
    found = []
    for _ in FLOW:
        engine.step(state)
        found.append(state["strain"].copy())
    return state, found


def test_inflow_counts_as_a_mean_over_the_memory():
    _, found = _strains(_reception(processing={"BBB": 1000}))
    means = [1000, 3500, 6750, 5375]  # half the way to each day, from none
    assert [s[0, 0] for s in found] == pytest.approx([m / 1000 for m in means])


def test_people_hosted_count_against_the_planning_figure():
    _, found = _strains(_reception(planning={"BBB": 10_000}))
    assert [s[0, 0] for s in found] == pytest.approx([0.2, 0.8, 1.8, 2.2])


def test_the_larger_of_both_counts():
    _, found = _strains(_reception(planning={"BBB": 10_000}, processing={"BBB": 5000}))
    assert [s[0, 0] for s in found] == pytest.approx([0.2, 0.8, 1.8, 2.2])


def test_it_is_not_assessed_without_a_stated_means():
    state, found = _strains(_reception(planning={"BBB": 10_000}))
    assert all(np.isnan(s[:, 1]).all() for s in found)
    assert not np.isnan(state["strain"][:, 0]).any()


def test_the_event_behind_it_is_that_behind_the_people():
    state, _ = _strains(_reception(planning={"BBB": 10_000}))
    assert (state.causes["strain"] == state.causes["hosted"]).all()
    assert (state.causes["strain"][:, 0] >= 0).all()
