"""Counts become daily crossings and stocks."""

import csv
from datetime import date
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

import offramp
from offramp.importing.tables.counts import Count
from offramp.importing.tables.findings import Findings
from offramp.importing.tables.to_series import ONE, daily_of_cumulative
from offramp.importing.tables.understand import understand
from offramp.importing.tables.wishes import Wishes
from offramp.reading.csv_cells import Cell
from tests.importing.tables.conftest import codes

LIBRARY = Path(offramp.__file__).parent / "library" / "scenarios"
START = date(2030, 3, 1)
NOWHERE = Cell("", 1, 1, 1, False)


def test_the_shipped_cumulative_counts_become_the_shipped_crossings():
    folder = LIBRARY / "ukraine-2022" / "series"
    understood = understand(folder / "arrivals.csv", Wishes(), None, "x")
    assert not understood.problems
    with folder.joinpath("crossings_daily.csv").open(encoding="utf-8") as stream:
        shipped = list(csv.DictReader(stream))
    got = [dict(zip(understood.header, row, strict=True)) for row in understood.rows]
    assert [row | {"method": ""} for row in got] == [row | {"method": ""} for row in shipped]
    last = max(row["date"] for row in shipped)
    for ours, theirs in zip(got, shipped, strict=True):
        if theirs["method"] == "partial":  # said by hand of the last day
            assert theirs["date"] == last
        else:
            assert ours == theirs


def test_agencies_columns_of_cumulative_arrivals(look):
    text = (
        "date,country,cumulative,origin\n"
        '2030-03-01,FRA,100,"An agency, archived"\n'
        '2030-03-02,FRA,250,"An agency, archived"\n'
        '2030-03-04,FRA,260,"An agency, archived"\n'
        '2030-03-02,DEU,40,"An agency, archived"\n'
    )
    understood = look(text)
    assert not understood.problems
    assert (understood.kind, understood.counted) == ("arrivals", "cumulative")
    assert understood.rows == [
        ("2030-03-01", "FRA", "100", "2030-03-01", "difference"),
        ("2030-03-02", "FRA", "150", "2030-03-02", "difference"),
        ("2030-03-03", "FRA", "5", "2030-03-04", "spread"),
        ("2030-03-04", "FRA", "5", "2030-03-04", "spread"),
        ("2030-03-01", "DEU", "20", "2030-03-02", "spread"),
        ("2030-03-02", "DEU", "20", "2030-03-02", "spread"),
    ]
    said = " ".join(understood.notes)
    assert "FRA: 2 days between counts" in said
    assert "DEU: its first count, 40 on 2030-03-02, is spread evenly over 2 days" in said


def test_a_fall_is_a_debt(look):
    text = "date,iso3,cumulative\n2030-03-01,FRA,100\n2030-03-02,FRA,60\n2030-03-03,FRA,110\n"
    understood = look(text)
    assert [(row[2], row[4]) for row in understood.rows] == [
        ("100", "difference"),
        ("0", "debt"),
        ("10", "debt"),
    ]
    assert any("falls by 40" in note for note in understood.notes)


def test_hashtags_of_daily_arrivals_with_names(look):
    text = (
        "Counts of the clerks\n"
        "Day,Host,New people,Women\n"
        "#date,#country+name,#indicator+arrivals+new,#affected+f\n"
        "2030-03-01,Côte d'Ivoire,5,2\n"
        "2030-03-03,Moldova,7,3\n"
    )
    understood = look(text)
    assert understood.sheet.tags
    assert [row[1:3] for row in understood.rows] == [("CIV", "5"), ("MDA", "7")]
    assert understood.rows[0][4] == "count"
    women = understood.columns[3]
    assert women.why


def test_of_two_counts_the_cumulative_one_is_read_unless_asked(look):
    text = "date,iso3,daily,cumulative\n2030-03-01,FRA,1,10\n2030-03-02,FRA,2,12\n"
    assert [row[2] for row in look(text).rows] == ["10", "2"]
    assert [row[2] for row in look(text, counted="daily").rows] == ["1", "2"]


def test_empty_counts_are_left_out_and_the_same_row_is_taken_once(look):
    text = (
        "date,iso3,daily\n2030-03-01,FRA,1\n2030-03-01,FRA,1\n2030-03-02,FRA,\n2030-03-04,FRA,3\n"
    )
    understood = look(text)
    assert not understood.problems
    assert len(understood.rows) == 2
    said = " ".join(understood.notes)
    assert "1 row without a count left out" in said
    assert "1 row that said the same again" in said
    assert "2 days without a count" in said
    assert understood.gaps == 2


def test_a_file_that_runs_backwards_is_turned_round(look):
    understood = look("date,iso3,daily\n2030-03-02,FRA,2\n2030-03-01,FRA,1\n")
    assert [row[2] for row in understood.rows] == ["1", "2"]
    assert any("newest day stood first" in note for note in understood.notes)


def test_known_at_is_the_day_itself_unless_given(look):
    head = "date,iso3,daily"
    assert look(f"{head}\n2030-03-01,FRA,1\n").rows[0][3] == "2030-03-01"
    assert look(f"{head},known_at\n2030-03-01,FRA,1,2030-03-04\n").rows[0][3] == "2030-03-04"


def test_days_to_come_are_noted(look):
    understood = look("date,iso3,daily\n2030-03-01,FRA,1\n", today=date(2029, 1, 1))
    assert any("after today" in note for note in understood.notes)


def test_since_may_not_be_after_the_first_count(look):
    text = "date,iso3,cumulative\n2030-03-03,FRA,9\n"
    assert len(look(text, since=date(2030, 3, 1)).rows) == 3
    assert codes(look(text, since=date(2030, 3, 4))) == [("bad-order", 1)]


def test_stocks_may_be_of_half_people_out_of_order_and_of_all_places(look):
    text = "date,refugees\n2030-03-02,10.5\n2030-03-01,8\n2030-03-03,11\n"
    understood = look(text, kind="stocks")
    assert not understood.problems
    assert understood.rows == [
        ("2030-03-01", "", "8", "2030-03-01"),
        ("2030-03-02", "", "10.5", "2030-03-02"),
        ("2030-03-03", "", "11", "2030-03-03"),
    ]
    assert any("sorted" in note for note in understood.notes)


counts = st.lists(st.tuples(st.integers(1, 9), st.integers(0, 10**6)), min_size=1, max_size=12)


@given(counts)
def test_daily_crossings_are_never_negative_and_meet_the_highest_count(steps):
    day, given_counts = START - ONE, []
    for gap, persons in steps:
        day += gap * ONE
        given_counts.append(Count(day, "AAA", persons, day, NOWHERE))
    daily = daily_of_cumulative(given_counts, START, Findings("x"))
    assert [c.day for c in daily] == [START + i * ONE for i in range(len(daily))]
    assert all(c.persons >= 0 and c.known_at >= c.day for c in daily)
    assert sum(c.persons for c in daily) == max(c.persons for c in given_counts)
    highest = 0.0
    for count in given_counts:
        highest = max(highest, count.persons)
        assert sum(c.persons for c in daily if c.day <= count.day) == highest
