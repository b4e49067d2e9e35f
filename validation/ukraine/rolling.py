"""Forecasts of arrivals in Ukraine's neighbours from rolling as-of dates, against baselines.

    uv run python validation/ukraine/rolling.py [MEMBERS] [AS_OF ...] [--overlay FILE ...]

For each as-of date the shipped scenario is run with that date and nothing else changed; all
learning happens inside the run, from what was known then. Its daily arrivals of the next 7, 14 and
30 days are scored against the crossings that came, by country and for the five that count daily
together: fair CRPS of each day and of the sum over the horizon, and how often the 50 and 90 %
intervals hold. RUS and BLR were counted on some dates only, so their days are shares of a
difference: they are scored on sums. The rivals are those of `offramp score`
(offramp.calibration.baselines): probabilistic persistence of the last seven days, and an
exponential decay fitted from the peak on, each with its own spread.

What was looked at. The developers had seen all days up to 2022-04-24 before the law was written.
The law and the medians of its priors rest on what was known on 25 March 2022 (departure_rate,
departure_variety, attraction, the drifts and noises of the levels and their trend: crossings up to
then; exit_besieged: the IOM round of 16 March); forecasts as of 7 and 14 March therefore know more
through them than anybody did. Days after an as-of date entered no fit, but
variants of the law were compared on them a dozen times: the figures are a hindcast, not skill
shown on days never seen.

Runs are kept in $OUT (default .cache/rolling) under a hash of the scenario and of the code.
"""

import hashlib
import os
import sys
import tempfile
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

import offramp
from offramp.calibration.baselines import decay, persistence
from offramp.calibration.observed import Flows, observed_flows
from offramp.calibration.probability import coverage, crps
from offramp.model.scenario import Scenario

AS_OF = ("2022-03-07", "2022-03-14", "2022-03-25")
HORIZONS = (7, 14, 30)
AHEAD = max(HORIZONS)
BLOCK = 250
RIVALS = {"persistence": persistence, "decay": decay}
CACHE = Path(os.environ.get("OUT", ".cache/rolling"))

Floats = NDArray[np.float64]


def scenario_at(as_of: date, overlays: tuple[str, ...] = ()) -> Scenario:
    """Return the scenario as it was known on a date."""
    with tempfile.TemporaryDirectory() as folder:
        overlay = Path(folder) / "as_of.yaml"
        overlay.write_text(f"as_of: {as_of}\n")
        return offramp.load("ukraine-2022", overlays=[overlay, *overlays])


def arrivals(scenario: Scenario, members: int, seed: int = 1) -> Floats:
    """Return arrivals of the days after the as-of date, (member, day, host)."""
    key = f"{scenario.model_dump_json()}{members}{seed}{_code()}"
    path = CACHE / f"{hashlib.sha256(key.encode()).hexdigest()[:16]}.npy"
    if not path.exists():
        engine = offramp.Engine(scenario)
        days = scenario.as_of_day + 1 + AHEAD
        parts = []
        for start in range(0, members, BLOCK):
            block = engine.run(np.arange(start, min(start + BLOCK, members)), seed, days)
            parts.append(block.series["arrivals"][:, -AHEAD:])
        CACHE.mkdir(parents=True, exist_ok=True)
        np.save(path, np.concatenate(parts))
    return np.load(path).astype(np.float64)


def _code() -> str:
    """Return a hash of the code that decides what a run gives."""
    files = sorted(Path(offramp.__file__).parent.glob("**/*.py"))
    files = [f for f in files if {"processes", "engine"} & set(f.parts)]
    return hashlib.sha256(b"".join(f.read_bytes() for f in files)).hexdigest()


def forecasts(scenario: Scenario, flows: Flows, members: int) -> tuple[dict[str, Floats], Floats]:
    """Return each forecast by (member, day, place) and the truth by (day, place).

    The last place is the sum of the daily ones.
    """
    now = scenario.as_of_day
    past = flows.past(now)
    there = scenario.labels("hosts")
    order = [there.index(place) for place in flows.places]
    made = {"ours": arrivals(scenario, members)[:, :, order]}
    made |= {name: method(past, AHEAD, 2000) for name, method in RIVALS.items()}
    daily = daily_hosts(flows)
    totals = past[:, daily].sum(axis=1, keepdims=True)
    alone = {name: method(totals, AHEAD, 2000, seed=2) for name, method in RIVALS.items()}
    alone["ours"] = made["ours"][:, :, daily].sum(axis=2, keepdims=True)
    made = {name: np.concatenate([made[name], alone[name]], axis=2) for name in made}
    truth = np.full((AHEAD, len(flows.places)), np.nan)
    after = flows.people[now + 1 : now + 1 + AHEAD]
    truth[: len(after)] = after
    return made, np.column_stack([truth, truth[:, daily].sum(axis=1)])


def daily_hosts(flows: Flows) -> NDArray[np.intp]:
    """Return the positions of the hosts that were counted on most days."""
    return np.flatnonzero(flows.alone.mean(axis=0) > 0.9)


def scores(made: dict[str, Floats], truth: Floats, horizon: int) -> dict[str, dict[str, Any]]:
    """Return by forecast: CRPS of days and of sums, whether inside, ratio to the median.

    Days that were not counted to their end are left out of both.
    """
    found = {}
    for name, members in made.items():
        x, y = members[:, :horizon], truth[:horizon]
        known = ~np.isnan(y)
        sums = np.where(known, x, 0.0).sum(axis=1), np.where(known, y, 0.0).sum(axis=0)
        found[name] = {
            "days": np.nanmean(crps(x, y), axis=0),
            "sum": crps(*sums),
            "in": {q: [coverage(x[:, :, p], y[:, p], q) for p in range(y.shape[1])] for q in QS},
            "sum in": {
                q: [coverage(s, t, q) for s, t in zip(sums[0].T, sums[1], strict=True)] for q in QS
            },
            "ratio": sums[1] / np.median(sums[0], axis=0),
        }
    return found


QS = (0.5, 0.9)


def table(as_of: date, members: int, overlays: tuple[str, ...]) -> list[str]:
    """Print the scores of one date by place; return lines that sum them up."""
    scenario = scenario_at(as_of, overlays)
    flows = observed_flows(scenario)
    made, truth = forecasts(scenario, flows, members)
    daily = daily_hosts(flows)
    print(f"\nas of {as_of}, {members} members; CRPS in thousands: of a day | of the sum of days")
    heads = f"{'':6}days   ours  persist.  decay |    ours  persist.   decay"
    print(f"{heads} | 50 %  90 % | truth/median")
    lines = []
    for horizon in HORIZONS:
        found = scores(made, truth, horizon)
        for at, place in enumerate([*flows.places, "ALL"]):
            counted = at in daily or place == "ALL"
            days = [f"{found[m]['days'][at] / 1e3:7.2f}" if counted else "      -" for m in made]
            sums = [f"{found[m]['sum'][at] / 1e3:8.1f}" for m in made]
            hold = [found["ours"]["in" if counted else "sum in"][q][at] for q in QS]
            print(
                f"{place:6}{horizon:4}{' '.join(days)} |{' '.join(sums)} |"
                f"{hold[0]:5.2f} {hold[1]:5.2f} |{found['ours']['ratio'][at]:6.2f}"
            )
        lines.append(summary(as_of, horizon, found, daily))
    return lines


def summary(
    as_of: date, horizon: int, found: dict[str, dict[str, Any]], daily: NDArray[np.intp]
) -> str:
    """Return one line: skill against each rival, and coverage."""
    ours = found["ours"]
    line = f"{as_of} {horizon:3} days: "
    for name in RIVALS:
        rival = found[name]
        days = 1 - ours["days"][daily].sum() / rival["days"][daily].sum()
        sums = 1 - ours["sum"][:-1].sum() / rival["sum"][:-1].sum()
        total = 1 - ours["days"][-1] / rival["days"][-1], 1 - ours["sum"][-1] / rival["sum"][-1]
        won = int((ours["sum"][:-1] < rival["sum"][:-1]).sum())
        line += f"{name} {days:.2f} {sums:.2f} ALL {total[0]:.2f} {total[1]:.2f} won {won}/7; "
    hold = [np.mean(np.array(ours["in"][q])[daily]) for q in QS]
    sums = [np.mean(ours["sum in"][q][:-1]) for q in QS]
    return line + f"days inside {hold[0]:.2f} {hold[1]:.2f}, sums {sums[0]:.2f} {sums[1]:.2f}"


def main(members: int, dates: list[date], overlays: tuple[str, ...] = ()) -> None:
    """Print the tables, then what they come to."""
    lines = [line for as_of in dates for line in table(as_of, members, overlays)]
    print("\nskill, 1 - ours / rival: days and sums of countries, then of all; sums won of 7;")
    print("share of days (daily hosts) and of sums (all hosts) inside the 50 and 90 % intervals")
    print("\n".join(lines))


if __name__ == "__main__":
    given = sys.argv[1:]
    over = tuple(given[given.index("--overlay") + 1 :]) if "--overlay" in given else ()
    given = given[: len(given) - len(over) - bool(over)]
    count = int(given[0]) if given else 500
    main(count, [date.fromisoformat(text) for text in given[1:] or AS_OF], over)
