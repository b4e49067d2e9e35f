"""Numbers and days: what could be read in two ways is refused."""

from datetime import date

import pytest

from offramp.importing.tables.dates import days
from offramp.importing.tables.findings import Findings
from offramp.importing.tables.values import degrees, is_formula, people, whole_people
from offramp.reading.csv_cells import Cell


def cell(text, line=2):
    return Cell(text, line, 1, max(1, len(text)), False)


@pytest.mark.parametrize(
    ("text", "number"), [("0", 0), ("12", 12), ("12.0", 12), ("12.5", 12.5), ("1234567", 1234567)]
)
def test_people(text, number):
    found = Findings("x")
    assert people(cell(text), found) == number
    assert not found.problems


@pytest.mark.parametrize(
    ("text", "code", "said"),
    [
        ("1,234", "bad-number", "two ways"),
        ("1.234", "bad-number", "two ways"),
        ("1.234.567", "bad-number", "two ways"),
        ("1 234", "bad-number", "thousands separators"),
        ("12,5", "bad-number", "decimal comma"),
        ("1.5E+06", "bad-number", "rounded"),
        ("=cmd|' /C calc'!A0", "bad-number", "formula"),
        ("@SUM(A1)", "bad-number", "formula"),
        ("-5", "negative-count", "below zero"),
        ("n/a", "bad-number", "no number"),
        ("1e400", "bad-number", "rounded"),
        ("9" * 40, "bad-number", "no number"),
        ("nan", "bad-number", "no number"),
        ("١٢", "bad-number", "no number"),
    ],
)
def test_what_is_no_count(text, code, said):
    found = Findings("x")
    assert people(cell(text), found) is None
    (problem,) = found.problems
    assert problem.code == code
    assert said in problem.message
    assert problem.hint


def test_thousands_are_read_if_somebody_says_so():
    found = Findings("x")
    assert people(cell("1,234,567"), found, ",") == 1234567
    assert people(cell("1.234"), found, ".") == 1234
    assert people(cell("12"), found, ",") == 12
    assert not found.problems
    assert people(cell("1,234"), found, ".") is None


def test_half_people_do_not_arrive():
    found = Findings("x")
    assert whole_people(cell("12.5"), found) is None
    assert found.problems[0].code == "bad-number"


def test_degrees():
    found = Findings("x")
    assert degrees(cell("-35.25"), 90, found) == "-35.25"
    assert degrees(cell("95"), 90, found) is None
    assert degrees(cell("35,25"), 90, found) is None
    assert [p.code for p in found.problems] == ["out-of-range", "bad-number"]


def test_formulas_are_told_from_numbers():
    assert [is_formula(t) for t in ("=1", "+CC", "-3", "@x", "Ardenia")] == [
        True,
        True,
        False,
        True,
        False,
    ]


def read(*texts, form=""):
    found = Findings("x")
    return days([cell(t, i) for i, t in enumerate(texts, start=2)], found, form), found


def test_iso_days():
    on, found = read("2030-03-01", "2030-03-01T00:00:00", "2030-03-01T00:00:00.000Z")
    assert on == [date(2030, 3, 1)] * 3
    assert len(found.notes) == 1


def test_days_with_strokes_are_read_where_one_order_fits():
    on, found = read("01/03/2030", "13/03/2030")
    assert on == [date(2030, 3, 1), date(2030, 3, 13)]
    assert "dd/mm/yyyy" in found.notes[0]


@pytest.mark.parametrize(
    ("texts", "hint"),
    [
        (("01/03/2030", "02/03/2030"), "--date-format dd/mm/yyyy or mm/dd/yyyy"),
        (("03/13/2030", "03/01/2030"), "--date-format mm/dd/yyyy"),
        (("03/13/2030", "13/03/2030"), "write all days as yyyy-mm-dd"),
    ],
)
def test_days_that_could_be_others_are_asked_about(texts, hint):
    on, found = read(*texts)
    assert on == [None, None]
    (problem,) = found.problems
    assert problem.code == "unclear-date"
    assert hint in problem.hint


def test_a_form_of_days_can_be_given():
    assert read("03/01/2030", form="mm/dd/yyyy")[0] == [date(2030, 3, 1)]
    assert read("1.3.2030", form="dd.mm.yyyy")[0] == [date(2030, 3, 1)]
    on, found = read("2030-03-01", form="dd/mm/yyyy")
    assert on == [None]
    assert found.problems[0].code == "bad-date"


@pytest.mark.parametrize("text", ["44621", "1 March 2030", "2030-02-30", "01/03/30", "2030-13-01"])
def test_what_is_no_day(text):
    on, found = read(text)
    assert on == [None]
    assert found.problems[0].code == "bad-date"
