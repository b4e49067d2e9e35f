"""Kill a run at a random moment, resume it, and compare its bits with those of one left alone.

    uv run python validation/kill_and_resume.py [SCENARIO] [--times N] [--members N] [--days N]

Each time `offramp run` is started as a process of its own and ended with `kill -9`: in turn while
it starts, while it runs futures, and while it finishes its folder; every third time the process
that resumes it is killed too. What is left is resumed, and every file of the folder is compared
byte by byte with that of a run that nobody stopped, but for the time of day in `run.json`. The page
is left out: it is drawn from these files, and names the folder. Prints a table, and exits with
status 1 if anything differs.
"""

import argparse
import hashlib
import json
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

PHASES = ("start", "futures", "finish")
POLL = 0.002


class Attempt:
    """The folder of one run, and the processes that write it."""

    def __init__(self, folder: Path, request: list[str], shards: int) -> None:
        self.folder = folder
        self.request = request
        self.shards = shards

    def begin(self) -> "subprocess.Popen[bytes]":
        """Start the run."""
        return self._offramp(*self.request, "--out", str(self.folder))

    def resume(self) -> "subprocess.Popen[bytes]":
        """Resume it."""
        return self._offramp("--resume", str(self.folder))

    def _offramp(self, *words: str) -> "subprocess.Popen[bytes]":
        command = [sys.executable, "-m", "offramp", "run", *words, "--no-report", "--quiet"]
        return subprocess.Popen(command, stderr=subprocess.PIPE)

    def whole(self) -> int:
        """Return the number of shards that are whole."""
        return len(list((self.folder / "shards").glob("[0-9]*.json")))

    def phase(self) -> str:
        """Return how far it is."""
        if (self.folder / "run.json").exists():
            return "done"
        if not (self.folder / "request.json").exists():
            return "start"
        return "finish" if self.whole() == self.shards else "futures"

    def kill(self, process: "subprocess.Popen[bytes]", phase: str, wait: float) -> str:
        """Kill a process some seconds after a phase began; return what it was in then."""
        while process.poll() is None and self.phase() not in {phase, "done"}:
            time.sleep(POLL)
        end = time.monotonic() + wait
        while process.poll() is None and time.monotonic() < end and self.phase() == phase:
            time.sleep(POLL)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        return f"{self.phase()}, {self.whole()}/{self.shards} shards"


def ended(process: "subprocess.Popen[bytes]") -> tuple[int, str]:
    """Wait for a process; return its status and what it said."""
    _, said = process.communicate()
    return process.returncode, said.decode().strip()


def timed(attempt: Attempt) -> dict[str, float]:
    """Run without a stop; return the seconds spent in each phase."""
    process = attempt.begin()
    spent = dict.fromkeys((*PHASES, "done"), 0.0)
    last = time.monotonic()
    while process.poll() is None:
        time.sleep(POLL)
        now = time.monotonic()
        spent[attempt.phase()] += now - last
        last = now
    status, said = ended(process)
    if status:
        sys.exit(f"the run that nobody stopped ended with status {status}: {said}")
    return spent


def bytes_of(folder: Path) -> dict[str, str]:
    """Return a digest of each file of a finished run."""
    found = {}
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        content = path.read_bytes()
        if path.name == "run.json" and path.parent == folder:
            told = json.loads(content)
            del told["created"]
            content = json.dumps(told).encode()
        found[str(path.relative_to(folder))] = hashlib.sha256(content).hexdigest()
    return found


def finish(attempt: Attempt, chance: random.Random, seconds: float, again: bool) -> str:
    """Resume what was killed until it is finished; return how that went."""
    told = []
    if not (attempt.folder / "request.json").exists():
        status, said = ended(attempt.resume())
        refused = status == 1 and "there is no run to resume" in said and "\n" not in said
        told.append("nothing begun" if refused else f"NOT REFUSED ({status}: {said})")
        process = attempt.begin()
    else:
        process = attempt.resume()
    if again:
        time.sleep(chance.uniform(0, seconds))
        process.send_signal(signal.SIGKILL)
        process.communicate()
        told.append(f"killed again in {attempt.phase()}")
        begun = (attempt.folder / "request.json").exists()
        process = attempt.resume() if begun else attempt.begin()
    status, said = ended(process)
    if status:
        told.append(f"FAILED ({status}: {said})")
    return "; ".join(told)


def main() -> int:
    """Kill and resume, so many times."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("scenario", nargs="?", default="ardenia")
    parser.add_argument("--times", type=int, default=20)
    parser.add_argument("--members", type=int, default=1000)
    parser.add_argument("--days", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1, help="of the moments")
    asked = parser.parse_args()
    chance = random.Random(asked.seed)
    request = [asked.scenario, "--members", str(asked.members), "--days", str(asked.days)]
    request += ["--block", "256"]
    shards = -(-asked.members // 256)
    with tempfile.TemporaryDirectory() as name:
        whole = Attempt(Path(name) / "whole", request, shards)
        spent = timed(whole)
        expected = bytes_of(whole.folder)
        parts = ", ".join(f"{phase} {spent[phase]:.1f} s" for phase in PHASES)
        print(
            f"{asked.scenario}, {asked.members:,} futures of {asked.days} days, "
            f"nobody stopped it: {parts}"
        )
        print(f"{'':>3}  {'killed after':>12}  {'in':<22}  {'same bytes':<10}  then")
        wrong = 0
        for time_ in range(asked.times):
            attempt = Attempt(Path(name) / f"killed-{time_}", request, shards)
            phase = PHASES[time_ % len(PHASES)]
            began = time.monotonic()
            state = attempt.kill(attempt.begin(), phase, chance.uniform(0, spent[phase]))
            after = time.monotonic() - began
            told = finish(attempt, chance, sum(spent.values()), time_ % 3 == chance.randrange(3))
            found = bytes_of(attempt.folder) if attempt.folder.exists() else {}
            other = [n for n in expected.keys() | found.keys() if expected.get(n) != found.get(n)]
            good = not other and not any(word in told for word in ("FAILED", "NOT REFUSED"))
            wrong += not good
            said = "yes" if not other else f"NO: {sorted(other)[:3]}"
            print(f"{time_ + 1:>3}  {after:>10.2f} s  {state:<22}  {said:<10}  {told}", flush=True)
    print(f"{asked.times - wrong} of {asked.times} resumed to the same bytes")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
