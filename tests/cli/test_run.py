import json

import pytest

from offramp.cli import progress
from offramp.results.run import Run

SMALL = ("--members", "6", "--days", "15", "--block", "4")


def test_it_keeps_a_run_and_prints_one_screen(call, tmp_path):
    done = call("run", "ardenia", *SMALL, "--out", tmp_path / "here", "--without", "strain")
    assert done.exit_code == 0, done.stderr
    assert done.stdout.startswith("Ardenia, a war that never was")
    assert "6 futures, seed 1" in done.stdout
    assert "Changed: without strain." in done.stdout
    assert f"offramp explain {tmp_path / 'here'}" in done.stdout
    run = Run.open(tmp_path / "here")
    assert (run.members, run.complete, run.manifest.without) == (6, True, ["strain"])
    assert "6 of 6 futures" in done.stderr


@pytest.mark.parametrize("days", [1, 5, 12])
def test_a_run_that_hardly_leaves_history(call, days):
    done = call("run", "ardenia", "--members", "3", "--days", days)
    assert done.exit_code == 0, done.stderr
    assert "ends less than a week after its as-of date" in done.stdout


def test_json_is_all_that_is_printed(call):
    done = call("run", "ardenia", *SMALL, "--seed", "3", "--json")
    summary = json.loads(done.stdout)
    assert (summary["members"], summary["seed"]) == (6, 3)
    wanted = {"outcomes", "arrivals", "strain", "measures", "events", "scenario"}
    assert wanted <= summary.keys()
    assert done.stderr == ""


def test_quiet_prints_nothing(call, tmp_path):
    done = call("run", "ardenia", *SMALL, "--quiet")
    assert done.output == ""
    assert len(list(tmp_path.glob("runs/ardenia-*"))) == 1


def test_a_range_of_members(call, tmp_path):
    done = call("run", "ardenia", "--member-range", "7:9", "--days", "15", "--out", "x", "-q")
    assert done.exit_code == 0
    assert Run.open(tmp_path / "x").manifest.member_range == [7, 9]


@pytest.mark.parametrize("wrong", ["7", "9:7", "a:b", "-1:3", "3:3"])
def test_a_range_that_is_none(call, wrong):
    done = call("run", "ardenia", f"--member-range={wrong}")
    assert done.exit_code == 2
    assert "write A:B with A < B" in done.stderr


def test_an_overlay_that_is_not_there(call):
    done = call("run", "ardenia", "--overlay", "harsher.yaml")
    assert done.exit_code == 2
    assert 'there is no file "harsher.yaml"' in done.stderr


def test_a_folder_that_holds_a_run(call, run):
    done = call("run", "ardenia", *SMALL, "--out", run.path)
    assert done.exit_code == 1
    assert "already holds a run" in done.stderr


def test_an_interrupt_before_anything_is_whole(call, tmp_path, monkeypatch):
    def interrupt(self, done, wanted):
        if done:
            raise KeyboardInterrupt

    monkeypatch.setattr(progress._Log, "__call__", interrupt)
    options = ("--members", "40", "--days", "11", "--threads", "1", "--block", "4")
    done = call("run", "ardenia", *options, "--out", "cut")
    assert done.exit_code == 130
    assert "nothing is kept" in done.stderr
    assert not (tmp_path / "cut" / "run.json").exists()


def test_an_interrupt_keeps_what_is_whole(call, tmp_path, monkeypatch):
    def interrupt(self, done, wanted):
        if done == 256:
            raise KeyboardInterrupt

    monkeypatch.setattr(progress._Log, "__call__", interrupt)
    options = ("--members", "800", "--days", "11", "--threads", "1", "--block", "128")
    done = call("run", "ardenia", *options, "--out", "cut")
    assert done.exit_code == 130
    run = Run.open(tmp_path / "cut")
    assert not run.complete
    assert run.members in {256, 512}
    assert f"STOPPED EARLY: {run.members} of 800 futures" in done.stdout
    assert f"{run.members} of 800 futures are whole and kept in cut" in done.stderr


def test_a_run_that_was_stopped_is_finished(call, tmp_path):
    whole = call("run", "ardenia", *SMALL, "--out", "here", "-q")
    assert whole.exit_code == 0
    digests = Run.open(tmp_path / "here").manifest.digests
    (tmp_path / "here" / "run.json").unlink()
    (tmp_path / "here" / "events" / "part-000000.parquet").unlink()
    done = call("run", "--resume", "here")
    assert done.exit_code == 0, done.stderr
    assert "6 futures, seed 1" in done.stdout
    assert Run.open(tmp_path / "here").manifest.digests == digests
    again = call("run", "--resume", "here")
    assert again.exit_code == 0
    assert "the run in here is finished already: nothing was left to do." in again.stderr
    assert json.loads(call("run", "--resume", "here", "--json").stdout)["members"] == 6


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ((), "give a scenario"),
        (("ardenia", "--resume", "x"), 'leave out "ardenia"'),
        (("--resume", "x", "--seed", "3", "--member-range", "0:3"), "out --seed, --member-range"),
    ],
)
def test_one_thing_is_run(call, words, says):
    done = call("run", *words)
    assert done.exit_code == 2
    assert says in " ".join(done.stderr.split())


def test_what_was_never_begun_cannot_be_resumed(call):
    done = call("run", "--resume", "nowhere")
    assert done.exit_code == 1
    assert "there is no run to resume in nowhere" in done.stderr
