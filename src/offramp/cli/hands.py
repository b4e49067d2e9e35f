"""Options that say who runs the futures: threads, processes, or a Dask cluster."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated, TypedDict

import typer

if TYPE_CHECKING:
    from concurrent.futures import Executor

Threads = Annotated[
    int | None, typer.Option(min=1, metavar="N", help="One for each processor if absent.")
]
Block = Annotated[
    int | None,
    typer.Option(min=1, metavar="N", help="Futures stepped together; changes no result."),
]
Processes = Annotated[
    int | None,
    typer.Option(min=1, metavar="N", help="Run in so many processes in place of threads."),
]
On = Annotated[
    str | None,
    typer.Option(metavar="ADDRESS", help="Run on a Dask cluster: tcp://host:8786."),
]


class Hands(TypedDict):
    """Who runs the futures, as the functions of Python take it."""

    threads: int | None
    block: int | None
    executor: "Executor | None"
    on: str | None


@contextmanager
def hands(
    threads: int | None, block: int | None, processes: int | None, on: str | None
) -> Iterator[Hands]:
    """Give who runs the futures; processes that are started here end with it.

    Raises:
        BadParameter: if they would run in two places.
    """
    from offramp.ensemble.executors import processes_here

    if processes is not None and on is not None:
        msg = "futures run in one place: give --processes or --on"
        raise typer.BadParameter(msg)
    with processes_here(processes) as pool:
        yield {"threads": threads, "block": block, "executor": pool, "on": on}
