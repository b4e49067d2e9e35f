"""Blocks of members over workers: a bounded number under way, so that memory stays flat."""

from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ThreadPoolExecutor, wait
from typing import Any, Generic, TypeVar

import numpy as np

from offramp.engine.block import Block
from offramp.engine.layout import Layout
from offramp.ensemble.compiling import compile_first
from offramp.ensemble.executors import check_on, explained
from offramp.ensemble.plan import Plan
from offramp.ensemble.task import BlockRunner, Task, packed, versions_here

T = TypeVar("T")
PATIENCE = 5.0
"""Seconds of waiting after which it is looked whether anybody still works."""


class Workers(Generic[T]):
    """Runs the blocks of a plan; a context that ends when nothing is under way any more.

    They run in threads of their own, or wherever the plan's executor carries them out; an executor
    that was given is left open. At a first start on a machine, threads wait until the kernels are
    compiled.

    Args:
        engine: made ready to run; one that can be pickled where there is an executor.
        plan: which members, and how.
        take: makes of a block and the layout of the engine that ran it what is kept of it; called
            where the block was run.
    """

    def __init__(self, engine: BlockRunner, plan: Plan, take: Callable[[Block, Layout], T]) -> None:
        self._plan = plan
        self._ahead = plan.blocks()
        self._under_way: set[Future[T]] = set()
        self._patient = True
        self._run: Callable[[int, int], T]
        self._pool: Executor
        width = plan.workers()
        self._most = width + 1 + width // 4
        if plan.executor is None:
            compile_first(engine)
            self._run = lambda a, b: take(_block(engine, plan, a, b), engine.layout)
            self._pool = ThreadPoolExecutor(width, thread_name_prefix="offramp")
        else:
            self._run = Task(packed(engine), take, plan.seed, plan.days, versions_here())
            self._pool = plan.executor

    def __enter__(self) -> "Workers[T]":
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()
        if self._plan.executor is None:
            self._pool.shutdown(wait=self._patient, cancel_futures=True)
        elif self._patient:
            wait(self._under_way)

    def results(self) -> Iterator[T]:
        """Iterate over what is kept of each block, as blocks finish.

        A few blocks more than there are workers are under way or waiting to be taken. An interrupt
        while it waits loses nothing: iterate again for the rest.

        Raises:
            RunError: if the workers are lost.
            Exception: whatever a block raises.
        """
        while True:
            with explained(self._pool):
                self._fill()
                if not self._under_way:
                    return
                finished, _ = wait(self._under_way, PATIENCE, return_when=FIRST_COMPLETED)
                if not finished:
                    check_on(self._pool)
            for future in sorted(finished, key=_failed):  # what was finished is not lost
                self._under_way.discard(future)
                with explained(self._pool):
                    result = future.result()
                yield result

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
        room = self._most - len(self._under_way)
        for _, (a, b) in zip(range(room), self._ahead, strict=False):
            self._under_way.add(self._pool.submit(self._run, a, b))


def _block(engine: BlockRunner, plan: Plan, a: int, b: int) -> Block:
    return engine.run(np.arange(a, b, dtype=np.int64), plan.seed, plan.days)


def _failed(future: Future[Any]) -> bool:
    return future.cancelled() or future.exception() is not None
