"""Orders outlive the server, and a process that was killed."""

import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Thread

import pytest
from filelock import FileLock

import offramp
from offramp.web import foreman
from offramp.web.foreman import Foreman
from offramp.web.job import Noting, carry_out
from offramp.web.ledger import Ledger, Progress
from offramp.web.messages import Order
from offramp.web.refusal import Refusal
from tests.web.conftest import SMALL

LONG = {"scenario": "ardenia", "members": 2000, "days": 60}


def _pid(folder, run):
    return Ledger(folder).progress(run).pid


def test_orders_are_carried_out_one_after_another(client, wait):
    first, second = (client.post("/api/runs", json=LONG).json()["id"] for _ in range(2))
    wait(client, first, "running")
    assert client.get(f"/api/runs/{second}").json()["state"] == "waiting"
    stopped = client.delete(f"/api/runs/{second}").json()
    assert stopped["state"] == "stopped"
    client.delete(f"/api/runs/{first}")
    info = wait(client, first, "stopped")
    assert info["error"] == ""
    assert client.delete(f"/api/runs/{first}").status_code == 409


def test_a_stopped_order_can_be_resumed_once(client, wait):
    order = client.post("/api/runs", json={**LONG, "members": 600}).json()["id"]
    wait(client, order, "running")
    client.delete(f"/api/runs/{order}")
    wait(client, order, "stopped")
    assert client.post(f"/api/runs/{order}/resume").status_code == 202
    assert client.post(f"/api/runs/{order}/resume").status_code == 409
    assert wait(client, order, "finished")["done"] == 600


def test_a_run_goes_on_while_there_is_no_server(serve, wait, tmp_path):
    folder = tmp_path / "runs"
    first = serve(folder)
    order = first.post("/api/runs", json=SMALL).json()["id"]
    wait(first, order, "running", "finished")
    first.__exit__(None, None, None)
    second = serve(folder)
    assert wait(second, order, "finished")["done"] == SMALL["members"]
    second_order = second.post("/api/runs", json=SMALL).json()["id"]
    assert wait(second, second_order, "finished")["done"] == SMALL["members"]


def test_a_killed_process_is_said_and_resumed_to_the_same_bits(client, wait, tmp_path):
    order = client.post("/api/runs", json={**LONG, "members": 600}).json()["id"]
    wait(client, order, "running")
    folder = tmp_path / "runs"
    while not (pid := _pid(folder, order)):
        time.sleep(0.05)
    os.kill(pid, signal.SIGKILL)
    info = wait(client, order, "failed")
    assert "signal 9" in info["error"]
    client.post(f"/api/runs/{order}/resume")
    wait(client, order, "finished")
    whole = offramp.run("ardenia", members=600, days=60, out=tmp_path / "whole")
    resumed = offramp.Run.open(folder / order)
    assert resumed.manifest.digests == whole.manifest.digests


def test_an_order_that_is_stopped_before_its_process_begins_stays_stopped(tmp_path):
    ledger = Ledger(tmp_path)
    entry = ledger.add(Order(**SMALL), "ardenia", "Ardenia")
    ledger.note(entry.id, Progress(ended=True, stopped=True))
    assert carry_out(tmp_path, entry.id) == 0
    assert ledger.progress(entry.id).stopped
    assert not ledger.run(entry.id).path.exists()


@pytest.fixture
def order(tmp_path):
    """An order that waits, and the ledger that it stands in."""
    ledger = Ledger(tmp_path)
    return ledger, ledger.add(Order(**LONG), "ardenia", "Ardenia")


@pytest.mark.parametrize("seconds", [0.0, 0.05, 0.1, 0.3, 0.6])
def test_an_order_is_stopped_whatever_its_process_is_at(order, seconds):
    """Most of this time it imports, and an interrupt raised then is lost now and then."""
    ledger, entry = order
    process = foreman._begin(ledger, entry.id)
    _until(lambda: ledger.progress(entry.id).pid)
    time.sleep(seconds)
    process.send_signal(signal.SIGINT)
    assert process.wait(60) == 0
    assert replace(ledger.progress(entry.id), done=0) == Progress(ended=True, stopped=True)
    assert ledger.log(entry.id).read_text() == ""


def test_an_interrupt_is_raised_where_it_is_heard_and_once(order, monkeypatch):
    ledger, entry = order
    monkeypatch.setattr(signal, "signal", lambda *_: None)
    noting = Noting(ledger, entry.id)
    noting.begin()
    noting(1, 9)
    noting._stop()
    with pytest.raises(KeyboardInterrupt):
        noting(2, 9)
    noting(3, 9)
    assert noting.progress.done == 3


def test_a_process_that_has_yet_to_say_who_it_is_is_stopped_too(order):
    ledger, entry = order
    with FileLock(ledger.lock(entry.id)), _sleeper() as process:
        stopping = Thread(target=Foreman(ledger).stop, args=[entry])
        stopping.start()
        time.sleep(0.2)
        assert process.poll() is None
        ledger.note(entry.id, Progress(pid=process.pid))
        stopping.join()
        process.communicate(timeout=60)
        assert process.returncode == -signal.SIGINT


def test_what_ends_while_it_is_to_be_stopped_stays_finished(order):
    ledger, entry = order
    with ThreadPoolExecutor() as pool:
        with FileLock(ledger.lock(entry.id)):
            stopping = pool.submit(Foreman(ledger).stop, entry)
            time.sleep(0.2)
            ledger.note(entry.id, Progress(done=9, ended=True))
        with pytest.raises(Refusal, match="has ended already"):
            stopping.result()
    assert ledger.progress(entry.id) == Progress(done=9, ended=True)


def test_how_a_process_leaves_is_not_said_of_the_one_that_resumed(order, monkeypatch):
    """Python leaves by the signal if it was interrupted in the middle of `exec` of a text."""
    ledger, entry = order
    begun = []

    def begin(ledger, name):
        begun.append(_sleeper())
        ledger.note(name, Progress(ended=True, stopped=len(begun) == 1))
        return begun[-1]

    monkeypatch.setattr(foreman, "_begin", begin)
    works = Foreman(ledger)
    works.start()
    _until(lambda: ledger.progress(entry.id).stopped)
    works.resume(entry)
    begun[0].send_signal(signal.SIGINT)
    _until(lambda: ledger.progress(entry.id).ended)
    works.close()
    assert ledger.progress(entry.id) == Progress(ended=True)
    for process in begun:
        process.kill()
        process.communicate()
    assert [process.returncode for process in begun] == [-signal.SIGINT, -signal.SIGKILL]


def _sleeper():
    """Start a process that an interrupt ends without a word, even where tests ignore them."""
    script = "import signal, time; signal.signal(2, signal.SIG_DFL); print(); time.sleep(60)"
    process = subprocess.Popen([sys.executable, "-uc", script], stdout=subprocess.PIPE)
    assert process.stdout is not None
    process.stdout.readline()
    return process


def _until(holds):
    end = time.monotonic() + 60
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.02)
