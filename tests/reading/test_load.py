import pytest

from offramp.model.problems import ScenarioError
from offramp.reading import tables, yaml_text
from offramp.reading.home import Reading
from offramp.reading.nodes import places, plain

HEAD = "id: s\ntitle: S\n"


def test_a_folder_is_read_file_by_file(desk):
    desk.write(
        {
            "scenario.yaml": HEAD + "measures: {talks: {label: Talks}}\n",
            "measures.yaml": "zone: {label: Zone}\n",
            "places.csv": "id,name\nAA1,Town\n",
            "README.md": "not read",
            "stress-overlay.yaml": "not: read",
        },
        "s",
    )
    tree = desk.read()
    assert plain(tree.root) == {
        "id": "s",
        "title": "S",
        "measures": {"zone": {"label": "Zone"}, "talks": {"label": "Talks"}},
        "places": {"AA1": {"name": "Town"}},
    }
    where = {path: str(place) for path, place, _ in places(tree.root)}
    assert where["measures.zone.label"] == "s/measures.yaml:1:15"
    assert where["places.AA1.name"] == "s/places.csv:2:5"
    assert set(tree.texts) == {"s/scenario.yaml", "s/measures.yaml", "s/places.csv"}
    assert desk.data("./s/") == desk.data(desk.folder / "s") == desk.data("s/scenario.yaml")


def test_one_file_is_a_scenario_too(desk):
    desk.write({"one.yaml": HEAD + "series: {x: {file: x.csv}}", "x.csv": "a\nq\n"})
    assert desk.data("one.yaml")["series"]["x"] == {"file": "x.csv", "rows": [{"a": "q"}]}


def test_library_files_have_short_names(desk):
    desk.shelve("ardenia", {"scenario.yaml": HEAD, "actors.yaml": "AAA: {}\n"})
    root = desk.read("ardenia").root
    assert str(root.entries["actors"].node.entries["AAA"].where) == "ardenia/actors.yaml:1:1"


def test_a_folder_named_like_a_library_scenario_keeps_its_own_texts(desk):
    desk.shelve("ardenia", {"scenario.yaml": "title: Shelf\ndays: 1\n"})
    desk.write({"scenario.yaml": "extends: ardenia\ntitle: Mine\n"}, "ardenia")
    tree = desk.read("./ardenia")
    assert plain(tree.root) == {"title": "Mine", "days": 1}
    assert str(tree.root.entries["title"].where) == "./ardenia/scenario.yaml:2:8"
    assert len(tree.texts) == 2
    assert desk.data("ardenia") == {"title": "Shelf", "days": 1}


def test_an_unknown_scenario_lists_the_library(desk):
    desk.shelve("ardenia", {"scenario.yaml": HEAD})
    (problem,) = desk.problems("ardania")
    assert problem.code == "unknown-scenario"
    assert problem.hint == 'did you mean "ardenia"?; the library holds ardenia'
    assert desk.wrong("n" * 5000) == ["unknown-scenario -"]


def test_the_library_of_the_package_is_there():
    assert Reading().library.joinpath("scenarios").is_dir()


def test_extends_lays_a_scenario_over_another(desk):
    desk.shelve("base", {"scenario.yaml": "title: B\ndays: 9\nmeasures: {m: {a: 1, b: 1}}\n"})
    desk.write({"scenario.yaml": "extends: base\ntitle: Mid\nmeasures: {m: {b: 2}}\n"}, "mid")
    desk.write({"scenario.yaml": "extends: ../mid\ntitle: S\ndisable: [measures.m]\n"}, "s")
    assert desk.data() == {
        "title": "S",
        "days": 9,
        "measures": {"m": {"a": 1, "b": 2, "disabled": True}},
    }
    desk.write({"one.yaml": "extends: mid/scenario.yaml\n"})
    assert desk.data("one.yaml")["title"] == "Mid"


def test_a_cycle_is_shown_with_its_chain(desk):
    desk.write({"scenario.yaml": "extends: ../b\n"}, "a")
    desk.write({"scenario.yaml": "id: b\nextends: ../c/scenario.yaml\n"}, "b")
    desk.write({"scenario.yaml": "extends: ../a\n"}, "c")
    (problem,) = desk.problems("a")
    assert problem.message == "extends itself: a -> b -> c/scenario.yaml -> a"
    assert (problem.code, str(problem.where)) == ("extends-cycle", "c/scenario.yaml:1:10")
    desk.write({"scenario.yaml": "extends: ."}, "a")
    assert desk.wrong("a") == ["extends-cycle a/scenario.yaml:1:10"]


def test_a_long_chain_is_refused(desk):
    for number in range(30):
        desk.write({"scenario.yaml": f"extends: ../n{number + 1}\n"}, f"n{number}")
    assert desk.wrong("n0") == ["too-large n20/scenario.yaml:1:10"]


@pytest.mark.parametrize(
    ("extends", "code"),
    [
        ("nowhere", "unknown-scenario"),
        ("/etc", "bad-path"),
        ("~/x", "bad-path"),
        ("[a]", "bad-value"),
        ("12", "bad-value"),
        ("../secret.txt", "unknown-scenario"),
    ],
)
def test_what_cannot_be_extended_is_shown(desk, extends, code):
    desk.write({"secret.txt": "x: 1", "s/scenario.yaml": f"extends: {extends}\n"})
    assert desk.wrong() == [f"{code} s/scenario.yaml:1:10"]


def test_a_library_scenario_extends_only_the_library(desk):
    desk.write({"scenario.yaml": HEAD}, "out")
    desk.shelve("base", {"scenario.yaml": f"extends: {desk.folder}/out"})
    assert desk.wrong("base") == ["unknown-scenario base/scenario.yaml:1:10"]


def test_shared_files_come_before_the_own_sections(desk):
    desk.write(
        {"a.yaml": "actors: {AAA: {x: 1, y: 1, z: 1}}", "b.yaml": "actors: {AAA: {y: 2, z: 2}}"},
        "library/common",
    )
    include = "include: [common/a.yaml, common/b.yaml]\n"
    desk.write({"scenario.yaml": include, "actors.yaml": "AAA: {z: 3}"}, "s")
    tree = desk.read()
    assert plain(tree.root) == {"actors": {"AAA": {"x": 1, "y": 2, "z": 3}}}
    where = {path: str(place) for path, place, _ in places(tree.root)}
    assert where["actors.AAA.y"] == "common/b.yaml:1:19"
    desk.write({"scenario.yaml": "extends: ../s\n" + include}, "t")
    assert desk.data("t") == desk.data("s")


@pytest.mark.parametrize(
    ("include", "place"),
    [
        ("[common/nota.yaml]", "missing-file s/scenario.yaml:1:11"),
        ("[../../s/scenario.yaml]", "missing-file s/scenario.yaml:1:11"),
        ("[/etc/passwd]", "missing-file s/scenario.yaml:1:11"),
        ("common/nato.yaml", "bad-value s/scenario.yaml:1:10"),
        ("[1]", "bad-value s/scenario.yaml:1:10"),
    ],
)
def test_what_cannot_be_included_is_shown(desk, include, place):
    desk.write({"nato.yaml": "a: 1"}, "library/common")
    desk.write({"scenario.yaml": f"include: {include}\n"}, "s")
    assert desk.wrong() == [place]


def test_overlays_are_laid_in_order(desk):
    desk.write({"scenario.yaml": "days: 1\nlimits: a\n"}, "s")
    desk.write({"one.yaml": "days: 2\nlimits: b\n", "two.yaml": "days: 3\n", "none.yaml": "# x"})
    assert desk.data("s", "one.yaml", "two.yaml", "none.yaml") == {"days": 3, "limits": "b"}
    assert desk.data("s", "two.yaml", desk.folder / "one.yaml") == {"days": 2, "limits": "b"}
    root = desk.read("s", "one.yaml", "./two.yaml").root
    assert str(root.entries["days"].where) == "two.yaml:1:7"


def test_an_overlay_only_overlays(desk):
    desk.write({"s/scenario.yaml": HEAD, "o.yaml": "extends: s\ninclude: []\n", "l.yaml": "[a]\n"})
    assert desk.wrong("s", "o.yaml") == ["unknown-key o.yaml:1:1", "unknown-key o.yaml:2:1"]
    assert desk.wrong("s", "l.yaml") == ["bad-value l.yaml:1:1"]
    assert desk.wrong("s", "m.yaml") == ["missing-file -"]


def test_rows_of_series_come_from_the_folder_of_whoever_names_them(desk):
    desk.shelve("base", {"scenario.yaml": "series: {x: {file: series/x.csv}}"})
    desk.shelve("base", {"series/x.csv": "date,n\n2030-01-31,5\n"})
    desk.write({"scenario.yaml": "extends: base\nseries: {x: {label: X}}\n"}, "s")
    tree = desk.read()
    rows = [{"date": "2030-01-31", "n": "5"}]
    assert plain(tree.root)["series"]["x"] == {"file": "series/x.csv", "rows": rows, "label": "X"}
    where = {path: str(place) for path, place, _ in places(tree.root)}
    assert where["series.x.rows.0.n"] == "base/series/x.csv:2:12"
    desk.write({"over/o.yaml": "series: {x: {file: y.csv}}", "over/y.csv": "date\nq\n"})
    assert desk.data("s", "over/o.yaml")["series"]["x"]["rows"] == [{"date": "q"}]


@pytest.mark.parametrize(
    "file",
    [
        "../out.csv",
        "series/../../out.csv",
        "/etc/passwd",
        "'C:\\out.csv'",
        "a\\out.csv",
        "scenario.yaml",
        "elsewhere.csv",
        '""',
        f"{'x' * 300}.csv",
    ],
)
def test_no_series_leads_outside_its_folder(desk, file):
    desk.write({"out.csv": "a\n1\n", "s/scenario.yaml": f"series: {{x: {{file: {file}}}}}\n"})
    (desk.folder / "s" / "elsewhere.csv").symlink_to(desk.folder / "out.csv")
    assert desk.wrong() == ["bad-path s/scenario.yaml:1:20"]


def test_a_missing_series_says_what_is_there(desk):
    desk.write(
        {"scenario.yaml": "series: {x: {file: x/arivals.csv}}", "x/arrivals.csv": "a\n"}, "s"
    )
    (problem,) = desk.problems()
    assert (problem.code, problem.hint) == ("missing-file", 'did you mean "arrivals.csv"?')


def test_all_problems_of_all_files_come_at_once(desk):
    desk.write(
        {
            "scenario.yaml": "extends: nowhere\nmeasures: {zone: {}}\nactors: {A: &a 1}\n",
            "measures.yaml": "zone: {}\n",
            "places.csv": "id,a\nA\n",
            "outcomes.yaml": "a: [\n",
            "contacts.yaml": b"\xff\xff",
            "red-lines.yaml": "x: 1\n",
            "routes.yaml": "x: 1\n",
            "treaties.yaml": "treaties: {a: 1}\n",
        },
        "s",
    )
    desk.write({"o.yaml": "disable: [measures.zoen]\nx: @\n"})
    assert desk.wrong("s", "o.yaml") == [
        "refused-yaml s/scenario.yaml:3:13",
        "bad-layout s/treaties.yaml:1:1",
        "duplicate-id s/measures.yaml:1:1",
        "bad-text s/contacts.yaml:1:1",
        "bad-yaml s/outcomes.yaml:2:1",
        "wrong-cells s/places.csv:2:1",
        "unknown-file s/red-lines.yaml:1:1",
        "unknown-file s/routes.yaml:1:1",
        "unknown-scenario s/scenario.yaml:1:10",
        "bad-yaml o.yaml:2:4",
    ]


def test_a_folder_without_a_head_is_no_scenario(desk):
    desk.write({"measures.yaml": "a: {}\n"}, "s")
    (problem,) = desk.problems()
    assert (problem.code, problem.message) == ("missing-file", 'there is no file "s/scenario.yaml"')


def test_files_of_endless_size_are_refused(desk):
    desk.write({"scenario.yaml": b"# " + b"x" * 10 * 2**20, "places.csv": b"x" * 21 * 2**20}, "s")
    assert desk.wrong() == ["too-large s/scenario.yaml:1:1", "too-large s/places.csv:1:1"]
    assert "larger than 5 MB" in desk.problems()[0].message
    assert (yaml_text.LARGEST, tables.LARGEST) == (5 * 2**20, 20 * 2**20)


def test_the_texts_come_with_the_error(desk):
    desk.write({"scenario.yaml": "a: &x 1\n"}, "s")
    with pytest.raises(ScenarioError) as caught:
        desk.read()
    assert caught.value.texts["s/scenario.yaml"] == "a: &x 1\n"


def test_what_is_no_mapping_of_items_does_no_harm(desk):
    desk.write({"scenario.yaml": "measures: 3\nseries: {x: {file: 3}, y: 4}\n"}, "s")
    desk.write({"measures.yaml": "zone: {}\n", "actors.yaml": "- a\n"}, "s")
    assert desk.wrong() == ["bad-value s/actors.yaml:1:1"]
    (desk.folder / "s" / "actors.yaml").unlink()
    assert desk.data() == {"measures": 3, "series": {"x": {"file": 3}, "y": 4}}


def test_a_file_that_cannot_be_opened_is_a_problem(desk):
    desk.write({"scenario.yaml": HEAD}, "s")
    assert desk.wrong("s", "o" * 5000 + ".yaml") == ["missing-file -"]
