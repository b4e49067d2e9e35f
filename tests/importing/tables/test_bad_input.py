"""Everything that can be wrong with a file is named with its place, and nothing is guessed."""

import pytest

from offramp.importing.tables.findings import Findings
from offramp.importing.tables.sniff import read_text
from tests.importing.tables.conftest import codes

HEAD = "date,iso3,daily\n"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty-file"),
        (b"\n \n", "empty-file"),
        (b"date,iso3,daily\n", "empty-file"),
        (b"PK\x03\x04 and more", "not-a-table"),
        (b"\xd0\xcf\x11\xe0 and more", "not-a-table"),
        (b"<html><body>", "not-a-table"),
        (b'{"data": []}', "not-a-table"),
        (b"date;iso3;daily\n2030-03-01;FRA;5\n", "bad-header"),
        (b"date\tiso3\tdaily\n2030-03-01\tFRA\t5\n", "bad-header"),
        ("date,iso3,caf\xe9\n".encode("latin-1"), "bad-text"),
        ("date,iso3".encode("utf-16"), "bad-text"),
        (b"date,iso3,\x00\n", "bad-text"),
        (b'date,iso3,daily\n"2030-03-01,FRA,5\n', "bad-csv"),
    ],
)
def test_files_that_are_no_table(look, data, code):
    understood = look(data)
    assert [c for c, _ in codes(understood)] == [code]
    assert not understood.rows


def test_an_excel_file_is_told_how_to_become_csv(look):
    assert "save that sheet as CSV" in look(b"PK\x03\x04").problems[0].hint


def test_a_byte_that_is_not_utf8_is_shown_on_its_line(look):
    understood = look("date,iso3,daily\n2030-03-01,caf\xe9,5\n".encode("latin-1"))
    where = understood.problems[0].where
    assert (where.line, where.column) == (2, 15)
    assert understood.text.splitlines()[1].startswith("2030-03-01,caf")


def test_a_large_file_is_refused_by_its_size_without_being_read(look, tmp_path, monkeypatch):
    path = tmp_path / "large.csv"
    with path.open("wb") as stream:
        stream.truncate(200 * 2**20)
    monkeypatch.setattr("pathlib.Path.read_bytes", lambda self: pytest.fail("it was read"))
    found = Findings("large.csv")
    assert not read_text(path, found)
    assert "200 MB" in found.problems[0].message


def test_a_missing_file_and_a_folder(look, tmp_path):
    found = Findings("count.csv")
    tmp_path.joinpath("counts.csv").touch()
    assert not read_text(tmp_path / "count.csv", found)
    assert found.problems[0].code == "missing-file"
    assert "counts.csv" in found.problems[0].hint
    assert not read_text(tmp_path, found)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("date,daily\n2030-03-01,5\n", ("missing-column", 1)),
        ("iso3,daily\nFRA,5\n", ("unclear-kind", 1)),
        ("date,weather\n2030-03-01,5\n", ("unclear-kind", 1)),
        ("date,iso3,individuals\n2030-03-01,FRA,5\n", ("unclear-kind", 1)),
        ("date,iso3,arrivals\n2030-03-01,FRA,5\n", ("unclear-count", 1)),
        ("date,day,iso3,daily\n2030-03-01,2030-03-01,FRA,5\n", ("same-role", 1)),
        (HEAD + "2030-03-01,FRA,-5\n", ("negative-count", 2)),
        (HEAD + "2030-03-01,FRA,=1+1\n", ("bad-number", 2)),
        (HEAD + '2030-03-01,FRA,"1,234"\n', ("bad-number", 2)),
        (HEAD + "2030-03-01,FRA,1,234\n", ("wrong-cells", 2)),
        (HEAD + "2030-03-01,FRX,5\n", ("unknown-country", 2)),
        (HEAD + "2030-03-01,FR,5\n", ("unknown-country", 2)),
        (HEAD + ",FRA,5\n", ("missing-date", 2)),
        (HEAD + "2030-03-01,,5\n", ("missing-place", 2)),
        (HEAD + "01/02/2030,FRA,5\n", ("unclear-date", 2)),
        (HEAD + "2030-03-01,FRA,5\n2030-03-01,FRA,6\n", ("duplicate-row", 3)),
        (
            HEAD + "2030-03-02,FRA,5\n2030-03-01,FRA,6\n2030-03-03,FRA,6\n",
            ("bad-order", 3),
        ),
        (
            "date,iso3,daily,known_at\n2030-03-02,FRA,5,2030-03-01\n",
            ("bad-order", 2),
        ),
    ],
)
def test_arrivals(look, text, problem):
    understood = look(text)
    assert codes(understood) == [problem]
    assert all(p.hint for p in understood.problems)


def test_a_country_code_of_two_letters_is_put_right(look):
    assert look(HEAD + "2030-03-01,FR,5\n").problems[0].hint == "write FRA"


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("FR", "form"),
        ("07", "form"),
        ("QQ07", "begins with no code"),
        ("DE07", "is a P-code of DEU, not of FRA"),
    ],
)
def test_pcodes(look, code, said):
    understood = look(f"pcode,iso3,total\n{code},FRA,5\n")
    assert codes(understood) == [("bad-pcode", 2)]
    assert said in understood.problems[0].message


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("name,lat,lon\nWestmark,1,2\n", "missing-column"),
        ("name,iso3,lat,lon,kind\nWestmark,FRA,1,2,moon base\n", "unknown-kind"),
        ("name,iso3,lat,lon,kind\nWestmark,FRA,95,2,camp\n", "out-of-range"),
        ("name,iso3,lat,lon,kind\nWestmark,FRA,,2,camp\n", "missing-value"),
        ("name,lat,lon,kind\nWestmark,1,2,camp\n", "unknown-country"),
        ("name,country,lat,lon,kind\nWestmark,Nowhere,1,2,camp\n", "unknown-country"),
        ("id,name,iso3,lat,lon,kind\nw,A,FRA,1,2,camp\nw,B,FRA,1,2,camp\n", "duplicate-row"),
    ],
)
def test_places(look, text, code):
    assert [c for c, _ in codes(look(text, kind="places"))] == [code]


def test_a_row_for_each_sex_is_refused_by_name(look):
    text = "admin1_code,gender,age_range,population\nFR01,f,0-4,5\n"
    understood = look(text)
    assert {c for c, _ in codes(understood)} == {"refused-layout"}


def test_all_problems_are_reported_at_once(look):
    text = HEAD + "2030-03-01,FRA,-5\n2030-03-02,FRX,=1\n44621,FRA,5\n"
    assert len(codes(look(text))) == 4
