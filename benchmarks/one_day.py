"""How long one future takes for one day, and a fork of many futures from a live state.

A wargame waits for both: it steps one future day by day, and branches it to see what may follow.
Time is that of the thread, after compilation, the best of several; the targets are those of one
core of an ordinary machine.

    python benchmarks/one_day.py [SCENARIO]
"""

import argparse
from collections.abc import Callable
from time import thread_time

import numpy as np

import offramp
from offramp.engine.engine import Engine
from offramp.processes import PROCESSES

DAY_MS, FORK_S = 2.0, 1.0
"""Targets: milliseconds for a future and day, seconds for a fork."""

COPIES, DAYS, TIMES = 200, 90, 4


def best(live: Callable[[], None]) -> float:
    """Return the shortest time of several (s)."""
    spent = []
    for _ in range(TIMES):
        start = thread_time()
        live()
        spent.append(thread_time() - start)
    return min(spent)


def measure(engine: Engine) -> tuple[float, float]:
    """Return what a day of one future takes (s), and a fork from the middle of its course (s)."""
    horizon = engine.scenario.days
    middle = max(0, min(horizon // 2, horizon - DAYS))
    days = min(DAYS, horizon - middle)

    def one_future() -> None:
        state = engine.begin(np.arange(1), 1)
        for _ in range(horizon):
            engine.step(state)

    live = engine.begin(np.arange(1), 1)
    for _ in range(middle):
        engine.step(live)

    def fork() -> None:
        state = engine.fork(live, COPIES)
        for _ in range(days):
            engine.step(state)

    one_future()
    fork()
    return best(one_future) / horizon, best(fork)


def main() -> None:
    """Print both times beside their targets."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("scenario", nargs="?", default="ukraine-2022")
    scenario = offramp.load(parser.parse_args().scenario)
    print(f"{scenario.id}: thread time, best of {TIMES}")
    print(f"{'':10}{'one day':>12}{f'{COPIES} x {min(DAYS, scenario.days)} days':>18}")
    print(f"{'target':10}{DAY_MS:9.2f} ms{FORK_S:16.2f} s")
    for traced in (True, False):
        day, fork = measure(Engine(scenario, PROCESSES, traced=traced))
        print(f"{'traced' if traced else 'untraced':10}{day * 1e3:9.2f} ms{fork:16.2f} s")


if __name__ == "__main__":
    main()
