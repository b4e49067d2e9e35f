"""Four displacement situations as scenarios of the law of hosts, and the data they are scored on.

Three are instances of Flee as they are. The fourth has the roads, zones and capacities of Flee's
instance of Ukraine 2022, but is counted by arrivals of UNHCR by country and day, since the counts
of the instance are straight lines between two dates for three of five countries: its two places in
Moldova are one host here.
"""

import csv
import shutil
import tempfile
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

import numpy as np

import offramp
from offramp.calibration.observed import observed_stocks
from offramp.engine.engine import Engine
from offramp.importing.flee import import_flee
from offramp.processes import PROCESSES

LAW = Path(str(files("offramp") / "library/laws/hosts/law.yaml"))
FLEE = {"mali2012": 10, "burundi": 10, "ssudan": 100}
UKRAINE = "ukraine2022"
CASES = (*FLEE, UKRAINE)
HOST_OF = {
    "POL": "Medyka",
    "HUN": "Beregsurany",
    "ROU": "Siret",
    "SVK": "Vysne_Nemecke",
    "MDA": "Moldova",
}
HERE, MERGED = "Moldova", ("Ocnita", "Palanca")
DAYS = 60
BLOCK = 250
AS_OF_DAY = 7


@dataclass(frozen=True)
class Case:
    """A situation, ready to run."""

    name: str
    scenario: object
    data: np.ndarray
    """People in each host, (day, host), as Flee reads the counts."""

    def engine(self):
        return Engine(self.scenario, PROCESSES)


def cases(root, fitted=False, **switches):
    """Return the four cases.

    Args:
        root: folder of the data.
        fitted: whether members take their numbers from the fit in the library.
        switches: plain values of quantities, laid over the law.
    """
    made = []
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        for name in CASES:
            target = work / name
            instance = root / "flee/instances" / name
            if name == UKRAINE:
                instance = _arrivals(root, work / "rewritten")
            import_flee(instance, target, hasten=1)
            overlays = [LAW, _switched(work / f"{name}.yaml", switches, fitted)]
            scenario = offramp.load(target, overlays=overlays)
            stocks = observed_stocks(scenario)
            assert stocks.places == scenario.labels("hosts"), (stocks.places, name)
            made.append(Case(name, scenario, stocks.people(scenario.days)))
    return made


def _switched(path, switches, fitted):
    lines = [] if fitted else ["disable: [series.hosts_fit]"]
    lines += ["quantities:"] if switches else []
    for key, value in switches.items():
        lines.append(f"  {key}: {{value: {value}}}")
    path.write_text("\n".join(lines or ['title: "As the law has it"']) + "\n", encoding="utf-8")
    return path


def _arrivals(root, work):
    """Write the instance of Ukraine anew, counted by arrivals; return its folder."""
    old, new = root / "flee/instances" / UKRAINE, work / UKRAINE
    shutil.copytree(old, new)
    inputs, counts = new / "input_csv", new / "source_data"
    places = _rows(inputs / "locations.csv")
    first, second = (next(row for row in places if row[0] == name) for name in MERGED)
    first[7] = str(int(first[7]) + int(second[7]))
    _write(inputs / "locations.csv", [row for row in places if row is not second])
    for file in ("locations.csv", "routes.csv", "conflicts.csv"):
        rows = [[HERE if cell in MERGED else cell for cell in row] for row in _rows(inputs / file)]
        if file == "conflicts.csv":
            gone = [at for at, cell in enumerate(rows[0]) if cell == HERE][1:]
            rows = [[cell for at, cell in enumerate(row) if at not in gone] for row in rows]
            rows += [[str(day), *rows[-1][1:]] for day in range(len(rows) - 1, DAYS + 1)]
        _write(inputs / file, rows)
    _write(inputs / "sim_period.csv", [["StartDate", "2022-02-24"], ["Length", str(DAYS)]])
    arrivals = _rows(root / "ukraine-2022/arrivals.csv")[1:]
    layout = [["total", "refugees.csv"]]
    for country, name in HOST_OF.items():
        layout.append([name, f"{country}.csv"])
        rows = [[row[0], row[2]] for row in arrivals if row[1] == country]
        _write(counts / f"{country}.csv", rows)
    _write(counts / "data_layout.csv", layout)
    return new


def _rows(path):
    with path.open(newline="", encoding="utf-8") as file:
        return [[cell.strip() for cell in row] for row in csv.reader(file) if row]


def _write(path, rows):
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows(rows)


def run(case, members, score=None, seed=1, **columns):
    """Run a case; return a score of people in hosts, and the drawn quantities by name.

    Args:
        case: to run.
        members: how many.
        score: of people, (member, day, host), to an array with the leading axis member; the
            people themselves where not given.
        seed: of the ensemble.
        columns: replace drawn quantities, (member,) or (member, host), by name.
    """
    engine = case.engine()
    found, drawn = [], []
    for first in range(0, members, BLOCK):
        rows = np.arange(first, min(first + BLOCK, members))
        state = engine.begin(rows, seed)
        for name, values in columns.items():
            span = engine.layout.columns[name]
            given = np.asarray(values, float)[rows].reshape(len(rows), -1)
            state["base"][:, span.start : span.stop] = given
            state["quantity"][:, span.start : span.stop] = given
        hosted = np.empty((len(rows), *case.data.shape), np.float32)
        for day in range(case.data.shape[0]):
            engine.step(state)
            hosted[:, day] = state["hosted"]
        found.append(hosted if score is None else score(hosted))
        drawn.append(np.array(state["base"]))
    base = np.concatenate(drawn)
    names = {name: base[:, span.start : span.stop] for name, span in engine.layout.columns.items()}
    return np.concatenate(found), names


def known(case, day):
    """Return the last counts known on a day, (host,); 0 where there are none."""
    hosts, found = case.scenario.labels("hosts"), {}
    for series in case.scenario.series.values():
        if series.gives == "stocks":
            rows = sorted(series.rows, key=lambda row: row.date)
            at = case.scenario.day_of
            found |= {row.place: row.persons for row in rows if at(row.date) <= day}
    return np.array([found.get(host, 0.0) for host in hosts])


def capacities(case):
    """Return the capacity of each host, (host,)."""
    given = case.scenario.quantities["capacity"]
    return np.array([given.at(host).value for host in case.scenario.labels("hosts")])
