"""Scores of made-up arrivals with a known truth, in the fictional scenario of the library."""

from datetime import date, timedelta

import numpy as np
import pytest

import offramp
from offramp.calibration.flow_scores import NothingToScoreError, score_flows
from offramp.calibration.observed import Flows, flows_of, observed_flows
from offramp.calibration.rows import OURS
from offramp.calibration.verdict import verdict
from offramp.model.history import DailyCount

DAYS = 41


@pytest.fixture(scope="module")
def scenario():
    return offramp.load("ardenia")


def made_up(scenario, people, **changes):
    """Flows of both hosts from day 0 on; `changes` set the method of (place, day)."""
    rows = {}
    for day, counts in enumerate(people):
        when = scenario.start + timedelta(days=day)
        for place, persons in zip(("CCC", "DDD"), counts, strict=True):
            rows[place, when] = DailyCount(
                date=when, place=place, persons=int(persons), known_at=when, **changes
            )
    return rows


@pytest.fixture(scope="module")
def truth():
    draws = np.random.default_rng(1)
    return np.rint([10_000, 3000] * np.exp(0.2 * draws.standard_normal((DAYS, 2))))


@pytest.fixture(scope="module")
def honest():
    draws = np.random.default_rng(2)
    return np.rint([10_000, 3000] * np.exp(0.2 * draws.standard_normal((300, DAYS, 2))))


def test_totals_hosts_and_sums_by_hand(scenario, truth, honest):
    score = score_flows(scenario, honest, flows_of(scenario, made_up(scenario, truth)))
    assert score.first == 11
    assert score.horizons == [7, 14, 30]
    assert [row.what for row in score.rows[:4]] == ["total", "hosts", "host", "host"]
    total, hosts, first, second = score.rows[:4]
    assert total.observed == truth[11:18].sum()
    assert hosts.crps[OURS] == pytest.approx(first.crps[OURS] + second.crps[OURS])
    sums = honest[:, 11:18].sum(axis=(1, 2))
    assert total.fan is not None
    assert total.fan["q50"] == pytest.approx(np.median(sums))
    assert total.crps["last value"] == abs(7 * truth[10].sum() - truth[11:18].sum())
    assert total.crps["week mean"] == pytest.approx(
        abs(truth[4:11].sum() - truth[11:18].sum()), abs=1e-6
    )
    mean = honest[:, 11:18].mean(axis=0)
    held = np.abs(truth[10] - truth[11:18]).sum()
    assert hosts.mase == pytest.approx(np.abs(mean - truth[11:18]).sum() / held)


def test_an_honest_forecast_is_covered_and_beats_its_rivals(scenario, truth, honest):
    score = score_flows(scenario, honest, flows_of(scenario, made_up(scenario, truth)))
    hosts = score.row("hosts", 30)
    assert hosts is not None
    # 60 host-days: three standard errors
    assert hosts.coverage_50 == pytest.approx(0.5, abs=0.2)
    assert hosts.coverage_90 == pytest.approx(0.9, abs=0.12)
    assert hosts.ranks is not None
    assert sum(hosts.ranks) == 60
    assert hosts.best is not None
    assert hosts.best > 0


def test_rivals_see_nothing_later(scenario, truth, honest):
    other = truth.copy()
    other[11:] *= 3
    two = [
        score_flows(scenario, honest, flows_of(scenario, made_up(scenario, one)))
        for one in (truth, other)
    ]
    first, second = (score.flows.past(scenario.as_of_day) for score in two)
    assert np.array_equal(first, second)
    same = [score.rows[0].crps["week mean"] + score.rows[0].observed for score in two]
    assert same[0] != same[1]  # what came differs, so the errors do


def test_what_was_known_later_is_not_in_the_past(scenario, truth):
    rows = made_up(scenario, truth)
    day = scenario.start + timedelta(days=9)
    late = rows["CCC", day].model_copy(update={"known_at": day + timedelta(days=5)})
    past = flows_of(scenario, rows | {("CCC", day): late}).past(10)
    assert np.isnan(past[9]).tolist() == [True, False]


def test_a_host_first_counted_after_the_as_of_date_has_no_scaled_error(scenario, truth, honest):
    rows = made_up(scenario, truth)
    late = {key: row for key, row in rows.items() if key[0] == "CCC" or row.date > scenario.as_of}
    none = {key: row for key, row in rows.items() if row.date > scenario.as_of}
    for part in (late, none):
        hosts = score_flows(scenario, honest, flows_of(scenario, part)).row("hosts", 7)
        assert hosts is not None
        assert hosts.crps[OURS] > 0
        assert (hosts.mase, hosts.mase_member) == (None, None)


def test_spread_counts_are_scored_on_sums_only(scenario, truth, honest):
    rows = made_up(scenario, truth)
    for (place, day), row in list(rows.items()):
        if place == "DDD":
            rows[place, day] = row.model_copy(update={"method": "spread"})
    score = score_flows(scenario, honest, flows_of(scenario, rows))
    assert score.daily == ("CCC",)
    spread = [row for row in score.rows if row.place == "DDD"]
    assert spread
    assert all(row.daily_crps is None and row.coverage_50 is None for row in spread)
    assert all(row.crps[OURS] > 0 for row in spread)
    total = score.row("total", 7)
    assert total is not None
    assert total.observed == truth[11:18, 0].sum()
    assert any("Not counted daily" in note for note in score.notes)


def test_a_partial_day_is_left_out_of_both_sides(scenario, truth, honest):
    rows = made_up(scenario, truth[:41])
    last = scenario.start + timedelta(days=40)
    for place in ("CCC", "DDD"):
        rows[place, last] = rows[place, last].model_copy(update={"method": "partial"})
    score = score_flows(scenario, honest, flows_of(scenario, rows))
    total = score.row("total", 30)
    assert total is not None
    assert total.days == 29
    assert total.observed == truth[11:40].sum()
    assert total.fan is not None
    assert total.fan["q50"] == pytest.approx(np.median(honest[:, 11:40].sum(axis=(1, 2))))
    assert any(f"{last}, not counted to the end" in note for note in score.notes)


def test_a_later_first_day(scenario, truth, honest):
    flows = flows_of(scenario, made_up(scenario, truth))
    score = score_flows(scenario, honest, flows, first=15, horizons=(7,))
    total = score.row("total", 7)
    assert total is not None
    assert total.observed == truth[15:22].sum()
    assert total.crps["last value"] == abs(7 * truth[10].sum() - truth[15:22].sum())


def test_the_split_is_judged_without_the_total(scenario, truth):
    flows = flows_of(scenario, made_up(scenario, truth))
    tripled = np.repeat(3 * truth[None], 20, axis=0)
    split = score_flows(scenario, tripled, flows).splits[0]
    assert split.ard[OURS] == pytest.approx(0.0)
    assert split.crps[OURS] == pytest.approx(0.0, abs=1e-6)
    assert 0 < split.ard["fixed share"] < 0.5


def test_the_scenario_of_the_library(scenario):
    flows = observed_flows(scenario)
    assert flows is not None
    assert flows.places == ("CCC", "DDD")
    assert len(flows) == 25


@pytest.mark.parametrize(
    ("days", "length", "options", "says"),
    [
        (11, 41, {}, "nothing was observed after 11 March 2030"),
        (14, 41, {}, "3 days after 11 March 2030, before the shortest horizon (7 days)"),
        (41, 15, {}, "the run ends 4 days after 11 March 2030"),
        (41, 41, {"first": 5}, "until 11 March 2030 the run was told"),
    ],
)
def test_nothing_to_score(scenario, truth, honest, days, length, options, says):
    flows = flows_of(scenario, made_up(scenario, truth[:days]))
    with pytest.raises(NothingToScoreError) as error:
        score_flows(scenario, honest[:, :length], flows, **options)
    assert says in str(error.value)


def test_no_flows_at_all(scenario, honest):
    nothing = flows_of(scenario, {})
    assert isinstance(nothing, Flows)
    with pytest.raises(NothingToScoreError, match="nothing was observed"):
        score_flows(scenario, honest, nothing)


@pytest.mark.parametrize(
    ("skills", "says"),
    [
        ({7: {"persistence": 0.5, "decay": 0.3}}, "better than both rivals at 7 days"),
        (
            {7: {"persistence": 0.5, "decay": 0.3}, 14: {"persistence": -1.0, "decay": -0.3}},
            "better than both rivals at 7 days; worse than both rivals at 14 days",
        ),
        ({7: {"persistence": 0.01, "decay": 0.3}}, "level with persistence, better than decay"),
        ({7: {"persistence": 0.1}}, "better than persistence at 7 days"),
        ({7: {}}, "without a rival"),
    ],
)
def test_verdict(skills, says):
    assert says in verdict(skills)


def test_dates_are_those_of_the_scenario(scenario, truth, honest):
    score = score_flows(scenario, honest, flows_of(scenario, made_up(scenario, truth)))
    assert score.date(score.first) == date(2030, 3, 12)
