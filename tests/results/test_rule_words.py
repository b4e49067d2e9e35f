import json

import pytest

from offramp.model.expression import Expression
from offramp.results.conditions import condition
from offramp.results.rule_words import rests_on, rule_words
from offramp.results.stood import stood
from tests.ensemble.double import made_up_scenario, quantity

SCENARIO = made_up_scenario()


@pytest.mark.parametrize(
    ("expression", "says"),
    [
        ("strain.AAA > pain", "strain, Ardenia is above pain"),
        ("ever.patrols and not in_force.zone",
         "“patrols meet” has come and “buffer zone” is not in force"),
        ("not ever.patrols", "“patrols meet” has not come"),
        ("(ever.patrols or proposed.zone) and pain < 1",
         "(“patrols meet” has come or “buffer zone” is proposed) and pain is below 1"),
        ("2 * (pain + load)", "2 times (pain plus load)"),
        ("pain if ever.patrols else 0", "pain where “patrols meet” has come, else 0"),
        ("1 if ever.patrols else 0", "1 where “patrols meet” has come, else 0"),
        ("-pain", "minus pain"),
        ("max(sum(trapped), 1)", "the largest of all of trapped and 1"),
        ("perceived_threat.self > pain", "perceived threat, its own is above pain"),
        ("since.patrols < pain", "days since “patrols meet” is below pain"),
        ("0 < pain <= 1", "0 is below pain and is at most 1"),
        ("not (pain > 1)", "it does not hold that pain is above 1"),
        ("true", "always"),
    ],
)  # fmt: skip
def test_expressions_are_said_in_words(expression, says):
    assert condition(SCENARIO, Expression(expression)) == says


@pytest.mark.parametrize(
    ("path", "kind", "says"),
    [
        ("events.invasion", "observed", "A dated record (checked), known on 1 March 2030"),
        ("measures.zone", "proposed", "Borvia may take it up. Who carries it out decides alone."),
        ("measures.zone", "in_force", "It comes into force on the day on which it is adopted."),
        ("measures.zone", "ended", "It stays in force until something ends it."),
        ("procedures.all", "adopted", "It is decided by consensus: nobody objects. Positions"),
        ("thresholds.strained", "threshold", "On the day on which this comes true: strain, Ard"),
        ("contacts.patrols", "lethal", "Incidents a day: inadvertent 0; deliberate 0. An incident"),
        ("red_lines.no_zone", "crossed", "Crossed when “buffer zone” is in force. Corland then"),
        ("provisions.talks", "finding", "Met when “invasion” has come."),
        ("orders.zone", "in_force", "An assumption of this analysis"),
        ("series.counts", "phase", "Observed: history imposes it."),
        ("ladder.rungs.clash", "rung_up", "The two sides stand at least on the rung"),
        ("nothing.of_the_kind", "", ""),
    ],
)
def test_rules_say_what_they_do(path, kind, says):
    told = rule_words(SCENARIO, path, kind)
    assert told.startswith(says)
    assert bool(told) == bool(says)


def test_a_measure_says_how_long_it_takes():
    own = made_up_scenario(
        measures={"zone": {"by": "BBB", "lead_time": quantity(unit="day"), "duration": "pain"}}
    )
    assert rule_words(own, "measures.zone", "in_force").endswith("0.5 day after it is adopted.")
    assert "(pain: 0.5)" in rule_words(own, "measures.zone", "ended")


def test_a_rule_rests_on_its_source_and_on_those_of_its_numbers():
    own = made_up_scenario(
        quantities={"pain": quantity(source="almanac"), "load": quantity()},
    )
    assert rests_on(SCENARIO, "measures.consult") == ("almanac",)
    assert rests_on(SCENARIO, "thresholds.strained") == ()
    assert rests_on(own, "thresholds.strained") == ("almanac",)
    assert rests_on(own, "nothing.of_the_kind") == ()


def test_values_stand_where_the_folder_says(tmp_path):
    (tmp_path / "provenance.json").write_text(
        json.dumps({"files": {}, "places": {"measures.zone": "a/measures.yaml:7:3"}})
    )
    where = stood(tmp_path)
    assert where("measures.zone") == where("measures.zone.lead_time") == "a/measures.yaml:7"
    assert where("quantities.pain") == ""


@pytest.mark.parametrize("text", ["", "[]", '{"places": 3}', "{"])
def test_a_damaged_folder_says_nothing(tmp_path, text):
    (tmp_path / "provenance.json").write_text(text)
    assert stood(tmp_path)("measures.zone") == ""
