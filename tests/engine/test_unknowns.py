"""Members that take what is not known from a design, and never their chance."""

import numpy as np
import pytest

from offramp.engine.draws import Draws, member_keys
from offramp.engine.engine import Engine
from offramp.engine.parameters import Unknowns, quantile, unknowns_of
from offramp.model.problems import ScenarioError
from tests.small_crisis import POLITICS, crisis, number

MADE_UP = {"unit": "1", "source": "judgement", "basis": "made up for a test"}
DRAWN = {
    "meeting": MADE_UP | {"lognormal": [0.3, 2.0], "unit": "1/day"},
    "risk_aversion": MADE_UP
    | {"over": "actors", "normal": [1, 0.2], "each": {"BBB": {"normal": [2, 0.1]}}},
    "fate": MADE_UP | {"uniform": [0, 1], "kind": "not_knowable"},
}
PATROL = {
    "dyad": "AAA_BBB",
    "rates": {"inadvertent": "meeting"},
    "lethal": number(0.3),
    "rung": "clash",
}
FITTED = {
    "gives": "draws",
    "file": "fitted.csv",
    "source": "almanac",
    "rows": [{"worth": 0.1}, {"worth": 0.2}, {"worth": 0.9}],
}


@pytest.fixture(scope="module")
def engine():
    return Engine(crisis(quantities=DRAWN, contacts={"patrol": PATROL}), POLITICS)


def test_it_names_what_is_not_known_once_for_each_uniform(engine):
    found = {one.name: one for one in unknowns_of(engine.layout)}
    assert set(found) == {"meeting", "risk_aversion", "risk_aversion.BBB", "fate"}
    assert len(found["risk_aversion"].columns) == 2
    assert [found[name].knowable for name in ("meeting", "fate")] == [True, False]


def test_own_draws_are_the_same_bits_as_without_a_design(engine):
    members = np.arange(20)
    plain = engine.run(members, 3)
    given = engine.run(members, 3, unknowns=Unknowns(members))
    np.testing.assert_array_equal(plain.parameters, given.parameters)
    np.testing.assert_array_equal(plain.events.day, given.events.day)
    np.testing.assert_array_equal(plain.hazard, given.hazard)


def test_members_that_share_a_draw_share_all_of_it_and_no_chance(engine):
    members = np.arange(40)
    block = engine.run(members, 3, unknowns=Unknowns(members // 20))
    first = engine.run(np.arange(2), 3)
    np.testing.assert_array_equal(block.parameters[:20], np.tile(first.parameters[0], (20, 1)))
    np.testing.assert_array_equal(block.parameters[20:], np.tile(first.parameters[1], (20, 1)))
    days = [block.events.day[block.events.member == member].tolist() for member in range(20)]
    assert len({tuple(one) for one in days}) > 10


def test_an_imposed_uniform_moves_that_number_alone(engine):
    members = np.arange(6)
    shares = np.array([0.1, 0.5, 0.9, np.nan, np.nan, 0.3])
    plain = engine.run(members, 3)
    block = engine.run(members, 3, unknowns=Unknowns(members, {"meeting": shares}))
    known = {one.name: one for one in unknowns_of(engine.layout)}
    (column,) = known["meeting"].columns
    given = ~np.isnan(shares)
    value = known["meeting"].value
    assert value is not None
    wanted = quantile(value, shares[given])
    np.testing.assert_array_equal(block.parameters[given, column], wanted)
    np.testing.assert_array_equal(block.parameters[~given], plain.parameters[~given])
    rest = np.delete(np.arange(block.parameters.shape[1]), column)
    np.testing.assert_array_equal(block.parameters[:, rest], plain.parameters[:, rest])


def test_the_uniforms_that_are_drawn_can_be_imposed_and_change_nothing(engine):
    members = np.arange(30)
    plain = engine.run(members, 3)
    drawn = Draws(member_keys(3, members, "parameters"))
    imposed = {one.name: drawn.uniform(0, one.key) for one in unknowns_of(engine.layout)}
    block = engine.run(members, 3, unknowns=Unknowns(members, imposed))
    np.testing.assert_array_equal(plain.parameters, block.parameters)
    np.testing.assert_array_equal(plain.events.day, block.events.day)


def test_a_table_of_draws_is_one_unknown():
    sources = {"almanac": {"title": "Almanac", "grade": "C3", "verified": "read"}}
    scenario = crisis(quantities=DRAWN, series={"fitted": FITTED}, sources=sources)
    engine = Engine(scenario, POLITICS)
    table = unknowns_of(engine.layout)[-1]
    assert (table.name, table.value) == ("series.fitted", None)
    given = {"series.fitted": np.array([0.1, 0.5, 0.9])}
    block = engine.run(np.arange(3), 3, unknowns=Unknowns(np.arange(3), given))
    assert block.parameters[:, table.columns[0]].tolist() == [0.1, 0.2, 0.9]


def test_a_value_is_held_for_all_labels_that_share_it(engine):
    members = np.arange(3)
    block = engine.run(
        members, 3, unknowns=Unknowns(members, held={"risk_aversion": np.array([7.0, np.nan, 8.0])})
    )
    known = {one.name: one for one in unknowns_of(engine.layout)}
    values = block.parameters[:, list(known["risk_aversion"].columns)]
    assert values[0].tolist() == [7, 7]
    assert values[2].tolist() == [8, 8]
    assert values[1, 0] == values[1, 1] != 7


@pytest.mark.parametrize(
    ("given", "error", "said"),
    [
        ({"imposed": {"meting": np.full(4, 0.5)}}, ScenarioError, 'did you mean "meeting"'),
        ({"held": {"worth": np.full(4, 0.5)}}, ScenarioError, '"worth" is drawn'),
        ({"imposed": {"meeting": np.full(4, 1.0)}}, ValueError, "between 0 and 1"),
        ({"imposed": {"meeting": np.full(3, 0.5)}}, ValueError, "4 members"),
    ],
)
def test_what_cannot_be_imposed_is_refused(engine, given, error, said):
    members = np.arange(4)
    with pytest.raises(error, match=said):
        engine.begin(members, 1, unknowns=Unknowns(members, **given))
