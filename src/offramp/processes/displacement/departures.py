"""Who leaves today, by their own choice: from home, once more, or released from a siege.

Where the way out is not open, those who would leave and do not get out are trapped. Trapped people
are released with the hazard release_rate times access; of them a share 1 - exp(-departure_share
pressure) still leaves, as pressure is now, and the rest are at home again. Men barred from leaving
the country go inside only.
"""

import numpy as np

from offramp.engine._jit import njit
from offramp.engine.draws import Keys, drawn
from offramp.processes.displacement.batch import TOGETHER, answer, ask, new_batch, to_chances
from offramp.processes.displacement.side_by_side import any_of
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

LAST_OF_LEAVING = max(LEAVE, STUCK, AGAIN, FREED, CALM)


@njit
def leave(
    keys: Keys,
    labels: Keys,
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
        labels: of draws, (purpose, origin).
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
    purposes, origins = LAST_OF_LEAVING + 1, labels.shape[1]
    some = np.zeros((TOGETHER, purposes, origins), np.int64)
    batch = new_batch(some.size)
    rates = np.empty((3, origins))
    for first in range(0, keys.size, TOGETHER):
        members = min(TOGETHER, keys.size - first)
        some[:] = 0
        asked = 0
        for row in range(members):
            member = first + row
            if not (any_of(member, home) or any_of(member, displaced) or any_of(member, trapped)):
                continue
            release = release_rate[member]
            for origin in range(origins):
                out, sum_of_ways = law[member, EXIT, origin], ways[member, origin]
                hazard = law[member, HAZARD, origin]
                rates[0, origin] = hazard * (1.0 - out) + hazard * out * sum_of_ways
                rates[1, origin] = law[member, HAZARD_AGAIN, origin] * out * sum_of_ways
                rates[2, origin] = release * access[member, origin]
            for kind, purpose, people in (
                (0, LEAVE, home),
                (1, AGAIN, displaced),
                (2, FREED, trapped),
            ):
                for origin in range(origins):
                    number = people[member, origin]
                    if number != 0 and rates[kind, origin] > 0.0 and ways[member, origin] > 0.0:
                        at = (row * purposes + purpose) * origins + origin
                        u = drawn(keys[member], labels[purpose, origin])
                        asked = ask(batch, asked, at, u, number, rates[kind, origin])
        to_chances(batch, asked)
        answer(batch, asked, some)
        asked = 0
        for row in range(members):
            member = first + row
            for origin in range(origins):
                wish, freed = some[row, LEAVE, origin], some[row, FREED, origin]
                if wish != 0:
                    out = law[member, EXIT, origin]
                    hazard = law[member, HAZARD, origin]
                    stuck = hazard * (1.0 - out)
                    if stuck > 0.0:
                        rate = stuck + hazard * out * ways[member, origin]
                        at = (row * purposes + STUCK) * origins + origin
                        u = drawn(keys[member], labels[STUCK, origin])
                        asked = ask(batch, asked, at, u, wish, stuck / rate)
                if freed != 0:
                    at = (row * purposes + CALM) * origins + origin
                    u = drawn(keys[member], labels[CALM, origin])
                    asked = ask(batch, asked, at, u, freed, law[member, STAY, origin])
        answer(batch, asked, some)
        for row in range(members):
            member = first + row
            for origin in range(origins):
                wish, caught = some[row, LEAVE, origin], some[row, STUCK, origin]
                freed, calm = some[row, FREED, origin], some[row, CALM, origin]
                gone = wish - caught + freed - calm
                home[member, origin] += calm - wish
                trapped[member, origin] += caught - freed
                displaced[member, origin] -= some[row, AGAIN, origin]
                departures[member, origin] += gone
                leaving[member, origin] = gone + some[row, AGAIN, origin]
