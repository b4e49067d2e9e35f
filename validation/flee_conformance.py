"""Whether the process `flee` has the distribution of Flee itself, place by place and in total.

    uv run --no-sync python validation/flee_conformance.py INSTANCE REFERENCE [...]

INSTANCE is a folder of a Flee instance. REFERENCE is a CSV with the columns day, location, seed,
agents, made by Flee; its name ends in `_hN.csv`, N people to an agent. Prints one table and exits
with status 1 if equal distributions are rejected or the error of the mean is off by over 0.01.

The test. A cell is a place, or all people, on one of six days spread over the period. In each cell
the difference of the means, 8 seeds against our futures, is compared with that of random splits of
all values together: a permutation test, whose level is exact if the two distributions are equal.
Over all cells Holm's procedure keeps the chance of any false alarm at 5 %. Cells in which our
futures do not differ among themselves are compared with a tolerance of one agent. The test is then
tried on itself: 8 of our own futures against the others (how often does it cry wolf?), and 8
futures of a wrong law, with all move chances 10 % lower (how often does it notice?).
"""

import argparse
import csv
import sys
import tempfile
from collections import defaultdict
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

import offramp
from offramp.engine.engine import Engine
from offramp.importing.flee.importer import import_flee
from offramp.model.scenario import Scenario
from offramp.processes import PROCESSES
from offramp.processes.flee.calendar import known_stocks, stock_by_day

ALL = "(all agents)"
LEVEL = 0.05
TOLERANCE = 1.0
SPLITS, TRIALS, DAYS = 50_000, 200, 6
MOVECHANCES = ("conflict", "camp", "idpcamp", "default")
Floats = NDArray[np.float64]


class Reference(NamedTuple):
    """What Flee gave: agents (seed, day, location), the last location being all."""

    places: list[str]
    agents: Floats


def read_reference(path: Path) -> Reference:
    """Read a file of reference counts."""
    found: dict[str, dict[int, dict[int, float]]] = defaultdict(lambda: defaultdict(dict))
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found[row["location"]][int(row["seed"])][int(row["day"])] = float(row["agents"])
    places = [name for name in found if name != ALL]
    seeds, days = sorted(found[ALL]), sorted(found[ALL][min(found[ALL])])
    table = [[[found[p][s][d] for p in [*places, ALL]] for d in days] for s in seeds]
    return Reference(places, np.array(table))


def load(instance: Path, each: int, folder: Path) -> Scenario:
    """Import an instance and read it back."""
    out = folder / instance.name
    import_flee(instance, out, hasten=each, replace=True)
    return offramp.load(out)


def slower(scenario: Scenario, factor: float) -> Scenario:
    """Return the scenario with other chances to move."""
    quantities = dict(scenario.quantities)
    for kind in MOVECHANCES:
        name = f"flee_{kind}_movechance"
        old = quantities[name]
        quantities[name] = old.model_copy(update={"value": (old.value or 0.0) * factor})
    return scenario.model_copy(update={"quantities": quantities})


def futures(scenario: Scenario, places: list[str], members: int, days: int) -> Floats:
    """Run our futures: agents (member, day, place), the last place being all."""
    engine = Engine(scenario, PROCESSES)
    each = scenario.quantities["flee_people_per_agent"].value or 1.0
    named = {scenario.places[host].name: i for i, host in enumerate(engine.layout.labels["hosts"])}
    columns = [named[place] for place in places]
    state = engine.begin(np.arange(members), seed=1)
    out = np.empty((members, days, len(places) + 1))
    for day in range(days):
        engine.step(state)
        out[:, day, :-1] = state["hosted"][:, columns] / each
        out[:, day, -1] = (state.people() - state["flee.unspawned"]) / each
    return out


@lru_cache(maxsize=4)
def random_splits(few: int, many: int) -> NDArray[np.float32]:
    """Return splits of many values into a few (1) and the others (0), (split, value)."""
    random = np.random.default_rng(1)
    splits = np.zeros((SPLITS, many), np.float32)
    chosen = random.random((SPLITS, many), np.float32).argpartition(few, axis=1)[:, :few]
    np.put_along_axis(splits, chosen, np.float32(1.0), axis=1)
    return splits


def p_values(theirs: Floats, ours: Floats) -> Floats:
    """Return for each cell the p-value of the permutation test of equal means.

    Args:
        theirs: (seed, cell).
        ours: (member, cell).
    """
    values = np.concatenate([theirs, ours])
    values = (values - values.mean(axis=0)).astype(np.float32)
    few = len(theirs)
    splits = random_splits(few, len(values))
    null = np.abs(splits @ values)
    seen = np.abs(values[:few].sum(axis=0))
    slack = np.float32(1e-4) * (1.0 + np.abs(values).max(axis=0))
    result: Floats = (1.0 + (null >= seen - slack).sum(axis=0)) / (1.0 + SPLITS)
    return result


def rejected(p: Floats) -> NDArray[np.bool_]:
    """Return which hypotheses Holm's procedure rejects at `LEVEL`."""
    order = np.argsort(p)
    fails = p[order] > LEVEL / np.arange(p.size, 0, -1)
    stop = int(np.argmax(fails)) if fails.any() else p.size
    out = np.zeros(p.size, np.bool_)
    out[order[:stop]] = True
    return out


def ard(mean: Floats, data: Floats) -> float:
    """Return the averaged relative difference: days, of sum |simulated - data| / sum data."""
    total = data.sum(axis=1)
    use = total > 0
    return float((np.abs(mean - data).sum(axis=1)[use] / total[use]).mean())


def observed(scenario: Scenario, places: list[str], each: int, days: int) -> Floats:
    """Return the observed stocks in agents, (day, place)."""
    stocks = known_stocks(scenario)
    by_name = {scenario.places[key].name: rows for key, rows in stocks.items() if key}
    columns = [stock_by_day(by_name.get(place, []), each, days) for place in places]
    return np.stack(columns, axis=1).astype(np.float64)


class Case(NamedTuple):
    """One instance, ready to be tested."""

    name: str
    cells: list[str]
    theirs: Floats
    ours: Floats
    wrong: Floats
    fixed: NDArray[np.bool_]
    errors: tuple[float, float]


def prepare(instance: Path, path: Path, members: int, folder: Path) -> Case:
    """Run an instance, and cut out its cells."""
    each = int(path.stem.rpartition("_h")[2])
    reference = read_reference(path)
    scenario = load(instance, each, folder)
    days = reference.agents.shape[1]
    ours = futures(scenario, reference.places, members, days)
    wrong = futures(slower(scenario, 0.9), reference.places, members, days)
    at = [round((k + 1) * (days - 1) / DAYS) for k in range(DAYS)]
    cells = [f"day {day} {place}" for day in at for place in [*reference.places, ALL]]
    flat = [array[:, at].reshape(len(array), -1) for array in (reference.agents, ours, wrong)]
    data = observed(scenario, reference.places, each, days)
    errors = tuple(ard(x[:, :, :-1].mean(axis=0), data) for x in (reference.agents, ours))
    fixed = np.ptp(flat[1], axis=0) == 0
    return Case(instance.name, cells, *flat, fixed, (errors[0], errors[1]))


def error_rate(cases: list[Case], *, wrong: bool) -> tuple[float, list[float]]:
    """Return how often anything is rejected when 8 of our futures, right or wrong, are tested.

    Returns:
        Over all cells of all instances together, and by instance.
    """
    random, alarms = np.random.default_rng(2), np.zeros((TRIALS, len(cases) + 1))
    for trial in range(TRIALS):
        found = []
        for k, case in enumerate(cases):
            few, pool = len(case.theirs), case.ours[:, ~case.fixed]
            mixed = random.permutation(len(pool))
            theirs = case.wrong[:, ~case.fixed] if wrong else pool
            rest = pool if wrong else pool[mixed[few:]]
            found.append(p_values(theirs[mixed[:few]], rest))
            alarms[trial, k] = rejected(found[-1]).any()
        alarms[trial, -1] = rejected(np.concatenate(found)).any()
    rates = alarms.mean(axis=0)
    return float(rates[-1]), [float(rate) for rate in rates[:-1]]


def report(cases: list[Case], trials: bool) -> bool:
    """Print the table; return whether all is well."""
    p = [p_values(case.theirs[:, ~case.fixed], case.ours[:, ~case.fixed]) for case in cases]
    bad = np.split(rejected(np.concatenate(p)), np.cumsum([x.size for x in p])[:-1])
    well = True
    print(
        f"{'instance':<16}{'cells':>6}{'fixed':>6}{'min p':>10}{'rejected':>9}"
        f"{'fixed off':>10}{'ARD Flee':>10}{'ours':>8}{'diff':>9}"
    )
    for case, p_of, bad_of in zip(cases, p, bad, strict=True):
        off = np.abs(case.theirs - case.ours[0])[:, case.fixed] > TOLERANCE
        flee, mine = case.errors
        print(
            f"{case.name:<16}{len(case.cells):>6}{case.fixed.sum():>6}{p_of.min():>10.5f}"
            f"{bad_of.sum():>9}{off.any(axis=0).sum():>10}{flee:>10.4f}{mine:>8.4f}"
            f"{mine - flee:>+9.4f}"
        )
        well &= not bad_of.any() and not off.any() and abs(mine - flee) <= 0.01
        free = np.flatnonzero(~case.fixed)
        for at in free[bad_of]:
            print(
                f"    {case.cells[at]}: Flee {case.theirs[:, at].mean():.1f}, "
                f"ours {case.ours[:, at].mean():.1f} (sd {case.ours[:, at].std():.1f})"
            )
    if trials:
        for label, wrong in (("false alarms, own futures", False), ("power, chances -10 %", True)):
            rate, each = error_rate(cases, wrong=wrong)
            by = ", ".join(f"{c.name} {r:.3f}" for c, r in zip(cases, each, strict=True))
            print(f"{label}: {rate:.3f} over all cells together; {by} ({TRIALS} trials)")
    print("conforms" if well else "does NOT conform")
    return well


def main() -> int:
    """Run the comparison that the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("paths", nargs="+", type=Path, metavar="INSTANCE REFERENCE")
    parser.add_argument("--futures", type=int, default=200)
    parser.add_argument("--no-trials", action="store_true", help="leave out error rate and power")
    given = parser.parse_args()
    if len(given.paths) % 2:
        parser.error("give each instance with its reference file")
    with tempfile.TemporaryDirectory() as folder:
        cases = [
            prepare(instance, reference, given.futures, Path(folder))
            for instance, reference in zip(given.paths[::2], given.paths[1::2], strict=True)
        ]
    return 0 if report(cases, not given.no_trials) else 1


if __name__ == "__main__":
    sys.exit(main())
