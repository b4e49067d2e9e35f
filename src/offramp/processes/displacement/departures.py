"""Who leaves today, by their own choice: from home, once more, or released from a siege.

Where the way out is not open, those who would leave and do not get out are trapped. Trapped people
are released with the hazard release_rate times access; of them a share 1 - exp(-departure_share
pressure) still leaves, as pressure is now, and the rest are at home again. Men barred from leaving
the country go inside only.
"""

import numpy as np

from offramp.engine._jit import njit
from offramp.engine.draws import Keys, drawn
from offramp.processes.displacement.batch import (
    Batch,
    answer,
    anybody,
    ask,
    count_each,
    new_batch,
    to_chances,
)
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
    members, origins = home.shape
    if not (anybody(home) or anybody(displaced) or anybody(trapped)):
        leaving[:] = 0
        return
    some = np.empty((LAST_OF_LEAVING + 1, members, origins), np.int64)
    hazards = np.empty((members, origins))
    for member in range(members):
        for origin in range(origins):
            out, sum_of_ways = law[member, EXIT, origin], ways[member, origin]
            hazard = law[member, HAZARD, origin]
            hazard = hazard * (1.0 - out) + hazard * out * sum_of_ways
            hazards[member, origin] = hazard if sum_of_ways > 0.0 else 0.0
    to_chances(hazards)
    count_each(keys, labels[LEAVE], home, hazards, some[LEAVE])
    for member in range(members):
        for origin in range(origins):
            out, sum_of_ways = law[member, EXIT, origin], ways[member, origin]
            hazard = law[member, HAZARD_AGAIN, origin] * out * sum_of_ways
            hazards[member, origin] = hazard if sum_of_ways > 0.0 else 0.0
    to_chances(hazards)
    count_each(keys, labels[AGAIN], displaced, hazards, some[AGAIN])
    batch = new_batch(members * origins)
    _trap(keys, labels[STUCK], law, ways, some[LEAVE], batch, some[STUCK])
    _release(keys, labels, release_rate, access, law, ways, trapped, batch, some)
    _take(some, home, displaced, trapped, departures, leaving)


@njit
def _trap(
    keys: Keys, labels: Keys, law: Floats, ways: Floats, wish: Counts, batch: Batch, stuck: Counts
) -> None:
    """Set who of those who wish to leave does not get out and is trapped, (member, origin)."""
    stuck[:] = 0
    asked = 0
    for member in range(keys.size):
        for origin in range(labels.size):
            hazard, out = law[member, HAZARD, origin], law[member, EXIT, origin]
            if wish[member, origin] != 0 and hazard * (1.0 - out) > 0.0:
                rate = hazard * (1.0 - out)
                share = rate / (rate + hazard * out * ways[member, origin])
                u = drawn(keys[member], labels[origin])
                at = member * labels.size + origin
                asked = ask(batch, asked, at, u, wish[member, origin], share)
    answer(batch, asked, stuck)


@njit
def _release(
    keys: Keys,
    labels: Keys,
    release_rate: Floats,
    access: Floats,
    law: Floats,
    ways: Floats,
    trapped: Counts,
    batch: Batch,
    some: Counts,
) -> None:
    """Set who is released, and who of them stays, (purpose, member, origin)."""
    freed, calm = some[FREED], some[CALM]
    freed[:], calm[:] = 0, 0
    if not anybody(trapped):
        return
    members, origins = trapped.shape
    asked = 0
    for member in range(members):
        for origin in range(origins):
            if trapped[member, origin] != 0 and ways[member, origin] > 0.0:
                share = chance(release_rate[member] * access[member, origin])
                u = drawn(keys[member], labels[FREED, origin])
                at = member * origins + origin
                asked = ask(batch, asked, at, u, trapped[member, origin], share)
    answer(batch, asked, freed)
    asked = 0
    for member in range(members):
        for origin in range(origins):
            if freed[member, origin] != 0:
                u = drawn(keys[member], labels[CALM, origin])
                at, share = member * origins + origin, law[member, STAY, origin]
                asked = ask(batch, asked, at, u, freed[member, origin], share)
    answer(batch, asked, calm)


@njit
def _take(
    some: Counts,
    home: Counts,
    displaced: Counts,
    trapped: Counts,
    departures: Counts,
    leaving: Counts,
) -> None:
    """Move those drawn, (purpose, member, origin), from pool to pool; each loop is vector code."""
    for member in range(home.shape[0]):
        for origin in range(home.shape[1]):
            home[member, origin] += some[CALM, member, origin] - some[LEAVE, member, origin]
        for origin in range(home.shape[1]):
            trapped[member, origin] += some[STUCK, member, origin] - some[FREED, member, origin]
        for origin in range(home.shape[1]):
            displaced[member, origin] -= some[AGAIN, member, origin]
        for origin in range(home.shape[1]):
            stay = some[STUCK, member, origin] + some[CALM, member, origin]
            go = some[LEAVE, member, origin] + some[FREED, member, origin]
            leaving[member, origin] = go - stay
        for origin in range(home.shape[1]):
            departures[member, origin] += leaving[member, origin]
        for origin in range(home.shape[1]):
            leaving[member, origin] += some[AGAIN, member, origin]
