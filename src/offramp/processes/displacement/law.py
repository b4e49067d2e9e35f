"""Who would leave: the hazards of a day.

Push. pressure = fighting_push fighting + air_push air_threat + surge. In the end a share
1 - exp(-departure_share pressure) of those who lived in a place would be gone: these are willing.
The hazard of a willing person is departure_rate S^departure_variety, where S is the share of the
willing who are still there. This is how the mean hazard of people falls whose own hazards differ by
a gamma distribution with the squared coefficient of variation departure_variety: the ready leave
first, and the flow decays more slowly than an exponential the longer it lasts (the frailty model of
Vaupel, Manton & Stallard 1979, Demography 16, 439-454, from memory). With 0 all are alike.

Whoever was displaced before leaves again with the hazard departure_again times the share that would
be gone in the end from the place where they are.

The hazards of all ways (`choice`) add up (competing risks), so that no more leave than are there.
"""

import math

import numpy as np

from offramp.engine._jit import njit
from offramp.engine.exponential import exponential_less_one, fill_power, to_exp
from offramp.processes.displacement.tables import (
    CAUTION,
    EXIT,
    HAZARD,
    HAZARD_AGAIN,
    SAFE,
    STAY,
    Counts,
    Floats,
    columns_at,
)

RETURN_CAUTION = 2.0
"""How much faster pressure keeps people from returning than it makes them leave: a return rate
falls as exp(-2 pressure). Safety is the first condition of return; the factor is judgement."""


@njit
def push(
    quantity: Floats,
    starts: Counts,
    fighting: Floats,
    air_threat: Floats,
    access: Floats,
    at_home: Counts,
    barred: Counts,
    population: Counts,
    law: Floats,
) -> None:
    """Set every row of the law but `INSIDE_SHARE`."""
    columns = columns_at(starts)
    origins = population.size
    powers, missing = np.empty((3, origins)), np.empty(origins)
    ready, eager = np.empty(origins), np.empty(origins)
    for member in range(quantity.shape[0]):
        q = quantity[member]
        to_fighting, to_air = q[columns.fighting_push], q[columns.air_push]
        share, pull = q[columns.departure_share], q[columns.safety_pull]
        for origin in range(origins):
            ground, air = fighting[member, origin], air_threat[member, origin]
            surge = q[columns.surge + origin]
            pushed = to_fighting * ground + to_air * air
            pressed = max(pushed + (0.0 if math.isnan(surge) else surge), 0.0)
            powers[0, origin] = -share * pressed
            powers[1, origin] = -RETURN_CAUTION * pressed
            powers[2, origin] = -pull * (ground + air)
        to_exp(powers.reshape(-1))
        for origin in range(origins):
            stay = powers[0, origin]
            home = at_home[member, origin] + barred[member, origin]
            missing[origin] = max(home - stay * population[origin], 0.0)
            willing = max((1.0 - stay) * population[origin], 1.0)
            ready[origin] = min(missing[origin] / willing, 1.0)
        fill_power(ready, q[columns.departure_variety], eager)
        rate, again = q[columns.departure_rate], q[columns.departure_again]
        for origin in range(origins):
            home = at_home[member, origin] + barred[member, origin]
            hazard = rate * eager[origin] * missing[origin] / max(home, 1)
            law[member, HAZARD, origin] = hazard if missing[origin] > 0.0 else 0.0
        partly = min(max(q[columns.exit_partly_closed], 0.0), 1.0)
        besieged = min(max(q[columns.exit_besieged], 0.0), 1.0)
        for origin in range(origins):
            way = access[member, origin]
            out = partly if way > 0.0 else besieged
            law[member, EXIT, origin] = 1.0 if way >= 1.0 else out
        for origin in range(origins):
            open_ = access[member, origin] >= 1.0
            law[member, CAUTION, origin] = powers[1, origin] if open_ else 0.0
        for origin in range(origins):
            law[member, STAY, origin] = powers[0, origin]
        for origin in range(origins):
            law[member, HAZARD_AGAIN, origin] = again * (1.0 - powers[0, origin])
        for origin in range(origins):
            law[member, SAFE, origin] = powers[2, origin]


@njit
def chance(rate: float) -> float:
    """Return the chance that something with a hazard (1/day) happens in a day; not given is 0."""
    less = exponential_less_one(-rate)
    return -less if rate > 0.0 else 0.0


@njit
def fill_mean_hazard(rate: Floats, out: Floats) -> None:
    """Set the chances in a day for each unit of hazard, (1 - exp(-rate)) / rate; both (k,)."""
    for index in range(rate.size):
        less = exponential_less_one(-rate[index]) / -rate[index]
        out[index] = less if rate[index] > 0.0 else 1.0
