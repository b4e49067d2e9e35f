"""Offramp and the Mesa twin in turns: a ratio that a machine of changing speed cannot move much.

    uv run --group benchmarks python benchmarks/in_turns.py [ROUNDS]

A shared machine may be twice as fast in one minute as in the next, so two figures of one table may
be of two machines. Here each round runs a block of futures with causes, one without (the twin keeps
none) and a few of the twin's, for a few seconds each, on one core and after everything is compiled;
the ratios of the rounds and the one of all of them together are printed.
"""

import os
import sys
import tempfile
from pathlib import Path
from time import process_time

import numpy as np
from mesa_twin import means
from synthetic import DAYS, write

import offramp
from offramp.engine.engine import Engine
from offramp.ensemble.plan import BLOCK
from offramp.processes import PROCESSES

TWINS = 8
"""Futures of the twin in a round."""


def future(engine: Engine, first: int) -> float:
    """Return core seconds of a future, in the mean of a block."""
    start = process_time()
    engine.run(np.arange(first, first + BLOCK), 1, DAYS)
    return (process_time() - start) / BLOCK


def main(rounds: int) -> None:
    """Print the ratios."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    with tempfile.TemporaryDirectory() as folder:
        scenario = offramp.load(write(Path(folder) / "synthetic"))
    engines = [Engine(scenario, PROCESSES, traced=traced) for traced in (True, False)]
    for engine in engines:
        future(engine, 0)
    means(1)
    print(
        f"{'round':>8}{'ms a future':>14}{'no causes':>12}{'Mesa':>9}{'ratio':>9}{'no causes':>12}"
    )
    found = []
    for number in range(rounds):
        ours, bare = (future(engine, number * BLOCK) for engine in engines)
        found.append((ours, bare, means(TWINS)[0]))
        _print(f"{number + 1}", *found[-1])
    _print("all", *np.mean(found, axis=0))


def _print(label: str, ours: float, bare: float, twin: float) -> None:
    ratios = f"{twin / ours:9.1f}{twin / bare:12.1f}"
    print(f"{label:>8}{1e3 * ours:14.2f}{1e3 * bare:12.2f}{1e3 * twin:9.0f}{ratios}", flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10)
