"""The same bits, whatever the threads, blocks and ranges, and whatever nobody could know yet.

    uv run python validation/same_bits.py [SCENARIO] [MEMBERS] [DAYS] [MOST]

Threads, blocks, two processes, a Dask cluster of two workers on this machine, a run that was broken
off, and ensembles of 100, 1,000 and 10,000 futures (or up to MOST). Prints the SHA-256 digests of
events, series and what is known of members for each way to run, and exits with status 1 if two
differ that must not.
"""

import csv
import json
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import date, timedelta
from pathlib import Path

import offramp
from offramp.ensemble.executors import processes_here
from offramp.model.scenario import Scenario
from offramp.results.same_bits import digest

LIBRARY = Path(offramp.__file__).parent / "library" / "scenarios"
UNRELATED = """
actors:
  bystander:
    label: A bystander
    opportunity: {value: 1, unit: 1/day, source: judgement, basis: test}
measures:
  unrelated_remark:
    by: bystander
    utility: {whim: bystander_whim}
quantities:
  bystander_whim: {value: 1, unit: "1", source: judgement, basis: test}
  risk_aversion: {each: {bystander: {value: 1, source: judgement, basis: test}}}
"""

SIZES = (100, 1_000, 10_000)
"""Ensembles whose first futures are compared."""


PATIENCE = 60.0
"""Seconds in which a cluster of this machine is there."""


@contextmanager
def cluster(work: Path) -> Iterator[str]:
    """A Dask scheduler and two workers in processes of their own; gives its address."""
    file = work / "cluster.json"
    dask = [sys.executable, "-m"]
    here = ["--host", "127.0.0.1", "--no-dashboard", "--scheduler-file", str(file)]
    worker = [*dask, "distributed.cli.dask_worker", *here, "--no-nanny", "--nthreads", "1"]
    worker += ["--local-directory", str(work)]
    scheduler = [*dask, "distributed.cli.dask_scheduler", *here, "--port", "0"]
    started = []
    try:
        started.append(_quietly(scheduler))
        address, end = "", time.monotonic() + PATIENCE
        while not address and time.monotonic() < end:
            time.sleep(0.1)
            with suppress(OSError, ValueError):
                address = json.loads(file.read_text(encoding="utf-8"))["address"]
        if not address:
            sys.exit(f"no scheduler began to work within {PATIENCE:.0f} s")
        started += [_quietly(worker), _quietly(worker)]
        yield address
    finally:
        for process in reversed(started):
            process.terminate()
            process.wait()


def _quietly(command: list[str]) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


@contextmanager
def folder() -> Iterator[Path]:
    """A folder that is gone afterwards."""
    with tempfile.TemporaryDirectory() as name:
        yield Path(name)


def corrupt(scenario: str, into: Path) -> str:
    """Copy a library scenario and spoil every number and word that was not known at its as-of date.

    Args:
        scenario: id in the library.
        into: where the copy goes.

    Returns:
        The path of the copy.
    """
    copy = into / scenario
    shutil.copytree(LIBRARY / scenario, copy)
    as_of = offramp.load(scenario).as_of
    spoilt = sum(_spoil(path, as_of) for path in [copy / "events.csv", *copy.glob("series/*.csv")])
    print(f"spoilt {spoilt} cells that lie after {as_of}")
    return str(copy)


def _spoil(path: Path, as_of: date) -> int:
    with path.open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    count = 0
    for at, row in enumerate(rows):
        starts = row.get("start_known_at") or row.get("known_at") or row.get("date")
        if starts and date.fromisoformat(max(starts, row.get("date") or starts)) > as_of:
            for name, value in {"persons": "999999", "cumulative": "1", "fighting": "0.99"}.items():
                if name in row:
                    row[name], count = value, count + 1
            if "text" in row:
                row.update(text="Spoilt.", measure="", stage="", because="")
                count += 1
        moved = as_of + timedelta(days=1 + 2 * at)
        for name, value in {"start": moved, "end": moved + timedelta(days=1)}.items():
            if row.get(name) and date.fromisoformat(row[name]) > as_of:
                row[name] = row[f"{name}_known_at"] = str(value)
                count += 2
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, rows[0].keys(), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    return count


def main() -> None:
    """Run every way and compare."""
    name = sys.argv[1] if len(sys.argv) > 1 else "ukraine-2022"
    members = int(sys.argv[2]) if len(sys.argv) > 2 else 1000
    days = int(sys.argv[3]) if len(sys.argv) > 3 else None
    most = int(sys.argv[4]) if len(sys.argv) > 4 else max(SIZES)
    wrong = 0
    with folder() as work:
        (work / "unrelated.yaml").write_text(UNRELATED, encoding="utf-8")
        plain = offramp.load(name)

        def run(scenario: Scenario, label: str, **how: object) -> offramp.Run:
            how = {"members": members, "days": days, "threads": 1, "block": 256} | how
            return offramp.run(scenario, seed=1, out=work / label.replace(" ", "-"), **how)  # type: ignore[arg-type]

        base = run(plain, "threads 1")
        expected = digest(base)
        print(f"{'one thread, blocks of 256':32} {expected}", flush=True)
        ways = {
            "threads 2": {"threads": 2},
            "blocks of 64": {"block": 64, "threads": 2},
            "blocks of 1000": {"block": 1000},
            "every series kept": {"keep": "all"},
        }
        for label, how in ways.items():
            wrong += report(label, digest(run(plain, label, **how)), expected)
        with processes_here(2) as pool:
            found = digest(run(plain, "two processes", executor=pool, threads=2))
            wrong += report("two processes", found, expected)
        with cluster(work) as address:
            found = digest(run(plain, "Dask", on=address, threads=2))
            wrong += report("Dask, two workers", found, expected)
        wrong += report("broken off, resumed", digest(broken_off(run, plain, members)), expected)
        for size in (size for size in SIZES if size <= most):
            found = digest(run(plain, f"{size} futures", members=size, threads=2), 0, min(SIZES))
            wrong += report(f"first of {size:,} futures", found, digest(base, 0, min(SIZES)))
        spoilt = offramp.load(corrupt(name, work))
        found = digest(run(spoilt, "spoilt future", threads=2))
        wrong += report("spoilt future", found, expected)
        alone = run(plain, "member 7 alone", member_range=(7, 8))
        wrong += report("member 7 alone", digest(alone, 7, 8), digest(base, 7, 8))
        again = offramp.load(base.path / "scenario")
        wrong += report("resolved scenario", digest(run(again, "resolved", threads=2)), expected)
        more = offramp.load(name, overlays=[work / "unrelated.yaml"])
        wrong += without_newcomer(base, run(more, "unrelated measure", threads=2))
    raise SystemExit(min(wrong, 1))


def broken_off(run: Callable[..., offramp.Run], scenario: Scenario, members: int) -> offramp.Run:
    """Break a run off in the middle, and return it once it was resumed."""
    left = [members // 2]

    def interrupt(done: int, _: int) -> None:
        if left and done >= left[0]:
            left.clear()
            raise KeyboardInterrupt

    part = run(scenario, "broken off", progress=interrupt)
    return offramp.run(resume=part.path, threads=2)


def report(label: str, found: dict[str, str], expected: dict[str, str]) -> int:
    """Print a digest and return 1 if it is not the expected one."""
    same = found == expected
    print(f"{label:32} {'same' if same else f'DIFFERS {found}'}", flush=True)
    return 0 if same else 1


def without_newcomer(base: offramp.Run, more: offramp.Run) -> int:
    """Compare two runs but for the events of a measure that only the second has."""
    columns = ["member", "day", "kind", "item", "actor", "target", "place", "magnitude"]
    before = base.events.select(columns).to_pylist()
    after = [
        row for row in more.events.select(columns).to_pylist() if row["item"] != "unrelated_remark"
    ]
    newcomers = more.events.num_rows - len(after)
    same = [str(row) for row in before] == [str(row) for row in after]
    shared = [name for name, array in base.series.items() if array.dims[:2] == ("member", "day")]
    for name in shared:
        one, two = base.series[name], more.series[name]
        label = one.dims[2]
        two = two.sel({label: one[label]})
        same &= bool(((one == two) | (one.isnull() & two.isnull())).all())
    print(
        f"{'with an unrelated measure':32} {'same' if same else 'DIFFERS'} "
        f"(but for its own {newcomers:,} events)"
    )
    return 0 if same and newcomers else 1


if __name__ == "__main__":
    main()
