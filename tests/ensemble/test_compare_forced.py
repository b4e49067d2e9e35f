"""Comparing a tiny crisis of which every difference is known."""

from datetime import date, datetime

import numpy as np
import pytest

import offramp
from offramp.api.scenario import loaded_from
from offramp.model.problems import ScenarioError
from tests.ensemble.asked import DAYS, small
from tests.small_crisis import number

MEMBERS, DAY = 80, 6
FORCED = "2030-01-07"
"""Day 6."""
ADDS = 3


@pytest.fixture(scope="module")
def scenario(tmp_path_factory):
    """Nobody would shield; while it is in force there is more pain, which hurts the lucky."""
    reading = small(
        tmp_path_factory.mktemp("shield"),
        measures={
            "shield": {
                "label": "a shield",
                "by": "BBB",
                "proposers": ["AAA", "CCC"],
                "when": "day < 0",
                "utility": {"worth": "worth"},
                "effects": [{"on": "pain", "add": number(ADDS)}],
                "lead_time": number(2, "day"),
            },
            "beg": {
                "by": "CCC",
                "when": "day < 0",
                "utility": {"worth": "worth"},
                "calendar": ["2030-01-05"],
            },
        },
        thresholds={
            "hurt": {
                "when": "pain > 2 and luck > 0",
                "actor": "BBB",
                "place": "town",
                "text": "it hurts",
                "source": "judgement",
                "basis": "made up",
            }
        },
        outcomes={
            "end": {
                "label": "Does it hurt?",
                "cases": [
                    {"id": "yes", "label": "yes", "when": "ever.hurt"},
                    {"id": "no", "label": "no", "otherwise": True},
                ],
            }
        },
        mechanisms={},
        links={},
    )
    return loaded_from(reading)


@pytest.fixture(scope="module")
def found(scenario):
    sides = {
        "forced": scenario.forcing("shield", FORCED, actor="BBB"),
        "ordered": scenario.ordered("shield", FORCED),
        "same": scenario.forbidding("beg"),
    }
    return offramp.compare(scenario, sides, members=MEMBERS, block=32, threads=2).summary


def lucky(scenario):
    engine = offramp.Engine(scenario)
    state = engine.begin(np.arange(MEMBERS), seed=1)
    return state.quantity("luck") > 0


def test_what_is_forced_is_in_force_that_day_and_ordered_waits_for_its_lead_time(found):
    for name, first in (("forced", DAY), ("ordered", DAY + 2)):
        pain = found["alternatives"][name]["indicators"]["pain"]
        exact = ADDS * (DAYS - first)
        assert pain["difference"] == {"mean": exact, "low": exact, "high": exact}
        assert (pain["lower"], pain["higher"], pain["unchanged"]) == (0, 100, 0)


def test_the_chain_that_makes_the_difference_is_told_with_its_rule(found, scenario):
    lucky_ones = int(lucky(scenario).sum())
    assert 0 < lucky_ones < MEMBERS
    forced = found["alternatives"]["forced"]
    answer = next(one for one in forced["chains"] if one["section"] == "outcomes")
    assert (answer["id"], answer["way"]) == ("end.yes", "appears")
    assert (answer["futures"], answer["others"]) == (lucky_ones, MEMBERS - lucky_ones)
    (chain,) = answer["chains"]
    assert (chain["only"], chain["futures"], chain["against"]) == ("other", lucky_ones, 0)
    assert chain["others"] == 0
    steps = [(step["kind"], step["item"]) for step in chain["steps"]]
    assert steps == [("in_force", "shield"), ("threshold", "hurt"), ("outcome", "end")]
    told = chain["told"]
    assert told[0]["sentence"].startswith(
        "On 7 January 2030 (day 6): this analysis puts “a shield”"
    )
    assert told[0]["rule"] == f"orders.force_shield@{FORCED}"
    assert told[1]["sentence"].endswith("it hurts.")
    assert told[1]["where"].endswith(tuple("0123456789"))
    assert lucky(scenario)[chain["example"]["member"]]
    worse = next(one for one in forced["chains"] if one["id"] == "pain")
    assert (worse["way"], worse["futures"], worse["others"]) == ("worse", MEMBERS, 0)


def test_the_same_on_both_sides_is_no_difference_and_no_chain(found):
    same = found["alternatives"]["same"]
    assert same["chains"] == []
    for told in same["indicators"].values():
        if "difference" in told:
            assert told["difference"] == {"mean": 0, "low": 0, "high": 0}
            assert told["pairing"]["times"] is None
    assert same["outcomes"]["end"]["cases"][0]["appears_in"] == 0


def test_what_is_laid_on_each_side_is_kept(found):
    laid = {name: one["laid"] for name, one in found["alternatives"].items()}
    assert laid == {
        "forced": [f"force shield@{FORCED}"],
        "ordered": [f"order shield@{FORCED}"],
        "same": ["forbid beg"],
    }


def test_forbidden_to_one_of_several_it_may_come_from_another(scenario):
    assert scenario.forbidding("shield", actor="AAA").measures["shield"].proposers == ("CCC",)
    assert scenario.forbidding("shield", actor="BBB").measures["shield"].disabled
    alone = scenario.forbidding("shield", actor="AAA").forbidding("shield", actor="CCC")
    assert alone.measures["shield"].disabled
    forced = scenario.forcing("shield", date(2030, 1, 7))
    assert scenario.forcing("shield", datetime(2030, 1, 7, 12)).orders == forced.orders
    assert forced.forbidding("shield").orders[f"force_shield@{FORCED}"].disabled


@pytest.mark.parametrize(
    ("measure", "day", "actor", "said"),
    [
        ("shild", FORCED, "", 'there is no measure "shild" in small.*did you mean "shield"'),
        ("shield", FORCED, "AAB", 'there is no actor "AAB" in small.*did you mean "AAA"'),
        ("beg", FORCED, "AAA", '"beg" is not for AAA to take.*CCC carries it out'),
        ("shield", "2029-12-01", "", "on 2029-12-01: the run begins on 2030-01-01"),
        ("shield", "2031-01-01", "", "on 2031-01-01: the run ends on 2030-01-20"),
        ("shield", "7.1.2030", "", '"7.1.2030" is no date'),
        ("shield", 20, "", "20 is no date.*write it as 2030-04-01"),
    ],
)
def test_what_cannot_be_forced_is_refused_with_a_sentence(scenario, measure, day, actor, said):
    with pytest.raises(ScenarioError, match=f"(?s){said}"):
        scenario.forcing(measure, day, actor=actor)


def test_neither_what_is_switched_off_nor_what_history_decides_is_forced(scenario):
    with pytest.raises(ScenarioError, match="is switched off"):
        scenario.forbidding("shield").forcing("shield", FORCED)
    ardenia = offramp.load("ardenia")
    with pytest.raises(ScenarioError, match="history decides on it until 2030-03-11"):
        ardenia.forcing("buffer_zone", "2030-03-02")
