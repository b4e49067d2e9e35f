"""check, show, list, new, explain, compare."""

import json
import re

import pytest

import offramp


def test_check_counts_what_it_checked(call):
    done = call("check", "ardenia")
    assert done.exit_code == 0
    assert "no problems found" in done.stdout
    assert "6 measures" in done.stdout
    assert "2 treaties" in done.stdout
    assert "9 of 9 legal examples hold." in done.stdout


def test_check_in_json(call, broken):
    good = json.loads(call("check", "ardenia", "--json").stdout)
    assert (good["ok"], good["checked"]["measures"]) == (True, 6)
    assert all(case["holds"] and case["why"] for case in good["examples"])
    done = call("check", broken, "--json")
    assert done.exit_code == 2
    bad = json.loads(done.stdout)
    assert not bad["ok"]
    assert (bad["problems"][0]["line"], bad["problems"][0]["file"][-13:]) == (2, "scenario.yaml")


def test_check_says_why_a_legal_example_does_not_hold(call, tmp_path):
    text = (
        "provisions: {charter_3: {examples: {wrong: {says: Borvia may call them., "
        "given: {invoker: BBB}, expected: met}}}}\n"
    )
    (tmp_path / "wrong.yaml").write_text(text, encoding="utf-8")
    done = call("check", "ardenia", "--overlay", "wrong.yaml")
    assert done.exit_code == 2
    assert "error failing-example" in done.stderr
    assert "BBB is not among those who may invoke it (CCC, DDD)" in " ".join(done.stderr.split())


def test_check_also_asks_the_processes(call, tmp_path):
    text = "extends: ardenia\nid: odd\norder: [history, astrology]\n"
    (tmp_path / "odd.yaml").write_text(text, encoding="utf-8")
    done = call("check", "odd.yaml")
    assert done.exit_code == 2
    assert '"astrology"' in done.stderr


@pytest.mark.parametrize(
    ("option", "says"),
    [
        (None, "Limits: Fiction for teaching"),
        ("--order", "reads   signal_day"),
        ("--parameters", "lognormal: median 250, factor"),
        ("--mechanisms", "disputed by: those who point out"),
        ("--sources", "verified: nothing to verify"),
        ("--measures", "worth: ground = worth_of_ground * (1 - fighting.capital)"),
    ],
)
def test_show(call, option, says):
    done = call("show", "ardenia", *([option] if option else []))
    assert done.exit_code == 0, done.stderr
    assert says in done.stdout


def test_show_tells_file_and_line(call):
    for option in ("--parameters", "--mechanisms", "--sources", "--measures"):
        assert re.search(r"ardenia/[a-z_]+\.yaml:\d+", call("show", "ardenia", option).stdout)


def test_show_several_views_and_what_is_off(call):
    done = call("show", "ardenia", "--order", "--mechanisms", "--without", "answer")
    assert "16 processes" in done.stdout
    assert "Troops are answered with a strike  [off]" in done.stdout
    assert "Escorted convoys open sieges  [on]" in done.stdout
    line = next(row for row in done.stdout.splitlines() if "red_lines.foreign_troops" in row)
    assert line.rstrip().endswith("[off]")


def test_list(call):
    done = call("list")
    assert "Ardenia, a war that never was" in done.stdout
    assert "60 from 2030-03-01" in done.stdout


def test_new_makes_a_scenario_that_passes_the_check(call, tmp_path):
    title = 'Odd: "one" # \\ é'
    done = call("new", "my-crisis", "--title", title, "--dir", "deep/er")
    assert done.exit_code == 0, done.stderr
    assert "scenario.yaml" in done.stdout
    made = offramp.load(tmp_path / "deep" / "er" / "my-crisis")
    assert (made.id, made.title) == ("my-crisis", title)
    assert call("check", "deep/er/my-crisis").exit_code == 0


def test_new_overwrites_nothing(call, tmp_path):
    (tmp_path / "mine").mkdir()
    done = call("new", "mine")
    assert done.exit_code == 2
    assert "is there already, and is left as it is" in done.stderr
    assert list((tmp_path / "mine").iterdir()) == []


@pytest.mark.parametrize("name", ["Mine", "../mine", "a b", "1st", ""])
def test_new_wants_a_name(call, tmp_path, name):
    assert call("new", name).exit_code == 2
    assert list(tmp_path.iterdir()) == []


def test_explain_tells_both_chains(call, run):
    done = call("explain", run.path)
    assert done.exit_code == 0, done.stderr
    assert "The commonest observed chain" in done.stdout
    assert "The commonest hypothesised chain" in done.stdout
    assert "rule: ardenia/" in done.stdout
    assert max(len(line) for line in done.stdout.splitlines()) <= 100


def test_explain_one_kind(call, run):
    only = call("explain", run.path, "--chain", "hypothesised").stdout
    assert "observed chain" not in only
    told = json.loads(call("explain", run.path, "--chain", "observed", "--json").stdout)
    assert [chain["title"].split()[2] for chain in told["chains"]] == ["observed"]


def test_explain_one_event(call, run):
    done = call("explain", run.path, "--member", 2, "--event", 0)
    assert "Future 2, event 0." in done.stdout


@pytest.mark.parametrize(
    ("options", "status", "says"),
    [
        (("--event", 3), 2, "add --member"),
        (("--chain", "observed", "--member", 1), 2, "without --outcome"),
        (("--member", 99), 2, "has no future 99"),
        (("--member", 2, "--event", 99999), 2, "has no event 99999"),
        (("--outcome", "mystery"), 2, "nothing in this run is called `mystery`"),
    ],
)
def test_explain_what_is_not_there(call, run, options, status, says):
    done = call("explain", run.path, *options)
    assert done.exit_code == status
    assert says in " ".join(done.stderr.split())


def test_explain_where_there_is_no_run(call):
    done = call("explain", "nowhere")
    assert done.exit_code == 1
    assert "there is no run at nowhere" in done.stderr


def test_compare(call, tmp_path):
    text = "quantities: {worth_of_safety: {value: 0}}\n"
    (tmp_path / "calm.yaml").write_text(text, encoding="utf-8")
    options = ("--without", "corridor", "--overlay", "calm.yaml", "--members", 8)
    done = call("compare", "ardenia", *options)
    assert done.exit_code == 0, done.stderr
    assert "\nAs it is -> without corridor: Escorted convoys open sieges\n" in done.stdout
    assert "\n switched off: Aid convoys escorted by willing states (measure)\n" in done.stdout
    assert re.search(
        r"convoys escorted by willing states: .* as it is;\s+switched off", done.stdout
    )
    assert "without a material change (all with --json)" in done.stdout
    assert "\nAs it is -> with calm.yaml\n" in done.stdout
    assert max(len(line) for line in done.stdout.splitlines()) <= 100
    assert "24 of 24 futures" in done.stderr


def test_compare_in_json(call):
    done = call("compare", "ardenia", "--without", "strain", "--members", 4, "--json")
    assert list(json.loads(done.stdout)["alternatives"]) == ["without strain"]
    assert done.stderr == ""


def test_compare_with_nothing(call):
    done = call("compare", "ardenia")
    assert done.exit_code == 2
    assert "nothing to compare with" in done.stderr
