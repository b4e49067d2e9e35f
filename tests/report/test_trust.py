from dataclasses import replace

import numpy as np
import pytest

from offramp.ensemble.matters.of_run import _Screen, moved_in_run
from offramp.model.numbers import judgement_count
from offramp.report.build.assumptions import assumptions
from offramp.report.build.chains import chains
from offramp.report.build.changes import _strength, changes
from offramp.report.build.matters import matters
from offramp.report.build.measures import measures
from offramp.report.build.quantities import quantities
from offramp.report.build.record import record
from offramp.report.build.shown import Shown
from offramp.report.build.sources import sources
from offramp.results.errors import RunError
from offramp.results.run import Run


@pytest.fixture(scope="module")
def shown(run):
    return Shown(run)


@pytest.fixture(scope="module")
def alone(single):
    return Shown(single)


def test_every_number_is_told_with_unit_source_and_place(shown):
    found = quantities(shown)
    judged, count = judgement_count(shown.scenario)
    assert len(found.rows) == count
    assert sum(row.judgement for row in found.rows) == judged
    assert found.caption.title.startswith(f"{judged:,} of {count:,} numbers are judgement")
    known = {row.id for row in sources(shown)}
    for row in found.rows:
        assert row.label
        assert row.value
        assert row.judgement != bool(row.sources)
        assert set(row.sources) <= known
        assert bool(row.grade) == bool(row.sources)
        file, _, line = row.where.rpartition(":")
        assert file
        assert line.isdecimal()


def test_chains_go_down_to_rule_and_clause(shown):
    found = chains(shown)
    assert [chain.kind for chain in found][:1] == ["observed"]
    known = {row.id for row in sources(shown)}
    for chain in found:
        assert chain.caption.title
        assert chain.steps == sorted(chain.steps, key=lambda step: step.day)
        for step in chain.steps:
            assert step.text.endswith(".")
            assert set(step.sources) <= known
            assert step.where or not step.rule
    assert any(step.clauses for chain in found for step in chain.steps)


def test_measures_are_told_most_often_in_force_first(shown):
    found = measures(shown)
    enabled = [key for key, one in shown.scenario.measures.items() if not one.disabled]
    assert sorted(one.id for one in found.measures) == sorted(enabled)
    assert [one.in_force for one in found.measures] == sorted(
        (one.in_force for one in found.measures), reverse=True
    )
    for one in found.measures:
        assert (one.proposed is None) == (not one.together)
        assert (one.first is not None) == (one.in_force > 0)
        if one.first is not None:
            assert shown.scenario.decided_day < one.first.low <= one.first.high < shown.days


def test_key_assumptions_are_a_short_list_with_a_basis(shown):
    found = assumptions(shown)
    assert 5 <= len(found.assumptions) <= 14
    assert all(one.text and one.basis for one in found.assumptions)
    assert "nobody has ever seen" in found.assumptions[0].text
    assert any(one.disputed for one in found.assumptions)


def test_the_record_sets_the_run_beside_a_rival(shown):
    found = record(shown)
    assert found.scores[0].what == "All hosts together, 7 days ahead"
    for score in found.scores:
        assert score.ours >= 0
        assert score.baseline_name in {"persistence", "decay"}
        assert 0 <= score.inside <= 100


def test_without_later_counts_there_is_no_record(run):
    late = run.scenario.model_copy(update={"as_of": Shown(run).last})
    assert record(Shown(Run(run.folder, run.manifest, late))) is None


def test_what_moves_a_result_is_the_number_it_was_made_of():
    futures = 300
    random = np.random.default_rng(1)
    drawn = random.random((futures, 40))
    result = drawn[:, 7] + 0.2 * random.random(futures)
    strengths = _Screen(drawn).strengths(result)
    assert int(np.argmax(abs(strengths))) == 7
    low = drawn[:, 3] <= np.quantile(drawn[:, 3], 1 / 3)
    high = drawn[:, 3] >= np.quantile(drawn[:, 3], 2 / 3)
    error = (result[low].var(ddof=1) / low.sum() + result[high].var(ddof=1) / high.sum()) ** 0.5
    assert strengths[3] == pytest.approx((result[high].mean() - result[low].mean()) / error)


def test_matters_come_from_the_run_or_from_a_sweep(shown, alone):
    own = matters(shown, [])
    assert own is None or all(one.not_known is None for one in own.matters)
    assert matters(alone, []) is None
    assert list(moved_in_run(alone.run)) == []
    side = {"mean": 1.0, "low": 0.5, "high": 1.5}
    mover = {
        "label": "departure share", "source": "judgement: so", "unit": "1", "low_up_to": 0.1,
        "high_from": 0.2, "low": side, "high": {**side, "mean": 3.0}, "explains": 0.4,
    }  # fmt: skip
    read = {
        "label": "Person-days trapped", "kind": "mean", "unit": "person day", "level": side,
        "variance": {"not_known": 0.6, "low": 0.4, "high": 0.8}, "assumptions": [mover],
    }  # fmt: skip
    unseen = read | {"kind": "range"}
    sweep = {"futures": 200, "reads": {"trapped_days": read, "hazard.LEA_BBB.war": unseen}}
    (one,) = matters(shown, [sweep]).matters
    assert one.caption.title == (
        "Person-days trapped: most hangs on “departure share”, from 1 where it is low to 3"
    )
    assert one.words.startswith("Of its spread 60 % is what we do not know (40 to 80)")
    with pytest.raises(RunError, match="`offramp sweep --json` printed is damaged"):
        matters(shown, [{"reads": {"trapped_days": {}}}])


def test_two_as_of_dates_say_what_was_learned(run, shown):
    early = run.scenario.model_copy(update={"as_of": run.scenario.start})
    told = replace(run.manifest, as_of=str(run.scenario.start))
    found = changes(Shown(Run(run.folder, told, early)), shown)
    went_in = {one.what: one for one in found.inputs}
    assert went_in["As-of date"].was == "1 March 2030"
    assert went_in["Dated records known"].why
    assert int(went_in["Dated records known"].was) < int(went_in["Dated records known"].now)
    assert found.results
    assert not any(one.why for one in found.results)  # the futures are the same
    assert found.caption.title == "No result moved beyond chance from 1 March 2030 to 11 March 2030"


def test_a_difference_is_judged_by_the_larger_error():
    none, few = np.zeros(100), np.array([1.0] * 3 + [0.0] * 997)
    assert _strength(none, few) < 2
    assert _strength(none, none) == 0
    assert _strength(np.zeros(1), few) == 0
    random = np.random.default_rng(2)
    found = [_strength(random.normal(size=80), random.normal(size=200)) for _ in range(400)]
    assert np.mean(np.array(found) > 1.96) == pytest.approx(0.05, abs=0.035)


def test_a_run_of_one_future_has_every_part_that_it_can(alone):
    assert quantities(alone).rows
    assert assumptions(alone).assumptions
    assert measures(alone).measures
    assert all(chain.in_100 in {None, 100.0} for chain in chains(alone))
