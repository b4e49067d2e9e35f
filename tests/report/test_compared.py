"""What a comparison found, in words: on effects that are made up, one thing at a time."""

import pytest

from offramp.report.build.compared import alike, decided, does, risen, sentences
from offramp.report.build.picture import picture
from offramp.report.picture.base import Caption, Difference
from offramp.report.picture.decisions import Alternative, Comparison, Effect


def effect(label, base, other, *, unit="person", material=True, better="low", **more):
    mean = 1.0 if None in (base, other) else other - base
    return Effect(
        id=label, label=label, unit=unit, better=better, base=base, other=other,
        difference=Difference(mean=mean, low=mean - 1, high=mean + 1),
        lower=0.0, higher=100.0, unchanged=0.0, pairing=1.0, material=material, **more,
    )  # fmt: skip


def alternative(name, people=(), contact=()):
    return Alternative(
        name=name, change=[], people=list(people), contact=list(contact), others=[], chains=[],
        unseen=[],
    )  # fmt: skip


def compared(*alternatives):
    return Comparison(
        caption=Caption(title="", note="", source=""), members=100, alternatives=alternatives,
        regrets=[], warnings=[],
    )  # fmt: skip


TRAPPED = effect("Trapped", 4000, 9000)
KILLED = effect("Somebody is killed", 9, 72, unit="in 100")


def test_alternatives_that_differ_beyond_the_first_result_are_not_told_as_one():
    zone = alternative("zone", [TRAPPED], [KILLED])
    same = alternative("zone again", [TRAPPED], [KILLED])
    other = alternative("zone and more", [TRAPPED, effect("Strained", 10, 30)], [KILLED])
    assert does(zone) == does(other)
    assert [[one.name for one in group] for group in alike([zone, same, other])] == [
        ["zone", "zone again"],
        ["zone and more"],
    ]


def test_alternatives_that_differ_by_little_of_what_chance_leaves_act_alike():
    def mandate(name, killed):
        return alternative(name, [TRAPPED], [KILLED, effect("Clashes", 1.0, killed, unit="in 100")])

    groups = alike([mandate("EU", 23.0), mandate("NATO", 23.3), mandate("UN", 24.0)])
    assert [len(group) for group in groups] == [2, 1]


def test_levels_are_told_as_finely_as_they_differ():
    rung = effect("Rung", 3.06, 3.048, unit="")
    assert does(alternative("talks", [], [rung])) == "Rung 3.06 → 3.05"


def test_a_change_that_rounding_hides_is_told_by_how_much():
    hidden = effect("Trapped", 1_300_000, 1_310_000)
    assert does(alternative("zone", [hidden])) == "Trapped +10,000"
    assert does(alternative("zone", [TRAPPED])) == "Trapped 4,000 → 9,000"


def test_contact_is_not_spoken_of_where_nothing_was_read_of_it():
    assert sentences(compared(alternative("aid", [TRAPPED]))).endswith("(+5,000, 5,000 to 5,000).")
    (told,) = decided(compared(alternative("aid", [TRAPPED])))
    assert "ontact" not in told[0]
    still = effect("Somebody is killed", 9, 9, unit="in 100", material=False)
    (told,) = decided(compared(alternative("aid", [TRAPPED], [still])))
    assert told == (
        "“aid”: Trapped from 4,000 to 9,000 (+5,000, 5,000 to 5,000). "
        "Contact of the two sides: no change beyond chance.",
        "",
    )


def test_the_most_different_are_found_by_how_often_contact_comes():
    counted = effect("Deaths", 0, 5000, unit="")
    told = sentences(
        compared(
            alternative("deaths", [TRAPPED], [counted]),
            alternative("zone", [TRAPPED], [KILLED]),
            alternative("calm", [TRAPPED], [effect("Somebody is killed", 9, 2, unit="in 100")]),
        )
    )
    assert told.startswith("“zone”: ")
    assert "“calm”: " in told
    assert "deaths" not in told


def test_an_effect_without_a_level_is_not_told():
    bare = effect("Trapped", None, 9000)
    assert does(alternative("zone", [bare])) == "no change for people beyond chance"
    assert "from 0" not in sentences(compared(alternative("zone", [bare], [KILLED])))


@pytest.mark.parametrize(("high", "said"), [(0.005, "up to 1 in 100"), (0.016, "up to 2 in 100")])
def test_no_range_is_lifted_to_nothing(high, said):
    case = {"label": "war", "validated": False, "base": {"high": 0.0}, "other": {"high": high}}
    sides = {"zone": {"outcomes": {"how": {"cases": [case]}}}}
    assert risen([{"alternatives": sides}]) == {"war": f"with “zone” {said}, unvalidated"}


def test_what_a_decision_lifts_is_told_of_comparisons_of_this_scenario_only(run):
    unseen = [
        case["label"]
        for question in run.summary["outcomes"].values()
        for case in question["cases"]
        if case.get("validated") is False
    ]
    lifted = {
        "label": unseen[0], "validated": False, "base": {"high": 0.0}, "other": {"high": 1.0},
    }  # fmt: skip
    sides = {"zone": {"outcomes": {"how": {"cases": [lifted]}}}}
    elsewhere = {"id": "elsewhere", "title": "Elsewhere"}
    made = picture([run], [{"alternatives": sides, "members": 40, "scenario": elsewhere}])
    assert made.comparison is None
    assert not any("zone" in point for point in made.answer.points)
    assert any("not shown: the comparison" in notice.lower() for notice in made.head.notices)
