"""Into a scenario: places are found or listed, and files gain what is new and lose nothing."""

from typing import Any

import pytest

import offramp
from offramp.importing.tables.plan import Credit, plan
from offramp.importing.tables.setting import read_setting
from offramp.importing.tables.text_files import with_item, with_places, with_value
from offramp.importing.tables.write import write_texts
from offramp.model.problems import ScenarioError
from tests.importing.tables.conftest import codes

GOOD = Credit("clerks", "Counts of the clerks", "B2", "free")
ARRIVALS = "date,iso3,country,daily\n2030-03-01,CCC,Corland,5\n2030-03-01,DDD,Delvia,7\n"
POPULATION = "pcode,name,female,male,total\nwest,Westmark,430000,390000,820000\n"


def take(understood, setting, credit=GOOD, **more):
    assert not understood.problems, understood.problems
    planned = plan(understood, setting, credit, **more)
    write_texts(setting.folder, planned.texts)
    return planned


def test_places_are_found_by_code_then_by_name(look, setting):
    text = "date,country,daily\n2030-03-01,CCC,5\n2030-03-01,delvia,7\n"
    found = {match.given: (match.place, match.how) for match in look(text, setting).matches}
    assert found == {"CCC": ("CCC", "by code"), "delvia": ("DDD", "by name")}


def test_a_name_that_differs_from_that_of_the_code_is_shown(look, setting):
    understood = look(ARRIVALS.replace("Corland", "Westland"), setting)
    assert understood.matches[0].how == "by code; called Corland"


def test_unknown_places_are_listed_once_with_what_is_near(look, setting):
    text = "date,country,daily\n2030-03-01,Corlend,5\n2030-03-02,Corlend,5\n2030-03-01,DDD,7\n"
    understood = look(text, setting)
    (problem,) = understood.problems
    assert (problem.code, problem.where.line) == ("unknown-place", 2)
    assert "2 rows" in problem.message
    assert "did you mean CCC (Corland)?" in problem.hint
    assert '--place "Corlend=ignore"' in problem.hint


def test_places_can_be_told_or_left_out(look, setting):
    text = "date,country,daily\n2030-03-01,Corlend,5\n2030-03-01,Elsewhere,7\n"
    understood = look(text, setting, places={"Corlend": "CCC", "Elsewhere": "ignore"})
    assert not understood.problems
    assert [row[1] for row in understood.rows] == ["CCC"]
    wrong = look(text, setting, places={"Corlend": "CCD", "Elsewere": "ignore"})
    assert [c for c, _ in codes(wrong)] == ["unknown-place"] * 3


def test_one_place_for_all_rows(look, setting):
    understood = look("date,daily\n2030-03-01,5\n", setting, place="DDD")
    assert understood.rows[0][1] == "DDD"
    assert codes(look("date,daily\n2030-03-01,5\n", setting, place="DDX")) == [("unknown-place", 2)]


def test_people_do_not_arrive_at_an_origin(look, setting):
    understood = look("date,place,daily\n2030-03-01,west,5\n", setting)
    assert codes(understood) == [("wrong-kind", 2)]


def test_arrivals_into_a_scenario_pass_its_check(look, setting, folder):
    planned = take(look(ARRIVALS, setting), setting)
    assert set(planned.texts) == {"series/crossings.csv", "series.yaml", "sources.yaml"}
    loaded = offramp.load(folder)
    crossings: Any = loaded.series["crossings"]
    assert [row.persons for row in crossings.rows] == [5, 7]
    assert loaded.series["crossings"].source == "clerks"
    assert loaded.sources["clerks"].title == "Counts of the clerks"
    again = plan(look(ARRIVALS, setting), read_setting(str(folder)), GOOD)
    assert set(again.texts) == {"series/crossings.csv"}
    assert "the same as before" in again.told[0]
    assert "what you say of it is left aside" in again.told[1]


@pytest.mark.parametrize("credit", [Credit("clerks", "", "B2"), Credit("clerks", "Clerks")])
def test_a_source_without_title_or_grade_fails_the_check(look, setting, folder, credit):
    planned = take(look(ARRIVALS, setting), setting, credit)
    assert planned.unsaid
    with pytest.raises(ScenarioError) as caught:
        offramp.load(folder)
    assert all("sources.yaml" in str(p.where) for p in caught.value.problems)


def test_comments_stay(look, folder):
    series = folder / "series.yaml"
    before = (
        "# mine\ncrossings: # these\n  file: series/c.csv\n  gives: crossings\n  source: story\n"
    )
    series.write_text(before, encoding="utf-8")
    folder.joinpath("series").mkdir()
    folder.joinpath("series", "c.csv").write_text("date,place,persons,known_at\n")
    setting = read_setting(str(folder))
    planned = take(look(ARRIVALS, setting), setting)
    assert series.read_text() == before.replace("story", "clerks")
    assert "series/c.csv" in planned.texts
    offramp.load(folder)


def test_a_section_in_the_head_is_left_to_you(look, folder):
    head = folder / "scenario.yaml"
    head.write_text(head.read_text() + "sources: {}\n")
    setting = read_setting(str(folder))
    planned = plan(look(ARRIVALS, setting), setting, GOOD)
    assert "sources.yaml" not in planned.texts
    assert "clerks:" in planned.by_hand["scenario.yaml"]


def test_another_series_is_not_written_over(look, setting):
    with pytest.raises(ScenarioError, match="phases"):
        plan(look(ARRIVALS, setting), setting, GOOD, "phases")


def test_stocks_into_a_scenario(look, setting, folder):
    text = "date,iso3,refugees\n2030-03-01,CCC,5\n2030-03-08,CCC,9\n"
    take(look(text, setting, kind="stocks"), setting)
    rows: Any = offramp.load(folder).series["stocks"].rows
    assert [(row.place, row.persons) for row in rows] == [("CCC", 5), ("CCC", 9)]


def test_populations_change_only_their_numbers(look, setting, folder):
    planned = take(
        look(POPULATION, setting, kind="population"), setting, Credit("import_counts", "C", "B2")
    )
    west = offramp.load(folder).places["west"]
    assert (west.population, west.female, west.male) == (820000, 430000, 390000)
    assert (west.population_source, west.source, west.lat) == ("import_counts", "story", -35.0)
    assert "places.csv" in planned.texts
    again = plan(look(POPULATION, setting, kind="population"), read_setting(str(folder)), GOOD)
    assert "0 changed, 0 new" in again.told[0]


def test_a_pcode_that_the_scenario_does_not_have(look, setting):
    understood = look(POPULATION.replace("west,", "FR01,"), setting, kind="population")
    assert not understood.problems  # found by its name
    assert understood.matches[0].how == "by name; FR01 is not known"
    text = "pcode,total\nwset,5\n"
    assert [c for c, _ in codes(look(text, setting, kind="population"))] == ["bad-pcode"]
    text = "pcode,total\nFR01,5\n"
    assert [c for c, _ in codes(look(text, setting, kind="population"))] == ["unknown-place"]


def test_population_of_a_country_with_its_regions(look):
    text = (
        "pcode,name,macro_region,female,male,total,note\n"
        "FR01,Westmark,WEST,12,10,22,\n"
        'FR02,=cmd,,5,6,12,"partly, only"\n'
    )
    understood = look(text)
    assert understood.kind == "population"
    assert understood.places[0] == {
        "id": "FR01",
        "name": "Westmark",
        "kind": "origin",
        "country": "FRA",
        "pcode": "FR01",
        "population": "22",
        "female": "12",
        "male": "10",
        "population_source": "import_counts",
        "group": "WEST",
    }
    said = " ".join(understood.notes)
    assert "do not add up to the population: FR02 (11 of 12)" in said
    assert "kept as text" in said
    assert "needs lat and lon" in said


def test_population_columns_of_the_common_datasets(look):
    text = (
        "year,ISO3,ADM0_EN,ADM0_PCODE,ADM1_EN,ADM1_PCODE,F_TL,M_TL,T_TL,F_00_04\n"
        "2030,FRA,France,FR,Westmark,FR01,12,10,22,3\n"
    )
    understood = look(text)
    assert not understood.problems
    (place,) = understood.places
    assert (place["name"], place["population"], place["female"]) == ("Westmark", "22", "12")
    ignored = {c.name for c in understood.columns if c.why}
    assert ignored == {"year", "F_00_04"}


def test_places_are_added_and_replaced(look, setting, folder):
    text = (
        "#loc+code,#loc+name,#loc+type,#country+code,#geo+lat,#geo+lon,#capacity,#population\n"
        "camp1,Lakeside,Refugee camp,CCC,-35.4,-24.0,5000,\n"
        "west,West March,origin,AAA,-35.0,-22.0,,900\n"
    )
    understood = look(text, setting)
    assert understood.kind == "places"
    take(understood, setting)
    places = read_setting(str(folder)).items("places")
    assert places["camp1"]["kind"] == "host"
    assert places["west"]["name"] == "West March"
    assert places["west"]["population"] == "900"
    assert any(c.role == "capacity" and "quantit" in c.why for c in understood.columns)


def test_ids_are_made_of_names(look):
    text = "name,country,lat,lon\nStone Bridge,France,1,2\nPûls,Germany,1,2\n"
    understood = look(text, place_kind="crossing")
    assert [row["id"] for row in understood.places] == ["FRA_stone_bridge", "DEU_puls"]


@pytest.mark.parametrize("name", ["ardenia", "nowhere", "file.yaml", "empty"])
def test_what_is_no_folder_of_a_scenario(tmp_path, monkeypatch, name):
    monkeypatch.chdir(tmp_path)
    tmp_path.joinpath("file.yaml").touch()
    tmp_path.joinpath("empty").mkdir()
    with pytest.raises(ScenarioError) as caught:
        read_setting(name)
    assert caught.value.problems[0].hint


def test_texts_with_something_added():
    assert with_item("# a\nx: {y: 1}", "z:\n  y: 2\n") == "# a\nx: {y: 1}\nz:\n  y: 2\n"
    assert with_item("x: {y: 1}\n", "x:\n  y: 2\n") is None
    assert with_item("{x: {y: 1}}\n", "z:\n  y: 2\n") is None
    assert with_item("- x\n", "z:\n  y: 2\n") is None
    assert with_value("x:\r\n  y: one # why\r\n", "x", "y", "two") == "x:\r\n  y: two # why\r\n"
    assert with_value('x:\n  y: "one"\n', "x", "y", "two") == "x:\n  y: two\n"
    assert with_value("x:\n  z: one\n", "x", "y", "two") is None


def test_a_table_of_places_keeps_what_it_had():
    text = 'id,name,lat\na,"One, two",1.0\nb,Three,2.0\n'
    made = with_places(text, [{"id": "b", "population": "5"}, {"id": "c"}])
    assert made is not None
    table, changed, new = made
    assert table == 'id,name,lat,population\na,"One, two",1.0,\nb,Three,2.0,5\nc,,,\n'
    assert (changed, new) == (["b: population nothing to 5"], 1)
    assert with_places("name,id\n", []) is None


def test_files_are_written_all_or_none(tmp_path, monkeypatch):
    tmp_path.joinpath("a.txt").write_text("old")
    tmp_path.joinpath("c").touch()
    with pytest.raises(OSError, match="c"):
        write_texts(tmp_path, {"a.txt": "new", "c/d.txt": "no folder"})
    assert tmp_path.joinpath("a.txt").read_text() == "old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.txt", "c"]
    write_texts(tmp_path, {"a.txt": "new\r\n", "s/b.txt": "é"})
    assert tmp_path.joinpath("a.txt").read_bytes() == b"new\r\n"
    assert tmp_path.joinpath("s", "b.txt").read_text(encoding="utf-8") == "é"


def test_another_source_of_a_series_is_put_in_its_place_or_left_to_you(look, folder):
    setting = read_setting(str(folder))
    take(look(ARRIVALS, setting), setting)
    text = folder.joinpath("series.yaml").read_text()
    setting = read_setting(str(folder))
    planned = plan(look(ARRIVALS, setting), setting, Credit("others", "Others", "C3"))
    assert planned.texts["series.yaml"] == text.replace("clerks", "others")
    folder.joinpath("series.yaml").write_text(text.replace("  source: clerks\n", ""))
    setting = read_setting(str(folder))
    planned = plan(look(ARRIVALS, setting), setting, Credit("others", "Others", "C3"))
    assert "source: others" in planned.by_hand["series.yaml"]
    assert "series.yaml" not in planned.texts


def test_the_file_of_another_series_is_not_written_over(look, folder):
    folder.joinpath("series").mkdir()
    folder.joinpath("series", "b.csv").write_text("date,place\n2030-03-01,CCC\n")
    folder.joinpath("series.yaml").write_text("a: {file: series/b.csv, gives: reference}\n")
    setting = read_setting(str(folder))
    with pytest.raises(ScenarioError, match=r"series/b.csv is the table of the series a"):
        plan(look(ARRIVALS, setting), setting, GOOD, "b")


def test_places_that_stand_in_the_head_are_left_to_you(look, folder):
    head = folder / "scenario.yaml"
    head.write_text(head.read_text() + "places: {west: {population: 5}}\n")
    setting = read_setting(str(folder))
    planned = plan(look(POPULATION, setting, kind="population"), setting, GOOD)
    assert "places.csv" not in planned.texts
    assert "west,820000" in planned.by_hand["scenario.yaml"]


def test_a_folder_that_stands_alone_changes_only_what_was_given(look, folder):
    from offramp.reading.home import library_folder

    before = (library_folder() / "scenarios" / "ardenia" / "places.csv").read_text("utf-8")
    folder.joinpath("places.csv").write_text(before, encoding="utf-8")
    setting = read_setting(str(folder))
    planned = plan(look(POPULATION, setting, kind="population"), setting, GOOD)
    assert "population 800000 to 820000" in planned.told[1]
    old, new = before.splitlines(), planned.texts["places.csv"].splitlines()
    assert [line for line in new if line not in old] == [
        "west,Westmark,origin,AAA,-35.0,-22.0,820000,430000,390000,import_counts,,,,,story"
    ]
