"""Indicators against the recorded series, the slow and plain way."""

from typing import Any

import numpy as np
import pytest

from offramp.engine.engine import Engine
from offramp.model.indicators import yardsticks
from offramp.model.problems import ScenarioError
from tests.small_crisis import POLITICS, begin, crisis, number

TAKES = ("total", "mean", "most", "least", "last")


def _scenario(**more):
    indicators: dict[str, Any] = {
        take: {"value": "stock.mood ** 2", "take": take, "days": "all"} for take in TAKES
    }
    indicators["free"] = {"value": "stock.mood", "take": "total"}
    indicators["share"] = {"value": "stock.mood > 0", "take": "share", "days": "all"}
    indicators["late"] = {"value": "log(since.warn * 0 + day - 1 - 1)", "take": "least"}
    indicators["never"] = {"value": "stock.mood * (0 / 0)", "take": "mean"}
    indicators["off"] = {"value": "stock.mood", "take": "mean", "disabled": True}
    return crisis(
        days=12,
        as_of="2030-01-04",
        stocks={"mood": {"start": number(0), "change": "step if ever.warn else 0 - step"}},
        quantities={"step": number(0.5, "1/day")},
        indicators=indicators,
        **more,
    )


@pytest.fixture(scope="module")
def block():
    return Engine(_scenario(), POLITICS).run(np.arange(300), 1)


def test_indicators_are_what_the_series_say(block):
    mood = block.series["stock"][:, :, 0].astype(np.float64)
    assert len(np.unique(mood[:, -1])) > 3
    expected = {
        "total": (mood**2).sum(axis=1),
        "mean": (mood**2).mean(axis=1),
        "most": (mood**2).max(axis=1),
        "least": (mood**2).min(axis=1),
        "last": mood[:, -1] ** 2,
        "free": mood[:, 4:].sum(axis=1),
        "share": (mood > 0).mean(axis=1),
    }
    for name, values in expected.items():
        np.testing.assert_allclose(block.indicators[name], values, rtol=1e-12, err_msg=name)


def test_days_without_a_value_are_left_out(block):
    warned = np.isfinite(block.indicators["late"])
    assert 0 < warned.sum() < 300
    assert np.isnan(block.indicators["never"]).all()
    assert "off" not in block.indicators


def test_the_chance_of_every_rung_is_an_indicator(block):
    ladder = _scenario().ladder
    for at, rung in enumerate(ladder.rungs):
        chance = 1 - np.exp(-block.hazard[:, 0, at])
        np.testing.assert_allclose(block.indicators[f"hazard.AAA_BBB.{rung}"], chance)


def test_they_are_the_same_whatever_the_block():
    engine = Engine(_scenario(), POLITICS)
    whole = engine.run(np.arange(60), 1)
    parts = [engine.run(np.arange(a, a + 20), 1) for a in (0, 20, 40)]
    for name, values in whole.indicators.items():
        joined = np.concatenate([part.indicators[name] for part in parts])
        assert joined.tobytes() == values.tobytes(), name


def test_history_alone_leaves_no_free_day():
    block = Engine(_scenario(), POLITICS).run(np.arange(3), 1, days=4)
    assert np.isnan(block.indicators["free"]).all()
    assert np.isfinite(block.indicators["mean"]).all()


def test_units_say_what_a_total_is_in():
    indicators = {
        "a": {"value": "1", "take": "total", "unit": "person"},
        "b": {"value": "1", "take": "total", "unit": "person/day"},
        "c": {"value": "1", "take": "total"},
        "d": {"value": "true", "take": "share", "unit": "person"},
        "e": {"value": "1", "take": "most", "unit": "km", "label": "Far", "better": "low"},
    }
    found = yardsticks(crisis(indicators=indicators))
    assert [found[name].unit for name in "abcde"] == ["person day", "person", "day", "1", "km"]
    assert found["e"][:3] == ("Far", "km", "low")
    assert found["hazard.AAA_BBB.war"].built_in


def test_a_fork_keeps_what_acts_and_what_there_is():
    shock = {"rate": "often", "duration": number(3, "day")}
    scenario = crisis(
        days=12,
        influences={"blow": shock},
        stocks={"mood": {"start": number(0), "change": "step"}},
        quantities={"step": number(1, "1/day"), "often": number(0.3, "1/day")},
    )
    engine, state = begin(scenario, 50)
    for _ in range(5):
        engine.step(state)
    fork = engine.fork(state, 2)
    for name in ("active", "until", "stock"):
        np.testing.assert_array_equal(fork[name], np.repeat(state[name], 2, axis=0))
    engine.step(fork)
    assert (fork["stock"] == 6).all()
    assert (state["stock"] == 5).all()


@pytest.mark.parametrize(("lost", "section"), [("influences", {"x": {}}), ("stocks", None)])
def test_an_order_that_leaves_out_what_acts_is_refused(lost, section):
    stock = {"mood": {"start": number(0), "change": "step"}}
    quantities = {"step": number(1, "1/day")}
    items = {lost: section if section is not None else stock}
    order = [name for name in POLITICS if name != lost]
    with pytest.raises(ScenarioError) as caught:
        Engine(crisis(order=order, quantities=quantities, **items), POLITICS)
    assert caught.value.problems[0].code == "missing-process"
    assert f"add {lost} to `order:`" in caught.value.problems[0].hint
    Engine(crisis(order=order), POLITICS)
    apart = [name for name in order if name != "effects"]
    Engine(crisis(order=apart, quantities=quantities, **items), POLITICS)
