"""What `import offramp` offers."""

import re

import numpy as np
import pytest

import offramp
from offramp.results.errors import RunError
from offramp.results.run import Run


def test_a_loaded_scenario_knows_its_files_and_prints_itself():
    scenario = offramp.load("ardenia")
    assert scenario.where("measures.aid_escort").startswith("ardenia/measures.yaml:")
    assert scenario.where("nothing.at.all") == ""
    assert "Ardenia, a war that never was" in repr(scenario)
    assert isinstance(scenario, offramp.Scenario)


def test_a_run_by_name_and_its_parts(tmp_path):
    seen = []
    run = offramp.run(
        "ardenia", members=3, days=13, out=tmp_path / "r", progress=lambda *it: seen.append(it)
    )
    assert seen[0] == (0, 3)
    assert seen[-1] == (3, 3)
    assert run.series["arrivals_total"].sizes["member"] == 3
    assert run.events.num_rows > 0
    assert "chain" in str(run.explain())
    again = offramp.Run.open(tmp_path / "r")
    assert again.summary == run.summary


def test_overlays_and_mechanisms_are_kept_with_the_run(tmp_path):
    scenario = offramp.load("ardenia", without=["strain"])
    run = offramp.run(scenario, members=2, days=12, out=tmp_path / "r")
    assert run.manifest.without == ["strain"]
    where = set(run.events["where"].to_pylist())
    assert any(place.startswith("ardenia/events.csv:") for place in where)


def test_a_changed_scenario_runs_as_changed_and_reads_back(tmp_path):
    scenario = offramp.load("ardenia")
    changed = scenario.model_copy(update={"title": "Changed", "days": 11})
    assert changed.reading is None
    run = offramp.run(changed, members=2, out=tmp_path / "r")
    assert run.manifest.scenario["title"] == "Changed"
    assert run.manifest.days == 11
    assert run.manifest.scenario["hash"] != _hash(
        offramp.run(scenario, 2, 1, 11, out=tmp_path / "s")
    )
    resolved = Run.open(tmp_path / "r").scenario
    assert (resolved.title, resolved.days) == ("Changed", 11)


def _hash(run):
    return run.manifest.scenario["hash"]


def test_an_engine_steps_by_hand():
    engine = offramp.Engine(offramp.load("ardenia"))
    state = engine.begin(np.arange(2), seed=1)
    engine.step(state)
    assert state.day == 1


def test_compare_prints_itself():
    calm = offramp.load("ardenia", without=["corridor"])
    found = offramp.compare("ardenia", {"calm": calm}, members=4, days=20)
    assert found.names == ("calm",)
    assert "calm, beside the scenario as it is" in str(found)


@pytest.mark.parametrize(
    ("names", "says"),
    [
        (("base", "early_truce"), "\"a\" is given as 'early_truce', which is no scenario: give"),
        (("base", "other"), '"a" is a scenario of its own, my-crisis: only variants of ardenia'),
    ],
)
def test_only_variants_of_a_scenario_are_compared(names, says):
    base = offramp.load("ardenia")
    there = {"base": base, "other": base.model_copy(update={"id": "my-crisis"})}
    scenario, other = (there.get(name, name) for name in names)
    with pytest.raises(RunError, match=re.escape(says)):
        offramp.compare(scenario, {"a": other}, members=4)


@pytest.mark.parametrize("name", ["", "as it is"])
def test_no_alternative_is_called_as_the_scenario_itself_is(name):
    base = offramp.load("ardenia")
    with pytest.raises(RunError, match="give it another name"):
        offramp.compare(base, {name: base}, members=4)


def test_an_unknown_name():
    with pytest.raises(AttributeError, match="no attribute 'lod'"):
        offramp.lod  # noqa: B018
