"""Stocks against a hand computation, with their bounds and what is behind them."""

import numpy as np

from tests.small_crisis import begin, crisis, events, number, run


def _crisis(stocks, **more):
    quantities = {"gain": number(2, "1/day"), "loss": number(0.5, "1/day")}
    return crisis(
        stocks=stocks, quantities=quantities | more.pop("quantities", {}), measures={}, **more
    )


def _levels(scenario, days, members=3):
    engine, state = begin(scenario, members)
    seen = [state["stock"][0].tolist()]
    for _ in range(days):
        engine.step(state)
        seen.append(state["stock"][0].tolist())
    return seen


def test_a_stock_starts_and_changes_by_what_it_is():
    stocks = {"arms": {"start": number(10), "change": "gain - loss * stock.arms"}}
    levels = [10.0]
    for _ in range(5):
        levels.append(levels[-1] + 2 - 0.5 * levels[-1])
    assert np.ravel(_levels(_crisis(stocks), 5)).tolist() == levels


def test_all_changes_are_worked_out_before_any_stock_is_changed():
    stocks = {
        "here": {"start": number(8), "change": "0 - loss * stock.here"},
        "there": {"start": number(0), "change": "loss * stock.here"},
    }
    levels = _levels(_crisis(stocks), 4)
    assert all(sum(both) == 8 for both in levels)
    assert levels[-1] == [0.5, 7.5]


def test_bounds_hold_and_a_change_without_a_value_is_none():
    stocks = {
        "low": {"start": number(1), "change": "0 - gain", "low": number(0)},
        "high": {"start": number(1), "change": "gain", "high": number(4)},
        "lost": {"start": number(5), "change": "gain * (0 / 0)"},
        "boundless": {"start": number(6), "change": "gain * (1 / 0)"},
        "off": {"start": number(7), "change": "gain", "disabled": True},
    }
    assert _levels(_crisis(stocks), 3)[-1] == [0, 4, 5, 6, 7]


def test_the_event_behind_a_change_is_behind_the_stock_and_what_it_brings_about():
    stocks = {"arms": {"start": number(3), "change": "0 - gain if ever.late else 0"}}
    thresholds = {"late": {"when": "day > 0"}, "short": {"when": "stock.arms < gain * loss"}}
    quantities = {"gain": number(2, "1/day"), "loss": number(1, "day")}
    scenario = _crisis(stocks, thresholds=thresholds, quantities=quantities)
    state = run(scenario, 5, 4)
    late = {e["member"]: e["event"] for e in events(state, "threshold", "late")}
    short = events(state, "threshold", "short")
    assert {e["day"] for e in short} == {2}
    assert all(e["causes"] == [late[e["member"]]] for e in short)
