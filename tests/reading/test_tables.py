import pytest

from offramp.model.problems import Problem
from offramp.reading.nodes import places, plain
from offramp.reading.tables import parse_items, parse_rows


def items(text):
    problems: list[Problem] = []
    return parse_items(text, "f", problems), problems


def wrong(text, parse=parse_items):
    problems: list[Problem] = []
    parse(text, "f", problems)
    return [f"{p.code} {str(p.where)[2:]}+{p.length}" for p in problems]


def test_a_table_maps_ids_to_rows_of_text():
    table, problems = items("id,name,km\nAAA-BBB, Ardenia road ,12\nNO,,0.5\n")
    assert not problems
    assert plain(table) == {"AAA-BBB": {"name": "Ardenia road", "km": "12"}, "NO": {"km": "0.5"}}


def test_cells_know_their_place():
    table, _ = items('id,name,note\n\nA, é ,"x, y"\nB,"two\r\nlines",z\nC,"say ""no""",w\n')
    assert {path: str(where) for path, where, _ in places(table)} == {
        "A": "f:3:1",
        "A.name": "f:3:4",
        "A.note": "f:3:7",
        "B": "f:4:1",
        "B.name": "f:4:3",
        "B.note": "f:5:8",
        "C": "f:6:1",
        "C.name": "f:6:3",
        "C.note": "f:6:16",
    }
    assert table.get("B").get("name").value == "two\r\nlines"
    assert table.get("C").get("name").value == 'say "no"'
    assert [(s.length, s.inset) for _, _, s in places(table) if s] == [
        (1, 0),
        (6, 1),
        (4, None),
        (1, 0),
        (12, None),
        (1, 0),
    ]


@pytest.mark.parametrize("text", ["id,a\n", "id,a", "id,a\r\n\r\n"])
def test_a_header_alone_is_an_empty_table(text):
    table, problems = items(text)
    assert not problems
    assert not table.entries


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ["empty-file 1:1+1"]),
        ("\n \n", ["empty-file 1:1+1"]),
        ("id;name\nA;B\n", ["bad-header 1:1+7"]),
        ("name,id\nx,A\n", ["bad-header 1:1+4"]),
        ("A,Ardenia\nB,Borvia\n", ["bad-header 1:1+1"]),
        ("id,,name\nA,1,2\n", ["bad-header 1:4+1"]),
        ("id,a,a\nA,1,2\n", ["bad-header 1:6+1"]),
        ("id,12\nA,1\n", ["bad-header 1:4+2"]),
        (f"id,{'k' * 201}\nA,1\n", ["bad-header 1:4+201"]),
        ("id,a\nA\nB,1,22\nC,2\n", ["wrong-cells 2:1+1", "wrong-cells 3:5+2"]),
        ("id,a\nA,1\nB,2\nA,3\n", ["duplicate-id 4:1+1"]),
        ("id,a\n,1\n", ["missing-id 2:1+1"]),
        (f"id,a\n{'k' * 201},1\n", ["bad-value 2:1+201"]),
        ('id,a\nA,"open\nB,2\n', ["bad-csv 2:3+1"]),
        ('id,a\nA,"shut" x\n', ["bad-csv 2:3+1"]),
        ('"id\nA', ["bad-csv 1:1+1"]),
    ],
)
def test_what_is_no_table_is_shown_with_its_place(text, expected):
    assert wrong(text) == expected


def test_the_first_row_of_an_id_is_named():
    assert "line 2" in items("id\nA\nA\n")[1][0].message


def test_rows_without_ids_are_a_list():
    problems: list[Problem] = []
    table = parse_rows("date,id\n2030-01-31,1\n,\n2030-02-01,\n", "f", problems)
    assert not problems
    assert plain(table) == [{"date": "2030-01-31", "id": "1"}, {"date": "2030-02-01"}]
    assert [str(row.where) for row in table.items] == ["f:2:1", "f:4:1"]


def test_rows_without_a_header_are_found():
    assert wrong("2030-01-31,A,5\n", parse_rows) == ["bad-header 1:1+10", "bad-header 1:14+1"]
