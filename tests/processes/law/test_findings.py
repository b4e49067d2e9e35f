"""When a provision is found met: bound parties, triggers, attacks, exceptions, readings."""

from datetime import date
from typing import Any

import numpy as np
import pytest

from offramp.model.law import Example
from offramp.reading.examples.facts import Facts
from offramp.reading.examples.judge import judge_provision
from offramp.testing import check_process
from tests.small_crisis import begin, close, crisis, events, number, run

TREATY = {"pact": {"title": "Pact", "parties": ["AAA", "BBB"]}}
RULE: dict[str, Any] = {
    "treaty": "pact",
    "article": "Article 1",
    "text": "A rule.",
    "consequence": "CONSULT",
}


def law(treaty=None, provisions=None, **changes):
    treaties = {"pact": TREATY["pact"] | (treaty or {})}
    return crisis(treaties=treaties, provisions=provisions or {"rule": RULE}, **changes)


def found(state, key="rule"):
    return state["finding"][:, state.layout.position("provisions", key)]


def days_met(scenario, days, key="rule"):
    engine, state = begin(scenario, 3)
    met = []
    for day in range(days):
        engine.step(state)
        if (found(state, key) == 1).all():
            met.append(day)
    return met


def test_a_rule_holds_while_its_treaty_and_it_are_in_force():
    assert days_met(law(), 5) == [0, 1, 2, 3, 4]
    assert days_met(law({"in_force": "2030-01-03"}), 5) == [2, 3, 4]
    rule = RULE | {"in_force": "2030-01-02", "until": "2030-01-03"}
    assert days_met(law(provisions={"rule": rule}), 5) == [1, 2]


def test_only_a_party_may_invoke_it_and_from_the_day_it_is_one():
    rule = RULE | {"invokers": ["CCC"]}
    assert days_met(law(provisions={"rule": rule}), 5) == []
    joined: dict[str, Any] = {"joins": {"CCC": "2030-01-03"}, "leaves": {"CCC": "2030-01-05"}}
    assert days_met(law(joined, {"rule": rule}), 6) == [2, 3]
    excepted = {"reservations": {"CCC": {"text": "Not us.", "until": "2030-01-03"}}}
    assert days_met(law(joined | excepted, {"rule": rule}), 6) == [3]


def test_self_is_each_of_those_who_may_invoke_it_on_the_day():
    rule = RULE | {"trigger": "unease.self > 0"}
    uneasy = {"unease": number(0) | {"over": "actors", "each": {"CCC": number(1)}}}
    uneasy["unease"]["each"]["CCC"].pop("unit")
    assert days_met(law(provisions={"rule": rule}, quantities=uneasy), 3) == []
    joined = {"joins": {"CCC": "2030-01-02"}}
    assert days_met(law(joined, {"rule": rule}, quantities=uneasy), 3) == [1, 2]


def test_an_exception_of_one_invoker_leaves_the_others():
    rule = RULE | {"exceptions": {"calm": {"when": "unease.self > 0"}}}
    uneasy = number(0) | {"over": "actors", "each": {"AAA": number(1)}}
    uneasy["each"]["AAA"].pop("unit")
    assert days_met(law(provisions={"rule": rule}, quantities={"unease": uneasy}), 1) == [0]
    rule = rule | {"invokers": ["AAA"]}
    assert days_met(law(provisions={"rule": rule}, quantities={"unease": uneasy}), 1) == []


def test_what_names_no_party_is_custom_and_binds_everybody():
    rule = RULE | {"invokers": ["CCC"]}
    assert days_met(law({"parties": []}, {"rule": rule}), 1) == [0]


def attack(hits, soil="", attacked=None):
    """A contact that kills somebody of `hits` on day 0 for sure."""
    rule = RULE | {"attack": attacked or {}}
    contact = {
        "dyad": "AAA_BBB",
        "rates": {"deliberate": "often"},
        "lethal": number(1),
        "rung": "clash",
        "soil": soil,
        "hits": hits,
    }
    willing = {"willing": {"kind": "group", "members": ["BBB", "CCC"]}}
    return law(
        provisions={"rule": rule},
        contacts={"raid": contact},
        actors=willing,
        quantities={"often": number(50, "1/day")},
    )


def test_an_attack_counts_where_it_hits_a_party_on_the_soil_of_one():
    assert days_met(attack(["BBB"], "AAA"), 1) == [0]
    assert days_met(attack(["CCC"], "AAA"), 1) == []
    assert days_met(attack(["BBB"], "CCC"), 1) == []
    assert days_met(attack(["BBB"], "CCC", {"soil": ["CCC"]}), 1) == [0]
    assert days_met(attack(["CCC"], "AAA", {"on": ["CCC"]}), 1) == [0]


def test_several_states_that_act_as_one_are_hit_where_one_of_them_is():
    assert days_met(attack(["willing"], "AAA"), 1) == [0]


def test_an_attack_that_is_nowhere_is_outside_but_for_a_scope_without_bounds():
    assert days_met(attack(["BBB"]), 1) == []
    sea = {"label": "the sea", "south": 0, "north": 10, "west": 0, "east": 10}
    assert days_met(attack(["BBB"], attacked={"areas": [sea]}), 1) == []
    assert days_met(attack(["BBB"], attacked={"areas": [{"label": "anywhere"}]}), 1) == [0]


def struck_at(day, treaty, readings=()):
    """A raid on CCC in its own town, ordered for one day, under a pact of changing parties."""
    return law(
        treaty,
        {"rule": RULE | {"attack": {}, "readings": list(readings), **readings_of(readings)}},
        measures={"raid": {"by": "AAA", "hits": ["CCC"], "soil": "CCC"}},
        orders={"it": {"measure": "raid", "day": day, "stage": "in_force"}},
        quantities=dict.fromkeys(readings, DISPUTED),
    )


DISPUTED = {"chance": 0.5, "unit": "1", "source": "judgement", "basis": "disputed"}


def readings_of(readings):
    return {"trigger": f"{readings[0]} >= 0"} if readings else {}


LATER = {"joins": {"CCC": "2030-01-03"}, "leaves": {"CCC": "2030-01-05"}}


@pytest.mark.parametrize("readings", [(), ("broad",)])
@pytest.mark.parametrize(
    ("day", "days"),
    [
        ("2030-01-02", []),
        ("2030-01-03", [2, 3, 4, 5]),
        ("2030-01-04", [3, 4, 5]),
        ("2030-01-05", []),
    ],
)
def test_who_was_a_party_on_the_day_of_an_attack_says_whether_it_counts(day, days, readings):
    assert days_met(struck_at(day, LATER, readings), 6) == days


def test_an_example_judges_an_attack_by_its_own_day_as_a_run_does():
    scenario = struck_at("2030-01-03", LATER)

    def verdict(**days):
        attack = {"on": "CCC", "soil": "CCC", **days}
        given = {"on": "2030-01-06", "attack": attack}
        return judge_provision(
            Facts.of(scenario, Example(says="It is so.", given=given, expected="met")), "rule"
        )

    assert verdict(day="2030-01-03").verdict == "met"
    assert verdict(day="2030-01-02").verdict == "not met"
    assert "none of the parties on 2030-01-02" in verdict(day="2030-01-02").why
    assert verdict().verdict == "not met"


def test_an_attack_before_the_treaty_was_in_force_never_counts():
    treaty = {"parties": ["AAA", "CCC"], "in_force": "2030-01-03"}
    assert days_met(struck_at("2030-01-02", treaty), 5) == []
    assert days_met(struck_at("2030-01-03", treaty), 5) == [2, 3, 4]


def test_an_attack_that_comes_after_the_law_of_its_day_is_judged_by_that_day_all_the_same():
    scenario = attack(["BBB"], "AAA")
    late = [name for name in scenario.order if name != "law"]
    late.insert(late.index("contact"), "law")
    late = scenario.model_copy(update={"order": tuple(late)})
    assert days_met(late, 3) == [1, 2]
    treaty = scenario.treaties["pact"].model_copy(update={"leaves": {"BBB": date(2030, 1, 2)}})
    left = late.model_copy(update={"treaties": {"pact": treaty}})
    assert days_met(left, 3) == [1, 2]


def test_a_fork_remembers_what_was_struck():
    engine, state = begin(attack(["BBB"], "AAA"), 3)
    engine.step(state)
    fork = engine.fork(state, 2)
    fork["signal_day"][:] = -np.inf
    engine.step(fork)
    assert (found(fork) == 1).all()


def test_a_finding_names_the_attack_as_its_cause():
    state = run(attack(["BBB"], "AAA"), 1, 20)
    lethal = {e["member"]: e["event"] for e in events(state, "lethal")}
    findings = events(state, "finding")
    assert len(findings) == 20
    assert all(e["causes"] == [lethal[e["member"]]] for e in findings)


def readings(trigger, **chances):
    quantities = {
        name: {"chance": p, "unit": "1", "source": "judgement", "basis": "disputed"}
        for name, p in chances.items()
    }
    rule = RULE | {"trigger": trigger, "readings": list(chances)}
    return law(provisions={"rule": rule}, quantities=quantities)


def test_what_hangs_on_a_reading_is_contested_and_each_member_goes_by_its_own():
    state = run(readings("broad > 0", broad=0.3), 1, 20_000)
    assert (found(state) == 2).all()
    assert close(state["met_here"].mean(), 0.3, 20_000)
    signal = state["signal_count"][:, state.layout.signal("rule")] > 0
    np.testing.assert_array_equal(signal, state["met_here"][:, 0])
    log = events(state, "finding")
    assert {e["target"] for e in log} == {"contested"}
    assert [bool(e["inputs"]["broad"]) for e in log] == signal.tolist()


def test_what_is_met_or_not_by_every_reading_is_not_contested():
    assert (found(run(readings("broad >= 0", broad=0.3), 1, 50)) == 1).all()
    assert (found(run(readings("broad > 1", broad=0.3), 1, 50)) == 0).all()


def test_readings_are_gone_through_together():
    state = run(readings("broad > 0 and not narrow > 0", broad=0.5, narrow=0.5), 1, 20_000)
    assert (found(state) == 2).all()
    assert close(state["met_here"].mean(), 0.25, 20_000)


def test_a_finding_is_logged_again_once_a_members_own_reading_makes_it_met():
    state = run(readings("broad > 0 or day > 1", broad=0.5), 3, 400)
    log = events(state, "finding")
    for member in range(400):
        own = [e for e in log if e["member"] == member]
        if own[0]["inputs"]["broad"]:
            assert [e["day"] for e in own] == [0]
        else:
            assert [(e["day"], e["target"]) for e in own] == [(0, "contested"), (2, "met")]


def test_the_process_keeps_the_contract():
    check_process("law", readings("broad > 0", broad=0.5), members=4, days=4)
    check_process("law", attack(["BBB"], "AAA"), members=4, days=4)
