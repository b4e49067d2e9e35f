"""Overlays by name, cite, replay, and compare by order: as people use them."""

import json

import pytest

import offramp

ABOUT = "Those who hold that talk is cheap."
OVERLAY = f"""
about: {ABOUT}
quantities:
  cost_of_talk: {{value: 0.1, source: judgement, basis: made up}}
"""


@pytest.fixture
def kept(tmp_path):
    """A scenario folder that keeps one overlay, and how to name it."""
    folder = tmp_path / "mine"
    (folder / "overlays").mkdir(parents=True)
    folder.joinpath("scenario.yaml").write_text("extends: ardenia\nid: mine\n", encoding="utf-8")
    folder.joinpath("overlays", "doves.yaml").write_text(OVERLAY, encoding="utf-8")
    return "./mine"


def test_show_lists_the_overlays_that_a_scenario_keeps(call, kept):
    done = call("show", kept, "--overlays")
    assert done.exit_code == 0, done.stderr
    for text in ("overlays of Ardenia", "doves  mine/overlays/doves.yaml", ABOUT, "quantities"):
        assert text in done.stdout
    listed = json.loads(call("show", kept, "--overlays", "--json").stdout)
    assert [one["name"] for one in listed] == sorted(offramp.load(kept).overlays)
    assert {
        "name": "doves",
        "about": ABOUT,
        "file": "mine/overlays/doves.yaml",
        "changes": ["quantities"],
    } in listed
    assert call("show", kept, "--json").exit_code == 2


def test_an_overlay_is_laid_on_by_its_name(call, kept):
    assert call("check", kept, "--overlay", "doves").exit_code == 0
    where = offramp.load(kept, ["doves"]).where("quantities.cost_of_talk.value")
    assert where == "mine/overlays/doves.yaml:4"
    done = call("check", kept, "--overlay", "dovse")
    assert done.exit_code == 2
    assert 'did you mean "doves"?' in done.stderr


def test_cite_a_scenario_and_a_run(call, run):
    done = call("cite", "ardenia")
    assert done.exit_code == 0, done.stderr
    assert "story  The story of Ardenia" in done.stdout
    assert "verified: nothing to verify" in done.stdout
    of_run = json.loads(call("cite", run.path, "--json").stdout)
    of_all = json.loads(call("cite", "ardenia", "--json").stdout)
    assert of_run["sources"][0]["id"] == "story"
    assert of_run["total"]["records"] < of_all["total"]["records"]
    assert of_run["about"].startswith("Sources of what played a part in 30 futures")
    bib = call("cite", run.path, "--format", "bibtex").stdout
    assert bib.count("@misc{story,") == 1


def test_cite_says_what_is_wrong(call, run):
    assert call("cite", "ardenai").exit_code == 2
    done = call("cite", run.path, "--without", "strain")
    assert done.exit_code == 2
    assert "a run is as it was" in done.stderr


def test_replay_prints_history_beside_futures(call, kept):
    done = call("replay", kept, "--set", "doves", "--members", 10)
    assert done.exit_code == 0, done.stderr
    for text in (
        f"doves ({ABOUT.rstrip('.')})",
        "Taken in history",
        "in force 4 Mar",
        "Face validity",
    ):
        assert text in done.stdout
    assert max(map(len, done.stdout.splitlines())) <= 100
    found = json.loads(call("replay", "ardenia", "--members", 5, "--json").stdout)
    assert list(found["sets"]) == ["as it is"]
    assert found["members"] == 5
    done = call("replay", "ardenia", "--processes", 2, "--on", "tcp://h:1")
    assert done.exit_code == 2
    assert "give --processes or --on" in done.stderr


def test_replay_without_history_says_so(call, tmp_path):
    text = "extends: ardenia\nid: blank\nas_of: 2030-02-28\n"
    (tmp_path / "blank.yaml").write_text(text, encoding="utf-8")
    done = call("replay", "blank.yaml", "--members", 5)
    assert done.exit_code == 1
    assert "nothing to replay" in done.stderr


def test_compare_by_order_and_by_leaving_out(call):
    order = "truce_mediation@2030-03-13+buffer_zone@2030-03-20"
    done = call(
        "compare", "ardenia", "--order", order, "--forbid", "city_assault", "--members", 6, "--json"
    )
    assert done.exit_code == 0, done.stderr
    found = json.loads(done.stdout)["alternatives"]
    assert list(found) == [f"order {order}", "forbid city_assault"]
    ordered = found[f"order {order}"]["events"]["in_force"]
    assert ordered["buffer_zone"]["other"] == ordered["truce_mediation"]["other"] == 6
    left_out = found["forbid city_assault"]["events"]["in_force"]
    assert left_out.get("city_assault", {"other": 0})["other"] == 0
    assert "indicators" in found["forbid city_assault"]


def test_compare_with_an_overlay_by_name_on_a_set_of_assumptions(call, kept):
    done = call("compare", kept, "--with", "doves", "--forbid", "aid_escort", "--members", 4)
    assert done.exit_code == 0, done.stderr
    assert f"As it is -> with doves: {ABOUT.rstrip('.')}" in " ".join(done.stdout.split())
    same = call("compare", kept, "--under", "doves", "--with", "doves", "--members", 4, "--json")
    change = json.loads(same.stdout)["alternatives"]["with doves"]["change"]
    assert change == {"items": [], "numbers": []}


@pytest.mark.parametrize(
    ("given", "says"),
    [
        (("--order", "buffer_zone"), "write MEASURE@DATE"),
        (("--order", "buffer_zon@2030-03-20"), 'did you mean "buffer_zone"?'),
        (("--order", "buffer_zone@20 March"), "is no date"),
        (("--order", "buffer_zone@2030-03-05"), "history decides on it until"),
        (("--order", "buffer_zone@2031-03-05"), "the run ends on 2030-04-29"),
        (("--forbid", "nothing"), "there is no measure"),
        (("--under", "nobody", "--forbid", "aid_escort"), "there is no overlay"),
    ],
)
def test_compare_says_what_is_wrong_with_an_alternative(call, given, says):
    done = call("compare", "ardenia", *given, "--members", 2)
    assert done.exit_code == 2
    assert says in " ".join(done.stderr.split())
