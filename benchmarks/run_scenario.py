"""What a run costs: core seconds, wall seconds and memory, after compilation.

    uv run python benchmarks/run_scenario.py [SCENARIO] [MEMBERS]

Prints one row for each number of threads, and the ratio between them. Machines are noisy: quote
ratios from one run of this script, not single seconds.
"""

import json
import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter

CHILD = """
import json, resource, sys, time
import offramp
scenario = offramp.load(sys.argv[1])
offramp.run(scenario, members=8, out=sys.argv[3] + "-warm")  # compiles, and reads the caches
usage = lambda: resource.getrusage(resource.RUSAGE_SELF)
before, wall = usage(), time.perf_counter()
offramp.run(scenario, members=int(sys.argv[2]), threads=int(sys.argv[4]), out=sys.argv[3])
after = usage()
core = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
print(json.dumps({"core": core, "wall": time.perf_counter() - wall, "mb": after.ru_maxrss / 1024}))
"""


def yardstick() -> float:
    """Seconds that this machine takes, now, for a fixed piece of plain Python."""
    start = perf_counter()
    total = 0
    for number in range(5_000_000):
        total += number
    return perf_counter() - start


def measure(scenario: str, members: int, threads: int) -> dict[str, float]:
    """Run a scenario in a process of its own and return what it cost."""
    with tempfile.TemporaryDirectory() as folder:
        out = str(Path(folder) / "run")
        command = [sys.executable, "-c", CHILD, scenario, str(members), out, str(threads)]
        printed = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    found: dict[str, float] = json.loads(printed.splitlines()[-1])
    return found


def main() -> None:
    """Print the table."""
    scenario = sys.argv[1] if len(sys.argv) > 1 else "ukraine-2022"
    members = int(sys.argv[2]) if len(sys.argv) > 2 else 1000
    print(f"{scenario}, {members:,} futures; {os.cpu_count()} cores")
    print(f"yardstick (5 million additions in plain Python): {yardstick():.2f} s")
    print(f"{'threads':>7} {'core s':>8} {'wall s':>8} {'MB':>7}")
    rows = {threads: measure(scenario, members, threads) for threads in (1, 2)}
    for threads, row in rows.items():
        print(f"{threads:>7} {row['core']:>8.1f} {row['wall']:>8.1f} {row['mb']:>7.0f}")
    print(f"wall with 2 threads / with 1: {rows[2]['wall'] / rows[1]['wall']:.2f}")
    print(f"yardstick again: {yardstick():.2f} s")
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"(this script itself: {own:.0f} MB)")


if __name__ == "__main__":
    main()
