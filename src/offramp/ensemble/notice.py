"""Who is told that kernels are compiled, before anything that compiles them is imported."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

Told = Callable[[bool], None]
"""Is called with True when compiling begins, and with False when it has ended."""

_told: ContextVar[Told | None] = ContextVar("told", default=None)


@contextmanager
def hearing(told: Told) -> Iterator[None]:
    """Have somebody told of what this thread compiles, until the context ends."""
    before = _told.set(told)
    try:
        yield
    finally:
        _told.reset(before)


@contextmanager
def compiling() -> Iterator[None]:
    """Tell whoever hears of it that kernels are compiled as long as the context lasts."""
    told = _told.get()
    if told is None:
        yield
        return
    told(True)
    try:
        yield
    finally:
        told(False)
