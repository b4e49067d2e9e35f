"""How much the levels of arrivals move: what the priors of their drift, noise and trend rest on.

    uv run python validation/ukraine/levels.py [MEMBERS] [AS_OF]

The shipped scenario is run as of 2022-03-25. The errors of its law, log(observed / law) by member,
day and host, are followed by the filter of `processes/displacement/levels` written in plain NumPy:
all counts of a day at once, five hosts that count daily, from day 3 on. Printed are

- the standard deviations of greatest likelihood (errors one day ahead, days 8 on, no trend), of the
  drift of each host, the drift shared, the noise of each host and the noise shared;
- for several settings of drift and trend, the mean logarithmic score, absolute error and bias of
  levels foretold 1, 3, 7 and 14 days ahead from each day 11 on.

What was looked at: crossings up to the as-of date and nothing after it. The medians of level_drift,
level_noise, shared_drift, shared_noise, shared_memory, trend_drift and trend_memory were set by
hand near the best settings as of 25 March, with spreads that cover those nearly as good, and not
optimised further. As of 14 March the same settings come out on top, on fewer days.
"""

import sys
from datetime import date

import numpy as np
from numpy.typing import NDArray
from rolling import scenario_at

import offramp
from offramp.calibration.observed import observed_flows
from offramp.processes.displacement.forecast import FEW
from offramp.processes.displacement.tables import SLOTS

Floats = NDArray[np.float64]

FIRST, JUDGED, FORETOLD = 3, 8, 11
"""Days from which the filter learns, its errors count for the likelihood, levels are foretold."""
LEADS = (1, 3, 7, 14)
PLAIN = {"drift": 0.1, "shared": 0.09, "noise": 0.06, "shared_noise": 0.05}
"""Medians of the priors; so are the defaults of `Filter`, which have a trend as well."""
SETTINGS: dict[str, dict[str, float]] = {
    "medians of the priors": {},
    "no trend": {"trend": 0.0},
    "half the trend": {"trend": 0.006},
    "twice the trend": {"trend": 0.024},
    "trend kept 5 days": {"trend_memory": 5},
    "trend kept 25 days": {"trend_memory": 25},
    "shared drift kept 10 days": {"memory": 10},
    "shared drift kept 90 days": {"memory": 90},
    "half the drifts": {"drift": 0.05, "shared": 0.045},
    "one and a half the drifts": {"drift": 0.15, "shared": 0.135},
    "twice the noise": {"noise": 0.12, "shared_noise": 0.1},
}


def errors(members: int, as_of: date) -> Floats:
    """Return log(observed / law) by (member, day, host that counts daily)."""
    scenario = scenario_at(as_of)
    flows = observed_flows(scenario)
    engine = offramp.Engine(scenario)
    state = engine.begin(np.arange(members), seed=1)
    daily = np.flatnonzero(flows.alone.mean(axis=0) > 0.9)
    past = flows.past(scenario.as_of_day)
    past[past == 0] = np.nan
    found = []
    for day in range(scenario.as_of_day + 1):
        level = state["displacement.level"] + state["displacement.shared_level"][:, None]
        visits = state["displacement.visits"][:, :, day % SLOTS].copy()
        engine.step(state)
        law = (state["arrivals_expected"] - visits) / np.exp(level)
        counts = np.maximum(past[day] - visits[:, : len(flows.places)], 0)
        found.append(np.log((counts + FEW) / (law + FEW))[:, daily])
    return np.stack(found, axis=1)


class Filter:
    """The levels of hosts, what they share, and their trend."""

    def __init__(
        self,
        hosts: int,
        drift: float,
        shared: float,
        noise: float,
        shared_noise: float,
        trend: float = 0.012,
        memory: float = 30,
        trend_memory: float = 12,
    ) -> None:
        kept, trend_kept = np.exp(-1 / memory), np.exp(-1 / trend_memory)
        self.move = np.diag([1.0] * hosts + [kept, trend_kept])
        self.move[:hosts, hosts + 1] = 1
        self.step = np.diag([drift**2] * hosts + [shared**2, trend**2])
        self.seen = np.hstack([np.eye(hosts), np.ones((hosts, 1)), np.zeros((hosts, 1))])
        self.noise = noise**2 * np.eye(hosts) + shared_noise**2
        self.state = np.zeros(hosts + 2)
        lasting = [shared**2 / (1 - kept**2), trend**2 / (1 - trend_kept**2)]
        self.open = np.diag([1.5**2] * hosts + lasting)

    def learn(self, error: Floats) -> float:
        """Learn from the errors of a day; return the logarithm of their likelihood."""
        known = ~np.isnan(error)
        seen = self.seen[known]
        spread = seen @ self.open @ seen.T + self.noise[np.ix_(known, known)]
        surprise = error[known] - seen @ self.state
        inverse = np.linalg.inv(spread)
        gain = self.open @ seen.T @ inverse
        found = -0.5 * (np.linalg.slogdet(spread)[1] + surprise @ inverse @ surprise)
        most = 3 * np.sqrt(np.diag(spread))
        self.state = self.state + gain @ np.clip(surprise, -most, most)
        self.open = self.open - gain @ seen @ self.open
        return float(found)

    def go_on(self) -> None:
        """Move to the next day."""
        self.state = self.move @ self.state
        self.open = self.move @ self.open @ self.move.T + self.step


def likelihood(error: Floats, **setting: float) -> float:
    """Return the logarithm of the likelihood of one member's errors, (day, host)."""
    levels, found = Filter(error.shape[1], **setting), 0.0
    for day in range(FIRST, len(error)):
        told = levels.learn(error[day])
        found += told if day >= JUDGED else 0.0
        levels.go_on()
    return found


def foretold(error: Floats, **setting: float) -> list[tuple[int, Floats, Floats]]:
    """Return (lead, log score, error) by host for levels foretold from each day."""
    levels, found = Filter(error.shape[1], **setting), []
    for day in range(FIRST, len(error)):
        levels.learn(error[day])
        now = levels.state, levels.open
        for lead in range(1, max(LEADS) + 1) if day >= FORETOLD else ():
            levels.go_on()
            if lead in LEADS and day + lead < len(error):
                spread = np.diag(levels.seen @ levels.open @ levels.seen.T + levels.noise)
                apart = error[day + lead] - levels.seen @ levels.state
                found.append((lead, -0.5 * (np.log(spread) + apart**2 / spread), apart))
        levels.state, levels.open = now
        levels.go_on()
    return found


def main(members: int, as_of: date) -> None:
    """Print both."""
    from scipy.optimize import minimize

    error = errors(members, as_of)
    names = list(PLAIN)

    def loss(logs: Floats) -> float:
        setting = dict(zip(names, np.exp(logs), strict=True))
        return -sum(likelihood(one, trend=0.0, **setting) for one in error[:10])

    best = minimize(loss, np.log(list(PLAIN.values())), method="Nelder-Mead").x
    fit = ", ".join(f"{name} {x:.3f}" for name, x in zip(names, np.exp(best), strict=True))
    print(f"as of {as_of}, greatest likelihood without a trend: {fit}")
    print(f"{'log score | mean absolute error | bias':34}" + "".join(f"{k:>20} d" for k in LEADS))
    for name, change in SETTINGS.items():
        told = [row for one in error for row in foretold(one, **PLAIN | change)]
        line = f"{name:34}"
        for lead in LEADS:
            scores = np.array([row[1] for row in told if row[0] == lead])
            apart = np.array([row[2] for row in told if row[0] == lead])
            if not len(scores):
                continue
            means = np.nanmean(scores), np.nanmean(np.abs(apart)), np.nanmean(apart)
            line += f"{means[0]:8.2f}{means[1]:6.2f}{means[2]:7.2f} "
        print(line)


if __name__ == "__main__":
    given = sys.argv[1:]
    when = date.fromisoformat(given[1]) if len(given) > 1 else date(2022, 3, 25)
    main(int(given[0]) if given else 40, when)
