import json
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offramp.model.problems import Location
from offramp.reading.load import read_tree
from offramp.reading.nodes import Entry, Mapping, Scalar, Sequence, places, plain
from offramp.reading.write import write_tree
from offramp.reading.yaml_emit import emit
from tests.reading.trees import tree

HERE = Location("x", 1, 1)


def node(value):
    if isinstance(value, dict):
        return Mapping({key: Entry(node(v), HERE) for key, v in value.items()}, HERE)
    if isinstance(value, list):
        return Sequence(tuple(node(item) for item in value), HERE)
    return Scalar(value, HERE)


texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=12) | st.sampled_from(
    [
        "NO",
        "yes",
        "null",
        "~",
        "1",
        "1e3",
        "0x1",
        "2030-01-31",
        "- a",
        "a: b",
        "a #b",
        " a",
        "'",
        "a\n",
    ]
)
scalars = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**30), 10**30),
    st.floats(allow_nan=False),
    texts,
)
keys = texts.filter(str.strip)
trees = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(keys, inner, max_size=4),
    max_leaves=20,
)


@given(st.dictionaries(keys, trees, max_size=4))
def test_any_tree_survives_the_way_to_yaml_and_back(data):
    again = tree(emit(node(data)))
    assert plain(again) == data
    assert json.dumps(plain(again)) == json.dumps(data)  # the same order and kinds of numbers


names = st.text("abAB12;, \"'", min_size=1, max_size=3).filter(str.strip)
items = st.dictionaries(
    keys | names, st.dictionaries(names, texts | scalars, max_size=3), max_size=3
)
cells = st.dictionaries(names, names, min_size=1, max_size=3)
series = st.fixed_dictionaries(
    {},
    optional={
        "file": st.sampled_from(
            ["series/a.csv", "series/b.csv", "a.csv", "places.csv", "../x.csv"]
        ),
        "rows": st.lists(cells | st.dictionaries(names, scalars, max_size=2), max_size=3),
        "label": texts,
    },
)


@given(
    st.fixed_dictionaries(
        {},
        optional={
            "title": texts,
            "places": items | st.dictionaries(names, cells, max_size=3),
            "events": st.dictionaries(names, cells, max_size=3),
            "measures": st.dictionaries(keys, trees, max_size=3),
            "series": st.dictionaries(
                names, series.filter(lambda s: "file" not in s or "rows" in s), max_size=3
            ),
        },
    )
)
def test_any_scenario_survives_the_way_to_a_folder_and_back(tmp_path_factory, data):
    folder = tmp_path_factory.mktemp("resolved") / "scenario"
    root = node(data)
    # `over` is written out before a scenario is resolved
    for section in ("measures",):
        for key, entry in (root.get(section) or Mapping()).entries.items():
            if isinstance(entry.node, Mapping):
                kept = root.get(section).put(key, entry.put(entry.node.drop("over")))
                root = root.put(section, root.entries[section].put(kept))
    write_tree(root, folder)
    again = read_tree(folder).root
    assert plain(again) == plain(root)
    for section in data:
        if isinstance(data[section], dict):
            assert list(plain(again)[section]) == list(data[section])


def test_not_a_number_survives_too():
    again = tree(emit(node({"a": math.nan, "b": -math.inf})))
    assert math.isnan(plain(again)["a"])
    assert plain(again)["b"] == -math.inf


SCENARIO = {
    "scenario.yaml": "title: S\ndays: 3\nid: s\nseries: {x: {file: series/x.csv, label: X}}\n",
    "measures.yaml": "zone: {over: [AAA, BBB], when: pain.it > 1, ties: [NO, 'yes']}\n",
    "places.csv": 'id,name,note\nAA1,Town,"x, y"\nAA2,,z\n',
    "series/x.csv": "date,n\n2030-01-31,5\n",
}


def where(tree):
    return {path: str(place) for path, place, _ in places(tree.root)}


def test_a_resolved_scenario_is_the_same_with_the_same_places(desk):
    desk.shelve("base", SCENARIO)
    desk.write({"over.yaml": "days: 4\ndisable: [measures.zone.BBB]\n"})
    tree = desk.read("base", "over.yaml")
    written = write_tree(tree.root, desk.folder / "out" / "scenario")
    names = [path.relative_to(desk.folder / "out" / "scenario").as_posix() for path in written]
    assert names == ["scenario.yaml", "places.csv", "series/x.csv", "provenance.json"]
    again = desk.read("out/scenario")
    assert plain(again.root) == plain(tree.root)
    assert list(again.root.entries["places"].node.entries) == ["AA1", "AA2"]
    assert where(again) == where(tree)
    assert where(again)["measures.zone.AAA.when"] == "base/measures.yaml:1:32"
    assert where(again)["measures.zone.BBB.disabled"] == "over.yaml:2:11"
    assert where(again)["places.AA1.note"] == "base/places.csv:2:10"
    assert where(again)["series.x.rows.0.n"] == "base/series/x.csv:2:12"


def test_the_same_scenario_gives_the_same_bytes_however_it_was_ordered(desk):
    desk.write(SCENARIO, "s")
    tree = desk.read()
    turned = Mapping(dict(reversed(tree.root.entries.items())), tree.root.where)
    first = write_tree(tree.root, desk.folder / "a")
    second = write_tree(turned, desk.folder / "b")
    texts = [[p.read_text(encoding="utf-8") for p in paths[:3]] for paths in (first, second)]
    assert texts[0] == texts[1]
    assert texts[0][0] == (
        "id: s\ntitle: S\ndays: 3\n"
        "measures:\n"
        "  zone.AAA:\n    when: pain.AAA > 1\n    ties: [NO, yes]\n"
        "  zone.BBB:\n    when: pain.BBB > 1\n    ties: [NO, yes]\n"
        "series:\n  x:\n    file: series/x.csv\n    label: X\n"
    )


def test_places_are_those_of_the_folder_once_somebody_edits_it(desk):
    desk.write(SCENARIO, "s")
    write_tree(desk.read().root, desk.folder / "out")
    path = desk.folder / "out" / "scenario.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("S\n", "T\n"), encoding="utf-8")
    again = desk.read("out")
    assert where(again)["title"] == "out/scenario.yaml:2:8"


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"files": {}, "places": {"a": "b"}}', "[" * 100_000, '{"files": []}']
)
def test_a_spoilt_provenance_is_shown(desk, text):
    desk.write({"scenario.yaml": "id: s\n", "provenance.json": text}, "s")
    assert desk.wrong() == ["bad-provenance s/provenance.json:1:1"]


def test_two_series_of_one_name_keep_their_own_rows(desk):
    desk.shelve("base", {**SCENARIO, "scenario.yaml": "series: {y: {file: series/x.csv}}\n"})
    desk.write({**SCENARIO, "series/x.csv": "date\nq\n"}, "s")
    desk.write({"scenario.yaml": f"extends: base\n{SCENARIO['scenario.yaml']}"}, "s")
    (desk.folder / "s" / "measures.yaml").unlink()
    (desk.folder / "s" / "places.csv").unlink()
    tree = desk.read()
    assert plain(tree.root)["series"]["x"]["rows"] != plain(tree.root)["series"]["y"]["rows"]
    write_tree(tree.root, desk.folder / "out")
    assert plain(desk.read("out").root) == plain(tree.root)


def test_a_folder_with_something_in_it_is_left_alone(desk):
    desk.write({"out/mine.txt": "x"})
    with pytest.raises(FileExistsError, match="not empty"):
        write_tree(Mapping(), desk.folder / "out")
