"""A Dask cluster of two worker processes on loopback: the same bits, also when one is killed."""

import json
import socket
import subprocess
import sys
import threading
import time
from contextlib import ExitStack
from pathlib import Path

import pytest

import offramp
from offramp.ensemble import cluster as module
from offramp.ensemble.cluster import cluster
from offramp.ensemble.executors import LostWorkersError
from offramp.results.errors import RunError
from tests.ensemble.double import Double, run_double

ROOT = Path(__file__).parents[2]
ENOUGH = 60
"""Seconds within which anything here must have happened."""

pytest.importorskip("distributed")
pytestmark = pytest.mark.filterwarnings("default")


class Dask:
    """A scheduler and workers, each a process of its own."""

    def __init__(self, folder: Path, stack: ExitStack) -> None:
        self.folder = folder
        self.stack = stack
        self.file = folder / "scheduler.json"
        self.scheduler = self._start("dask_scheduler", "--host", "127.0.0.1", "--port", "0")
        wait_until(self.file.exists)
        self.address: str = json.loads(self.file.read_text())["address"]
        self.workers: list[subprocess.Popen[bytes]] = []

    def hire(self) -> None:
        one = ("--no-nanny", "--nthreads", "1", "--local-directory", str(self.folder))
        self.workers.append(self._start("dask_worker", *one, "--host", "127.0.0.1"))

    def _start(self, what, *options):
        command = [sys.executable, "-m", f"distributed.cli.{what}", *options]
        command += ["--scheduler-file", str(self.file), "--no-dashboard"]
        log = self.stack.enter_context((self.folder / "log").open("a"))
        process = subprocess.Popen(command, cwd=ROOT, stdout=log, stderr=log)
        self.stack.callback(process.wait, ENOUGH)
        self.stack.callback(process.kill)
        return process


def wait_until(holds):
    end = time.monotonic() + ENOUGH
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.05)


@pytest.fixture(autouse=True)
def _no_loop_is_left():
    """Whatever happened: a client that was not closed can stop the next one from starting."""
    before = set(threading.enumerate())
    yield
    assert not [it for it in threading.enumerate() if it.name == "IO loop" and it not in before]


@pytest.fixture
def dask(tmp_path):
    with ExitStack() as stack:
        found = Dask(tmp_path, stack)
        found.hire()
        found.hire()
        yield found


def parts(run):
    return [path.read_bytes() for path in run.parts()]


def test_a_cluster_changes_no_bit_even_if_a_worker_is_killed(whole, dask, tmp_path):
    with cluster(dask.address) as found:
        wait_until(lambda: found.width() == 2)
        run = run_double(tmp_path / "run", executor=found, block=100)
        assert run.manifest.digests == whole.manifest.digests
        assert parts(run) == parts(whole)

        def kill(done, _):
            if done and dask.workers[0].poll() is None:
                dask.workers[0].kill()

        killed = run_double(
            tmp_path / "killed", executor=found, block=20, engine=Double(pause=0.2), progress=kill
        )
        assert dask.workers[0].wait(ENOUGH)
        assert killed.complete
        assert killed.manifest.digests == whole.manifest.digests
        assert parts(killed) == parts(whole)
        assert found.width() == 1


def test_a_real_scenario_runs_on_a_cluster_given_by_its_address(dask, tmp_path):
    here = offramp.run("ardenia", 8, days=11, out=tmp_path / "here")
    there = offramp.run("ardenia", 8, days=11, out=tmp_path / "there", on=dask.address, block=4)
    assert there.manifest.digests == here.manifest.digests
    assert parts(there) == parts(here)
    _asked_too(dask, tmp_path)


def _asked_too(dask, folder):
    """Ask the cluster what threads are asked, and lose one of its workers over it."""

    def kill(done, _):
        if done:
            dask.workers[0].kill()

    scenario, others = (
        offramp.load("ardenia"),
        {"calm": offramp.load("ardenia", without=["strain"])},
    )
    here, there = (
        (
            offramp.compare(scenario, others, 8, days=11, out=folder / name, on=on, block=4),
            offramp.sweep(scenario, "meeting_rate", [1], members=20, on=on, block=4, progress=told),
        )
        for name, on, told in (("threads", None, None), ("cluster", dask.address, kill))
    )
    assert [one.to_dict() for one in here] == [one.to_dict() for one in there]
    assert dask.workers[0].wait(ENOUGH)


def test_a_cluster_that_goes_away_loses_nothing_that_was_finished(dask, tmp_path):
    def kill(done, _):
        if done >= 256:
            for process in (dask.scheduler, *dask.workers):
                process.kill()

    path = tmp_path / "run"
    began = time.monotonic()
    slow = Double(pause=0.1)
    with (
        cluster(dask.address) as found,
        pytest.raises(LostWorkersError, match=r"went away; \d+ of 900 futures are finished"),
    ):
        run_double(path, (0, 900), executor=found, block=256, engine=slow, progress=kill)
    assert time.monotonic() - began < ENOUGH
    assert run_double(path, (0, 900), resume=True).complete


def test_a_cluster_that_is_not_there_is_a_sentence_soon(monkeypatch):
    monkeypatch.setattr(module, "SECONDS_TO_ANSWER", 0.5)
    began = time.monotonic()
    with (
        pytest.raises(RunError, match=r"no Dask scheduler answers at tcp://127.0.0.1:9: start one"),
        cluster("tcp://127.0.0.1:9"),
    ):
        pass
    assert time.monotonic() - began < 10


@pytest.mark.parametrize(
    "address", ["", "127.0.0.1", "ftp://127.0.0.1:3", "tcp://nowhere.invalid:1"]
)
def test_an_address_that_is_none(address, monkeypatch):
    monkeypatch.setattr(module, "SECONDS_TO_ANSWER", 0.5)
    with pytest.raises(RunError, match="no Dask scheduler answers at"), cluster(address):
        pass


def test_somebody_who_is_no_scheduler(monkeypatch):
    monkeypatch.setattr(module, "SECONDS_TO_ANSWER", 0.5)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        address = f"tcp://127.0.0.1:{silent.getsockname()[1]}"
        with pytest.raises(RunError, match="no Dask scheduler answers at"), cluster(address):
            pass


def test_a_worker_is_no_scheduler(dask):
    with cluster(dask.address) as found:
        worker = next(iter(found._client.nthreads()))
    with pytest.raises(RunError, match="a Dask worker answers at tcp://"), cluster(worker):
        pass


def test_a_cluster_without_workers_is_a_sentence(tmp_path, monkeypatch):
    monkeypatch.setattr(module, "SECONDS_TO_COME", 0.5)
    with ExitStack() as stack:
        dask = Dask(tmp_path, stack)
        with (
            pytest.raises(RunError, match=r"has no workers: start some with `dask worker tcp://"),
            cluster(dask.address),
        ):
            pass


def test_without_dask_it_says_how_to_install_it(monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    with (
        pytest.raises(RunError, match=r"install it with pip install 'offramp\[cluster\]'"),
        cluster("tcp://127.0.0.1:9"),
    ):
        pass
