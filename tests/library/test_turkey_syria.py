"""The second crisis of the library: another alliance crisis, with no line of code of its own."""

from datetime import date

import numpy as np
import pytest

from offramp.engine.engine import Engine
from offramp.model.variables import VARIABLES
from offramp.processes import PROCESSES
from offramp.reading.scenario import read_scenario

MEMBERS = 24
NAME = "turkey-syria-2012"


@pytest.fixture(scope="module")
def scenario():
    return read_scenario(NAME).scenario


@pytest.fixture(scope="module")
def engine(scenario):
    return Engine(scenario, PROCESSES)


@pytest.fixture(scope="module")
def block(engine):
    return engine.run(np.arange(MEMBERS), seed=1)


@pytest.fixture(scope="module")
def told(engine, block):
    """Every event as (member, day, kind, item)."""
    words = engine.layout.names.words
    rows = zip(
        block.events.member, block.events.day, block.events.kind, block.events.item, strict=True
    )
    return [(int(m), int(d), words[k], words[i]) for m, d, k, i in rows]


def test_people_are_neither_lost_nor_found(scenario, block):
    people = sum(block.series[v.name].sum(axis=2) for v in VARIABLES if v.pool)
    lived = sum(place.population for place in scenario.places_of("origin").values())
    assert (people == lived).all()


def test_history_happens_in_every_future(scenario, told):
    for item, on in (
        ("consultation", date(2012, 6, 26)),
        ("consultation", date(2012, 10, 3)),
        ("artillery_reply", date(2012, 10, 3)),
        ("parliament_mandate", date(2012, 10, 4)),
    ):
        day = scenario.day_of(on)
        found = {m for m, d, kind, i in told if (d, kind, i) == (day, "in_force", item)}
        assert len(found) == MEMBERS, (item, on)


def test_nothing_of_the_autumn_is_read_before_it_was_known(scenario, told):
    known = {d for _, d, kind, i in told if i == "patriots" and kind == "proposed"}
    assert known
    assert min(known) > scenario.as_of_day
    assert "patriots_requested" not in {i for *_, i in told}


def test_article_5_is_invoked_by_no_measure(scenario):
    taken_under = {measure.provision for measure in scenario.measures.values()}
    assert "nat_4" in taken_under
    assert "nat_5" not in taken_under


def test_registrations_are_imposed_as_far_as_they_were_known(scenario, block):
    hosts = list(scenario.places_of("host"))
    for row in scenario.series["crossings"].rows:
        if row.known_at <= scenario.as_of and row.date >= scenario.start:
            day = scenario.day_of(row.date)
            assert (block.series["arrivals"][:, day, hosts.index(row.place)] == row.persons).all()


def test_a_war_of_the_two_is_a_range_and_never_a_count(scenario):
    (war,) = [case for case in scenario.outcomes["border"].cases if not case.observed]
    assert war.hazard == "TUR_SYR.direct_war"
    assert war.assumption


def test_shells_fall_only_while_there_is_fighting_to_spill_over(engine, told):
    after = [i for _, d, kind, i in told if kind in {"incident", "lethal"}]
    assert "border_shelling" in after
    assert "zone_contact" not in {
        i for m, d, kind, i in told if kind in {"incident", "lethal"} and not _zone(told, m, d)
    }


def _zone(told, member, day):
    """Whether a zone was in force by then."""
    zones = {"buffer_zone", "no_fly_zone"}
    return any(
        m == member and d <= day and kind == "in_force" and i in zones for m, d, kind, i in told
    )


@pytest.mark.parametrize("name", ["ankara", "wary_allies", "free_from_start", "line_ordered"])
def test_each_way_to_see_it_is_sound(name):
    assert read_scenario(NAME, [name]).scenario.id == NAME


def test_every_mechanism_can_be_switched_off(scenario):
    for mechanism in scenario.mechanisms:
        assert read_scenario(NAME, without=[mechanism]).scenario.id == NAME


def test_the_rung_of_nuclear_use_can_be_put_on_top(tmp_path):
    text = f"id: more\ntitle: More\nextends: {NAME}\ninclude: [ladders/nuclear.yaml]\n"
    (tmp_path / "scenario.yaml").write_text(text, encoding="utf-8")
    ladder = read_scenario(tmp_path).scenario.ladder
    assert max(ladder.rungs, key=lambda rung: ladder.rungs[rung].level) == "nuclear_use"
    assert [gate.rung for gate in ladder.gates.values()] == ["nuclear_use"]
