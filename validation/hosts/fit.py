"""Fit the law of hosts to four situations, and write joint draws of its numbers to the library.

    python validation/hosts/fit.py ../shared/data [--write]

Draws from the priors in library/laws/hosts/law.yaml are run on every case as forecasts are made:
counts of single hosts are read until day 7, then only the total of each day. The loss of a draw is
the mean over cases of the logarithm of its averaged relative difference after day 7, so that no
case counts more for being hard. A draw weighs exp(-loss / TEMPERATURE) (a generalised posterior:
Bissiri, Holmes & Walker 2016, "A general framework for updating belief distributions", JRSS B 78,
1103-1130). The temperature is a choice: draws 26 % worse than the best, on the geometric mean,
weigh a tenth of it. At 0.03 fits to three cases rest on some 25 draws of 3000, at 0.1 on some 300,
and misplace no more people on the fourth. The numbers of the flow are fitted in the same way to the
total after day 7, with no total given: two numbers on four cases, so they stay wide.
"""

import csv
import sys
from pathlib import Path

import numpy as np
from cases import AS_OF_DAY, CASES, LAW, cases, run

from offramp.calibration.errors import ard

SPLIT = (
    "hosts_distance_power",
    "hosts_origin_power",
    "hosts_company",
    "hosts_room_power",
    "hosts_evidence",
)
FLOW = ("hosts_flight_rate", "hosts_flight_memory")
PLAIN = {"hosts_spread": 0, "hosts_drift": 0}
"""Each number drawn from its prior, and nothing that no number explains."""
DRAWS = 3000
FLOW_DRAWS = 2000
KEPT = 200
TEMPERATURE = 0.1
FLOW_TEMPERATURE = 0.2


def split_losses(made, draws=DRAWS, each=None):
    """Return the numbers of the split, (draw, number), and their errors, (draw, case)."""
    errors = []
    for at, case in enumerate(made):
        later = case.data[AS_OF_DAY + 1 :]
        given = each[at] if each else {}
        found, names = run(case, draws, lambda h, d=later: ard(h[:, AS_OF_DAY + 1 :], d), **given)
        errors.append(found)
    numbers = np.concatenate([names[name] for name in SPLIT], axis=1)
    return numbers, np.log(np.stack(errors, axis=1))


def flow_losses(made, draws=FLOW_DRAWS):
    """Return the numbers of the flow, (draw, number), and their errors, (draw, case)."""
    errors = []
    for case in made:
        later = case.data[AS_OF_DAY + 1 :].sum(axis=1)

        def score(hosted, later=later):
            people = hosted[:, AS_OF_DAY + 1 :].sum(axis=2)
            return (np.abs(people - later) / later).mean(axis=1)

        found, names = run(case, draws, score)
        errors.append(found)
    numbers = np.concatenate([names[name] for name in FLOW], axis=1)
    return numbers, np.log(np.stack(errors, axis=1))


def weights(losses, temperature, without=None):
    """Return the weights of draws, with one case left out or none; they sum to 1."""
    used = [at for at in range(losses.shape[1]) if at != without]
    loss = losses[:, used].mean(axis=1)
    found = np.exp(-(loss - loss.min()) / temperature)
    return found / found.sum()


def kept(weight, count=KEPT, seed=1):
    """Return rows drawn by weight, evenly spaced along the cumulative weights, then shuffled."""
    chance = np.random.default_rng(seed)
    at = (np.arange(count) + chance.uniform()) / count
    rows = np.minimum(np.searchsorted(np.cumsum(weight), at), len(weight) - 1)
    return chance.permutation(rows)


def effective(weight):
    return 1.0 / (weight**2).sum()


def main(root, *, write):
    numbers, losses = split_losses(cases(root, **PLAIN))
    weight = weights(losses, TEMPERATURE)
    flows, flow_loss = flow_losses(cases(root, **PLAIN, hosts_total_until=AS_OF_DAY))
    flow_weight = weights(flow_loss, FLOW_TEMPERATURE)
    print(f"split: {DRAWS} draws, worth {effective(weight):.0f} of equal weight")
    print(f"flow: {FLOW_DRAWS} draws, worth {effective(flow_weight):.0f} of equal weight")
    table = np.concatenate([numbers[kept(weight)], flows[kept(flow_weight, seed=2)]], axis=1)
    for name, column in zip((*SPLIT, *FLOW), table.T, strict=True):
        low, middle, high = np.quantile(column, [0.05, 0.5, 0.95])
        print(f"{name:24}{middle:12.4g}   90 %: {low:.4g} to {high:.4g}")
    print("correlations of the split, of logarithms:")
    print(np.corrcoef(np.log(np.maximum(table[:, : len(SPLIT)], 1e-6)).T).round(2))
    for name, loss, total in zip(CASES, losses.T, flow_loss.T, strict=True):
        best, typical = np.exp(loss.min()), np.exp((weight * loss).sum())
        print(
            f"{name:14} split: best draw {best:.3f}, typical draw kept {typical:.3f}; "
            f"total: {np.exp((flow_weight * total).sum()):.3f}"
        )
    if write:
        path = LAW.with_name("posterior.csv")
        with path.open("w", newline="", encoding="utf-8") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow((*SPLIT, *FLOW))
            writer.writerows([[f"{value:.5g}" for value in row] for row in table])
        print(f"wrote {path}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), write="--write" in sys.argv)
