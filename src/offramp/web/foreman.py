"""Has orders carried out one after another, each in a process of its own.

One run uses all processors, so a second one at a time would only slow both.
"""

import os
import signal
import subprocess
import sys
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from threading import Event, Lock, Thread
from time import monotonic, sleep

from offramp.web.ledger import Entry, Ledger, Progress
from offramp.web.refusal import Refusal

OFTEN = 0.2
"""Seconds between two looks."""
PATIENCE = 5.0
"""Seconds to wait until a process that has begun says which one it is, a moment later."""


class Foreman:
    """Starts the process of the oldest order that waits, whenever none is under way.

    Args:
        ledger: of the orders. Orders that an earlier server left without an end go on.
    """

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._lock = Lock()
        self._closing = Event()
        self._process: subprocess.Popen[bytes] | None = None
        self._unsaid = ""  # the order of which it has yet to say how it ended
        self._thread = Thread(target=self._watch, name="foreman", daemon=True)

    def start(self) -> None:
        """Begin to work."""
        self._thread.start()

    def close(self) -> None:
        """Start nothing more; what is under way goes on without the server."""
        self._closing.set()
        self._thread.join()

    def stop(self, entry: Entry) -> None:
        """Stop an order; the futures that are whole are kept.

        Raises:
            Refusal: if it has ended.
        """
        with self._lock:
            pid = self._at_work(entry.id)
            progress = self._ledger.progress(entry.id)
            if progress.ended:
                msg = f"{entry.id} has ended already: there is nothing to stop"
                raise Refusal(409, msg)
            if pid:
                _interrupt(pid)
            else:
                self._ledger.note(entry.id, replace(progress, ended=True, stopped=True))

    def resume(self, entry: Entry) -> None:
        """Put an order that was stopped or failed back among those that wait.

        Raises:
            Refusal: if it has not ended, or is finished.
        """
        with self._lock:
            progress = self._ledger.progress(entry.id)
            if not progress.ended or not (progress.stopped or progress.error):
                msg = f"{entry.id} was not stopped: there is nothing to resume"
                raise Refusal(409, msg)
            self._ledger.note(entry.id, Progress(done=progress.done))
            if self._unsaid == entry.id:  # said: how its process leaves is no news of the next one
                self._unsaid = ""

    def _at_work(self, name: str) -> int:
        """Return the process that works on an order; 0 if none does."""
        until = monotonic() + PATIENCE
        while self._ledger.alive(name) and monotonic() < until:
            if pid := self._ledger.progress(name).pid:
                return pid
            sleep(0.01)
        return 0

    def _watch(self) -> None:
        while not self._closing.wait(OFTEN):
            with self._lock:
                self._look()

    def _look(self) -> None:
        """Start an order if none is under way; write down what ended without a word."""
        if self._process is not None and self._process.poll() is None:
            return
        open_ones = [e for e in self._ledger.entries() if not self._ledger.progress(e.id).ended]
        if any(self._ledger.alive(entry.id) for entry in open_ones):
            return
        if self._process is not None:
            status, name = self._process.returncode, self._unsaid
            self._process, self._unsaid = None, ""
            if status and name and not self._ledger.progress(name).ended:
                self._ledger.note(name, _died(self._ledger, name, status))
                return
        if open_ones:
            self._unsaid = open_ones[0].id
            self._process = _begin(self._ledger, self._unsaid)


def _begin(ledger: Ledger, name: str) -> subprocess.Popen[bytes]:
    """Start the process of an order, which does not end with this one."""
    with ledger.log(name).open("ab") as log:
        return subprocess.Popen(
            [sys.executable, "-m", "offramp.web.job", str(ledger.folder), name],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )


def _died(ledger: Ledger, name: str, status: int) -> Progress:
    """Return what is said of a process that ended without a word."""
    why = f"by signal {-status}" if status < 0 else f"with status {status}"
    last = _last_line(ledger.log(name))
    error = f"the process of the run ended {why}{f' ({last})' if last else ''}: resume it"
    return replace(ledger.progress(name), error=error, ended=True)


def _last_line(path: Path) -> str:
    with suppress(OSError):
        lines = path.read_text(encoding="utf-8", errors="replace").strip().splitlines()
        return lines[-1][:200] if lines else ""
    return ""


def _interrupt(pid: int) -> None:
    with suppress(ProcessLookupError, PermissionError):
        os.kill(pid, signal.SIGINT)
