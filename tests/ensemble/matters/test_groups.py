"""Groups of numbers: each number is in one, and a group can be split."""

from dataclasses import replace
from typing import get_args

import pytest

import offramp
from offramp.api.engine import Engine
from offramp.engine.parameters import unknowns_of
from offramp.ensemble.matters.groups import CHANCE, ELSE, REPLIES, WAYS, grouped
from offramp.ensemble.matters.indices import FEWEST, Method, indices, problem_of, sample
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


def test_what_nobody_can_know_is_chance(ardenia):
    scenario, unknowns, readers = ardenia
    few = [replace(one, knowable=at > 1) for at, one in enumerate(unknowns[:5])]
    found = grouped(scenario, few, "number", readers)
    assert list(found.values()) == [[2], [3], [4]]
    for method in get_args(Method):
        labels = problem_of(few, found, method)["groups"]
        assert labels[:2] == [CHANCE, CHANCE]
        assert len(set(labels)) == len(found) + 2
        assert indices_of(method, few, found) == {CHANCE: 3, REPLIES: 1} | dict.fromkeys(found, 1)


def indices_of(method, unknowns, groups):
    """Return how many dimensions each group has by a method, for a result that all move."""
    drawn = sample(method, unknowns, groups, FEWEST, seed=1)
    told = indices(drawn, drawn.shares.sum(axis=1), seed=1)
    return {one.group: one.numbers for one in told or ()}
