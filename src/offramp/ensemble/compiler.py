"""Compiles kernels at a first start, beside others: `python -m offramp.ensemble.compiler FOLDER`.

The folder holds the engine. Those who compile share the work out by making a file there for each
process of the engine that they take. What one of them compiles, all find in numba's cache.
"""

import inspect
import os
import signal
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from offramp.engine.engine import Engine
from offramp.engine.process import Process
from offramp.ensemble.task import made

ENGINE = "engine"
"""The file that holds the engine, packed."""


def main(folder: Path) -> None:
    """Compile what nobody else compiles yet, until all is taken."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who started it ends it
    engine = made((folder / ENGINE).read_bytes())
    if isinstance(engine, Engine):
        engine.rehearse(taken(engine.processes, folder))


def taken(processes: Sequence[Process], folder: Path) -> Iterator[Process]:
    """Take processes that nobody else takes, those with the most source first.

    It ends early if who asked for it is gone.

    Args:
        processes: of an engine.
        folder: shared by all who take; a file in it says that a process is taken.
    """
    asked_by = os.getppid()
    for process in sorted(processes, key=_source, reverse=True):
        if os.getppid() != asked_by:
            return
        try:
            (folder / f"{process.name}.taken").touch(exist_ok=False)
        except FileExistsError:
            continue
        yield process


def _source(process: Process) -> int:
    """Return how many bytes the files beside that of a process have: a guess at its kernels."""
    try:
        beside = Path(inspect.getfile(type(process))).parent
        return sum(path.stat().st_size for path in beside.glob("*.py"))
    except (OSError, TypeError):
        return 0


if __name__ == "__main__":
    main(Path(sys.argv[1]))
