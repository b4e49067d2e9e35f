"""Some members as a task that can be carried out anywhere: in another process, on another machine.

A task carries what the members' futures hang on and nothing else, so they are the same bits
wherever it is done. A process makes an engine once and keeps the last few.
"""

import pickle
import platform
import sys
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from threading import Lock
from typing import Generic, Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray

from offramp.engine.block import Block
from offramp.engine.layout import Layout
from offramp.results.errors import RunError

T = TypeVar("T")
KEPT = 4
"""Engines that a process keeps ready."""

_making = Lock()


class BlockRunner(Protocol):
    """What an ensemble needs of an engine; threads share one, a process makes it from a pickle."""

    layout: Layout

    def run(self, members: NDArray[np.int64], seed: int, days: int | None = None) -> Block:
        """Run some members over the horizon."""


@dataclass(frozen=True)
class Task(Generic[T]):
    """Runs members; called with the first, and one after the last.

    Attributes:
        engine: packed, as `packed` gives it.
        take: makes of a block what is kept of it; found by its name where it is carried out.
        seed: of the ensemble.
        days: length of the run; that of the scenario where None.
        made_by: versions of what decides about bits, where the task was made.
    """

    engine: bytes
    take: Callable[[Block, Layout], T]
    seed: int
    days: int | None
    made_by: tuple[tuple[str, str], ...]

    def __call__(self, first: int, stop: int) -> T:
        """Run members `first` up to `stop`, not included.

        Raises:
            RunError: if this process would give other bits, since versions differ.
        """
        _alike(self.made_by)
        with _making:
            engine = made(self.engine)
        members = np.arange(first, stop, dtype=np.int64)
        return self.take(engine.run(members, self.seed, self.days), engine.layout)


def packed(engine: BlockRunner) -> bytes:
    """Return an engine as bytes from which it can be made again."""
    return zlib.compress(pickle.dumps(engine))


@lru_cache(maxsize=KEPT)
def made(engine: bytes) -> BlockRunner:
    """Return the engine that was packed; the same one for the same bytes."""
    found: BlockRunner = pickle.loads(zlib.decompress(engine))
    return found


@lru_cache(maxsize=1)
def versions_here() -> tuple[tuple[str, str], ...]:
    """Return the versions of what decides about bits, in this process."""
    found = [("Python", ".".join(map(str, sys.version_info[:2])))]
    for name in ("offramp", "numpy", "numba"):
        try:
            found.append((name, version(name)))
        except PackageNotFoundError:
            found.append((name, "none"))
    return (*found, ("processors of the kind", platform.machine()))


def _alike(theirs: tuple[tuple[str, str], ...]) -> None:
    """Refuse to run where bits may differ."""
    other = [
        f"{name} {ours} instead of {asked}"
        for (name, ours), (_, asked) in zip(versions_here(), theirs, strict=True)
        if ours != asked
    ]
    if other:
        msg = (
            f"a worker on {platform.node()} has {', '.join(other)}, so its futures might differ: "
            "install the same versions there"
        )
        raise RunError(msg)
