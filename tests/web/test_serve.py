"""Starting the server, and what stops it from starting."""

import re
import signal
import subprocess
import sys
import threading

import httpx2
import pytest

from offramp.results.errors import RunError
from offramp.web.serve import serve


def test_a_second_server_on_the_same_folder_is_refused(tmp_path):
    held = threading.Event()

    def ready(_address):
        held.set()
        with pytest.raises(RunError, match="another server serves"):
            serve(None, None, folder=tmp_path, host="127.0.0.1", port=0, token="", ready=print)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        serve(None, None, folder=tmp_path, host="127.0.0.1", port=0, token="", ready=ready)
    assert held.is_set()


def test_beyond_this_machine_a_token_is_made(tmp_path):
    addresses = []

    def ready(address):
        addresses.append(address)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        serve(None, None, folder=tmp_path, host="0.0.0.0", port=0, token="", ready=ready)
    assert re.search(r"\?token=[\w-]{32}$", addresses[0])


def test_it_is_served_and_ends_by_an_interrupt(tmp_path):
    words = [sys.executable, "-m", "offramp", "serve", "ardenia", "--port", "0"]
    with subprocess.Popen(words, cwd=tmp_path, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            address = process.stdout.readline().split()[-1]
            with httpx2.Client(trust_env=False, timeout=60) as client:
                assert client.get(f"{address}api/state").json()["scenario"] == "ardenia"
            process.send_signal(signal.SIGINT)
            assert process.wait(60) in (0, 130)
        finally:
            process.kill()
