"""Blocks of members over threads: a bounded number under way, so that memory stays flat."""

from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from typing import Generic, Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray

from offramp.engine.block import Block
from offramp.engine.layout import Layout
from offramp.ensemble.plan import Plan

T = TypeVar("T")


class BlockRunner(Protocol):
    """What an ensemble needs of an engine; threads share one."""

    layout: Layout

    def run(self, members: NDArray[np.int64], seed: int, days: int | None = None) -> Block:
        """Run some members over the horizon."""


class Workers(Generic[T]):
    """Runs the blocks of a plan; a context that ends when nothing is under way any more.

    Args:
        engine: made ready to run.
        plan: which members, and how.
        take: makes of a block what is kept of it; called by the thread that ran it.
    """

    def __init__(self, engine: BlockRunner, plan: Plan, take: Callable[[Block], T]) -> None:
        self._engine = engine
        self._plan = plan
        self._take = take
        self._ahead = plan.blocks()
        self._under_way: set[Future[T]] = set()
        self._pool = ThreadPoolExecutor(plan.workers(), thread_name_prefix="offramp")
        self._patient = True

    def __enter__(self) -> "Workers[T]":
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()
        self._pool.shutdown(wait=self._patient, cancel_futures=True)

    def results(self) -> Iterator[T]:
        """Iterate over what is kept of each block, as blocks finish.

        One block more than there are threads is under way or waiting to be taken. An interrupt
        while it waits loses nothing: iterate again for the rest.

        Raises:
            Exception: whatever a block raises.
        """
        while True:
            self._fill()
            if not self._under_way:
                return
            finished, _ = wait(self._under_way, return_when=FIRST_COMPLETED)
            for future in finished:
                self._under_way.discard(future)
                yield future.result()

    def stop(self) -> None:
        """Start no further block; those under way go on to their end."""
        self._ahead = iter(())
        self._under_way = {future for future in self._under_way if not future.cancel()}

    def leave(self) -> None:
        """Wait for nothing when the context ends: blocks under way are lost."""
        self.stop()
        self._patient = False

    def _fill(self) -> None:
        """Start blocks up to the bound."""
        room = self._plan.workers() + 1 - len(self._under_way)
        for _, (a, b) in zip(range(room), self._ahead, strict=False):
            self._under_way.add(self._pool.submit(self._run, a, b))

    def _run(self, a: int, b: int) -> T:
        members = np.arange(a, b, dtype=np.int64)
        return self._take(self._engine.run(members, self._plan.seed, self._plan.days))
