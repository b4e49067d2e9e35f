"""Peak memory of a run against its futures: it is to stay flat.

    uv run python benchmarks/memory.py [SCENARIO] [FEW] [MANY] [DAYS]

Runs the scenario for a few futures, to compile, and twice more, each in a process of its own, with
one thread and blocks of 256. Prints the peak of resident memory, the size of the folder and the
time, and exits with status 1 if the larger run needs more than `ALLOWED` above the smaller.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

ALLOWED = 100
"""Megabytes."""
CHILD = """
import resource, sys, time
import offramp
scenario, members, days, out = sys.argv[1:]
began = time.process_time()
offramp.run(scenario, int(members), days=int(days) or None, out=out, threads=1, block=256)
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, time.process_time() - began)
"""


def peak(scenario: str, members: int, days: int) -> float:
    """Run some futures, print what they took, and return the peak of memory (MB)."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "run"
        command = [sys.executable, "-c", CHILD, scenario, str(members), str(days), str(out)]
        told = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        kept = sum(path.stat().st_size for path in out.rglob("*") if path.is_file()) / 1e6
    memory, seconds = map(float, told.split())
    print(f"{members:9,} futures: {memory:7,.0f} MB, {seconds:8.1f} core s, {kept:7,.0f} MB kept")
    return memory


def main() -> None:
    """Compare two sizes."""
    given = sys.argv[1:]
    scenario = given[0] if given else "ardenia"
    few, many, days = (
        int(given[at]) if len(given) > at else default
        for at, default in ((1, 1_000), (2, 100_000), (3, 0))
    )
    peak(scenario, 8, days)  # compiles what is not compiled yet, which takes memory of its own
    more = peak(scenario, many, days) - peak(scenario, few, days)
    print(f"{more:+,.0f} MB from {few:,} to {many:,} futures; {ALLOWED} are allowed")
    raise SystemExit(more > ALLOWED)


if __name__ == "__main__":
    main()
