"""A folder of runs with its application, asked in this process."""

import time

import pytest
from fastapi.testclient import TestClient

from offramp.web.app import application
from offramp.web.guard import LOCAL, Guard
from offramp.web.ledger import Ledger
from offramp.web.runs import Runs
from offramp.web.shelf import Shelf

HERE = "http://127.0.0.1:8000"
SMALL = {"scenario": "ardenia", "members": 3, "days": 15}


@pytest.fixture(scope="module")
def shelf():
    """Scenarios of the library, read once."""
    return Shelf("ardenia")


@pytest.fixture
def serve(shelf):
    """Start an application over a folder, as often as one wants."""
    clients = []

    def start(folder, token="", given=None):
        ledger = Ledger(folder)
        guarded = Guard(application(shelf, Runs(ledger, given), ledger), LOCAL, token)
        client = TestClient(guarded, base_url=HERE)
        client.__enter__()
        clients.append(client)
        return client

    yield start
    for client in clients:
        client.__exit__(None, None, None)


@pytest.fixture
def client(serve, tmp_path):
    """An application over an empty folder."""
    return serve(tmp_path / "runs")


@pytest.fixture
def wait():
    """Wait until a run is in one of some states."""

    def wait(client, run, *states, seconds=240.0):
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            info = client.get(f"/api/runs/{run}").json()
            if info["state"] in states:
                return info
            time.sleep(0.05)
        raise AssertionError(info)

    return wait
