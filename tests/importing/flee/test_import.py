"""A sound instance becomes a scenario that says the same."""

from datetime import date

import pytest

from offramp.importing.flee import import_flee
from offramp.reading.scenario import read_scenario
from tests.importing.flee.instance import FILES, changed, write_instance


@pytest.fixture
def imported(tmp_path):
    """The preview of the small instance, and the scenario it became."""
    instance = write_instance(tmp_path / "small")
    preview = import_flee(instance, tmp_path / "out")
    return preview, read_scenario(tmp_path / "out").scenario


def import_with(tmp_path, **changes):
    instance = write_instance(tmp_path / "small", **changes)
    preview = import_flee(instance, tmp_path / "out")
    return preview, read_scenario(tmp_path / "out").scenario


def test_the_head_says_when_and_in_which_order(imported):
    preview, scenario = imported
    assert (scenario.id, scenario.start, scenario.days) == ("small", date(2030, 3, 1), 10)
    assert scenario.order == ("history", "flee", "reception")
    assert scenario.as_of == date(2030, 3, 12)
    assert preview.hasten == 5
    assert scenario.limits


def test_places_keep_their_order_names_and_kinds(imported):
    _, scenario = imported
    kinds = {key: (place.name, place.kind) for key, place in scenario.places.items()}
    assert kinds == {
        "Westmark": ("Westmark", "origin"),
        "Southmere": ("Southmere", "origin"),
        "Old_Mill": ("Old Mill", "origin"),
        "Bend": ("Bend", "bend"),
        "Ferry": ("Ferry", "hub"),
        "Harbour": ("Harbour", "host"),
        "Hillside": ("Hillside", "host"),
    }
    assert scenario.places["Westmark"].population == 80_000
    assert scenario.places["Harbour"].population == 0
    assert scenario.places["Harbour"].group == "Coast"


def test_countries_get_their_code_and_keep_their_name(imported):
    preview, scenario = imported
    assert scenario.places["Westmark"].country == "Ardenia"
    assert len(scenario.places["Harbour"].country) == 3
    assert scenario.places["Harbour"].note == "country as written: Burkina_Faso"
    assert any("Ardenia" in note and "ISO 3166" in note for note in preview.notes)


def test_the_population_of_a_camp_is_its_capacity(imported):
    _, scenario = imported
    capacity = scenario.quantities["capacity"]
    assert capacity.at("Harbour").value == 5000
    assert capacity.at("Hillside").value == -1
    assert scenario.quantities["planning_figure"].at("Hillside").value is None


def test_settings_become_quantities_with_their_source(imported):
    _, scenario = imported
    speed, walk = (scenario.quantities[f"flee_max_{how}_speed"] for how in ("move", "walk"))
    assert (speed.value, speed.unit, speed.source) == (200, "km/day", "flee_instance")
    assert (walk.value, walk.source) == (35, "flee_default")
    assert scenario.quantities["flee_awareness"].value == 2
    assert scenario.quantities["flee_people_per_agent"].value == 5
    decay = scenario.quantities["flee_spawn_decay"]
    assert [decay.at(step).value for step in ("0", "1")] == [1, 0.5]


def test_hasten_can_be_asked_for(tmp_path):
    instance = write_instance(tmp_path / "small")
    assert import_flee(instance, tmp_path / "out", hasten=7, name="other").hasten == 7
    scenario = read_scenario(tmp_path / "out").scenario
    assert scenario.id == "other"
    assert scenario.quantities["flee_people_per_agent"].source == "judgement"


def test_zones_become_phases(imported):
    _, scenario = imported
    rows = scenario.series["phases"].rows
    assert [(row.place, row.start, row.end, row.fighting) for row in rows] == [
        ("Westmark", date(2030, 3, 1), None, 1),
        ("Southmere", date(2030, 3, 4), None, 1),
    ]


def test_a_zone_keeps_the_intensity_of_its_first_day(tmp_path):
    levels = [2, 4, 0, 0, 1, 1, 0, 0, 0, 0]
    text = "#Day,Westmark\n" + "".join(f"{day},{level}\n" for day, level in enumerate(levels))
    _, scenario = import_with(
        tmp_path, conflicts=text, **changed("locations", "conflict_zone,3", "town,")
    )
    rows = scenario.series["phases"].rows
    assert [(row.start.day, row.end.day, row.fighting) for row in rows] == [(1, 2, 1), (5, 6, 0.5)]
    assert scenario.quantities["flee_intensity_scale"].value == 2


def test_counts_become_stocks_after_recounts(imported):
    _, scenario = imported
    rows = scenario.series["stocks"].rows
    found = {(row.place, row.date.day): row.persons for row in rows}
    assert found == {
        ("", 1): 100,
        ("", 12): 900,
        ("Harbour", 1): 75,
        ("Harbour", 4): 300,
        ("Harbour", 7): 300,
        ("Harbour", 12): 600,
        ("Hillside", 1): 0,
        ("Hillside", 10): 300,
    }


def test_closures_keep_their_order_and_days(imported):
    _, scenario = imported
    rows = scenario.series["closures"].rows
    assert [(row.what, row.closes.day, row.reopens.day) for row in rows] == [
        ("border", 1, 5),
        ("camp", 3, 7),
        ("place", 2, 4),
    ]


def test_what_flee_carries_out_without_effect_is_told(tmp_path):
    rows = "link,Westmark,Southmere,0,4\nremove_forced_redirection,Westmark,Southmere,0,4\n"
    rows += "location,Nowhere,,0,4\ncountry,Ardenia,Corland,0,4\ncamp,Harbour,,5,0\n"
    preview, scenario = import_with(tmp_path, closures=rows)
    assert [(row.what, row.reopens) for row in scenario.series["closures"].rows] == [("camp", None)]
    told = " ".join(preview.notes)
    for part in ("very same string", "forced redirections", "Nowhere", "Corland", "to the end"):
        assert part in told


def test_a_camp_at_home_is_opened_as_a_camp(tmp_path):
    _, scenario = import_with(tmp_path, **changed("locations", "Hills,Mali", "Hills,Ardenia"))
    first = scenario.series["closures"].rows[0]
    assert (first.what, first.first, first.reopens) == ("camp", "Hillside", scenario.start)


def test_a_forced_redirection_of_one_doubles_a_road(tmp_path):
    changes = changed("routes", "Ferry,Harbour,70,0", "Ferry,Harbour,70,1")
    preview, scenario = import_with(tmp_path, **changes)
    assert [key for key in scenario.routes if key.startswith("Ferry")] == [
        "Ferry-Harbour",
        "Ferry-Harbour-2",
    ]
    assert any("doubles" in note for note in preview.notes)


def test_the_speed_of_a_road_is_kept(tmp_path):
    routes = FILES["input_csv/routes.csv"].splitlines()
    routes[0] += ",max_move_speed,surface"
    text = "\n".join([routes[0], *(f"{row},,gravel" for row in routes[1:-1]), f"{routes[-1]},90,x"])
    preview, scenario = import_with(tmp_path, routes=text)
    assert scenario.routes["Westmark-Hillside"].max_speed == 90
    assert scenario.routes["Old_Mill-Bend"].max_speed is None
    assert any("surface" in note for note in preview.notes)


def test_files_are_read_whatever_wrote_them(tmp_path):
    odd = {
        "locations": "\ufeff"
        + "\r\n".join(
            ",".join(f'"{cell}"' for cell in row.split(","))
            for row in FILES["input_csv/locations.csv"].splitlines()
        )
        + "\r\n\r\n",
        "routes": FILES["input_csv/routes.csv"].removeprefix("#"),
        "conflicts": FILES["input_csv/conflicts.csv"].replace("Southmere", "Southmere, "),
        "closures": None,
        "registration_corrections": None,
        "data_layout": "#name,file\n" + FILES["source_data/data_layout.csv"] + "\n\n",
    }
    preview, scenario = import_with(tmp_path, **odd)
    assert len(scenario.places) == 7
    assert len(scenario.routes) == 6
    assert "closures" not in scenario.series
    assert any("nothing is ever shut" in note for note in preview.notes)


def test_the_older_name_of_the_period_is_read(tmp_path):
    instance = write_instance(tmp_path / "small")
    instance.joinpath("input_csv/sim_period.csv").rename(instance / "input_csv/conflict_period.csv")
    assert import_flee(instance, tmp_path / "out").days == 10


def test_conflict_can_drive_departures(tmp_path):
    rules = "spawn_rules:\n  conflict_driven_spawning:\n    spawn_mode: pop_ratio\n"
    _, scenario = import_with(tmp_path, simsetting=rules)
    assert scenario.quantities["flee_spawn_mode"].value == 2
    assert scenario.quantities["flee_displaced_per_conflict_day"].value == 0.01


def test_settings_flee_never_uses_are_named(tmp_path):
    rules = "move_rules:\n  max_crossing_speed: 20\n  two_system_decision_making: True\n"
    rules += "spawn_rules:\n  camps_are_sinks: yes\nnumber_of_steps: 4\n"
    preview, _ = import_with(tmp_path, simsetting=rules)
    assert set(preview.unused) == {
        "number_of_steps",
        "move_rules.max_crossing_speed",
        "move_rules.two_system_decision_making",
        "spawn_rules.camps_are_sinks",
    }


def test_the_source_is_the_name_of_the_folder_only(imported, tmp_path):
    _, scenario = imported
    assert scenario.sources["flee_instance"].title == "Flee instance small"
    for path in (tmp_path / "out").rglob("*.*"):
        assert str(tmp_path) not in path.read_text(encoding="utf-8")


def test_the_same_instance_gives_the_same_bytes(tmp_path):
    instance = write_instance(tmp_path / "small")
    for name in ("one", "two"):
        import_flee(instance, tmp_path / name)
    for path in (tmp_path / "one").rglob("*.*"):
        twin = tmp_path / "two" / path.relative_to(tmp_path / "one")
        assert path.read_bytes() == twin.read_bytes()
