"""One order, carried out in a process of its own: `python -m offramp.web.job FOLDER ID`.

It outlives the server, and goes on where an earlier process of the same order was cut off.
"""

import os
import signal
import sys
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from time import monotonic

from offramp.model.problems import ScenarioError
from offramp.results.errors import RunError, StoppedError
from offramp.web.ledger import Ledger, Progress

OFTEN = 0.2
"""Seconds between two notes of progress, at least."""
PATIENCE = 5.0
"""Seconds to wait for the lock, which the server holds for a moment when it looks."""


class Noting:
    """Writes progress down, but not too often, and has the run stopped when that is asked for.

    Python raises an interrupt wherever it is, and what it is in may lose it, as imports do now
    and then. So nothing is raised but between two blocks of futures, and until the first of
    them is done there is nothing to lose: the process just ends.
    """

    def __init__(self, ledger: Ledger, name: str) -> None:
        self._ledger = ledger
        self._name = name
        self._last = 0.0
        self._stops = 0
        self._counting = False
        self.progress = Progress(ledger.progress(name).done, pid=os.getpid())

    def begin(self) -> None:
        """Take interrupts, and write down which process this is, so that it gets them."""
        signal.signal(signal.SIGINT, self._stop)
        self._ledger.note(self._name, self.progress)

    def __call__(self, done: int, asked: int) -> None:
        """Write down how many futures are done, or do so the next time.

        Raises:
            KeyboardInterrupt: once for each time that it was asked to stop.
        """
        if not done:  # it begins
            return
        self._counting = True
        self.progress = replace(self.progress, done=done)
        if done == asked or monotonic() - self._last > OFTEN:
            self._last = monotonic()
            self._ledger.note(self._name, self.progress)
        if self._stops:
            self._stops -= 1
            raise KeyboardInterrupt

    def end(self, *, done: int | None = None, error: str = "", stopped: bool = False) -> None:
        """Write down how it ended."""
        reached = self.progress.done if done is None else done
        self._ledger.note(self._name, Progress(reached, error, ended=True, stopped=stopped))

    def _stop(self, *_: object) -> None:
        self._stops += 1
        if not self._counting:
            self.end(stopped=True)
            os._exit(0)


def carry_out(folder: Path, name: str) -> int:
    """Carry out an order, and return the exit status of the process.

    Args:
        folder: of the runs.
        name: of the order.
    """
    from filelock import FileLock, Timeout

    ledger = Ledger(folder)
    lock = FileLock(ledger.lock(name), timeout=PATIENCE)
    try:
        lock.acquire()
    except Timeout:
        return 1
    if ledger.progress(name).ended:  # stopped before it could begin
        lock.release()
        return 0
    noting = Noting(ledger, name)
    try:
        noting.begin()
        members, complete = _run(ledger, name, noting)
        noting.end(done=members, stopped=not complete)
    except StoppedError:
        noting.end(stopped=True)
    except RunError as error:
        noting.end(error=str(error))
    except ScenarioError as error:
        noting.end(error=error.problems[0].message)
    except Exception as error:
        noting.end(error=f"offramp has a defect: {type(error).__name__}: {error}")
        raise
    finally:
        with suppress(OSError):
            lock.release()
    return 0


def _run(ledger: Ledger, name: str, noting: Noting) -> tuple[int, bool]:
    """Run an order, or finish it, and return how many futures are there, and whether all are."""
    import offramp
    from offramp.web.shelf import imposed

    entry = ledger.entry(name)
    if entry is None:
        msg = f"the order {name} is missing or damaged: order it again"
        raise RunError(msg)
    folder = ledger.run(name)
    if folder.request.exists():
        done = offramp.run(resume=folder.path, progress=noting)
    else:
        order = entry.order
        scenario = imposed(offramp.load(entry.path, order.overlays), order)
        done = offramp.run(
            scenario,
            members=order.members,
            seed=order.seed,
            days=order.days,
            out=folder.path,
            progress=noting,
        )
    return done.members, done.complete


if __name__ == "__main__":
    sys.exit(carry_out(Path(sys.argv[1]), sys.argv[2]))
