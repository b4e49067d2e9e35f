"""Orders outlive the server, and a process that was killed."""

import os
import signal
import time

import offramp
from offramp.web.job import carry_out
from offramp.web.ledger import Ledger, Progress
from offramp.web.messages import Order
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
