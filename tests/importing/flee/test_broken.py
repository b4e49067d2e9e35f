"""Whatever is wrong with an instance is named with its place, and nothing is written."""

import pytest

from offramp.importing.flee import import_flee
from offramp.model.problems import ScenarioError
from tests.importing.flee.instance import FILES, changed, write_instance

LOCATIONS = FILES["input_csv/locations.csv"]
CONFLICTS = FILES["input_csv/conflicts.csv"]


def problems_of(tmp_path, **changes):
    """Return (code, file and line) of every problem, and check that nothing was written."""
    instance = write_instance(tmp_path / "small", **changes)
    out = tmp_path / "written" / "out"
    with pytest.raises(ScenarioError) as caught:
        import_flee(instance, out)
    assert not out.parent.exists()
    root = instance.as_posix() + "/"
    return [
        (p.code, f"{p.where.file.removeprefix(root)}:{p.where.line}" if p.where else "")
        for p in caught.value.problems
    ]


def one(tmp_path, **changes):
    found = problems_of(tmp_path, **changes)
    assert len(found) == 1, found
    return found[0]


IN = "input_csv/"
DATA = "source_data/"
CASES: dict[str, tuple[dict[str, str | bytes | None], tuple[str, str]]] = {
    "a column is missing": (
        {"locations": LOCATIONS.replace("region,", "").replace(",West,", ",")},
        ("missing-column", f"{IN}locations.csv:1"),
    ),
    "columns are swapped": (
        changed("locations", "latitude,longitude", "longitude,latitude"),
        ("bad-header", f"{IN}locations.csv:1"),
    ),
    "a row is short": (
        changed("locations", "Bend,South,Ardenia,-36.1,-19.0,marker,,", "Bend,South,Ardenia"),
        ("wrong-cells", f"{IN}locations.csv:5"),
    ),
    "a population is negative": (
        changed("locations", "80000", "-80000"),
        ("out-of-range", f"{IN}locations.csv:2"),
    ),
    "a population is no number": (
        changed("locations", "80000", "many"),
        ("bad-number", f"{IN}locations.csv:2"),
    ),
    "a name is given twice": (
        {"locations": LOCATIONS + "Westmark,W,Ardenia,0,0,town,,\n"},
        ("duplicate-name", f"{IN}locations.csv:9"),
    ),
    "a type is unknown": (
        changed("locations", "town", "twon"),
        ("unknown-type", f"{IN}locations.csv:4"),
    ),
    "a latitude is beyond the pole": (
        changed("locations", "-36.0", "-136.0"),
        ("out-of-range", f"{IN}locations.csv:4"),
    ),
    "a route leads nowhere": (
        changed("routes", "Ferry,Harbour", "Ferry,Harbor"),
        ("unknown-place", f"{IN}routes.csv:6"),
    ),
    "a route has no length": (
        changed("routes", "70", "0"),
        ("out-of-range", f"{IN}routes.csv:6"),
    ),
    "a route has no distance": (
        changed("routes", "Ferry,Harbour,70,0", "Ferry,Harbour"),
        ("wrong-cells", f"{IN}routes.csv:6"),
    ),
    "a route returns to its start": (
        changed("routes", "Ferry,Harbour", "Ferry,Ferry"),
        ("bad-route", f"{IN}routes.csv:6"),
    ),
    "people may walk": (
        {
            "routes": "#name1,name2,distance,forced_redirection,walk_probability\n"
            "Westmark,Harbour,10,0,0.5\nWestmark,Hillside,10,0,0\n"
        },
        ("unsupported-column", f"{IN}routes.csv:2"),
    ),
    "conflicts end too early": (
        {"conflicts": CONFLICTS[: CONFLICTS.index("8,")]},
        ("too-short", f"{IN}conflicts.csv:9"),
    ),
    "a day is left out": (
        {"conflicts": CONFLICTS.replace("4,1,1\n", "")},
        ("bad-day", f"{IN}conflicts.csv:6"),
    ),
    "a column of conflicts is missing": (
        {"conflicts": "#Day,Westmark\n" + "".join(f"{day},1\n" for day in range(10))},
        ("missing-column", f"{IN}locations.csv:3"),
    ),
    "a cell of conflicts is missing": (
        {"conflicts": CONFLICTS.replace("4,1,1\n", "4,1\n")},
        ("wrong-cells", f"{IN}conflicts.csv:6"),
    ),
    "an intensity is no number": (
        {"conflicts": CONFLICTS.replace("4,1,1\n", "4,1,high\n")},
        ("bad-number", f"{IN}conflicts.csv:6"),
    ),
    "there is conflict in a camp": (
        {"conflicts": CONFLICTS.replace("Westmark", "Harbour")},
        ("unsupported-conflict", f"{IN}conflicts.csv:1"),
    ),
    "a closure is of no known type": (
        {"closures": "border,Ardenia,Mali,0,4\n"},
        ("unknown-type", f"{IN}closures.csv:1"),
    ),
    "a camp that is closed is none": (
        {"closures": "camp,Old Mill,,0,4\n"},
        ("unknown-place", f"{IN}closures.csv:1"),
    ),
    "a closure has no days": (
        {"closures": "camp,Harbour,\n"},
        ("wrong-cells", f"{IN}closures.csv:1"),
    ),
    "a camp has no data": (
        {"data_layout": "total,all.csv\nHarbour,harbour.csv\n"},
        ("missing-counts", f"{IN}locations.csv:8"),
    ),
    "a camp is nowhere": (
        {"data_layout": FILES["source_data/data_layout.csv"] + "Harbor,hill.csv\n"},
        ("unknown-camp", f"{DATA}data_layout.csv:4"),
    ),
    "the total is left out": (
        {"data_layout": "Harbour,harbour.csv\nHillside,hill.csv\n"},
        ("missing-total", f"{DATA}data_layout.csv:1"),
    ),
    "a file of counts is missing": ({"hill": None}, ("missing-file", f"{DATA}data_layout.csv:3")),
    "a file of counts is empty": ({"hill": ""}, ("missing-counts", f"{DATA}data_layout.csv:3")),
    "a file lies outside": (
        {"data_layout": FILES["source_data/data_layout.csv"].replace("hill.csv", "../../hill.csv")},
        ("bad-path", f"{DATA}data_layout.csv:3"),
    ),
    "dates are out of order": (
        changed("harbour", "2030-03-04", "2030-03-08"),
        ("bad-order", f"{DATA}harbour.csv:3"),
    ),
    "a date is counted twice": (
        changed("hill", "2030-03-10", "2030-03-01"),
        ("bad-order", f"{DATA}hill.csv:4"),
    ),
    "a date is none": (
        changed("hill", "2030-03-10", "10/03/2030"),
        ("bad-date", f"{DATA}hill.csv:4"),
    ),
    "a count is negative": (
        changed("hill", "2030-03-10,300", "2030-03-10,-3"),
        ("out-of-range", f"{DATA}hill.csv:4"),
    ),
    "a recount is of no day": (
        {"registration_corrections": "Harbour,2030-03-06\n"},
        ("unknown-date", f"{IN}registration_corrections.csv:1"),
    ),
    "a recount is of no camp": (
        {"registration_corrections": "Harbor,2030-03-07\n"},
        ("unknown-camp", f"{IN}registration_corrections.csv:1"),
    ),
    "a byte is not UTF-8": (
        {"locations": LOCATIONS.encode() + b"M\xfchle,S,Ardenia,0,0,town,,\n"},
        ("bad-text", f"{IN}locations.csv:9"),
    ),
    "a file is empty": ({"locations": ""}, ("empty-file", f"{IN}locations.csv:1")),
    "a file is missing": ({"routes": None}, ("missing-file", "")),
    "the period has no length": (
        {"sim_period": "StartDate,2030-03-01\n"},
        ("missing-key", f"{IN}sim_period.csv:1"),
    ),
    "the period is none": (
        changed("sim_period", "Length,10", "Length,-1"),
        ("out-of-range", f"{IN}sim_period.csv:2"),
    ),
    "a quote is never closed": (
        changed("locations", "Old Mill", '"Old Mill'),
        ("bad-csv", f"{IN}locations.csv:4"),
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_it_is_named_with_its_place(tmp_path, case):
    changes, expected = CASES[case]
    assert expected in problems_of(tmp_path, **changes)


SETTINGS = {
    "move_rules:\n  avoid_short_stints: True\n": "unsupported-setting",
    "move_rules:\n  fixed_routes: yes\n": "unsupported-setting",
    "move_rules:\n  flood_rules:\n    max_flood_level: 3\n": "unsupported-setting",
    "move_rules:\n  ChildrenAvoidHazards: True\n": "unsupported-setting",
    "spawn_rules:\n  camps_are_sicks: True\n": "unsupported-setting",
    "spawn_rules:\n  conflict_zone_spawning_only: False\n": "unsupported-setting",
    "default_conflict_intensity: 2\n": "unsupported-setting",
    "move_rules:\n  awareness_level: 0\n": "out-of-range",
    "move_rules:\n  awareness_level: 1.5\n": "bad-number",
    "move_rules:\n  default_movechance: 0.001\n": "out-of-range",
    "move_rules:\n  max_move_speed: fast\n": "bad-number",
    "move_rules:\n  max_move_speed: .nan\n": "bad-number",
    'move_rules:\n  start_on_foot: "False"\n': "bad-value",
    "move_rules:\n  camp_wieght: 2\n": "unknown-setting",
    "camp_weight: 2\n": "unknown-setting",
    "spawn_rules:\n  conflict_spawn_decay: 0.5\n": "bad-value",
    "spawn_rules:\n  conflict_driven_spawning: True\n": "bad-value",
    "spawn_rules:\n  conflict_driven_spawning:\n    spawn_mode: some\n": "bad-value",
    "optimisations:\n  hasten: 0\n": "out-of-range",
    "move_rules: 3\n": "bad-value",
    "- 1\n": "bad-value",
    "a: !!python/object/apply:os.system [ls]\n": "refused-yaml",
}


@pytest.mark.parametrize("text", SETTINGS)
def test_a_setting_is_refused_by_name(tmp_path, text):
    last = len(text.splitlines())
    found = problems_of(tmp_path, simsetting=text)
    lines = {f"simsetting.yml:{line}" for line in range(1, last + 1)}
    assert any(code == SETTINGS[text] and where in lines for code, where in found), found


def test_a_setting_that_is_not_known_gets_a_hint(tmp_path):
    instance = write_instance(tmp_path / "small", simsetting="camp_weight: 2\nmoves_rules: {}\n")
    with pytest.raises(ScenarioError) as caught:
        import_flee(instance, tmp_path / "out")
    hints = [problem.hint for problem in caught.value.problems]
    assert hints == ["move it under move_rules", 'did you mean "move_rules"?']


def test_all_problems_are_named_at_once(tmp_path):
    found = problems_of(
        tmp_path,
        sim_period="StartDate,soon\n",
        simsetting="camp_weight: 2\n",
        routes=FILES["input_csv/routes.csv"].replace("Harbour", "Harbor"),
        closures="door,Harbour,,0,1\n",
        hill="2030-03-01,x\n",
        **changed("locations", "80000", "-1"),
    )
    files = {where.split(":")[0] for _, where in found}
    assert files == {
        "input_csv/sim_period.csv",
        "simsetting.yml",
        "input_csv/locations.csv",
        "input_csv/routes.csv",
        "input_csv/closures.csv",
        "source_data/hill.csv",
    }


def test_a_place_that_is_wrong_is_not_missed_elsewhere(tmp_path):
    assert one(tmp_path, **changed("locations", "80000", "-1"))[0] == "out-of-range"


def test_a_huge_file_is_refused_without_being_read(tmp_path):
    instance = write_instance(tmp_path / "small")
    with (instance / "input_csv" / "locations.csv").open("ab") as stream:
        stream.truncate(200 * 2**20)  # takes no room on the disk
    with pytest.raises(ScenarioError) as caught:
        import_flee(instance, tmp_path / "out")
    assert "too-large" in {problem.code for problem in caught.value.problems}


def test_there_is_no_such_folder(tmp_path):
    with pytest.raises(ScenarioError, match="missing-folder"):
        import_flee(tmp_path / "none", tmp_path / "out")


@pytest.mark.parametrize(
    "name", ["location_changes.csv", "location_attributes_capacity_per_day.csv"]
)
def test_a_file_that_changes_the_law_is_refused(tmp_path, name):
    instance = write_instance(tmp_path / "small")
    instance.joinpath("input_csv", name).write_text("#Day\n", encoding="utf-8")
    with pytest.raises(ScenarioError, match="unsupported-file"):
        import_flee(instance, tmp_path / "out")


def test_a_folder_that_is_there_is_left_alone(tmp_path):
    instance = write_instance(tmp_path / "small")
    out = tmp_path / "out"
    out.mkdir()
    for replace in (False, True):
        with pytest.raises(FileExistsError):
            import_flee(instance, out, replace=replace)
    assert not list(out.iterdir())


def test_a_scenario_is_replaced_when_that_is_said(tmp_path):
    instance = write_instance(tmp_path / "small")
    import_flee(instance, tmp_path / "out")
    (tmp_path / "out" / "mine.txt").write_text("old", encoding="utf-8")
    with pytest.raises(FileExistsError):
        import_flee(instance, tmp_path / "out")
    import_flee(instance, tmp_path / "out", replace=True)
    assert not (tmp_path / "out" / "mine.txt").exists()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out", "small"]
