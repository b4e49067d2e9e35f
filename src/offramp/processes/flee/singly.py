"""People asked a few at a time, each time with the numbers of that moment.

Flee asks people in the order in which they set out. Counts do not know it. Those who have come to
rest in a camp set out before most of those who have not, and are asked first; those who set out
today are asked last; the others come in between, in random order. It matters in one respect: a
person who leaves a full camp opens it for those who are asked later on the same day.

As with Flee, one pass over all persons lets them step on the road, and a second pass lets each come
in and go on until the day is over.

How many are asked together: `line`. The second pass: `entering`.
"""

import numpy as np

from offramp.engine._jit import njit
from offramp.engine.draws import Keys
from offramp.processes.flee.calendar import Day
from offramp.processes.flee.choose import lay, share_among
from offramp.processes.flee.law import final_weights
from offramp.processes.flee.line import a_few, join, mix_up, shift
from offramp.processes.flee.network import GOAL, HOP, PLACE, Counts, Floats, Network
from offramp.processes.flee.room import Room
from offramp.processes.flee.tables import CHOOSES, ORDER, Base, Own


@njit
def _line_up(
    network: Network, member: int, own: Own, work: Room, few: int
) -> tuple[Counts, Counts, int, int]:
    """Return the line of those who step on the road, and where in it two groups end.

    The line is given by what they are and how many; the groups are those settled in camps, and all
    before the newcomers.
    """
    plans, at, movers = network.plans, own.at[member], work.movers
    paces, size, places = at.shape[0], plans.shape[0], work.here.size
    longest = at.sum() // few + 2 * paces * size + places
    codes, heads = np.empty(longest, np.int64), np.empty(longest, np.int64)
    count, settled = 0, 0
    for row in range(2 * paces):
        if row == paces:
            settled = count
        pace = row % paces
        for plan in range(size):
            place, people = plans[plan, PLACE], 0
            if own.camp[member, place] != (row < paces):
                continue
            if plan < places:
                if work.touched[place]:
                    people = movers[pace, place]
                    if pace == paces - 1:
                        people -= work.newcomers[place]
            elif work.band[plans[plan, GOAL]] or work.band[place]:
                people = at[pace, plan]
            count = join(codes, heads, count, pace * size + plan, people, few)
    old = count
    for place in range(places):
        if work.touched[place]:
            code = (paces - 1) * size + place
            count = join(codes, heads, count, code, work.newcomers[place], few)
    return codes[:count], heads, settled, old


@njit
def set_out_singly(
    key: np.uint64,
    day: int,
    names: Keys,
    base: Base,
    values: Floats,
    today: Day,
    member: int,
    own: Own,
    work: Room,
) -> None:
    """First pass over the persons whom the band concerns: they step on the road."""
    network, columns = base.network, base.columns
    open_hop, open_choice = today.open_hop, today.open_choice
    few = a_few(work.band, work.size, values[columns.flee_capacity_buffer])
    codes, heads, settled, old = _line_up(network, member, own, work, few)
    attempt = mix_up(key, day, names[ORDER, 0], 0, codes, heads, 0, settled)
    attempt = mix_up(key, day, names[ORDER, 0], attempt, codes, heads, settled, old)
    attempt = mix_up(key, day, names[ORDER, 0], attempt, codes, heads, old, codes.size)
    work.attempts[ORDER, 0] = attempt
    plans, goals, plan_of, first_choice = (
        network.plans,
        network.goal,
        network.plan,
        network.first_choice,
    )
    at_of, camp, here, size, room = (
        own.at[member],
        own.camp[member],
        work.here,
        work.size,
        work.room,
    )
    full, band, some_choice, final, ends = work.full, work.band, work.some, work.final, work.ends
    weights, attempts, steps, late = work.weights, work.attempts, work.steps, work.late
    buffer = values[columns.flee_capacity_buffer]
    power, pruning = values[columns.flee_weight_power], values[columns.flee_pruning]
    laid = np.full(here.size, -1)
    counts, chosen = work.counts, np.empty(work.counts.size, np.int64)
    changes, asked = 0, 0
    places, width = here.size, plans.shape[0]
    for turn in range(codes.size):
        pace, before = codes[turn] // width, codes[turn] % width
        place, people, ways = plans[before, PLACE], heads[turn], 1
        first, last = first_choice[place], first_choice[place + 1]
        if before < places:
            asked += 1
            if laid[place] != changes:
                some_choice[place] = (
                    final_weights(
                        first, last, goals, open_choice, room, power, pruning, weights, final
                    )
                    > 0.0
                )
                lay(final, first, last, ends)
                laid[place] = changes
            if not some_choice[place]:
                continue
            attempts[CHOOSES, place], ways = share_among(
                key, day, names[CHOOSES, place], attempts[CHOOSES, place],
                people, first, last, final, ends, counts, chosen,
            )  # fmt: skip
        at_of[pace, before] -= people
        for way in range(ways):
            plan, some = before, people
            if before < places:
                plan, some = plan_of[first + chosen[way]], counts[chosen[way]]
            hop = plans[plan, HOP]
            if hop < 0 or not open_hop[hop] or full[plans[plan, GOAL]]:
                at_of[pace, place] += some
                continue
            if turn < old:
                steps[pace, plan] += some
            else:
                late[plan] += some
            if band[place]:
                changes += shift(place, -some, buffer, here, size, room, full, camp)
    own.one_by_one[member] += asked
