"""How far a run is, on standard error: a bar for people, plain lines for a log."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from offramp.ensemble.notice import Told

Report = Callable[[int, int], None]
"""Is told how many futures are done, and how many there are."""

MORE = "left; Ctrl-C keeps what is whole"
"""What ends the bar once futures are under way."""
COMPILING = "compiling (the first time only)"
"""What is going on at a first start, before the futures."""
STEPS = 10
"""Lines that a log gets at most, beside the first."""


@contextmanager
def reporting(first: str, *, quiet: bool = False, what: str = "futures") -> Iterator[Report]:
    """Show progress while the block runs.

    Args:
        first: what is going on before the first future.
        quiet: show nothing.
        what: is counted.
    """
    from offramp.cli.console import notes
    from offramp.ensemble.notice import hearing

    if quiet:
        yield _nothing
    elif notes().is_terminal:
        with _bar(first, what) as (report, told), hearing(told):
            yield report
    else:
        log = _Log(first, what)
        with hearing(log.told):
            yield log


def _nothing(_done: int, _wanted: int) -> None:
    """Report nothing."""


@contextmanager
def _bar(first: str, what: str) -> Iterator[tuple[Report, "Told"]]:
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )

    from offramp.cli.console import notes

    with Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
        TextColumn("{task.fields[more]}"),
        console=notes(),
        transient=True,
    ) as progress:
        task = progress.add_task(first, total=None, more="")

        def report(done: int, wanted: int) -> None:
            progress.update(task, description=what, completed=done, total=wanted, more=MORE)

        def told(begins: bool) -> None:
            progress.update(task, description=COMPILING if begins else what, more="", refresh=True)

        yield report, told


class _Log:
    """Writes a line now and then."""

    def __init__(self, first: str, what: str) -> None:
        from offramp.cli.console import notes

        self._console = notes()
        self._what = what
        self._next = 0
        self._began = 0.0
        self._console.print(f"offramp: {first}")

    def __call__(self, done: int, wanted: int) -> None:
        if STEPS * done >= self._next * wanted:
            self._next = STEPS * done // wanted + 1
            self._console.print(f"offramp: {done:,} of {wanted:,} {self._what}")

    def told(self, begins: bool) -> None:
        """Say that kernels are compiled, and how long that took."""
        if begins:
            self._began = monotonic()
            self._console.print(f"offramp: {COMPILING}")
        else:
            self._console.print(f"offramp: compiled in {monotonic() - self._began:.0f} seconds")
