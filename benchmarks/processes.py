"""What each process of a day costs, after compilation: microseconds of one core by member and day.

    uv run python benchmarks/processes.py [SCENARIO] [MEMBERS] [DAYS]

Machines are noisy: compare the rows of one run with one another.
"""

import sys
from collections import defaultdict
from time import thread_time

import numpy as np

from offramp.engine.engine import Engine
from offramp.processes import PROCESSES
from offramp.reading.scenario import read_scenario


def costs(engine: Engine, members: int, days: int) -> dict[str, float]:
    """Return microseconds by member and day of each process."""
    state = engine.begin(np.arange(members), 1)
    spent: dict[str, float] = defaultdict(float)
    for _ in range(days):
        for process in engine.processes:
            start = thread_time()
            process.step(state)
            spent[process.name] += thread_time() - start
        state.day += 1
    return {name: seconds / members / days * 1e6 for name, seconds in spent.items()}


def main() -> None:
    """Print the table."""
    asked = dict(enumerate(sys.argv))
    scenario = read_scenario(asked.get(1, "ukraine-2022")).scenario
    members, days = int(asked.get(2, 256)), int(asked.get(3, scenario.days))
    engine = Engine(scenario, PROCESSES)
    costs(engine, 2, days)
    found = costs(engine, members, days)
    for name, microseconds in sorted(found.items(), key=lambda item: -item[1]):
        print(f"{name:15}{microseconds:8.2f}")
    print(f"{'all':15}{sum(found.values()):8.2f}")


if __name__ == "__main__":
    main()
