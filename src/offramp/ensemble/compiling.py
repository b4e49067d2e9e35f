"""The first start: kernels are compiled by several processes at once, before futures are run.

Numba compiles one kernel at a time in a process and keeps what it made in a cache on disk. On a
first start a few processes fill that cache together. A file in it says that this was done for
these sources; if that is wrong, only time is lost.
"""

import multiprocessing
import os
import subprocess
import sys
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic

import llvmlite.binding
import numba

from offramp.engine.engine import Engine
from offramp.engine.kernel_folder import FOLDER
from offramp.ensemble.compiler import ENGINE
from offramp.ensemble.executors import processors
from offramp.ensemble.notice import compiling
from offramp.ensemble.task import BlockRunner, packed, versions_here

VARIABLE = "OFFRAMP_COMPILERS"
"""Of the environment: how many processes compile at a first start; 0 or 1 for none beside."""
ENOUGH = 4
"""Processes at most where the environment says nothing: the longest kernels bound the rest."""
PATIENCE = 600.0
"""Seconds after which they are given up; whoever runs the futures then compiles what is left."""


def compile_first(engine: BlockRunner) -> None:
    """Compile what a run of an engine needs, if nobody did so before on this machine.

    Nothing is done where it would not help: with one processor, in a process that another one
    started for its own ends, or where nothing is compiled or kept.

    Args:
        engine: that will run.
    """
    count = compilers()
    if count < 2 or not isinstance(engine, Engine):
        return
    mark = _mark()
    if mark is None or mark.exists():
        return
    with compiling():
        _compile(engine, count)
    with suppress(OSError):
        mark.touch()


def compilers() -> int:
    """Return how many processes compile at a first start; fewer than 2 where none shall."""
    if getattr(numba.config, "DISABLE_JIT", 0) or not sys.executable:
        return 0
    if multiprocessing.parent_process() is not None or _is_dask_worker():
        return 0
    said = os.environ.get(VARIABLE, "")
    return int(said) if said.isdecimal() else min(processors(), ENOUGH)


def _is_dask_worker() -> bool:
    """Return whether this runs in a worker of a Dask cluster."""
    worker = sys.modules.get("distributed.worker")
    if worker is None:
        return False
    try:
        worker.get_worker()
    except ValueError:
        return False
    return True


def _mark() -> Path | None:
    """Return the file that says that all is compiled; None where nothing can be kept."""
    try:
        FOLDER.mkdir(parents=True, exist_ok=True)
    except OSError:
        return None
    key = (versions_here(), llvmlite.binding.get_host_cpu_name())
    return FOLDER / f"{sha256(repr(key).encode()).hexdigest()[:16]}.compiled"


def _compile(engine: Engine, count: int) -> None:
    """Have kernels compiled by processes of our own, and wait for them; none outlives this."""
    started: list[subprocess.Popen[bytes]] = []
    until = monotonic() + PATIENCE
    with TemporaryDirectory(prefix="offramp-") as folder, suppress(OSError):
        (Path(folder) / ENGINE).write_bytes(packed(engine))
        try:
            for _ in range(count):
                started.append(_start(folder))  # noqa: PERF401 - those before one that fails end too
            for child in started:
                with suppress(subprocess.TimeoutExpired):
                    child.wait(max(0.0, until - monotonic()))
        finally:
            for child in started:
                child.kill()
            for child in started:
                child.wait()


def _start(folder: str) -> subprocess.Popen[bytes]:
    """Start a process that finds the modules that this one finds."""
    found = os.pathsep.join(path for path in sys.path if path)
    return subprocess.Popen(
        [sys.executable, "-P", "-m", "offramp.ensemble.compiler", folder],
        env=os.environ | {"PYTHONPATH": found, VARIABLE: "0"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
