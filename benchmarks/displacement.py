"""What a future of displacement costs beside Flee: core seconds of both, in one run.

    uv run python benchmarks/displacement.py INSTANCE... [--flee PYTHON] [--hasten N] [--members N]
        [--full] [--only vs|flat|band]

INSTANCE is a folder with `input_csv`, `source_data` and `simsetting.yml`. Flee is run once for
each, from PyPI, in a Python of its own: `uv run --with flee==3.1`, or the one of `--flee`. Its cost
is linear in its agents, so it is thinned (`hasten`) to about 5,000 of them unless `--hasten` says
otherwise, and its cost at full population is scaled up from there, or measured with `--full`. It is
started where it finds no demographics, which no rule of these instances asks for.

Ours is measured after compilation, by the CPU clock of the thread, on the same law with the same
settings. Machines are noisy: quote ratios from one run of this script, not single seconds.
"""

import argparse
import json
import shlex
import shutil
import subprocess
import tempfile
from dataclasses import replace
from pathlib import Path
from time import thread_time

import numpy as np

from offramp.engine.engine import Engine
from offramp.importing.flee import writing
from offramp.importing.flee.importer import read_instance
from offramp.importing.flee.understood import Understood
from offramp.processes import PROCESSES
from offramp.reading.scenario import read_scenario

FLEE = "uv run --no-project --isolated --python 3.11 --with flee==3.1 python"
AGENTS = 5_000
"""Agents that Flee is thinned to."""
WIDTH = 22

DRIVER = """
import contextlib, io, json, sys, time
from importlib.metadata import version
folder, days, hasten = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
with contextlib.redirect_stderr(io.StringIO()), contextlib.redirect_stdout(io.StringIO()):
    from flee import InputGeography, flee, spawning
    from flee.SimulationSettings import SimulationSettings as settings
    from flee.datamanager import handle_refugee_data, read_period
    begun = time.process_time()
    start, _ = read_period.read_conflict_period(f"{folder}/input_csv/conflict_period.csv")
    settings.ReadFromYML(f"{folder}/simsetting.yml")
    settings.optimisations["PopulationScaleDownFactor"] = hasten
    settings.log_levels = dict.fromkeys(settings.log_levels, 0)
    settings.ConflictInputFile = f"{folder}/input_csv/conflicts.csv"
    world, ground = flee.Ecosystem(), InputGeography.InputGeography()
    ground.ReadConflictInputCSV(settings.ConflictInputFile)
    ground.ReadLocationsFromCSV(f"{folder}/input_csv/locations.csv")
    ground.ReadLinksFromCSV(f"{folder}/input_csv/routes.csv")
    ground.ReadClosuresFromCSV(f"{folder}/input_csv/closures.csv")
    world, by_name = ground.StoreInputGeographyInEcosystem(world)
    data = handle_refugee_data.RefugeeTable(
        csvformat="generic", data_directory=f"{folder}/source_data", start_date=start,
        data_layout="data_layout.csv", population_scaledown_factor=hasten)
    data.ReadL1Corrections(f"{folder}/input_csv/registration_corrections.csv")
    for name in world.get_camp_names():
        spawning.add_initial_refugees(world, data, by_name[name])
    for day in range(days):
        ground.AddNewConflictZones(world, day)
        spawning.spawn_daily_displaced(world, day, data, SumFromCamps=True)
        spawning.refresh_spawn_weights(world)
        world.enact_border_closures(day)
        world.evolve()
    spent = time.process_time() - begun
print(json.dumps({"core": spent, "agents": world.numAgents(), "version": version("flee")}))
"""
"""Runs an instance with Flee 3.1 and prints what that cost; output of Flee itself is dropped."""


def run_flee(command: str, instance: Path, days: int, hasten: int) -> dict[str, float]:
    """Return the core seconds and agents of one run of Flee."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / instance.name
        shutil.copytree(instance, copy)
        inputs = copy / "input_csv"
        old, new = inputs / "conflict_period.csv", inputs / "sim_period.csv"
        if not old.exists():
            shutil.copy(new, old)
        for name in ("closures.csv", "registration_corrections.csv"):
            (inputs / name).touch()
        words = [*shlex.split(command), "-c", DRIVER, str(copy), str(days), str(hasten)]
        done = subprocess.run(words, check=False, capture_output=True, text=True, cwd=folder)
    if done.returncode:
        msg = f"Flee stopped on {instance.name}:\n{done.stderr[-2000:]}"
        raise SystemExit(msg)
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def engine_of(found: Understood) -> Engine:
    """Return the engine of an instance as understood."""
    with tempfile.TemporaryDirectory() as folder:
        for file, text in writing.texts(found).items():
            path = Path(folder) / file
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return Engine(read_scenario(Path(folder)).scenario, PROCESSES)


def run_ours(engine: Engine, members: int) -> tuple[float, float]:
    """Return core seconds of a future, with all that is recorded of it, and the people in it."""
    engine.run(np.arange(2), 1, 3)  # compiles, and reads the caches
    spent = []
    for seed in range(1, 4):
        start = thread_time()
        block = engine.run(np.arange(members), seed)
        spent.append((thread_time() - start) / members)
    people = float(block.series["departures"].sum() + block.series["hosted"][:, 0].sum())
    return min(spent), people / members


def walk(engine: Engine, members: int) -> tuple[float, int]:
    """Return core seconds of a future without records, and the choices made one by one in it."""
    engine.run(np.arange(2), 1, 3)
    state = engine.begin(np.arange(members), 1)
    start = thread_time()
    for _ in range(engine.scenario.days):
        engine.step(state)
    spent = thread_time() - start
    return spent / members, int(state["flee.one_by_one"].sum()) // members


def times(found: Understood, factor: int, *, roomy: bool) -> Understood:
    """Return an instance with so many times the people, and without capacities if roomy."""
    places = {
        name: replace(
            place,
            population=place.population * factor,
            capacity=0 if roomy else place.capacity * factor,
        )
        for name, place in found.places.items()
    }
    counted = tuple(
        c._replace(
            place=None if c.place is None else replace(c.place),
            counts=tuple((when, persons * factor) for when, persons in c.counts),
        )
        for c in found.counted
    )
    return replace(found, places=places, counted=counted)


def moved(found: Understood) -> float:
    """Return about how many people an instance moves."""
    return sum(max((p for _, p in c.counts), default=0.0) for c in found.counted if c.place)


def against(instances: list[Path], asked: argparse.Namespace) -> None:
    """Print the table of both codes."""
    print(f"{'':{WIDTH}}{'':>10}{'Flee':>10}{'ours':>10}{'':>9}{'Flee at':>11}{'ours at':>9}")
    print(
        f"{'instance':{WIDTH}}{'hasten':>7}{'agents':>9}{'core s':>9}{'core s':>10}{'ratio':>8}"
        f"{'full':>11}{'full':>10}{'ratio':>9}"
    )
    versions = set()
    for path in instances:
        whole = read_instance(path, hasten=1)
        hasten = asked.hasten or max(1, 10 ** round(np.log10(max(1.0, moved(whole) / AGENTS))))
        flee = run_flee(asked.flee, path, whole.period.days, hasten)
        versions.add(flee["version"])
        thin, _ = run_ours(engine_of(replace(whole, hasten=hasten)), asked.members)
        full, all_people = run_ours(engine_of(whole), asked.members)
        full_flee = flee["core"] * all_people / max(1.0, flee["agents"])
        if asked.full:
            full_flee = run_flee(asked.flee, path, whole.period.days, 1)["core"]
        print(
            f"{path.name:{WIDTH}}{hasten:>7}{flee['agents']:>9,}{flee['core']:>9.2f}{thin:>10.4f}"
            f"{flee['core'] / thin:>8.0f}{full_flee:>11.1f}{full:>10.4f}{full_flee / full:>9.0f}"
            f"   {all_people:,.0f} people, {whole.period.days} days",
            flush=True,
        )
    how = "measured" if asked.full else "scaled up from the run above, being linear in agents"
    print(f"Flee {', '.join(map(str, sorted(versions)))}; its cost at full population is {how}.")
    print(f"Ours: the mean of {asked.members} futures, the best of three runs, after compilation.")


def flatness(path: Path, asked: argparse.Namespace) -> None:
    """Print what a future costs with ten and a hundred times the people."""
    print(f"\n{path.name}, people moved one by one, no capacities")
    base = 0.0
    for factor in (1, 10, 100):
        cost, people = run_ours(
            engine_of(times(read_instance(path, hasten=1), factor, roomy=True)), asked.members
        )
        base = base or cost
        print(f"  {factor:>4} x  {people:>14,.0f} people  {cost:8.4f} core s  {cost / base:5.2f}")


def band(path: Path, asked: argparse.Namespace) -> None:
    """Print what a person costs who decides while a camp fills up."""
    found = read_instance(path, hasten=1)
    free, _ = walk(engine_of(times(found, 1, roomy=True)), asked.members)
    full, singly = walk(engine_of(found), asked.members)
    each = f"{(full - free) / singly * 1e6:.2f} microseconds each" if singly else "none"
    print(
        f"{path.name:{WIDTH}}{free:>9.4f} core s without capacities,{full:>9.4f} with them; "
        f"{singly:,} choices one by one: {each}"
    )


def main() -> None:
    """Print all tables."""
    parser = argparse.ArgumentParser(description="Core seconds beside Flee.")
    parser.add_argument("instances", nargs="+", type=Path, metavar="INSTANCE")
    parser.add_argument("--flee", default=FLEE, help="command of a Python that has flee 3.1")
    parser.add_argument("--hasten", type=int, default=0, help="thinning of Flee")
    parser.add_argument("--members", type=int, default=16, help="futures of ours")
    parser.add_argument("--full", action="store_true", help="run Flee at full population as well")
    parser.add_argument("--only", choices=("vs", "flat", "band"), help="one of the tables")
    asked = parser.parse_args()
    if asked.only in {None, "vs"}:
        against(asked.instances, asked)
    if asked.only in {None, "flat"}:
        for path in asked.instances:
            flatness(path, asked)
    if asked.only in {None, "band"}:
        print("\nwhile camps fill up, people moved one by one")
        for path in asked.instances:
            band(path, asked)


if __name__ == "__main__":
    main()
