"""A Dask cluster that is there already, as an executor."""

import asyncio
import logging
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError, Executor, Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from time import monotonic
from typing import Any, TypeVar

from offramp.ensemble.executors import LostWorkersError
from offramp.results.errors import RunError

T = TypeVar("T")
SECONDS_TO_ANSWER = 5
"""Within which the scheduler must answer at first."""
SECONDS_TO_COME = 20
"""Within which a first worker must come."""
SECONDS_ALONE = 60
"""After which a cluster that lost its last worker is given up."""


class Cluster(Executor):
    """The workers of a Dask cluster: blocks of one that is lost are run again by the others.

    Args:
        client: connected.
        address: of the scheduler, for messages.
    """

    def __init__(self, client: Any, address: str) -> None:
        self._client = client
        self._address = address
        self._executor = client.get_executor(pure=False)
        self._seen = monotonic()

    def submit(self, fn: Callable[..., T], /, *args: Any, **kwargs: Any) -> Future[T]:
        """Have something done by one of the workers."""
        future: Future[T] = self._executor.submit(fn, *args, **kwargs)
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Let go of the cluster, which goes on."""
        self._executor.shutdown(wait=wait, cancel_futures=cancel_futures)

    def width(self) -> int:
        """Return the number of threads of all workers, 1 at least."""
        threads: dict[str, int] = self._client.nthreads()
        return max(1, sum(threads.values()))

    def check(self) -> None:
        """Raise an error if the scheduler is gone, or has had no worker for long."""
        if self._client.status != "running":
            raise LostWorkersError(self._gone())
        if self._client.nthreads():
            self._seen = monotonic()
        elif monotonic() - self._seen > SECONDS_ALONE:
            msg = f"the cluster at {self._address} has had no worker for {SECONDS_ALONE} seconds"
            raise LostWorkersError(msg)

    def explain(self, error: Exception) -> str | None:
        """Return what an error of the cluster means, or None where it is none."""
        from distributed import KilledWorker

        if isinstance(error, KilledWorker):
            return (
                f"workers of the cluster at {self._address} died again and again over the same "
                "futures: give them more memory, or a smaller --block"
            )
        if isinstance(error, ModuleNotFoundError) and (error.name or "").startswith("offramp"):
            return (
                f"the workers of the cluster at {self._address} have no Offramp: install the "
                "version there that you have here"
            )
        lost = isinstance(error, OSError) and self._client.status != "running"
        if lost or isinstance(error, CancelledError):
            return self._gone()
        return None

    def _gone(self) -> str:
        return f"the cluster at {self._address} went away"


@contextmanager
def cluster(address: str) -> Iterator[Cluster]:
    """Connect to a Dask cluster, and let go of it in the end.

    Args:
        address: of its scheduler, as `tcp://host:8786`.

    Raises:
        RunError: if Dask is not installed, nobody answers, or no worker comes.
    """
    try:
        import distributed

        dask: Any = distributed
    except ImportError:
        msg = "a cluster needs Dask: install it with pip install 'offramp[cluster]'"
        raise RunError(msg) from None
    with _quiet(), _connected(dask, address) as client:
        yield Cluster(client, address)


@contextmanager
def _connected(dask: Any, address: str) -> Iterator[Any]:
    """Connect, with at least one worker there, and disconnect in the end."""
    try:
        _meet(dask, address)
        client = dask.Client(address, timeout=SECONDS_TO_ANSWER, set_as_default=False)
    except (OSError, ValueError, TypeError) as error:
        msg = (
            f"no Dask scheduler answers at {address}: start one with `dask scheduler`, and give "
            "the address that it prints, as tcp://host:8786"
        )
        raise RunError(msg) from error
    try:
        try:
            client.wait_for_workers(1, timeout=SECONDS_TO_COME)
        except TimeoutError as error:
            msg = (
                f"the cluster at {address} has no workers: start some with `dask worker {address}`"
            )
            raise RunError(msg) from error
        yield client
    finally:
        with suppress(OSError):
            client.close(timeout=SECONDS_TO_ANSWER)


def _meet(dask: Any, address: str) -> None:
    """Raise an error unless a scheduler is there.

    A client that finds none cannot be closed, for nobody holds it: it leaves a thread behind, and
    on its way out, whenever that is, it waits for a lock which the start of the next client holds.
    So no client is made before somebody answers. In a thread, for in a notebook a loop runs here.
    """

    async def meet() -> None:
        how = dask.Security().get_connection_args("client")
        async with dask.rpc(address, timeout=SECONDS_TO_ANSWER, connection_args=how) as somebody:
            who = await asyncio.wait_for(somebody.identity(), SECONDS_TO_ANSWER)
        if who["type"] != "Scheduler":
            msg = (
                f"a Dask {who['type'].lower()} answers at {address}: give the address of the "
                "scheduler instead, which `dask scheduler` prints"
            )
            raise RunError(msg)

    with ThreadPoolExecutor(1) as aside:
        aside.submit(asyncio.run, meet()).result()


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep Dask's own log of what goes wrong silent: it is said in one sentence."""
    names = [name for name in logging.root.manager.loggerDict if name.startswith("distributed")]
    levels = {name: logging.getLogger(name).level for name in names}
    for name in names:
        logging.getLogger(name).setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        for name, level in levels.items():
            logging.getLogger(name).setLevel(level)
