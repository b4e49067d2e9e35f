"""Print the errors of Flee's own output against the data of its instances, with our definitions.

    python validation/flee_scores.py ../shared/data/flee

Reads `instances/` (UNHCR counts inside) and `reference/` (what Flee itself produced, by seed), and
prints for each instance the averaged relative difference, as it is and with the total rescaled,
beside the same for shares of day 7 held fixed; over the whole period and after day 7.
"""

import csv
import sys
from collections import defaultdict
from datetime import date
from pathlib import Path

import numpy as np

from offramp.calibration.errors import (
    EARLY,
    ard,
    ard_rescaled,
    held_shares,
    interpolated,
    mase_ratio,
)

INSTANCES = {"mali2012": 10, "burundi": 10, "ssudan": 100, "ukraine2022": 1000}


def rows_of(path):
    with path.open(newline="", encoding="utf-8") as file:
        return [row for row in csv.reader(file) if len(row) > 1 and not row[0].startswith("#")]


def counts(path, start):
    """Return days since the start and people counted, those of a heading left out."""
    found = [
        ((date.fromisoformat(day) - start).days, float(people))
        for day, people, *_ in rows_of(path)
        if day.lower() not in {"date", "datetime"} and people
    ]
    days, people = zip(*found, strict=True)
    return list(days), list(people)


def added(one, other):
    """Add a second file of the same camp: each at the last count known, on the days of either."""
    days = sorted({*one[0], *other[0]})

    def at(table, day):
        known = [people for when, people in zip(*table, strict=True) if when <= day]
        return known[-1] if known else 0.0

    return days, [at(one, day) + at(other, day) for day in days]


def corrected(table, day):
    """Scale the counts before a day by the jump on it."""
    days, people = table
    if day in days and (at := days.index(day)) > 0:
        jump = people[at] / people[at - 1]
        people = [count * jump if row < at else count for row, count in enumerate(people)]
    return days, people


def data_of(instance, days, per):
    """Return camps and the people in them by day, as Flee has them: shape (day, camp)."""
    period = dict(row[:2] for row in rows_of(instance / "input_csv/sim_period.csv"))
    start = date.fromisoformat(period["StartDate"])
    corrections = {
        row[0]: (date.fromisoformat(row[1]) - start).days
        for row in rows_of(instance / "input_csv/registration_corrections.csv")
    }
    camps, columns = [], []
    for name, first, *more in rows_of(instance / "source_data/data_layout.csv"):
        table = counts(instance / "source_data" / first, start)
        for file in more:
            table = added(table, counts(instance / "source_data" / file, start))
        if name in corrections:
            table = corrected(table, corrections[name])
        camps.append(name)
        columns.append(interpolated(days, *table, per))
    return camps[1:], np.stack(columns[1:], axis=1)


def reference(path, camps, per):
    """Return people in each camp that Flee produced: shape (seed, day, camp)."""
    found = defaultdict(dict)
    with path.open(newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            found[int(row["seed"])][int(row["day"]), row["location"]] = int(row["agents"]) * per
    days = 1 + max(day for day, _ in next(iter(found.values())))
    return np.array(
        [[[one[day, camp] for camp in camps] for day in range(days)] for one in found.values()],
        float,
    )


def main(folder):
    print(f"{'':14}{'whole period':^31}{f'after day {EARLY}':^31}")
    head = ("ARD", "rescaled", "shares", "ARD", "rescaled", "shares", "MASE7-ratio")
    print(f"{'instance':14}" + "".join(f"{word:>10}" for word in head[:6]) + f"{head[6]:>13}")
    for name, per in INSTANCES.items():
        path = folder / f"reference/{name}_h{per}.csv"
        camps, _ = data_of(folder / "instances" / name, 1, per)
        simulated = reference(path, camps, per)
        _, data = data_of(folder / "instances" / name, simulated.shape[1], per)
        mean = simulated.mean(axis=0)
        held = held_shares(data)
        numbers = []
        for later in (slice(None), slice(EARLY + 1, None)):
            parts = simulated[:, later], data[later]
            numbers += [ard(*parts, per).mean(), ard_rescaled(*parts, per).mean()]
            numbers.append(ard(held[later], data[later], per))
        line = "".join(f"{number:10.3f}" for number in numbers)
        print(f"{name:14}{line}{mase_ratio(mean, data):13.2f}")
    print("Means over the seeds of the reference; the last column is of the mean over seeds.")


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "../shared/data/flee"))
