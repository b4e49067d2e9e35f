"""Internal displacement in the model beside the three survey rounds of IOM.

    uv run python validation/ukraine/internal.py [MEMBERS] [--overlay FILE ...]

The shipped scenario is run as of 2022-04-17, so that crossings are those observed, and nothing of
the surveys enters a run. Printed is for each round and macro-region what IOM estimated and what the
model has, its median and 90 % interval: by where people come from and where they stay (displaced or
on the way inside). The model does not keep where each displaced person came from; by origin it is
those away from home, less those who have set out for abroad from there.

What was looked at. The round of 16 March 2022 served for the priors of departure_share, air_push,
distance_decay_inside, safety_pull and exit_besieged, by eye. The later rounds entered nothing, but
the developers had seen them. IOM's figures are survey estimates with errors of their own.
"""

import sys
from datetime import date

import numpy as np
from numpy.typing import NDArray
from rolling import scenario_at

import offramp
from offramp.processes.displacement.trace import KEPT

ROUNDS = (date(2022, 3, 16), date(2022, 4, 1), date(2022, 4, 17))
REGIONS = ("KYIV", "EAST", "SOUTH", "CENTER", "NORTH", "WEST")
BLOCK = 250

Floats = NDArray[np.float64]


def modelled(members: int, overlays: tuple[str, ...] = ()) -> dict[tuple[date, str], Floats]:
    """Return people by (member, region), for each round and way of counting."""
    scenario = scenario_at(ROUNDS[-1], overlays)
    engine = offramp.Engine(scenario)
    origins = scenario.places_of("origin").values()
    region = np.array([[place.group == name for name in REGIONS] for place in origins], np.float64)
    population = np.array([place.population for place in origins])
    found: dict[tuple[date, str], list[Floats]] = {}
    for start in range(0, members, BLOCK):
        state = engine.begin(np.arange(start, min(start + BLOCK, members)), seed=1)
        flow = np.zeros_like(state["displacement.flow"])
        abroad = np.zeros_like(state["departures"], np.float64)
        for day in range(scenario.as_of_day + 1):
            engine.step(state)
            now = state["displacement.flow"].copy()
            abroad += (now - np.float32(KEPT) * flow).sum(axis=1)
            flow = now
            for when in ROUNDS:
                if scenario.day_of(when) == day:
                    here = state["at_home"] + state["barred"] + state["trapped"]
                    kinds = ("displaced", "displaced_barred", "moving", "moving_barred")
                    stays = sum(state[kind] for kind in kinds)
                    for name, people in (
                        ("origin", population - here - abroad),
                        ("current_location", stays),
                        ("trapped", state["trapped"]),
                    ):
                        found.setdefault((when, name), []).append(people @ region)
    return {key: np.concatenate(parts) for key, parts in found.items()}


def surveyed() -> dict[tuple[date, str, str], float]:
    """Return IOM's estimates by round, way of counting and region."""
    series = offramp.load("ukraine-2022").series["idp"]
    return {
        (date.fromisoformat(str(row["date"])), row["kind"], row["group"]): float(row["persons"])
        for row in series.rows
    }


def main(members: int, overlays: tuple[str, ...] = ()) -> None:
    """Print the tables, in millions."""
    model, survey = modelled(members, overlays), surveyed()
    for kind in ("origin", "current_location", "trapped"):
        print(f"\nby {kind.replace('_', ' ')}, millions: IOM, then the model's median (90 %)")
        print("        " + "".join(f"{when!s:>28}" for when in ROUNDS))
        for at, name in enumerate((*REGIONS, "ALL")):
            line = f"{name:8}"
            for when in ROUNDS:
                people = model[when, kind]
                mine = people[:, at] if name != "ALL" else people.sum(axis=1)
                low, middle, high = np.quantile(mine, [0.05, 0.5, 0.95]) / 1e6
                told = sum(
                    persons
                    for (day, what, group), persons in survey.items()
                    if day == when and what == kind and name in (group, "ALL")
                )
                mark = "" if not told else " " if low <= told / 1e6 <= high else "*"
                line += f"{told / 1e6:8.2f} {middle:6.2f} ({low:4.2f}-{high:5.2f}){mark:1}"
            print(line)
    print("\n* outside the 90 % interval of the model")


if __name__ == "__main__":
    given = sys.argv[1:]
    over = tuple(given[given.index("--overlay") + 1 :]) if "--overlay" in given else ()
    count = int(given[0]) if given and given[0].isdigit() else 500
    main(count, over)
