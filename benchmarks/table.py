"""What futures cost, side by side from one session: core seconds, and ratios between the rows.

    uv run --group benchmarks python benchmarks/table.py [--quick | --full]

The work is that of `synthetic.py`, and of `ukraine-2022` as it stands. Each row runs in a process
of its own, pinned to one core where it has one thread, after everything is compiled. `engine` rows
drop what they find; `run` rows write the run folder. Machines are noisy: quote the ratios of one
table, not the seconds of two.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from mesa_twin import means
from synthetic import DAYS, write

HERE = Path(__file__).parent

CHILD = """
import json, os, resource, sys, time
import numpy as np
import offramp
from offramp.engine.engine import Engine
from offramp.ensemble.plan import BLOCK
from offramp.processes import PROCESSES

how, name, members, threads, days, out = sys.argv[1:]
members, threads, days = int(members), int(threads), int(days)
scenario = offramp.load(name)
engine = Engine(scenario, PROCESSES, compiled=how != "numpy", traced=how != "untraced")

def core():
    found = resource.getrusage(resource.RUSAGE_SELF)
    return found.ru_utime + found.ru_stime

if how == "run":
    offramp.run(scenario, members=8, out=out + "-warm", threads=1)
    before, wall = core(), time.perf_counter()
    offramp.run(scenario, members=members, threads=threads, days=days, out=out)
else:
    engine.run(np.arange(8), 1, days)
    before, wall = core(), time.perf_counter()
    for a in range(0, members, BLOCK):
        engine.run(np.arange(a, min(a + BLOCK, members)), 1, days)
found = {"core": core() - before, "wall": time.perf_counter() - wall}
print(json.dumps(found | {"mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}))
"""


@dataclass(frozen=True)
class Row:
    """One measurement."""

    label: str
    how: str
    """`engine`, `untraced` (no causes), `numpy` (expressions by NumPy alone) or `run`."""
    scenario: str
    members: int
    threads: int = 1
    days: int = DAYS


def rows(synthetic: str, larger: str, size: str) -> Iterator[Row]:
    """Return what is measured.

    Args:
        synthetic: folder of the synthetic scenario.
        larger: of the one with four times the places.
        size: `quick`, `usual` or `full`.
    """
    many = 1_000 if size == "quick" else 10_000
    few = 100 if size == "quick" else 1_000
    yield Row(f"synthetic, {many:,} futures", "engine", synthetic, many)
    yield Row(f"synthetic, {few:,} futures", "engine", synthetic, few)
    yield Row(f"synthetic without causes, {few:,} futures", "untraced", synthetic, few)
    if size == "full":
        yield Row("synthetic, 100,000 futures", "engine", synthetic, 100_000)
    yield Row(f"synthetic with places x 4, {few:,} futures", "engine", larger, few)
    yield Row(f"synthetic by NumPy alone, {few:,} futures", "numpy", synthetic, few)
    yield Row(f"synthetic to disk, {many:,} futures, 1 thread", "run", synthetic, many)
    yield Row(f"synthetic to disk, {many:,} futures, 2 threads", "run", synthetic, many, 2)
    yield Row(f"ukraine-2022, {many:,} futures", "engine", "ukraine-2022", many)
    yield Row(f"ukraine-2022 to disk, {few:,} futures, 1 thread", "run", "ukraine-2022", few)
    yield Row(f"ukraine-2022 to disk, {few:,} futures, 2 threads", "run", "ukraine-2022", few, 2)


def measure(row: Row) -> dict[str, float]:
    """Return core and wall seconds, and peak memory (MB), of one row."""
    with tempfile.TemporaryDirectory() as folder:
        words = [row.how, row.scenario, row.members, row.threads, row.days, Path(folder) / "run"]
        pin = ["taskset", "-c", "0"] if row.threads == 1 else []
        printed = subprocess.run(
            [*pin, sys.executable, "-c", CHILD, *map(str, words)],
            check=True,
            capture_output=True,
            text=True,
        ).stdout
    found: dict[str, float] = json.loads(printed.splitlines()[-1])
    return found


def yardstick() -> float:
    """Seconds that this machine takes, now, for a fixed piece of plain Python."""
    start = perf_counter()
    total = 0
    for number in range(5_000_000):
        total += number
    return perf_counter() - start


def line(label: str, core: float, wall: float, futures: int, unit: float, mb: float) -> str:
    """Return a row as text; the ratio is of core seconds a future."""
    each = core / futures
    memory = f"{mb:8,.0f}" if mb else " " * 8
    return f"{label:48}{core:9.1f}{wall:9.1f}{1e3 * each:12.2f}{each / unit:10.2f}{memory}"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    sizes = parser.add_mutually_exclusive_group()
    sizes.add_argument("--quick", action="store_const", const="quick", dest="size", default="usual")
    sizes.add_argument("--full", action="store_const", const="full", dest="size")
    size = parser.parse_args().size
    print(f"yardstick (5 million additions in plain Python): {yardstick():.2f} s")
    head = ("core s", "wall s", "ms a future", "ratio", "MB")
    print(f"{'':48}{head[0]:>9}{head[1]:>9}{head[2]:>12}{head[3]:>10}{head[4]:>8}")
    unit = 0.0
    with tempfile.TemporaryDirectory() as folder:
        synthetic = write(Path(folder) / "synthetic")
        larger = write(Path(folder) / "larger", 4)
        for row in rows(str(synthetic), str(larger), size):
            found = measure(row)
            unit = unit or found["core"] / row.members
            print(
                line(row.label, found["core"], found["wall"], row.members, unit, found["mb"]),
                flush=True,
            )
    futures = 5 if size == "quick" else 20
    cost, _ = means(futures)
    print(line(f"the same in Mesa, {futures} futures", cost * futures, 0, futures, unit, 0))
    print(f"yardstick again: {yardstick():.2f} s")


if __name__ == "__main__":
    main()
