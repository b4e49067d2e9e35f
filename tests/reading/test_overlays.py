"""Overlays by name: found in the folder of the scenario, then of those it extends, then as laws."""

from offramp.reading.home import Home
from offramp.reading.overlays import named_overlays

HEAD = "id: s\ntitle: S\ndays: 9\n"


def test_a_name_is_looked_for_beside_the_scenario_then_in_what_it_extends(desk):
    desk.shelve("base", {"scenario.yaml": HEAD, "overlays/dove.yaml": "title: Shelf\n"})
    desk.shelve("base", {"overlays/hawk.yaml": "title: Hawk\n"})
    desk.write({"scenario.yaml": "extends: base\n", "overlays/dove.yaml": "title: Own\n"}, "s")
    assert desk.data("s", "dove")["title"] == "Own"
    assert desk.data("s", "hawk")["title"] == "Hawk"
    assert desk.data("base", "dove")["title"] == "Shelf"
    assert desk.data("s", "dove", "hawk")["title"] == "Hawk"


def test_a_bare_name_is_first_what_the_scenario_keeps(desk):
    desk.write({"scenario.yaml": HEAD, "overlays/dove.yaml": "title: Kept\n"}, "s")
    desk.write({"x.yaml": ""}, "dove")
    assert desk.data("s", "dove")["title"] == "Kept"
    desk.write({"hawk": "title: File\n", "s/overlays/hawk.yaml": "title: Kept\n"})
    assert desk.data("s", "hawk")["title"] == "Kept"
    desk.write({"hawk.yaml": "title: Named\n", "owl": "title: Stray\n"})
    assert desk.data("s", "hawk.yaml")["title"] == "Named"
    assert desk.data("s", "./hawk")["title"] == "File"
    assert desk.data("s", "owl")["title"] == "Stray"


def test_laws_of_the_library_have_names_too(desk):
    desk.write({"library/laws/slow/law.yaml": "about: Slow.\ntitle: Slow\n"})
    desk.write({"scenario.yaml": HEAD}, "s")
    assert desk.data("s", "laws/slow") == {"id": "s", "title": "Slow", "days": 9}


def test_the_head_may_be_changed_and_about_is_dropped(desk):
    top = "about: No one decides.\ndecided_until: 2030-01-01\nas_of: 2030-01-09\ndays: 3\n"
    desk.write({"scenario.yaml": HEAD, "overlays/free.yaml": top}, "s")
    assert desk.data("s", "free") == {
        "id": "s",
        "title": "S",
        "days": 3,
        "decided_until": "2030-01-01",
        "as_of": "2030-01-09",
    }


def test_about_must_be_a_text(desk):
    desk.write({"scenario.yaml": HEAD, "overlays/o.yaml": "about: [a]\n"}, "s")
    assert desk.wrong("s", "o") == ["bad-value s/overlays/o.yaml:1:1"]
    desk.write({"overlays/o.yaml": 'about: " "\n'}, "s")
    assert desk.wrong("s", "o") == ["bad-value s/overlays/o.yaml:1:8"]


def test_an_unknown_name_says_what_there_is(desk):
    desk.shelve("base", {"scenario.yaml": HEAD, "overlays/simons.yaml": ""})
    desk.write({"scenario.yaml": "extends: base\n", "overlays/bryza.yaml": ""}, "s")
    (problem,) = desk.problems("s", "simon")
    assert problem.code == "unknown-overlay"
    assert problem.hint == 'did you mean "simons"?; the scenario keeps bryza, simons'
    (problem,) = desk.problems("base", "zebra")
    assert problem.hint == "the scenario keeps simons"
    for name in ("../s/overlays/bryza", "overlays/bryza", "n" * 5000, ""):
        assert desk.wrong("s", name) == ["unknown-overlay -"]
    assert desk.wrong("t", "bryza") == ["unknown-scenario -"]
    assert desk.wrong("s", "simon.yaml") == ["missing-file -"]


def test_overlays_are_read_with_the_limits_of_any_file(desk):
    desk.write({"scenario.yaml": HEAD, "out.yaml": "title: Out\n"}, "s")
    desk.write({"big.yaml": "# " + "x" * 6 * 2**20, "anchor.yaml": "a: &x 1\n"}, "s/overlays")
    desk.write({"out.yaml": "title: Out\n"})
    (desk.folder / "s" / "overlays" / "away.yaml").symlink_to(desk.folder / "out.yaml")
    assert desk.wrong("s", "big") == ["too-large s/overlays/big.yaml:1:1"]
    assert desk.wrong("s", "anchor") == ["refused-yaml s/overlays/anchor.yaml:1:4"]
    assert desk.wrong("s", "away") == ["unknown-overlay -"]


def test_series_of_an_overlay_come_from_its_own_folder(desk):
    desk.write({"scenario.yaml": HEAD}, "s")
    desk.write({"o.yaml": "series: {x: {file: x.csv}}\n", "x.csv": "a\nq\n"}, "s/overlays")
    assert desk.data("s", "o")["series"]["x"]["rows"] == [{"a": "q"}]


def test_they_are_listed_with_what_they_say(desk):
    desk.write(
        {
            "dove.yaml": "about: >-\n  Talks\n  first.\nquantities: {}\ndisable: []\n",
            "bad.yaml": "a: [\n",
            "README.md": "",
        },
        "s/overlays",
    )
    desk.write({"hawk.yaml": "as_of: 2030-01-01\n", "dove.yaml": "about: Shelf.\n"}, "t/overlays")
    homes = (Home(desk.folder / "s", "s"), Home(desk.folder / "t", "t"))
    bad, dove, hawk = named_overlays(homes)
    assert (bad.name, bad.about, bad.changes) == ("bad", "", ())
    assert (dove.about, dove.file) == ("Talks first.", "s/overlays/dove.yaml")
    assert dove.changes == ("quantities", "disable")
    assert (hawk.name, hawk.about, hawk.changes) == ("hawk", "", ("as_of",))
    assert named_overlays(()) == ()
