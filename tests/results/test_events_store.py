from datetime import date

import numpy as np
import pyarrow.parquet as pq

from offramp.results.digest import event_digests
from offramp.results.events_store import from_arrow, read_parts, to_arrow, write_part
from offramp.results.piece import cut, join, rows
from tests.ensemble.double import Double

MEMBERS = np.arange(10, 40)


def where(path):
    return f"{path}:1"


def same(a, b, words_a, words_b):
    assert event_digests(a, words_a, MEMBERS) == event_digests(b, words_b, MEMBERS)


def test_events_come_back_as_they_were_written(tmp_path):
    double = Double()
    events = double.run(MEMBERS, 3).events
    words = double.layout.names.words
    write_part(to_arrow(events, words, date(2030, 1, 1), where), tmp_path / "part.parquet")
    table = read_parts([tmp_path / "part.parquet"])
    back, known = from_arrow(table)
    same(events, back, words, known)
    assert [known[code] for code in back.rule] == [words[code] for code in events.rule]
    assert table["where"].to_pylist()[0] == "events.invasion:1"
    assert [p.name for p in tmp_path.iterdir()] == ["part.parquet"]


def test_a_file_does_not_depend_on_the_order_of_words(tmp_path):
    files: list[bytes] = []
    for order in (["zone", "CCC"], ["rung_up", "BBB", "unused"]):
        double = Double()
        for word in order:
            double.layout.names.code(word)
        events = double.run(MEMBERS, 3).events
        path = tmp_path / f"{len(files)}.parquet"
        write_part(to_arrow(events, double.layout.names.words, date(2030, 1, 1), where), path)
        files.append(path.read_bytes())
    assert files[0] == files[1]


def test_rules_that_stand_in_one_place_share_its_word(tmp_path):
    double = Double()
    events, words = double.run(MEMBERS, 3).events, double.layout.names.words
    table = to_arrow(events, words, date(2030, 1, 1), lambda _: "events.yaml:1")
    assert table["where"].combine_chunks().dictionary.to_pylist() == ["events.yaml:1"]
    path = tmp_path / "part.parquet"
    write_part(table, path)
    group = pq.read_metadata(path).row_group(0)
    chunks = {group.column(at).path_in_schema: group.column(at) for at in range(group.num_columns)}
    assert chunks["where"].encodings == chunks["rule"].encodings
    assert read_parts([path])["where"].equals(table["where"])


def test_no_parts_are_an_empty_table():
    back, words = from_arrow(read_parts([]))
    assert len(back) == 0
    assert words == [""]
    assert list(back.causes_start) == [0]


def test_events_without_rows_can_be_written(tmp_path):
    double = Double()
    events = rows(double.run(MEMBERS, 3).events, 0, 0)
    write_part(to_arrow(events, double.layout.names.words, date(2030, 1, 1), where), tmp_path / "p")
    back, _ = from_arrow(read_parts([tmp_path / "p"]))
    assert len(back) == 0


def test_pieces_joined_are_the_whole():
    double = Double()
    words = double.layout.names.words
    whole = cut(double.run(np.arange(200, 300), 3), double.layout)
    assert [(piece.first, piece.stop) for piece in whole] == [(200, 256), (256, 300)]
    halves = [
        piece
        for a, b in ((200, 230), (230, 256))
        for piece in cut(double.run(np.arange(a, b), 3), double.layout)
    ]
    joined = join(halves)
    assert joined.digests == whole[0].digests
    members = range(200, 256)
    assert event_digests(joined.events, words, members) == whole[0].digests["events"]
    for name, values in whole[0].arrays.items():
        np.testing.assert_array_equal(joined.arrays[name], values)
