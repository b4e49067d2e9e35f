import math
from typing import Any

import pytest

from offramp.results import labels
from offramp.results.clauses import Happening, clause
from offramp.results.errors import WrongQuestionError
from offramp.results.past import Past
from offramp.results.telling import tell
from tests.ensemble.double import made_up_scenario


def happening(kind, item="", **more):
    blank: dict[str, Any] = {
        "member": 0,
        "event": 0,
        "day": 3,
        "actor": "",
        "target": "",
        "place": "",
    }
    blank |= {"magnitude": math.nan, "rule": "", "where": "", "inputs": ()}
    return Happening(**blank | {"kind": kind, "item": item} | more)


@pytest.mark.parametrize(
    ("it", "says"),
    [
        (happening("observed", "invasion", rule="events.invasion"), "Corland invades Ardenia"),
        (
            happening("in_force", "consult", rule="events.call", actor="AAA"),
            "Ardenia asks for consultations",
        ),
        (happening("observed", "gone", rule="events.gone"), "gone"),
        (
            happening("phase", "besieged", place="east", magnitude=0.9),
            "fighting in the East stood at 0.9 on a scale to 1, with the way out closed by siege",
        ),
        (happening("proposed", "zone", actor="BBB"), "Borvia proposed “buffer zone”"),
        (
            happening(
                "adopted", "zone", actor="BBB", rule="procedures.all",
                inputs=(("AAA", 1.0), ("BBB", 2.0)),
            ),
            "Borvia adopted “buffer zone”, with all 2 named members for it",
        ),
        (
            happening(
                "rejected", "zone", actor="BBB", rule="procedures.all",
                inputs=(("AAA", 1.0), ("BBB", -2.0), ("CCC", 0.5)),
            ),
            "Borvia rejected “buffer zone”, with 2 of 3 named members for it (Borvia against)",
        ),
        (
            happening(
                "rejected", "zone", actor="BBB", rule="procedures.all",
                inputs=(("AAA", 1.0), ("BBB", -2.0), ("CCC", -0.5)),
            ),
            "Borvia rejected “buffer zone”, with 1 of 3 named members for it (Ardenia for)",
        ),
        (happening("adopted", "zone", actor="BBB"), "Borvia decided on “buffer zone”"),
        (
            happening("in_force", "zone", actor="BBB", rule="measures.zone"),
            "“buffer zone” came into force (Borvia)",
        ),
        (happening("ended", "zone"), "“buffer zone” ended"),
        (happening("threshold", "strained"), "reception strain in Ardenia passed one half"),
        (
            happening("crossed", "no_zone", target="CCC"),
            "a red line of Corland was crossed: “no troops in the East”",
        ),
        (
            happening("answered", "no_zone", actor="CCC", target="zone"),
            "Corland answered the crossing of “no troops in the East” with “buffer zone”",
        ),
        (
            happening("unanswered", "no_zone", actor="CCC"),
            "Corland left the crossing of “no troops in the East” unanswered",
        ),
        (
            happening(
                "incident", "patrols", actor="AAA", target="CCC", inputs=(("deliberate", 1.0),)
            ),
            "a deliberate incident in which nobody was killed between Ardenia and Corland: "
            "“patrols meet”",
        ),
        (
            happening(
                "lethal", "patrols", actor="AAA", target="CCC", place="east",
                inputs=(("inadvertent", 1.0), ("pain", 2.0)),
            ),
            "an inadvertent incident that killed somebody between Ardenia and Corland at the East: "
            "“patrols meet”",
        ),
        (
            happening("finding", "talks", target="contested"),
            "what Article 4 of the Pact of Ardenport asks for was found contested",
        ),
        (
            happening("finding", "talks", target="contested", inputs=(("pain", 1.0),)),
            "what Article 4 of the Pact of Ardenport asks for was found contested, and pain holds "
            "in this future",
        ),
        (
            happening("finding", "talks", target="contested", inputs=(("pain", 0.0),)),
            "what Article 4 of the Pact of Ardenport asks for was found contested, and none of the "
            "disputed readings holds in this future",
        ),
        (
            happening("rung_up", "clash", actor="AAA", target="CCC"),
            "Ardenia and Corland climbed to the rung “Clash”",
        ),
        (
            happening("rung_down", "calm", actor="AAA", target="CCC"),
            "Ardenia and Corland came down to the rung “calm”",
        ),
        (
            happening("outcome", "end", target="quiet"),
            "this future answers “How does it end?” with “quietly”",
        ),
        (
            happening("siege", "siege", place="east", magnitude=0.0),
            "the siege was closing in on the East, with the way out now closed by siege",
        ),
        (
            happening("relief", "relief", place="east", magnitude=0.5),
            "the siege loosened around the East, with the way out now partly closed",
        ),
        (happening("rung_sideways", "clash"), "rung sideways: clash"),
    ],
)  # fmt: skip
def test_every_kind_of_event_is_told(it, says):
    assert clause(made_up_scenario(), it) == says


def test_the_observed_chain_names_rule_law_and_source(whole):
    observed, hypothesised = whole.explain().accounts
    text = str(observed)
    assert text.startswith(
        "The commonest observed chain (history, by the causes that the model names): in all 300 "
        "futures, given these assump"
    )
    assert "1. On 1 March 2030 (day 0): Corland invades Ardenia." in text
    assert "law: Pact of Ardenport, Article 4 (CONSULT): Parties consult when" in text
    assert "rule: events.yaml:11, events.call; source: Almanac (grade C3)" in text
    lead = "The commonest hypothesised chain (about three things or more): in "
    assert hypothesised.title.startswith(lead)


def test_judgement_is_told_with_its_basis(whole):
    text = str(whole.explain("zone"))
    assert "judgement: as the story goes" in text
    assert "worth 0.75, beside 0 for waiting, chance apart: relief 1.25, risk -0.5" in text
    assert "because: " in text


def test_an_outcome_is_found_by_question_case_or_both(whole):
    by_case = whole.explain("clash")
    assert "The commonest way to “in a clash” (How does it end?): in " in str(by_case)
    assert str(whole.explain("end.clash")) == str(by_case)
    assert "(How does it end?)" in str(whole.explain("end"))
    never = str(whole.explain("war"))
    assert "range only, since nobody has seen its like" in never
    assert " in 100" not in never


def test_one_event_of_one_future(whole):
    account = whole.explain(member=3, event=2).accounts[0]
    assert account.title == "Future 3, event 2."
    assert [step.event for step in account.steps] == [0, 1, 2]
    assert account.steps[2].because == ("step 2", "step 1")
    assert whole.explain(member=3).accounts[0].steps
    assert whole.explain("consult", member=3).accounts[0].steps[-1].event == 2


def test_it_goes_into_plain_data(whole):
    found = whole.explain(member=3, event=2).to_dict()
    step = found["chains"][0]["steps"][2]
    assert (step["day"], step["date"], step["rule"]) == (1, "2030-03-02", "events.call")
    assert step["source"].startswith("Almanac")
    assert repr(whole.explain(member=3, event=2)).startswith("Future 3, event 2.")


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"member": 300}, "this run has no future 300: its futures are 0 to 299"),
        ({"member": 0, "event": 9999}, "future 0 has no event 9999: they are numbered 0 to"),
        ({"event": 3}, "event 3 of which future"),
        ({"outcome": "clsh"}, "nothing in this run is called `clsh`: did you mean"),
        ({"outcome": "xyzzyx"}, "nothing in this run is called `xyzzyx`: the outcomes are end"),
        ({"outcome": "no_zone"}, "no future of this run has an event about `no_zone`"),
        ({"outcome": "zone", "member": 5}, "future 5 has no event about `zone` to explain"),
    ],
)
def test_what_is_not_there_is_a_sentence(whole, given, says):
    with pytest.raises(WrongQuestionError, match=says):
        whole.explain(**given)


def test_numbers_that_decided_are_called_what_people_call_them():
    scenario = made_up_scenario()
    assert labels.number(scenario, "strain.AAA") == "strain, Ardenia"
    assert labels.number(scenario, "perceived_threat.CCC") == "perceived threat, Corland"
    assert labels.number(scenario, "rung.AAA_CCC") == "rung, Ardenia and Corland"
    assert labels.number(scenario, "domestic_cost") == "domestic cost"
    named = {"pain": scenario.quantities["pain"].model_copy(update={"label": "how it hurts"})}
    scenario = scenario.model_copy(update={"quantities": named})
    assert labels.number(scenario, "pain") == "how it hurts"
    assert labels.source(scenario, "quantities.pain") == "judgement: made up"
    assert labels.source(scenario, "quantities.none") == ""


def test_conditions_that_held_are_told_as_yes(whole):
    class One(Past):
        def __init__(self, inputs):
            self.member = 0
            self.happenings = [happening("threshold", "strained", inputs=inputs)]
            self._causes = [()]

    inputs = (
        ("ever.patrols.lethal", 1.0),
        ("ever.patrols", 0.0),
        ("in_force.zone", 1.0),
        ("since.strained", 4.0),
        ("count.patrols", 2.0),
        ("strain.AAA", 0.5),
    )
    (step,) = tell(whole.scenario, One(inputs), [0])
    assert step.decided_by == (
        ("“patrols meet” with people killed", "yes"),
        ("“buffer zone” in force", "yes"),
        ("days since “strained”", "4"),
        ("times of “patrols meet”", "2"),
        ("strain, Ardenia", "0.5"),
    )
    (step,) = tell(whole.scenario, One((("ever.patrols", 0.0),)), [0])
    assert "what decided it: “patrols meet”: no" in str(step)


def test_repeats_are_told_once(whole):
    class Repeating(Past):
        def __init__(self):
            self.member = 0
            self.happenings = [
                happening("threshold", "strained", event=0, day=1),
                happening("threshold", "strained", event=1, day=2),
                happening("proposed", "zone", event=2, day=3, actor="BBB"),
            ]
            self._causes = [(), (0,), (0, 1)]

    steps = tell(whole.scenario, Repeating(), [0, 1, 2])
    assert len(steps) == 2
    assert steps[0].sentence.endswith("(the like happened 2 times in a row).")
    assert steps[1].because == ("step 1",)


def test_all_that_led_to_an_event_can_be_seen(whole):
    past = Past.of(whole.data, 3)
    assert past.ancestors(2) == {0: (), 1: (0,), 2: (1, 0)}
