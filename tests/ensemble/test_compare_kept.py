"""A comparison that is kept: a run of each side, and what it goes on with."""

import json

import numpy as np
import pytest

from offramp.ensemble.compare import compare_ensembles
from offramp.ensemble.keeping import Keeping, missing
from offramp.ensemble.plan import Plan
from offramp.ensemble.side import Side, part_of
from offramp.results.errors import RunError
from offramp.results.run import Run
from tests.ensemble.double import Double, made_up_scenario, premise
from tests.ensemble.test_compare import Calmer

PLAN = Plan(stop=300, block=256, threads=1)


class Counting:
    """Makes engines, and counts the futures they run; it may be interrupted after some."""

    def __init__(self, made, stop_after=None):
        self.made, self.run_by_now, self.stop_after = made, 0, stop_after

    def __call__(self):
        engine, counting = self.made(made_up_scenario()), self

        class Counted:
            layout = engine.layout

            def run(self, members, seed, days=None):
                if counting.stop_after is not None and counting.run_by_now >= counting.stop_after:
                    raise KeyboardInterrupt
                counting.run_by_now += len(members)
                return engine.run(members, seed, days)

        return Counted()


def compared(out, base=None, other=None, plan=PLAN, name="Calmer, by far!"):
    scenarios = made_up_scenario(), made_up_scenario(title="Calmer")
    engines = base or Counting(Double), other or Counting(Calmer)
    sides = [
        Side(scenario, engine, premise=premise(scenario))
        for scenario, engine in zip(scenarios, engines, strict=True)
    ]
    return compare_ensembles(sides[0], {name: sides[1]}, plan, out=out).summary


def test_a_run_of_each_side_is_kept_and_what_came_of_it(tmp_path):
    kept = compared(tmp_path / "c")
    assert kept["folders"] == {"as it is": "as-it-is", "Calmer, by far!": "calmer-by-far"}
    for folder in kept["folders"].values():
        assert Run.open(tmp_path / "c" / folder).members == 300
    assert json.loads((tmp_path / "c" / "comparison.json").read_text()) == kept
    unkept = compared(None)
    assert unkept == {name: said for name, said in kept.items() if name != "folders"}


def test_the_same_again_runs_nothing(tmp_path):
    first = compared(tmp_path / "c")
    base, other = Counting(Double), Counting(Calmer)
    assert compared(tmp_path / "c", base, other) == first
    assert first["alternatives"]["Calmer, by far!"]["chains"] == []  # no example to tell
    assert (base.run_by_now, other.run_by_now) == (0, 0)


def test_it_goes_on_after_an_interrupt(tmp_path):
    whole = compared(tmp_path / "whole")
    with pytest.raises((RunError, KeyboardInterrupt)):
        compared(tmp_path / "c", other=Counting(Calmer, stop_after=256))
    assert not (tmp_path / "c" / "comparison.json").exists()
    base = Counting(Double)
    assert compared(tmp_path / "c", base) == whole
    assert base.run_by_now < 300


def test_what_is_damaged_is_run_again(tmp_path):
    whole = compared(tmp_path / "c")
    for path in (tmp_path / "c" / "compared").rglob("*.npz"):
        path.write_bytes(path.read_bytes()[:100])
    base = Counting(Double)
    assert compared(tmp_path / "c", base) == whole
    assert base.run_by_now >= 300


def test_the_run_of_something_else_is_not_replaced(tmp_path):
    compared(tmp_path / "c")
    with pytest.raises(RunError, match="was begun with another members"):
        compared(tmp_path / "c", plan=Plan(stop=200, block=256, threads=1))
    assert Run.open(tmp_path / "c" / "as-it-is").members == 300


def test_alternatives_that_sound_alike_have_folders_of_their_own(tmp_path):
    keeping = Keeping(tmp_path, ["A b", "a-b", "As it is", "+"])
    names = [path.name for path in keeping.runs.values()]
    assert names == ["as-it-is", "a-b", "a-b-2", "as-it-is-2", "alternative"]


def test_what_is_missing_are_the_gaps(tmp_path):
    side = Side(made_up_scenario(), Counting(Double))
    engine = Double(side.scenario)

    def of(a, b):
        return part_of(engine.run(np.arange(a, b), 1), engine.layout)

    plan = Plan(first=10, stop=100)
    assert missing([], plan) == [(10, 100)]
    assert missing([of(10, 20), of(40, 100)], plan) == [(20, 40)]
    assert missing([of(20, 100)], plan) == [(10, 20)]
    keeping = Keeping(tmp_path, [])
    for a, b in ((10, 20), (15, 30), (20, 50), (90, 120)):
        keeping.keep("key", of(a, b))
    assert [len(traits.members) for traits, _ in keeping.parts("key", plan)] == [10, 30]
