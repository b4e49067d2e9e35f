"""Print the law of hosts against Flee, Flee rescaled, shares held fixed, and persistence.

    python validation/hosts/compare.py ../shared/data

Split given the total: counts of single hosts are read until day 7; from then on the true total of
each day is given and the law says the shares. Full forecast: no total is given after day 7. The
timeline of the conflict, closures and capacities are inputs, as they are for Flee. Errors are
averaged relative differences (`offramp.calibration.errors`) over the days after day 7, of the mean
of 400 members (of their median in the full forecast).

- `left out`: fitted on the three other cases. `pooled`: on all four, so in-sample. `prior`: not
  fitted at all.
- `no capacity`: fitted and run without capacities. In instances of Flee the capacity of a camp is
  often its largest count, and so tells of the future. `capacity x/ 2`: run with each capacity wrong
  by a random factor (geometric standard deviation 2).
- Shares held fixed appear twice: by straight lines between counts, which on day 7 already know the
  next count, and by the last counts that were known on day 7, as the law reads them.
"""

import sys
from functools import partial
from pathlib import Path

import numpy as np
from cases import AS_OF_DAY, CASES, FLEE, UKRAINE, capacities, cases, known, run
from fit import (
    FLOW,
    FLOW_TEMPERATURE,
    PLAIN,
    SPLIT,
    TEMPERATURE,
    flow_losses,
    kept,
    split_losses,
    weights,
)

from offramp.calibration.errors import ard, ard_rescaled, held_shares

sys.path.insert(0, str(Path(__file__).parents[1]))
from flee_scores import reference

MEMBERS = 400
LATER = slice(AS_OF_DAY + 1, None)
ROLLING, AHEAD = (7, 30, 60, 120, 240, 360, 480), 30


def line(name, numbers):
    """Print a row; what is not-a-number is left open."""
    cells = (f"{'-':>13}" if np.isnan(number) else f"{number:13.3f}" for number in numbers)
    print(f"{name:42}" + "".join(cells), flush=True)


def flee(root, case):
    """Return people in hosts by Flee, (seed, day, host)."""
    per = FLEE.get(case.name, 1000)
    path = root / f"flee/reference/{case.name}_h{per}.csv"
    names = [case.scenario.places[host].name for host in case.scenario.labels("hosts")]
    if case.name != UKRAINE:
        return reference(path, names, per)
    found = reference(path, [*names[:-1], "Ocnita", "Palanca"], per)
    found[..., -2] += found[..., -1]
    return found[..., :-1]


def held(data, shares):
    """Return shares times the true total of each day, (day, host)."""
    return shares / max(shares.sum(), 1.0) * data.sum(axis=1, keepdims=True)


def cover(people, data, share):
    """Return in how many of all days and hosts the interval covers the data."""
    low, high = np.quantile(people, [0.5 - share / 2, 0.5 + share / 2], axis=0)
    return ((data >= low - 1) & (data <= high + 1)).mean()


def error(people, data, days=LATER, middle=np.mean):
    """Return the error of the middle of members, (member, day, host)."""
    return ard(middle(people[:, days], axis=0), data[days])


def drawn(numbers, names, weight):
    """Return members' numbers, resampled by weight, as columns by name."""
    rows = kept(weight, MEMBERS)
    return {name: numbers[rows, at] for at, name in enumerate(names)}


def rivals(root, made):
    """Print Flee and the shares held fixed, given the total."""
    raw, scaled = [], []
    for case in made:
        found = flee(root, case)
        days = min(found.shape[1], len(case.data))
        parts = found[:, AS_OF_DAY + 1 : days], case.data[AS_OF_DAY + 1 : days]
        raw.append(ard(*parts).mean())
        scaled.append(ard_rescaled(*parts).mean())
    lines = [ard(held_shares(case.data)[LATER], case.data[LATER]) for case in made]
    line("Flee", raw)
    line("Flee rescaled", scaled)
    line("shares of day 7 fixed (lines)", lines)
    line("best of these three", np.min([raw, scaled, lines], axis=0))
    strict = [held(case.data, known(case, AS_OF_DAY)) for case in made]
    fixed = [ard(one[LATER], case.data[LATER]) for one, case in zip(strict, made, strict=True)]
    line("shares of day 7 fixed (known counts)", fixed)


def splits(made, fit, bare_fit, extra):
    """Print the law given the total, under each way to fit and to run it."""
    numbers, losses = fit
    even = np.full(len(numbers), 1.0 / len(numbers))
    rows = (
        ("law, left out", fit, partial(weights, losses, TEMPERATURE), "as given"),
        ("law, pooled (in-sample)", fit, lambda _: weights(losses, TEMPERATURE), "as given"),
        ("law, prior", fit, lambda _: even, "as given"),
        ("law, left out, capacity x/ 2", fit, partial(weights, losses, TEMPERATURE), "guess"),
        (
            "law, left out, no capacity",
            bare_fit,
            partial(weights, bare_fit[1], TEMPERATURE),
            "none",
        ),
        ("law, prior, no capacity", fit, lambda _: even, "none"),
    )
    for label, (table, _), weigh, capacity in rows:
        found = [
            run(case, MEMBERS, **drawn(table, SPLIT, weigh(at)), **extra[capacity][at])[0]
            for at, case in enumerate(made)
        ]
        line(label, [error(people, case.data) for people, case in zip(found, made, strict=True)])
        for share in (0.5, 0.9):
            covered = [
                cover(people[:, LATER], case.data[LATER], share)
                for people, case in zip(found, made, strict=True)
            ]
            line(f"    {share:.0%} intervals cover", covered)


def forecasts(root, made, fit):
    """Print forecasts without a total."""
    for label, of in (
        ("persistence (known counts)", lambda case: known(case, AS_OF_DAY)),
        ("persistence (lines)", lambda case: case.data[AS_OF_DAY]),
    ):
        line(
            label,
            [error(of(case)[None, None].repeat(len(case.data), 1), case.data) for case in made],
        )
    numbers, losses = fit
    flows, flow_loss = flow_losses(cases(root, **PLAIN, hosts_total_until=AS_OF_DAY))
    open_end = cases(root, hosts_total_until=AS_OF_DAY)
    for label, alone in (("left out", True), ("pooled (in-sample)", False)):
        found, totals = [], []
        for at, case in enumerate(open_end):
            without = at if alone else None
            given = drawn(numbers, SPLIT, weights(losses, TEMPERATURE, without))
            given |= drawn(flows, FLOW, weights(flow_loss, FLOW_TEMPERATURE, without))
            people, _ = run(case, MEMBERS, **given)
            found.append(error(people, case.data, middle=np.median))
            total, data = people.sum(axis=2, keepdims=True), case.data.sum(axis=1, keepdims=True)
            totals.append(cover(total[:, LATER], data[LATER], 0.9))
        line(f"law, {label}", found)
        line("    90% intervals cover the total", totals)


def rolling(root, fit, bare_fit, extra):
    """Print errors over the days after later as-of days, given the total."""
    for day in ROLLING:
        rows = {"shares of known counts fixed": [], "law, left out": [], "law, no capacity": []}
        ahead = slice(day + 1, day + 1 + AHEAD)
        for at, case in enumerate(cases(root, hosts_seen_until=day)):
            if len(case.data) < day + AHEAD / 2:
                errors = [np.nan] * len(rows)
            else:
                errors = [ard(held(case.data, known(case, day))[ahead], case.data[ahead])]
                for (table, loss), more in ((fit, {}), (bare_fit, extra["none"][at])):
                    given = drawn(table, SPLIT, weights(loss, TEMPERATURE, at)) | more
                    errors.append(error(run(case, MEMBERS, **given)[0], case.data, ahead))
            for row, number in zip(rows.values(), errors, strict=True):
                row.append(number)
        for label, numbers in rows.items():
            line(f"{day:4d} {label}", numbers)


def main(root):
    plain, shipped = cases(root, **PLAIN), cases(root)
    print(f"{'':42}" + "".join(f"{name:>13}" for name in CASES))
    print("split given the total")
    rivals(root, plain)
    fit = split_losses(plain)
    many = len(fit[0])
    none = [{"capacity": np.full((many, case.data.shape[1]), -1.0)} for case in plain]
    bare_fit = split_losses(plain, each=none)
    chance = np.random.default_rng(1)
    guess = [
        capacities(case) * 2.0 ** chance.normal(size=(MEMBERS, case.data.shape[1]))
        for case in plain
    ]
    extra = {
        "as given": [{} for _ in plain],
        "guess": [{"capacity": one} for one in guess],
        "none": [{"capacity": one["capacity"][:MEMBERS]} for one in none],
    }
    splits(shipped, fit, bare_fit, extra)
    print("full forecast")
    forecasts(root, plain, fit)
    print(f"split given the total, by as-of day, over the next {AHEAD} days")
    rolling(root, fit, bare_fit, extra)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
