"""Every process of ours keeps the contract, and one that breaks a rule is caught."""

import numpy as np
import pytest

import offramp
from offramp.processes import PROCESSES
from offramp.reading.home import library_folder
from offramp.reading.library import scenario_names
from offramp.testing import check_all_processes, check_process

INSTEAD = {"flee", "hosts"}
"""Other laws of displacement, for scenarios that name them in place of ours."""


@pytest.fixture(scope="module")
def scenario():
    loaded = offramp.load("ardenia")
    return loaded.model_copy(update={"order": (*loaded.order, "bad")})


def week_beyond(scenario):
    """A few members, a week beyond the as-of date; of a long history not every day is watched."""
    days = scenario.as_of_day + 7
    return {"members": 3, "days": days, "every": 1 + days // 20}


@pytest.mark.parametrize("name", scenario_names(library_folder()))
def test_every_process_keeps_the_contract(name):
    scenario = offramp.load(name)
    assert set(scenario.order) == set(PROCESSES) - INSTEAD
    check_all_processes(scenario, **week_beyond(scenario))


@pytest.mark.parametrize("name", ["displacement", "procedure"])
def test_one_of_ours_is_found_by_its_name(name):
    check_process(name, offramp.load("ardenia"), members=2, days=3)


def test_a_process_that_the_scenario_does_not_run(scenario):
    with pytest.raises(ValueError, match='does not name "displacement"'):
        check_process("displacement", scenario.model_copy(update={"order": ("history",)}))


class Bad:
    """A process that breaks no rule: the others are made from it."""

    name = "bad"
    quantities: tuple[str, ...] = ()
    reads: tuple[str, ...] = ()
    writes: tuple[str, ...] = ()

    def __init__(self, layout):
        self.layout = layout
        self.steps = 0

    def fields(self):
        return ()

    def begin(self, state, unknowns):
        pass

    def step(self, state):
        pass


class Watches(Bad):
    reads = ("strain",)

    def step(self, state):
        state["strain"].sum(), state["fighting"].sum()


class WatchesCauses(Bad):
    def step(self, state):
        state.causes["rung"].sum()


class Meddles(Bad):
    reads = ("fighting",)

    def step(self, state):
        state["fighting"][2, 1] += 0.125


class MeddlesWithCauses(Bad):
    reads = ("fighting",)

    def step(self, state):
        state.causes["fighting"][:] = 7


class MakesPeople(Bad):
    writes = ("hosted",)

    def step(self, state):
        state["hosted"][1, 0] += 1


class OwesPeople(Bad):
    writes = ("hosted",)

    def step(self, state):
        state["hosted"][:, 0] -= 10**9
        state["hosted"][:, 1] += 10**9


class HalvesPeople(Bad):
    writes = ("hosted",)

    def step(self, state):
        state.arrays["hosted"] = state["hosted"] * 1.0


class LosesCount(Bad):
    writes = ("arrivals_expected",)

    def step(self, state):
        state["arrivals_expected"][0, 0] = np.nan


class Remembers(Bad):
    writes = ("strain",)

    def step(self, state):
        self.steps += 1
        state["strain"][:] = self.steps


class TossesCoins(Bad):
    writes = ("strain",)

    def step(self, state):
        state["strain"][:] = np.random.default_rng().random(state["strain"].shape)


class Averages(Bad):
    reads = ("fighting",)
    writes = ("strain",)

    def step(self, state):
        state["strain"][:] = state["fighting"].mean() + state.members.mean()


class CountsOthers(Bad):
    def step(self, state):
        rows = np.arange(len(state))
        state.emit(rows, "threshold", "crowd", "bad", magnitude=np.full(len(state), len(state)))


class StopsTheClock(Bad):
    def step(self, state):
        state.day += 1


class AddsArrays(Bad):
    def step(self, state):
        state.arrays["mine"] = np.zeros(len(state))


@pytest.mark.parametrize(
    ("process", "says"),
    [
        (Watches, "looks at `fighting`: name it in `reads`"),
        (WatchesCauses, "looks at `rung`"),
        (Meddles, r"changes `fighting` \(at \(2, 1\): .*name it in `writes`"),
        (MeddlesWithCauses, "changes the causes of `fighting`"),
        (MakesPeople, "people are not conserved: member 1 goes from"),
        (OwesPeople, "`hosted` falls to -[0-9]+ people"),
        (HalvesPeople, "`hosted` was int64 and is float64"),
        (LosesCount, "`arrivals_expected` counts people and is not a number"),
        (Remembers, "another `strain` .* the second time"),
        (TossesCoins, "another `strain` .* the second time"),
        (Averages, "member 0 alone gets another `strain`"),
        (CountsOthers, "member 0 alone gets another `magnitude` of its events"),
        (StopsTheClock, "changes the day"),
        (AddsArrays, "adds or removes `mine`"),
    ],
)
def test_a_bad_process_is_caught(process, says, scenario):
    with pytest.raises(AssertionError, match=f'process "bad", day 0: .*{says}'):
        check_process(process, scenario, members=3, days=1)


def test_a_good_process_passes(scenario):
    check_process(Bad, scenario, members=3, days=1)
