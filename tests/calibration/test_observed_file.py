from datetime import date

import pytest

import offramp
from offramp.calibration.observed_file import read_observations, with_rows
from offramp.model.history import DailyCount
from offramp.model.problems import ScenarioError


@pytest.fixture(scope="module")
def scenario():
    return offramp.load("ardenia")


@pytest.fixture
def table(tmp_path):
    def write(text):
        path = tmp_path / "later.csv"
        path.write_text(text, encoding="utf-8")
        return path

    return write


def daily(scenario, rows, path, place="CCC"):
    merged, notes = with_rows(scenario, rows, read_observations(path, scenario))
    found = {d.day: (r.persons, r.method) for (p, d), r in sorted(merged.items()) if p == place}
    return found, notes


def counts(*persons, start=1):
    return {
        ("CCC", date(2030, 3, day)): DailyCount(
            date=date(2030, 3, day), place="CCC", persons=people, known_at=date(2030, 3, day)
        )
        for day, people in enumerate(persons, start)
    }


def test_persons_replace_those_of_the_same_day(scenario, table):
    path = table("date,place,persons,known_at\n2030-03-02,CCC,9,2030-03-04\n")
    found, notes = daily(scenario, counts(1, 2, 3), path)
    assert {day: people for day, (people, _) in found.items()} == {1: 1, 2: 9, 3: 3}
    assert notes == ()


def test_cumulative_from_the_start(scenario, table):
    path = table("date,country,cumulative,origin\n2030-03-01,CCC,10,x\n2030-03-02,CCC,25,x\n")
    found, _ = daily(scenario, {}, path)
    assert found == {1: (10, "difference"), 2: (15, "difference")}


def test_a_gap_is_spread_evenly(scenario, table):
    path = table("date,place,cumulative\n2030-03-01,CCC,10\n2030-03-04,CCC,20\n")
    found, _ = daily(scenario, {}, path)
    assert found[1] == (10, "difference")
    assert [found[day] for day in (2, 3, 4)] == [(3, "spread"), (4, "spread"), (3, "spread")]


def test_cumulative_goes_on_from_the_count_of_the_scenario(scenario, table):
    rows = counts(10, 20, 30)
    last = ("CCC", date(2030, 3, 3))
    partial = rows | {last: rows[last].model_copy(update={"method": "partial"})}
    path = table("date,place,cumulative\n2030-03-04,CCC,100\n")
    found, notes = daily(scenario, rows, path)
    assert found[4] == (40, "difference")
    assert "2030-03-03" in notes[0]
    found, notes = daily(scenario, partial, path)  # a day that was not counted to its end
    assert (found[3], found[4]) == ((35, "spread"), (35, "spread"))
    assert "2030-03-02" in notes[0]


@pytest.mark.parametrize("values", ["persons", "cumulative"])
def test_a_partial_last_day_stays_partial_until_the_table_goes_on(scenario, table, values):
    rows = counts(10, 20, 30)
    last = ("CCC", date(2030, 3, 3))
    rows[last] = rows[last].model_copy(update={"method": "partial"})
    text = f"date,place,{values}\n2030-03-03,CCC,60\n"
    assert daily(scenario, rows, table(text))[0][3][1] == "partial"
    text += "2030-03-04,CCC,90\n"
    assert daily(scenario, rows, table(text))[0][3][1] != "partial"


def test_a_fall_is_a_debt(scenario, table):
    text = "date,place,cumulative\n2030-03-01,CCC,10\n2030-03-02,CCC,8\n2030-03-03,CCC,15\n"
    found, _ = daily(scenario, {}, table(text))
    assert found == {1: (10, "difference"), 2: (0, "debt"), 3: (5, "debt")}


def test_other_places_are_left_out_and_named(scenario, table):
    path = table("date,place,persons\n2030-03-02,CCC,9\n2030-03-02,ALL,19\n2030-03-03,ALL,20\n")
    assert "ALL (2)" in read_observations(path, scenario).notes[0]


@pytest.mark.parametrize(
    ("text", "code", "says", "where"),
    [
        ("", "empty-file", "is empty", ":1:1"),
        ("date,persons\n2030-03-02,9\n", "missing-column", "no column `place`", ":1:1"),
        (
            "date,place\n2030-03-02,CCC\n",
            "missing-column",
            "no column `persons` or `cumulative`",
            ":1:1",
        ),
        ("date,place,persons\n2.3.2030,CCC,9\n", "bad-date", '"2.3.2030" is no date', ":2:1"),
        ("date,place,persons\n2030-03-02,CCC,many\n", "bad-number", '"many" is no num', ":2:16"),
        ("date,place,persons\n2030-03-02,CCC,-9\n", "bad-number", '"-9" is no number', ":2:16"),
        ("date,place,persons\n2030-03-02,CCC,nan\n", "bad-number", '"nan" is no number', ":2:16"),
        (
            "date,place,persons\n2030-03-02,CCC,9\n2030-03-02,CCC,8\n",
            "duplicate-row",
            "CCC on 2030-03-02 stands here again",
            ":3:1",
        ),
        ("date,place,persons\n2030-03-02,,9\n2030-03-02,CCC,9\n", "missing-value", "no pl", ":2:1"),
        ("date,place,persons\n2030-03-02,XXX,9\n", "unknown-place", "CCC, DDD", ":1:1"),
        ("date;place;persons\n2030-03-02;CCC;9\n", "bad-header", "not separated by", ":1:1"),
    ],
)
def test_what_is_wrong_is_named_with_its_line(scenario, table, text, code, says, where):
    path = table(text)
    with pytest.raises(ScenarioError) as error:
        read_observations(path, scenario)
    found = error.value.problems[0]
    assert found.code == code
    assert says in found.message
    assert found.where is not None
    assert str(found.where).endswith(where)


def test_no_file_and_bad_bytes(scenario, tmp_path):
    with pytest.raises(ScenarioError, match="there is no file"):
        read_observations(tmp_path / "none.csv", scenario)
    bad = tmp_path / "bad.csv"
    bad.write_bytes(b"date,place,persons\n2030-03-02,CC\xff,9\n")
    with pytest.raises(ScenarioError, match="not UTF-8"):
        read_observations(bad, scenario)
