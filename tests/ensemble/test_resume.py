"""A run that did not come to its end goes on, and its bits are those of one that nobody stopped."""

import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

import offramp
from offramp.ensemble.plan import Plan
from offramp.ensemble.runner import run_ensemble
from offramp.results.errors import RunError
from offramp.results.folder import Folder
from offramp.results.lock import locked
from offramp.results.run import Run
from tests.ensemble.double import Double, premise, run_double

MEMBERS = (0, 900)
FELL = RunError("the sky fell")


@pytest.fixture(scope="module")
def nobody_stopped(tmp_path_factory):
    return run_double(tmp_path_factory.mktemp("nobody") / "run", members=MEMBERS, block=256)


def parts(run):
    return [path.read_bytes() for path in run.parts()]


class Failing(Double):
    """Fails from a member on."""

    def __init__(self, first, error=FELL):
        super().__init__()
        self.first = first
        self.error = error

    def run(self, members, seed, days=None):
        if members[0] >= self.first:
            raise self.error
        return super().run(members, seed, days)


class Recording(Double):
    """Says which members it ran."""

    def __init__(self):
        super().__init__()
        self.ran: set[int] = set()

    def run(self, members, seed, days=None):
        self.ran.update(members.tolist())
        return super().run(members, seed, days)


def broken_off(path, first=512, error=FELL):
    with pytest.raises(type(error)) as caught:
        run_double(path, members=MEMBERS, block=256, threads=1, engine=Failing(first, error))
    return str(caught.value)


@pytest.mark.parametrize("block", [100, 256, None])
def test_it_goes_on_to_the_same_bits(nobody_stopped, tmp_path, block):
    path = tmp_path / "run"
    assert broken_off(path) == (
        f"the sky fell; 512 of 900 futures are finished and kept, and `offramp run --resume {path}`"
        " goes on"
    )
    with pytest.raises(RunError, match="holds a run that was not finished: `offramp run --resume"):
        Run.open(path)
    engine, told = Recording(), []
    run = run_double(
        path, MEMBERS, engine=engine, block=block, resume=True, progress=lambda *at: told.append(at)
    )
    assert engine.ran == set(range(512, 900))
    assert told[:2] == [(0, 900), (512, 900)]
    assert told[-1] == (900, 900)
    assert run.manifest.digests == nobody_stopped.manifest.digests
    assert run.summary == nobody_stopped.summary
    assert parts(run) == parts(nobody_stopped)
    assert not (path / ".lock").exists()


def test_a_defect_loses_no_shard(tmp_path):
    broken_off(tmp_path / "run", error=ZeroDivisionError("oh"))
    assert run_double(tmp_path / "run", MEMBERS, resume=True).complete


def test_after_an_interrupt_it_goes_on(nobody_stopped, tmp_path):
    left = [1]

    def interrupt(done, _):
        if done >= 256 and left:
            left.clear()
            raise KeyboardInterrupt

    path = tmp_path / "run"
    part = run_double(path, MEMBERS, block=256, threads=1, progress=interrupt)
    assert not part.complete
    run = run_double(path, MEMBERS, resume=True)
    assert run.complete
    assert run.manifest.digests == nobody_stopped.manifest.digests


def test_a_shard_that_was_damaged_meanwhile_is_made_again(nobody_stopped, tmp_path):
    path = tmp_path / "run"
    broken_off(path)
    part = path / "events" / "part-000001.parquet"
    part.write_bytes(part.read_bytes()[:-1] + b"?")
    engine = Recording()
    run = run_double(path, MEMBERS, engine=engine, resume=True)
    assert engine.ran == set(range(256, 900))
    assert parts(run) == parts(nobody_stopped)


def test_another_request_is_refused_and_loses_nothing(tmp_path):
    path = tmp_path / "run"
    broken_off(path)
    with pytest.raises(RunError, match=r"begun with another seed \(1, now 2\)"):
        run_double(path, MEMBERS, resume=True, seed=2)
    engine = Recording()
    assert run_double(path, MEMBERS, resume=True, engine=engine).complete
    assert min(engine.ran) == 512


def test_what_was_not_begun_cannot_be_resumed(tmp_path):
    with pytest.raises(RunError, match="there is no run to resume in"):
        run_double(tmp_path / "run", MEMBERS, resume=True)


def test_a_run_that_is_not_finished_is_not_replaced_unasked(tmp_path):
    path = tmp_path / "run"
    broken_off(path)
    with pytest.raises(RunError, match="holds a run that was not finished: `offramp run --resume"):
        run_double(path, MEMBERS)
    again = run_ensemble(Double, premise(), Plan(stop=6), out=path, overwrite=True)
    assert again.members == 6


HOLD = """
import sys, time
from pathlib import Path
from offramp.results.folder import Folder
from offramp.results.lock import locked
with locked(Folder(Path(sys.argv[1]))):
    (Path(sys.argv[1]) / "scenario").mkdir()
    print("held", flush=True)
    time.sleep(60)
"""


@pytest.fixture
def other(tmp_path):
    """Another process that writes a folder, and its path."""
    path = tmp_path / "run"
    command = [sys.executable, "-c", HOLD, str(path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        yield process, path
        process.kill()


def test_two_processes_do_not_write_one_folder(other):
    process, path = other
    with pytest.raises(RunError, match=r"another process is writing .*run: wait until it has end"):
        run_double(path, (0, 5))
    assert (path / "scenario").is_dir()
    process.send_signal(signal.SIGKILL)
    process.wait(10)
    assert run_double(path, (0, 5)).complete  # its lock ended with it, and it had begun nothing


def test_what_a_user_keeps_in_a_folder_is_not_replaced(tmp_path):
    path = tmp_path / "run"
    path.joinpath("scenario").mkdir(parents=True)
    with pytest.raises(RunError, match="is not empty"):
        run_double(path, (0, 5))
    assert path.joinpath("scenario").is_dir()


def test_one_process_is_kept_out_too_while_it_writes(tmp_path):
    folder = Folder(tmp_path / "run")
    with locked(folder) as left_over:
        assert not left_over
        with pytest.raises(RunError, match="another process is writing"), locked(folder):
            pass
    with locked(folder) as left_over:
        assert not left_over


def test_a_scenario_goes_on_from_its_own_copy(tmp_path, monkeypatch):
    path = tmp_path / "part"
    scenario = offramp.load("ardenia", ["hopeful"], ["strain"])
    whole = offramp.run(scenario, 300, days=11, out=tmp_path / "whole")
    with monkeypatch.context() as patch:

        def full(*_args):
            raise RunError("full")  # noqa: EM101

        patch.setattr("offramp.results.writer.RunWriter.finish", full)
        with pytest.raises(RunError, match="300 of 300 futures are finished"):
            offramp.run(scenario, 300, days=11, out=path)
    for name in ("events/part-000001.parquet", "members/part-000000.parquet"):
        (path / name).unlink()
    run = offramp.run(resume=path)
    assert run.manifest.digests == whole.manifest.digests
    assert parts(run) == parts(whole)
    assert (run.manifest.overlays, run.manifest.without) == (["hopeful"], ["strain"])
    before = (path / "run.json").stat().st_mtime_ns
    assert offramp.run(resume=path).members == 300
    assert (path / "run.json").stat().st_mtime_ns == before


def test_a_copy_that_was_changed_is_refused(tmp_path):
    path = tmp_path / "run"
    offramp.run("ardenia", 3, days=11, out=path)
    (path / "run.json").unlink()
    file = path / "scenario" / "scenario.yaml"
    file.write_text(file.read_text().replace("Ardenia", "Ardonia"))
    with pytest.raises(RunError, match="was begun with another scenario"):
        offramp.run(resume=path)
    file.write_text("nothing")
    with pytest.raises(RunError, match=r"missing or damaged .* cannot be resumed: run it again"):
        offramp.run(resume=path)


@pytest.mark.parametrize("more", [{"scenario": "ardenia"}, {"seed": 2}, {"out": "x"}])
def test_what_is_run_comes_from_the_folder_alone(more):
    with pytest.raises(RunError, match="is read from the folder that is resumed"):
        offramp.run(resume="runs/x", **more)


def test_nothing_cannot_be_run():
    with pytest.raises(RunError, match="give a scenario, or the folder of a run to resume"):
        offramp.run()


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    """A small run that is finished, and must stay as it is."""
    return offramp.run("ardenia", 6, days=11, out=tmp_path_factory.mktemp("small") / "run")


@pytest.fixture
def finished(small, tmp_path):
    """A copy of it."""
    return Path(shutil.copytree(small.path, tmp_path / "copy"))


def test_what_a_process_left_that_was_killed_at_the_very_end_is_cleared(finished):
    before = (finished / "run.json").read_bytes()
    (finished / "working").mkdir()
    (finished / "working" / "part-000000.columns").write_bytes(b"?")
    (finished / ".lock").touch()
    assert offramp.run(resume=finished).complete
    assert not (finished / "working").exists()
    assert not (finished / ".lock").exists()
    assert (finished / "run.json").read_bytes() == before


@pytest.mark.parametrize("store", ["series.zarr", "quantiles.zarr", "hosts.zarr"])
def test_a_damaged_array_of_a_finished_run_is_made_again(finished, small, store):
    chunk = max((p for p in (finished / store).rglob("c/*/**/*") if p.is_file()), key=str)
    content = chunk.read_bytes()
    chunk.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
    run = offramp.run(resume=finished)
    assert chunk.read_bytes() == content
    assert run.manifest.digests == small.manifest.digests


def test_a_request_that_was_cut_off_is_in_nobodys_way(tmp_path):
    path = tmp_path / "run"
    path.mkdir()
    (path / ".request.json.unfinished").write_text("{")
    (path / ".lock").touch()
    assert run_double(path, (0, 5)).complete
    assert not (path / ".request.json.unfinished").exists()
