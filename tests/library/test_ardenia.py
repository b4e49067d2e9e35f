"""The fictional scenario is whole: it is sound, and every process has something to do in it."""

from datetime import date

import numpy as np
import pytest

from offramp.engine.engine import Engine
from offramp.model.variables import VARIABLES
from offramp.processes import PROCESSES
from offramp.reading.scenario import read_scenario

MEMBERS = 200


@pytest.fixture(scope="module")
def scenario():
    return read_scenario("ardenia").scenario


@pytest.fixture(scope="module")
def engine(scenario):
    return Engine(scenario, PROCESSES)


@pytest.fixture(scope="module")
def block(engine):
    return engine.run(np.arange(MEMBERS), seed=1)


@pytest.fixture
def kinds(engine, block):
    words = np.array(engine.layout.names.words, dtype=object)
    return set(words[np.unique(block.events.kind)])


def test_it_is_small_and_has_one_of_everything(scenario):
    assert len(scenario.places_of("origin")) == 4
    assert len(scenario.measures) == 6
    assert {procedure.rule for procedure in scenario.procedures.values()} == {
        "consensus",
        "coalition",
    }
    sections = set(type(scenario).model_fields) - {
        "description",
        "order",
        "orders",
        "decided_until",
    }
    assert not [name for name in sections if not getattr(scenario, name)]


def test_its_law_has_an_example_of_every_kind(scenario):
    expected = {e.expected for p in scenario.provisions.values() for e in p.examples.values()}
    assert expected == {"met", "not met", "contested", "permitted", "prohibited", "silent"}


@pytest.mark.parametrize("name", ["worried", "hopeful", "early_truce"])
def test_each_way_to_see_it_is_sound_and_says_whose_it_is(name):
    laid = read_scenario("ardenia", [name]).scenario
    assert laid != read_scenario("ardenia").scenario


def test_an_off_ramp_that_is_ordered_is_taken_in_every_future():
    ordered = Engine(read_scenario("ardenia", ["early_truce"]).scenario, PROCESSES)
    day = ordered.layout.scenario.day_of(date(2030, 3, 14))
    block = ordered.run(np.arange(MEMBERS), seed=1, days=day + 2)
    words = np.array(ordered.layout.names.words, dtype=object)
    events = block.events
    taken = (words[events.kind] == "in_force") & (words[events.item] == "truce_mediation")
    assert set(events.member[taken & (events.day == day)]) == set(range(MEMBERS))


def test_a_storm_and_patience_play_their_parts(scenario, block, kinds):
    assert "began" in kinds
    patience = block.series["stock"][:, :, list(scenario.stocks).index("patience")]
    assert (patience[:, 0] == 1).all()
    assert (patience[:, -1] < 1).any()
    assert ((patience >= 0) & (patience <= 1)).all()


def test_indicators_are_counted_in_every_future(scenario, block):
    assert set(block.indicators) >= set(scenario.indicators)
    trapped = block.series["trapped"][:, scenario.as_of_day + 1 :].sum(axis=(1, 2))
    assert block.indicators["trapped_days"] == pytest.approx(trapped)


def test_no_source_is_real(scenario):
    assert {source.kind for source in scenario.sources.values()} == {"fiction"}


def test_every_kind_of_event_comes_up(kinds):
    assert kinds >= {
        *("observed", "phase", "threshold", "finding", "outcome"),
        *("proposed", "adopted", "rejected", "in_force", "ended"),
        *("incident", "lethal", "rung_up", "rung_down"),
        *("crossed", "unanswered"),
    }


def test_people_are_neither_lost_nor_found(scenario, block):
    people = sum(block.series[v.name].sum(axis=2) for v in VARIABLES if v.pool)
    lived = sum(place.population for place in scenario.places_of("origin").values())
    assert (people == lived).all()


def test_observed_crossings_are_imposed_until_the_as_of_date(scenario, block):
    hosts = list(scenario.places_of("host"))
    for row in scenario.series["crossings"].rows:
        day = scenario.day_of(row.date)
        if day <= scenario.as_of_day:
            assert (block.series["arrivals"][:, day, hosts.index(row.place)] == row.persons).all()


def test_every_answer_is_given_in_some_future_but_the_one_never_seen(scenario, block):
    for question, cases in block.outcomes.items():
        seen = {scenario.outcomes[question].cases[index].id for index in np.unique(cases)}
        wanted = {case.id for case in scenario.outcomes[question].cases if case.observed}
        assert wanted <= seen
