"""The engine: what a member's future depends on, and what it does not."""

import numpy as np
import pytest

import offramp
from offramp.engine.engine import Engine
from offramp.model.problems import ScenarioError
from tests.small_crisis import POLITICS, crisis, number

MEETING = {
    "contacts": {
        "patrol": {
            "dyad": "AAA_BBB",
            "rates": {"inadvertent": "meeting"},
            "lethal": number(0.3),
            "rung": "clash",
        }
    },
    "quantities": {"meeting": {"lognormal": [0.3, 2.0]} | number(0.3, "1/day")},
    "outcomes": {
        "killed": {
            "cases": [
                {"id": "yes", "label": "somebody is killed", "when": "ever.patrol.lethal"},
                {"id": "no", "label": "nobody is killed", "otherwise": True},
            ]
        }
    },
}
MEETING["quantities"]["meeting"].pop("value")


def _engine(**more):
    return Engine(crisis(**MEETING, **more), POLITICS)


def _same(one, other):
    for name in one.series:
        np.testing.assert_array_equal(one.series[name], other.series[name])
    for field in vars(one.events):
        np.testing.assert_array_equal(getattr(one.events, field), getattr(other.events, field))


def test_a_member_alone_has_the_same_bits_as_in_a_block():
    engine = _engine()
    block = engine.run(np.arange(64), seed=3)
    alone = engine.run(np.array([7]), seed=3)
    for name, values in alone.series.items():
        np.testing.assert_array_equal(values[0], block.series[name][7])
    rows = block.events.member == 7
    np.testing.assert_array_equal(block.events.day[rows], alone.events.day)
    np.testing.assert_array_equal(block.events.magnitude[rows], alone.events.magnitude)
    np.testing.assert_array_equal(block.parameters[7], alone.parameters[0])


def test_the_same_seed_gives_the_same_run_and_another_seed_another():
    one, two = (_engine().run(np.arange(50), seed=3) for _ in range(2))
    _same(one, two)
    other = _engine().run(np.arange(50), seed=4)
    assert other.events.day.tolist() != one.events.day.tolist()


def test_what_is_not_known_is_drawn_apart_from_chance():
    engine = _engine()
    drawn = engine.begin(np.arange(5), seed=3)["base"]
    again = engine.begin(np.arange(5), seed=3)["base"]
    np.testing.assert_array_equal(drawn, again)
    column = engine.layout.columns["meeting"][0]
    assert len(set(drawn[:, column])) == 5


def test_outcomes_are_judged_on_the_last_day_and_logged():
    engine = _engine()
    block = engine.run(np.arange(200), seed=1)
    words = engine.layout.names.words
    lethal = {
        int(m)
        for m, kind in zip(block.events.member, block.events.kind, strict=True)
        if words[kind] == "lethal"
    }
    assert {int(m) for m in block.members[block.outcomes["killed"] == 0]} == lethal
    last = block.events.kind == words.index("outcome")
    assert last.sum() == 200
    assert set(block.events.day[last]) == {engine.scenario.days - 1}


def test_forks_share_the_past_and_differ_after():
    engine = _engine()
    state = engine.begin(np.arange(4), seed=1)
    engine.step(state)
    before = state["signal_count"].copy()
    fork = engine.fork(state, copies=50, name="try")
    again = engine.fork(state, copies=50, name="try")
    np.testing.assert_array_equal(fork["base"], np.repeat(state["base"], 50, axis=0))
    for other in (fork, again):
        for _ in range(4):
            engine.step(other)
    np.testing.assert_array_equal(fork["signal_count"], again["signal_count"])
    np.testing.assert_array_equal(state["signal_count"], before)
    assert fork["signal_count"].reshape(4, 50, -1).std(axis=1).max() > 0
    third = engine.fork(state, copies=50, name="another")
    for _ in range(4):
        engine.step(third)
    assert (third["signal_count"] != fork["signal_count"]).any()
    table = fork.events.table(fork.members)
    assert set(table.member) <= set(range(200))


def test_futures_go_the_same_way_where_nothing_is_traced():
    scenario = offramp.load("ardenia")
    traced, untraced = (
        offramp.Engine(scenario, traced=traced).run(np.arange(60), 3) for traced in (True, False)
    )
    assert len(traced.events)
    assert not len(untraced.events)
    for kept in ("series", "outcomes", "indicators"):
        one, other = getattr(traced, kept), getattr(untraced, kept)
        assert one.keys() == other.keys()
        for name in one:
            np.testing.assert_array_equal(one[name], other[name], err_msg=name)
    np.testing.assert_array_equal(traced.hazard, untraced.hazard)


def test_a_missing_quantity_and_an_unknown_process_are_named():
    scenario = crisis(order=["history", "weather"])
    with pytest.raises(ScenarioError, match="weather"):
        Engine(scenario, POLITICS)
    quantities = dict(crisis().quantities)
    del quantities["unease"]
    bare = crisis().model_copy(update={"quantities": quantities})
    with pytest.raises(ScenarioError, match="unease"):
        Engine(bare, POLITICS)


def test_objects_print_themselves():
    engine = _engine()
    assert "small" in repr(engine)
    assert "day 0" in repr(engine.begin(np.arange(2), 1))


TABLE = {
    "series": {
        "fit": {
            "file": "fit.csv",
            "gives": "draws",
            "rows": [{"meeting": n / 10, "choice_scale": n} for n in range(1, 6)],
        }
    }
}


def test_each_member_takes_one_row_of_a_table_of_draws():
    engine = _engine(**TABLE)
    columns = [engine.layout.column(name, "") for name in ("meeting", "choice_scale")]
    drawn = engine.begin(np.arange(5000), seed=1)["base"][:, columns]
    np.testing.assert_allclose(drawn[:, 0] * 10, drawn[:, 1])
    _, counts = np.unique(drawn[:, 1], return_counts=True)
    assert len(counts) == 5
    assert ((counts - 1000) ** 2 / 1000).sum() < 18.5  # chi-square, 4 df, 0.1 %
    alone = engine.begin(np.array([77]), seed=1)["base"][0, columns]
    np.testing.assert_array_equal(alone, drawn[77])


def test_a_table_of_draws_moves_no_other_number():
    plain, with_table = _engine(), _engine(**TABLE)
    one, other = (e.begin(np.arange(50), seed=1)["base"] for e in (plain, with_table))
    taken = [plain.layout.column(name, "") for name in ("meeting", "choice_scale")]
    rest = [at for at in range(one.shape[1]) if at not in taken]
    np.testing.assert_array_equal(one[:, rest], other[:, rest])
