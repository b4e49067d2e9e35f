"""`offramp import flee`: a preview, a scenario that can be run, or everything that is wrong."""

import json

import pytest

from tests.importing.flee.instance import changed, write_instance


@pytest.fixture
def instance(tmp_path):
    """The small instance."""
    return write_instance(tmp_path / "small")


def test_it_shows_what_was_understood(call, instance):
    result = call("import", "flee", instance)
    assert result.exit_code == 0, result.output
    for part in (
        "10 days from 2030-03-01; people move 5 as one",
        "2 towns",
        "2 camps; 6 routes",
        "Southmere",
        "border  Ardenia and",
        "5,000",
        "2030-03-07",
        "flee_awareness",
        "only what Flee prints",
        "Next: offramp check small-scenario",
    ):
        assert part in result.stdout, part


def test_what_it_writes_can_be_checked_and_run(call, instance, tmp_path):
    assert call("import", "flee", instance, "--out", "mine", "--id", "mine").exit_code == 0
    checked = call("check", "mine")
    assert checked.exit_code == 0, checked.output
    done = call("run", "mine", "--members", "2", "--out", "run")
    assert done.exit_code == 0, done.output
    assert (tmp_path / "run" / "run.json").is_file()


def test_json_says_the_same(call, instance):
    result = call("import", "flee", instance, "--hasten", "10", "--json")
    said = json.loads(result.stdout)
    assert result.exit_code == 0
    assert (said["ok"], said["hasten"], said["folder"]) == (True, 10, "small-scenario")
    assert [camp["name"] for camp in said["camps"]] == ["Harbour", "Hillside"]
    assert said["total"]["last"] == ["2030-03-12", 900]
    assert said["unused"] == {"log_levels.agent": "only what Flee prints depends on it"}


def test_problems_are_shown_with_line_and_caret(call, tmp_path):
    write_instance(tmp_path / "small", **changed("routes", "Ferry,Harbour", "Ferry,Harbor"))
    result = call("import", "flee", "small", "--out", "out")
    assert result.exit_code == 2
    assert "unknown-place small/input_csv/routes.csv:6:7" in result.stderr
    assert "6 | Ferry,Harbor,70,0" in result.stderr
    assert 'did you mean "Harbour"?' in result.stderr
    assert not (tmp_path / "out").exists()


def test_problems_are_told_in_json_too(call, tmp_path):
    write_instance(tmp_path / "small", simsetting="move_rules:\n  fixed_routes: True\n")
    result = call("import", "flee", "small", "--json")
    said = json.loads(result.stdout)
    assert result.exit_code == 2
    assert not said["ok"]
    assert said["problems"][0]["code"] == "unsupported-setting"
    assert (said["problems"][0]["line"], said["problems"][0]["column"]) == (2, 17)


def test_a_folder_that_is_there_is_replaced_only_if_that_is_said(call, instance):
    assert call("import", "flee", instance, "--out", "mine").exit_code == 0
    again = call("import", "flee", instance, "--out", "mine")
    assert again.exit_code == 2
    assert "--force" in again.stderr
    assert call("import", "flee", instance, "--out", "mine", "--force").exit_code == 0


@pytest.mark.parametrize(
    "options", [("--id", "No Id"), ("--hasten", "0"), ("--out", ".", "--force")]
)
def test_bad_options_are_refused(call, instance, options):
    assert call("import", "flee", instance, *options).exit_code == 2


def test_a_folder_that_is_not_there(call):
    result = call("import", "flee", "nowhere")
    assert result.exit_code == 2
    assert "missing-folder" in result.stderr


def test_help_has_an_example(call):
    assert "offramp import flee mali2012 --hasten 10" in call("import", "flee", "-h").stdout
