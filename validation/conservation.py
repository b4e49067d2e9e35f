"""People are conserved in every future on every day, and observed crossings are met exactly.

    uv run python validation/conservation.py [SCENARIO] [MEMBERS]

Steps the members day by day, counts all pools after each process, and exits with status 1 at the
first person gained or lost.
"""

import sys

import numpy as np

import offramp
from offramp.model.history import CrossingSeries
from offramp.model.variables import VARIABLES


def main() -> None:
    """Step and count."""
    name = sys.argv[1] if len(sys.argv) > 1 else "ukraine-2022"
    members = int(sys.argv[2]) if len(sys.argv) > 2 else 1000
    scenario = offramp.load(name)
    engine = offramp.Engine(scenario)
    observed = {
        (row.place, scenario.day_of(row.date)): row.persons
        for series in scenario.series.values()
        if isinstance(series, CrossingSeries)
        for row in series.rows
        if max(row.date, row.known_at) <= scenario.as_of
    }
    pools = [variable.name for variable in VARIABLES if variable.pool]
    checked = met = 0
    for start in range(0, members, 250):
        state = engine.begin(np.arange(start, min(start + 250, members)), seed=1)
        people = state.people()
        for day in range(scenario.days):
            for process in engine.processes:
                process.step(state)
                assert (state.people() == people).all(), (day, process.name)
                checked += len(state)
            assert all((state[pool] >= 0).all() for pool in pools), day
            for at, host in enumerate(engine.layout.labels["hosts"]):
                if (host, day) in observed:
                    assert (state["arrivals"][:, at] == observed[host, day]).all(), (host, day)
                    met += len(state)
            state.day += 1
    print(f"{name}: {people[0]:,} people in each of {members:,} futures")
    print(f"{checked:,} counts after a process: nobody gained, nobody lost, no pool below zero")
    print(f"{met:,} observed crossings of a day and host: all met exactly")


if __name__ == "__main__":
    main()
