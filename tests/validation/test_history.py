"""What validation/history counts, on frames small enough to count by hand."""

import numpy as np
import pytest
from validation.history import baselines, bounds, icb, mid


def incident(number, day, level, *, deaths=0, dispute="1", month=1):
    year = 2000
    return {
        "dispnum": dispute,
        "incidnum": str(number),
        "styear": str(year),
        "stmon": str(month),
        "stday": str(day),
        "hostlev": str(level),
        "fatality": str(deaths),
    }


def began(*sides):
    """Who began each incident of dispute 1, in order: `0`, `1`, or both as `01`."""
    return {("1", str(n)): frozenset(side) for n, side in enumerate(sides, start=1)}


@pytest.fixture
def chain():
    """A show of force, a deadly clash, a bloodless one with its day unknown, a threat."""
    rows = [
        incident(3, -9, 4, month=2),
        incident(1, 1, 3),
        incident(4, 20, 2, month=3),
        incident(2, 11, 4, deaths=1),
    ]
    return mid.chains(rows)["1"]


def test_incidents_are_ordered_by_the_day_they_began(chain):
    assert [row["incidnum"] for row in chain] == ["1", "2", "3", "4"]


def test_equal_days_keep_the_order_of_the_file():
    rows = [incident(2, 5, 4), incident(1, 5, 3)]
    assert [row["incidnum"] for row in mid.chains(rows)["1"]] == ["2", "1"]


def test_every_incident_has_one_successor_or_ends_its_dispute(chain):
    assert mid.transitions([chain]) == {
        ("display", "force"): 1,
        ("force", "force"): 1,
        ("force", "threat"): 1,
        ("threat", "ends"): 1,
    }


def test_a_gap_needs_both_days(chain):
    assert mid.gaps([chain]) == [10]


def test_the_other_side_answers_only_where_each_of_the_two_began_alone(chain):
    assert mid.other_side([chain], began("0", "1", "1", "0")) == {
        ("display", "force"): 1,
        ("force", "threat"): 1,
    }
    assert not mid.other_side([chain], began("01", "1", "01", "0"))
    assert not mid.other_side([chain], {})


def test_sides_are_those_that_began_an_incident():
    parts = [
        {"dispnum": "1", "incidnum": "1", "insidea": "1", "sidea": "0"},
        {"dispnum": "1", "incidnum": "1", "insidea": "0", "sidea": "1"},
    ]
    assert mid.sides(parts) == {("1", "1"): frozenset("0")}


@pytest.mark.parametrize(
    ("following", "expected"),
    [
        (incident(2, 2, 5, deaths=-9), ("up", "war")),
        (incident(2, 2, 4, deaths=2), ("up", "force with more deaths")),
        (incident(2, 2, 4, deaths=1), ("stay", "force with deaths")),
        (incident(2, 2, 4, deaths=-9), ("stay", "force, deaths not known")),
        (incident(2, 2, 4), ("down", "force without deaths")),
        (incident(2, 2, 3), ("down", "display")),
        (None, ("down", "nothing more")),
    ],
)
def test_what_follows_a_deadly_use_of_force(following, expected):
    rows = [incident(1, 1, 4, deaths=1), *([following] if following else [])]
    counted = mid.after_force([rows], deadly=True)
    assert counted[expected] >= 1
    assert sum(counted.values()) == sum(
        int(row["fatality"]) > 0 and row["hostlev"] == "4" for row in rows
    )


def test_after_bloodless_force_the_same_again_is_no_restraint():
    counted = mid.after_force([[incident(1, 1, 4), incident(2, 2, 4)]], deadly=False)
    assert counted == {("stay", "force without deaths"): 1, ("down", "nothing more"): 1}


def test_an_answer_comes_from_the_other_side_and_in_time():
    rows = [
        incident(1, 1, 4, deaths=1),
        incident(2, 3, 4),
        incident(3, 9, 4, deaths=1),
    ]
    sides = began("0", "0", "1")

    def within(days):
        return mid.answered_within([rows], sides, days, answers=lambda row: row["hostlev"] == "4")

    assert within(7) == (2, 0)
    assert within(8) == (2, 1)


def test_opposed_disputes_need_original_participants_and_a_member_of_the_day():
    disputes = [{"dispnum": str(n), "styear": "1960"} for n in (1, 2, 3, 4)]

    def part(dispute, code, side, orig="1"):
        return {
            "dispnum": dispute,
            "ccode": code,
            "sidea": side,
            "orig": orig,
            "styear": "1960",
        }

    participants = [
        *(part("1", "365", "1"), part("1", "2", "0")),
        *(part("2", "365", "1"), part("2", "2", "1")),
        *(part("3", "365", "1"), part("3", "2", "0", orig="0")),
        *(part("4", "365", "1"), part("4", "230", "0")),
    ]
    joined = {"2": 1949, "230": 1982}
    found = mid.opposed_disputes(disputes, participants, "365", joined, (1949, 2014))
    assert [dispute["dispnum"] for dispute in found] == ["1"]


def test_replies_are_counted_by_kind_and_only_where_both_are_known():
    codes = [("9", "8"), ("8", "9"), ("7", "7"), ("7", "1"), ("6", "6"), ("9", ""), ("", "8")]
    actors = [{"triggr": trigger, "majres": reply} for trigger, reply in codes]
    assert icb.replies(actors) == {
        (icb.VIOLENT, icb.VIOLENT): 2,
        (icb.MILITARY, icb.MILITARY): 1,
        (icb.MILITARY, icb.NON_MILITARY): 1,
        (icb.NON_MILITARY, icb.MILITARY): 1,
    }


def test_superpowers_are_both_highly_involved_from_code_three():
    rows = [
        {"yrtrig": "1961", "usinv": "4", "suinv": "3"},
        {"yrtrig": "1961", "usinv": "4", "suinv": "2"},
        {"yrtrig": "1961", "usinv": "4", "suinv": ""},
        {"yrtrig": "2017", "usinv": "4", "suinv": "3"},
    ]
    assert icb.both_superpowers(rows, 1945, 2013) == rows[:1]


def test_none_of_24_leaves_a_tenth():
    low, high = bounds.jeffreys(0, 24)
    assert low == 0
    assert high == pytest.approx(0.0984, abs=5e-5)


def test_the_width_of_a_weight_is_that_of_the_logarithm_of_a_gamma_variable():
    draws = np.log(np.random.default_rng(1).gamma(6.5, size=400_000))
    assert bounds.log_width(6) == pytest.approx(draws.std(), rel=0.01)


def test_a_drifting_rate_reads_no_year_of_its_own_nor_later():
    years, happened = [2000, 2001, 2011, 2011], [True, False, True, False]
    rates = baselines.drifting_rate(years, happened, 10)
    assert rates[0] == 0
    assert rates[1] == 1
    old, young = 2 ** (-11 / 10), 2**-1
    assert rates[2] == rates[3] == pytest.approx(old / (old + young))


def test_scores_of_a_certain_and_right_forecast_are_nought():
    truth = np.array([0, 2])
    forecast = np.eye(3)[truth]
    assert baselines.class_scores(truth, forecast) == (0, 0)
    assert baselines.ranked_score(truth, forecast) == 0
    assert baselines.binary_scores([True, False], [1, 0]) == pytest.approx((0, 0), abs=1e-11)


def test_the_ranked_score_counts_how_far_off_a_forecast_is():
    near, far = np.array([[0, 1, 0.0]]), np.array([[0, 0, 1.0]])
    truth = np.array([0])
    assert baselines.ranked_score(truth, near) == 0.5
    assert baselines.ranked_score(truth, far) == 1
