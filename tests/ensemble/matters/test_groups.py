"""Groups of numbers: each number is in one, and a group can be split."""

import pytest

import offramp
from offramp.api.engine import Engine
from offramp.engine.parameters import unknowns_of
from offramp.ensemble.matters.groups import ELSE, WAYS, grouped
from offramp.model.problems import ScenarioError


@pytest.fixture(scope="module")
def ardenia():
    scenario = offramp.load("ardenia")
    engine = Engine(scenario, traced=False)
    readers = {name: one.name for one in engine.processes for name in one.quantities}
    return scenario, unknowns_of(engine.layout), readers


@pytest.mark.parametrize("by", WAYS)
def test_each_number_is_in_one_group(ardenia, by):
    scenario, unknowns, readers = ardenia
    found = grouped(scenario, unknowns, by, readers)
    assert sorted(at for ones in found.values() for at in ones) == list(range(len(unknowns)))


def test_parts_are_named_after_who_reads_a_number(ardenia):
    scenario, unknowns, readers = ardenia
    found = grouped(scenario, unknowns, "part", readers)
    names = {group: {unknowns[at].name for at in ones} for group, ones in found.items()}
    assert "departure_share" in names["displacement"]
    assert "contacts.escort_meeting.lethal" in names["contacts"]
    assert "measures.truce_mediation.lead_time" in names["measures"]


def test_a_group_is_split_and_the_rest_stays_together(ardenia):
    scenario, unknowns, readers = ardenia
    whole = grouped(scenario, unknowns, "part", readers)
    found = grouped(scenario, unknowns, "part", readers, "displacement")
    assert len(found) == len(whole["displacement"]) + 1
    assert len(found[ELSE]) == len(unknowns) - len(whole["displacement"])
    with pytest.raises(ScenarioError, match='did you mean "displacement"'):
        grouped(scenario, unknowns, "part", readers, "displacment")
