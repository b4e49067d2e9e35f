"""The library of law: every fragment fits any scenario, and every example in it holds."""

from datetime import date
from importlib.resources import files

import numpy as np
import pytest

from offramp.engine.engine import Engine
from offramp.model.problems import ScenarioError
from offramp.model.scenario import Scenario
from offramp.processes import PROCESSES
from offramp.reading.examples import run_examples
from offramp.reading.scenario import read_scenario

SHELF = files("offramp") / "library" / "law"
FRAGMENTS = sorted(f"law/{file.name}" for file in SHELF.iterdir() if file.name.endswith(".yaml"))
FEWEST = 50
"""Examples that a lawyer has been promised."""

SMALL = """
id: small
title: Two made-up neighbours
start: 2022-02-24
days: 6
as_of: 2022-02-23
limits: Made up.
order: [law]
actors:
  AAA: {label: Ardenia}
  BBB: {label: Borvia}
"""


@pytest.fixture
def small(tmp_path):
    """Return a function that reads a scenario of two made-up states with fragments of law."""

    def read(*fragments, own=""):
        path = tmp_path / "scenario.yaml"
        path.write_text(f"{SMALL}include: [{', '.join(fragments)}]\n{own}", encoding="utf-8")
        return read_scenario(tmp_path).scenario

    return read


@pytest.fixture(scope="module")
def law(tmp_path_factory) -> Scenario:
    """All fragments together."""
    folder = tmp_path_factory.mktemp("law")
    text = f"{SMALL}include: [{', '.join(FRAGMENTS)}]\n"
    (folder / "scenario.yaml").write_text(text, encoding="utf-8")
    return read_scenario(folder).scenario


@pytest.mark.parametrize("fragment", FRAGMENTS)
def test_a_fragment_stands_alone_and_its_examples_hold(small, fragment):
    cases = list(run_examples(small(fragment)))
    assert len(cases) >= 5
    assert not [str(case) for case in cases if not case.holds]


def test_all_fragments_together_hold_and_are_enough(law):
    cases = list(run_examples(law))
    assert len(cases) >= FEWEST
    assert not [str(case) for case in cases if not case.holds]
    assert {case.expected for case in cases} == {
        *("met", "not met", "contested"),
        *("permitted", "prohibited", "silent"),
    }


def test_they_fit_a_scenario_whatever_its_actors_are(tmp_path):
    text = f"id: more\ntitle: More law\nextends: ardenia\ninclude: [{', '.join(FRAGMENTS)}]\n"
    (tmp_path / "scenario.yaml").write_text(text, encoding="utf-8")
    scenario = read_scenario(tmp_path).scenario
    assert not [str(case) for case in run_examples(scenario) if not case.holds]
    Engine(scenario, PROCESSES).run(np.arange(2), seed=1, days=2)


WRONG = """
provisions:
  nat_4:
    examples:
      hopeful:
        says: Ukraine may invoke Article 4 in February 2022.
        given: {on: 2022-02-24, invoker: UKR, perceived_threat.UKR: 2}
        expected: met
"""


def test_a_wrong_example_is_refused_with_its_sentence_and_the_reason(small):
    with pytest.raises(ScenarioError) as caught:
        small("law/north_atlantic.yaml", own=WRONG)
    (problem,) = caught.value.problems
    assert problem.code == "failing-example"
    assert problem.message == (
        "the example “Ukraine may invoke Article 4 in February 2022” expects met, and it is not "
        "met: UKR is no party to the North Atlantic Treaty on 2022-02-24"
    )
    assert problem.where is not None
    assert problem.where.line == SMALL.count("\n") + WRONG.count("\n") + 1


def test_every_example_is_a_sentence(law):
    for key, provision in law.provisions.items():
        assert provision.examples, key
        for name, example in provision.examples.items():
            says = example.says
            assert says[0].isupper(), (key, name)
            assert says.endswith("."), (key, name)
            assert len(says.split()) >= 6, (key, name)


def test_every_rule_says_where_it_comes_from(law):
    for key, treaty in law.treaties.items():
        assert treaty.source, key
    for key, provision in law.provisions.items():
        assert provision.source, key
        assert provision.text, key
        assert not [name for name, it in provision.examples.items() if not it.source], key


def test_every_source_is_used_and_says_how_it_was_verified(law):
    rules = law.provisions.values()
    used = {item.source for item in (*law.treaties.values(), *rules)}
    used |= {it.source for rule in rules for it in (*rule.examples.values(),)}
    used |= {it.source for rule in rules for it in (*rule.exceptions.values(),)}
    used |= {it.source for treaty in law.treaties.values() for it in treaty.reservations.values()}
    assert set(law.sources) <= used
    assert all("opened" in source.verified for source in law.sources.values())


def test_readings_are_open_and_say_who_holds_them(law):
    readings = {reading for rule in law.provisions.values() for reading in rule.readings}
    assert len(readings) >= 10
    for reading in readings:
        quantity = law.quantities[reading]
        assert quantity.chance is not None
        assert 0 < quantity.chance < 1
        assert quantity.basis


def test_facts_are_false_until_a_scenario_binds_them(law):
    bound = [key for key, fact in law.thresholds.items() if str(fact.when) != "false"]
    assert bound == ["mass_influx_reached"]
    assert all(fact.text and fact.note for fact in law.thresholds.values())


def test_fragments_name_no_measure_and_only_organisations_that_a_treaty_founds(law):
    assert not law.measures
    assert {key for key in law.actors if key not in {"AAA", "BBB"}} == {"NATO", "EU"}


@pytest.mark.parametrize(
    ("day", "allies"),
    [("1949-08-24", 12), ("1999-03-12", 19), ("2022-03-01", 30), ("2024-03-07", 32)],
)
def test_parties_of_the_north_atlantic_treaty_by_date(law, day, allies):
    assert len(law.treaties["north_atlantic"].bound(date.fromisoformat(day))) == allies


BOUND = """
thresholds:
  host_consent: {when: day >= 2}
treaties:
  un_charter_treaty:
    joins: {AAA: 1950-01-01}
"""


def test_a_scenario_binds_a_fact_and_adds_a_party(small):
    scenario = small("law/un_charter.yaml", own=BOUND)
    scenario = scenario.model_copy(update={"order": ("thresholds", "law")})
    assert "AAA" in scenario.treaties["un_charter_treaty"].bound(scenario.start)
    finding = Engine(scenario, PROCESSES).run(np.arange(3), seed=1).series["finding"]
    consent = finding[:, :, list(scenario.provisions).index("un_consent")]
    assert (consent == [0, 0, 1, 1, 1, 1]).all()
