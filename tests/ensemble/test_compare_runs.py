import json

import pytest

import offramp
from offramp.ensemble.compare_runs import apart, compare_runs
from offramp.results.errors import RunError
from offramp.results.run import Run


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    """A comparison, with a run of each side in its folder."""
    folder = tmp_path_factory.mktemp("kept") / "comparison"
    base = offramp.load("ardenia")
    sides = {"no mediation": base.forbidding("truce_mediation")}
    return offramp.compare(base, sides, members=12, days=40, out=folder), folder


def test_runs_that_are_kept_compare_as_they_did_when_they_were_run(kept):
    comparison, folder = kept
    base, other = Run.open(folder / "as-it-is"), Run.open(folder / "no-mediation")
    found = compare_runs(base, {"no mediation": other}).to_dict()
    wanted = comparison.to_dict() | {"folders": None}
    assert json.loads(json.dumps(found | {"folders": None})) == json.loads(json.dumps(wanted))


def test_runs_of_other_futures_are_refused(kept, tmp_path):
    _, folder = kept
    base = Run.open(folder / "as-it-is")
    other = offramp.run("ardenia", members=12, days=40, seed=2, out=tmp_path / "other")
    assert apart(base, base) == ""
    assert apart(base, other) == "the seed is 1, and there 2"
    with pytest.raises(RunError, match="other cannot be compared future by future: the seed is 1"):
        compare_runs(base, {"other": other})
