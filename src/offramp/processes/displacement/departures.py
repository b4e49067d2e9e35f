"""Who leaves today, by their own choice: from home, once more, or released from a siege.

Where the way out is not open, those who would leave and do not get out are trapped. Trapped people
are released with the hazard release_rate times access; of them a share 1 - exp(-departure_share
pressure) still leaves, as pressure is now, and the rest are at home again. Men barred from leaving
the country go inside only.
"""

import numpy as np

from offramp.engine._jit import njit
from offramp.engine.draws import Keys, draw
from offramp.engine.samplers import binomial
from offramp.processes.displacement.law import chance
from offramp.processes.displacement.tables import (
    AGAIN,
    CALM,
    EXIT,
    FREED,
    HAZARD,
    HAZARD_AGAIN,
    LEAVE,
    STAY,
    STUCK,
    Counts,
    Floats,
)


@njit
def leave(
    keys: Keys,
    day: int,
    names: Keys,
    release_rate: Floats,
    access: Floats,
    law: Floats,
    ways: Floats,
    home: Counts,
    displaced: Counts,
    trapped: Counts,
    departures: Counts,
    leaving: Counts,
) -> None:
    """Take those who leave out of their pools: those free to leave the country, or those barred.

    Args:
        keys: of the members.
        day: today.
        names: of draws, (purpose, origin).
        release_rate: hazard of release at full access (1/day), (member,).
        access: way out of each origin, (member, origin).
        law: of the day, (member, row, origin).
        ways: sum of the shares of all ways open to them, (member, origin): 1 where all are and no
            level is learned; nobody leaves at 0.
        home: people at home, (member, origin); so are the next two.
        displaced: people displaced there.
        trapped: people trapped there.
        departures: from home, (member, origin), added to.
        leaving: overwritten with all who leave the place, (member, origin).
    """
    for member in range(keys.size):
        key = keys[member]
        for origin in range(names.shape[1]):
            leaving[member, origin] = 0
            sum_of_ways = ways[member, origin]
            if sum_of_ways <= 0.0:
                continue
            out = law[member, EXIT, origin]
            hazard = law[member, HAZARD, origin]
            stuck = hazard * (1.0 - out)
            rate = stuck + hazard * out * sum_of_ways
            wish = _some(key, day, names[LEAVE, origin], home[member, origin], chance(rate))
            caught = 0
            if stuck > 0.0:
                caught = _some(key, day, names[STUCK, origin], wish, stuck / rate)
            rate = law[member, HAZARD_AGAIN, origin] * out * sum_of_ways
            guests = displaced[member, origin]
            again = _some(key, day, names[AGAIN, origin], guests, chance(rate))
            rate = release_rate[member] * access[member, origin]
            held = trapped[member, origin]
            freed = _some(key, day, names[FREED, origin], held, chance(rate))
            stay = law[member, STAY, origin]
            calm = _some(key, day, names[CALM, origin], freed, stay)
            home[member, origin] += calm - wish
            trapped[member, origin] += caught - freed
            displaced[member, origin] -= again
            departures[member, origin] += wish - caught + freed - calm
            leaving[member, origin] = wish - caught + freed - calm + again


@njit
def _some(key: np.uint64, day: int, name: np.uint64, people: int, share: float) -> int:
    """Draw how many of some people; nothing is drawn where the answer is plain."""
    if people == 0 or share <= 0.0:
        return 0
    return binomial(draw(key, day, name, 0), people, share)
