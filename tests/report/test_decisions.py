from dataclasses import replace

import numpy as np
import pytest

import offramp
from offramp.ensemble.yes_or_no import yes_or_no
from offramp.report.build.about import About
from offramp.report.build.chain_words import chain_words
from offramp.report.build.compared import alike, decided, risen, sentences
from offramp.report.build.comparison import comparison
from offramp.report.build.effects import once
from offramp.report.build.given import Given, alternatives_of
from offramp.report.build.off_ramps import off_ramps
from offramp.report.build.picture import picture
from offramp.report.build.regrets import regrets
from offramp.report.build.shown import Shown
from offramp.report.picture.base import Difference
from offramp.report.picture.decisions import Effect
from offramp.results.errors import RunError
from offramp.results.run import Run
from tests.ensemble.double import made_up_scenario

INDICATORS = {
    "stuck": {"value": "sum(trapped)", "take": "total", "unit": "person", "better": "low"},
    "warmth": {"value": "mean(fighting)", "better": "low"},
    "killed": {"value": "1 if ever.patrols.lethal else 0", "take": "last", "better": "low"},
    "neutral": {"value": "sum(trapped)", "take": "last", "unit": "person"},
}


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    folder = tmp_path_factory.mktemp("kept") / "comparison"
    base = offramp.load("ardenia")
    sides = {
        "no mediation": base.forbidding("truce_mediation"),
        "zone": base.forcing("buffer_zone", "2030-03-20"),
    }
    return offramp.compare(base, sides, members=40, days=45, out=folder).to_dict(), folder


@pytest.fixture(scope="module")
def shown(kept):
    return Shown(Run.open(kept[1] / "as-it-is"))


def test_results_are_sorted_by_what_they_are_about():
    about = About(made_up_scenario(indicators=INDICATORS))
    assert [key for key in INDICATORS if about.people(key)] == ["stuck"]
    assert [key for key in INDICATORS if about.contact(key)] == ["killed"]
    assert about.contact("hazard.AAA_CCC.clash")
    assert not about.contact("hazard.AAA_CCC.calm")
    assert about.contact("end.war")  # its condition names a rung
    assert not about.contact("end.quiet")
    assert not about.contact("nothing.such")
    assert about.answered("hazard.AAA_CCC.war")


def test_a_comparison_tells_people_against_contact(kept, shown):
    found = comparison(shown, [kept[0]])
    assert found.members == 40
    assert [one.name for one in found.alternatives] == ["no mediation", "zone"]
    zone = found.alternatives[1]
    assert {"trapped_days", "strained_days"} <= {effect.id for effect in zone.people}
    told = {effect.id: effect.better for effect in zone.contact}
    assert told["confrontation.lethal"] == "low"  # as the indicator that counts the same has it
    assert "deaths" not in told
    assert not any(effect.id == "confrontation.war" for effect in zone.contact)
    assert any("never seen, unvalidated" in text for text in zone.unseen)
    assert found.regrets == []
    for effect in [*zone.people, *zone.contact, *zone.others]:
        assert effect.difference.low <= effect.difference.mean <= effect.difference.high
        assert effect.lower + effect.higher + effect.unchanged == pytest.approx(100, abs=0.3)


def test_a_chance_is_told_in_100_futures(kept, shown):
    (chance,) = (
        effect
        for effect in comparison(shown, [kept[0]]).alternatives[1].contact
        if effect.id == "hazard.LEA_BBB.incident"
    )
    said = kept[0]["alternatives"]["zone"]["indicators"]["hazard.LEA_BBB.incident"]
    assert chance.unit == "in 100"
    assert chance.base == pytest.approx(100 * said["base"])


def test_nothing_compared_is_no_comparison(shown):
    assert comparison(shown, []) is None


def test_a_comparison_of_another_scenario_is_refused(kept, shown):
    other = kept[0] | {"scenario": {"id": "elsewhere", "title": "Elsewhere"}}
    with pytest.raises(RunError, match="of the scenario elsewhere, and the run of ardenia"):
        comparison(shown, [other])


@pytest.mark.parametrize("damage", ["alternatives", "members", "warnings"])
def test_a_damaged_comparison_is_said_to_be(kept, shown, damage):
    with pytest.raises(RunError, match="`offramp compare --json` printed is damaged"):
        comparison(shown, [kept[0] | {damage: None}])


def test_regret_is_told_from_two_sets_of_assumptions_on(kept, shown):
    about = About(shown.scenario)
    worried = kept[0] | {"under": ["somewhere/worried.yaml"]}
    assert regrets(about, [kept[0], kept[0]]) == []
    found = regrets(about, [kept[0], worried])
    assert {one.set for one in found} == {"as it is", "worried"}
    for one in found:
        assert one.alternatives == ["as it is", "no mediation", "zone"]
        assert min(one.regret) == 0
        best = min(one.level)
        assert one.regret == pytest.approx([level - best for level in one.level], rel=1e-2)
    (killed, _) = (one for one in found if one.read.startswith("Whether somebody is killed"))
    assert (killed.unit, killed.level[0] >= 1) == ("in 100", True)


def test_runs_of_the_same_futures_are_compared(kept, shown):
    folder = kept[1]
    (found,) = alternatives_of(shown.run, [Run.open(folder / "zone")])
    (name,) = found["alternatives"]
    assert "buffer_zone" in name
    assert comparison(shown, [found]).alternatives[0].people


def test_a_run_of_other_futures_is_refused_and_one_as_of_another_date_left_out(run, kept, shown):
    with pytest.raises(RunError, match="the futures that are there"):
        alternatives_of(shown.run, [run])
    early = Run(run.folder, replace(run.manifest, as_of="2030-03-05"))
    assert alternatives_of(shown.run, [early]) == []


def test_chains_that_a_single_future_has_are_not_told(shown):
    step = {"kind": "lethal", "item": "a", "target": ""}
    told = [{"what": "one thing"}, {"what": "another"}]
    chain = {"only": "other", "futures": 4, "others": 1, "steps": [step, step], "told": told}
    subject = {
        "section": "outcomes", "id": "confrontation.lethal", "label": "somebody is killed",
        "question": "How far?", "way": "appears", "futures": 5, "others": 35, "chains": [chain],
    }  # fmt: skip
    about = About(shown.scenario)
    (said,) = chain_words(about, [subject])
    assert said == (
        "“somebody is killed”: in 5 futures it comes only with the decision. In 4 of them this "
        "happens only with the decision (so too in 1 of the 35 other futures): "
        "one thing → another"
    )
    assert chain_words(about, [subject | {"chains": [chain | {"futures": 1}]}]) == []


DEADLINE = {
    "members": 60,
    "share": 0.5,
    "sets": {
        "as it is": [
            {
                "measure": "truce",
                "label": "A truce",
                "averts": {"name": "trapped", "label": "Trapped", "kind": "mean", "better": "low"},
                "last_responsible_day": "2030-03-26",
                "sure_until": None,
                "words": "last responsible day 2030-03-26",
            }
        ]
    },
}


def test_off_ramps_are_told_with_their_last_day():
    found = off_ramps([DEADLINE])
    assert found.off_ramps[0].last == "2030-03-26"
    assert found.caption.title == (
        "The first off-ramp to close is “A truce”: 26 March 2030 for less of: Trapped"
    )
    assert off_ramps([]) is None


def test_a_damaged_deadline_is_said_to_be():
    with pytest.raises(RunError, match="`offramp deadline --json` printed is damaged"):
        off_ramps([DEADLINE | {"sets": {"as it is": [{}]}}])


def test_files_are_sorted_by_what_they_hold(kept):
    sweep = {"method": "screen", "reads": {}}
    found = Given.of([kept[0], sweep, DEADLINE])
    assert (found.comparisons, found.sweeps, found.deadlines) == ([kept[0]], [sweep], [DEADLINE])
    for other in ({"something": "else"}, ["alternatives"], None):
        with pytest.raises(RunError, match="nothing that the page can show"):
            Given.of([other])  # type: ignore[list-item] # whatever a file may hold


def test_the_plainer_of_two_runs_is_what_the_other_is_compared_with(kept, shown):
    folder = kept[1]
    (found,) = alternatives_of(Run.open(folder / "zone"), [shown.run])
    (name,) = found["alternatives"]
    assert "buffer_zone" in name


def test_a_kept_side_of_a_comparison_is_not_compared_again(kept, shown):
    result, folder = kept
    sides = [Run.open(folder / name) for name in ("no-mediation", "zone")]
    assert alternatives_of(shown.run, sides, [result]) == []
    others = result | {"alternatives": {"zone": result["alternatives"]["zone"]}}
    (found,) = alternatives_of(shown.run, sides, [others])
    assert len(found["alternatives"]) == 1
    (found,) = alternatives_of(shown.run, sides, [result | {"seed": 77}])
    assert len(found["alternatives"]) == 2


def test_alternatives_with_the_same_numbers_are_told_as_one(kept, shown):
    sides = kept[0]["alternatives"]
    twice = kept[0] | {"alternatives": sides | {"zone again": sides["zone"]}}
    found = comparison(shown, [twice])
    assert found is not None
    assert [len(group) for group in alike(found.alternatives)] == [1, 2]
    assert "“zone” and “zone again” act alike here: " in found.caption.title
    assert "“no mediation”: " in found.caption.title
    assert len(list(decided(found))) == 2
    assert sentences(found).count("act alike here") == 1


def test_the_brief_says_what_was_compared(kept, shown):
    made = picture([shown.run], [kept[0]])
    assert "“zone”: " in made.answer.points[0]
    assert len(made.answer.points) <= 4
    assert any("“zone”: " in line.text for line in made.brief.lines)


def test_a_range_that_a_decision_lifts_is_said(kept):
    case = {"label": "war", "validated": False, "base": {"low": 0.0, "high": 0.001}}
    sides = {
        name: {"outcomes": {"how": {"cases": [case | {"other": {"low": 0.0, "high": high}}]}}}
        for name, high in (("zone", 0.108), ("force", 0.112), ("talks", 0.004))
    }
    assert risen([{"alternatives": sides}]) == {
        "war": "with “zone” or “force” up to 11 in 100, unvalidated"
    }
    assert risen([{"alternatives": {"talks": sides["talks"]}}]) == {}


@pytest.mark.parametrize(
    ("base", "other", "told"),
    [
        ([0, 1] * 20, [1, 1, 1, 0] * 10, True),
        ([0, 1] * 20, [0, 2, 0, 0] * 10, False),
        ([0, 0.5] * 20, [0, 1] * 20, False),
        ([0, 0] * 20, [0, 0] * 20, False),
    ],
)
def test_an_indicator_of_nought_or_one_is_told_in_100(base, other, told):
    assert yes_or_no(np.array(base, float), np.array(other, float)) is told


def effect(name, better="", *, other=12.0, higher=10.0):
    change = Difference(mean=other - 2, low=4, high=16)
    return Effect(
        id=name,
        label=name,
        unit="in 100",
        better=better,
        base=2.0,
        other=other,
        difference=change,
        lower=0.0,
        higher=higher,
        unchanged=100 - higher,
        pairing=1.0,
        material=True,
    )


def test_an_indicator_that_counts_what_a_case_counts_is_told_once_and_judges_it():
    told = [effect("end.war"), effect("killed", "low"), effect("warm", "low", other=13.0)]
    found = once(told, {"end.war"})
    assert [(one.id, one.better) for one in found] == [("end.war", "low"), ("warm", "low")]


def test_an_indicator_that_moves_nowhere_is_told_beside_a_case_that_does_not_either():
    still = [effect("end.war", higher=0.0), effect("killed", "low", higher=0.0)]
    assert once(still, {"end.war"}) == still
