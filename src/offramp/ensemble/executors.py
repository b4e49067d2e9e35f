"""Where the blocks of an ensemble are carried out, and what is said when that place fails."""

import os
import signal
from collections.abc import Iterator
from concurrent.futures import BrokenExecutor, CancelledError, Executor, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from pathlib import Path
from typing import Protocol, runtime_checkable

from offramp.results.errors import RunError


class LostWorkersError(RunError):
    """Those who run the blocks are gone; what was finished before is not."""


@runtime_checkable
class Crew(Protocol):
    """An executor that knows how many work for it, and how they are."""

    def width(self) -> int:
        """Return how many blocks can be run at a time."""

    def check(self) -> None:
        """Raise `LostWorkersError` if nobody works any more."""

    def explain(self, error: Exception) -> str | None:
        """Return what an error means in one sentence, or None."""


@contextmanager
def opened(executor: Executor | None = None, on: str | None = None) -> Iterator[Executor | None]:
    """Give the executor that was asked for; what is opened here is closed in the end.

    Args:
        executor: used as it is, and left open.
        on: address of the scheduler of a Dask cluster, as `tcp://host:8786`.

    Raises:
        RunError: if more than one of them is given, or the cluster is not there.
    """
    if on is None:
        yield executor
        return
    if executor is not None:
        msg = "blocks run in one place: give an executor, or the address of a cluster"
        raise RunError(msg)
    from offramp.ensemble.cluster import cluster

    with cluster(on) as found:
        yield found


@contextmanager
def going_on(out: str | Path | None) -> Iterator[None]:
    """Say beside the loss of workers how to go on.

    Args:
        out: folder that keeps what is finished, if there is one.

    Raises:
        LostWorkersError: if they are gone.
    """
    try:
        yield
    except LostWorkersError as error:
        kept = f"what was finished is kept: the same command goes on in {out}"
        unkept = "nothing is kept; with --out DIR the same command goes on where it stopped"
        msg = f"{error}; {kept if out is not None else unkept}"
        raise LostWorkersError(msg) from error


@contextmanager
def processes_here(count: int | None) -> Iterator[Executor | None]:
    """Give so many processes of this machine, or None where no number is given."""
    if count is None:
        yield None
        return
    context = get_context("spawn")
    with ProcessPoolExecutor(count, context, initializer=_deaf) as pool:
        try:
            yield pool
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def _deaf() -> None:
    """Leave Ctrl-C to the process that asked."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def width(executor: Executor) -> int:
    """Return how many blocks an executor runs at a time; a guess where it does not say."""
    if isinstance(executor, Crew):
        return executor.width()
    said = getattr(executor, "_max_workers", None)
    return said if isinstance(said, int) and said > 0 else processors()


def check_on(executor: Executor) -> None:
    """Look whether anybody still works.

    Raises:
        LostWorkersError: if nobody does.
    """
    if isinstance(executor, Crew):
        executor.check()


@contextmanager
def explained(executor: Executor) -> Iterator[None]:
    """Turn the loss of workers into one sentence.

    Raises:
        LostWorkersError: if they are gone.
    """
    try:
        yield
    except RunError:
        raise
    except Exception as error:
        said = executor.explain(error) if isinstance(executor, Crew) else _explain(error)
        if said is None:
            raise
        raise LostWorkersError(said) from error


def _explain(error: Exception) -> str | None:
    """Return what an error of an executor means in one sentence, or None."""
    if isinstance(error, BrokenExecutor):
        return "a process that ran futures was killed, or ran out of memory"
    if isinstance(error, CancelledError):
        return "those who ran the futures are gone: their work was cancelled"
    return None


def processors() -> int:
    """Return the number of processors that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
