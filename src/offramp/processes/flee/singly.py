"""People asked one by one, each with the numbers of that moment.

Flee asks people in the order in which they set out. Counts do not know it. Those who have come to
rest in a camp set out before most of those who have not, and are asked first; those who set out
today are asked last; the others come in between, in random order. It matters in one respect: a
person who leaves a full camp opens it for those who are asked later on the same day.

As with Flee, one pass over all persons lets them step on the road, and a second pass lets each come
in and go on until the day is over.
"""

import numpy as np

from offramp.engine._jit import njit
from offramp.engine.draws import Keys, draw
from offramp.processes.flee.calendar import Day
from offramp.processes.flee.choose import lay, pick
from offramp.processes.flee.law import final_weights, fullness
from offramp.processes.flee.move import follow
from offramp.processes.flee.network import (
    BACK,
    GOAL,
    HOP,
    PLACE,
    REST,
    TURN,
    Counts,
    Flags,
    Floats,
    Network,
)
from offramp.processes.flee.room import Room
from offramp.processes.flee.tables import CHOOSES, ORDER, STAYS, Base, Own
from offramp.processes.flee.travel import ENDS_DAY, ON_THE_ROAD, Travel


@njit
def _shift(
    place: int,
    by: int,
    buffer: float,
    here: Counts,
    size: Floats,
    room: Floats,
    full: Flags,
    camp: Flags,
) -> int:
    """Let one person come to a place of the band or leave it; return 1 if its factor changes."""
    here[place] += by
    factor = fullness(here[place], size[place], buffer)
    if factor == room[place]:
        return 0
    room[place] = factor
    full[place] = camp[place] and factor < 0.5
    return 1


@njit
def _weigh(
    place: int,
    first_choice: Counts,
    goals: Counts,
    open_choice: Flags,
    room: Floats,
    power: float,
    pruning: float,
    weights: Floats,
    final: Floats,
    ends: Floats,
) -> bool:
    """Lay the weights of a place end to end as they are just now; return whether there are any."""
    first, last = first_choice[place], first_choice[place + 1]
    total = final_weights(first, last, goals, open_choice, room, power, pruning, weights, final)
    lay(final, first, last, ends)
    return bool(total > 0.0)


@njit
def _mix_up(
    key: np.uint64, day: int, name: np.uint64, attempt: int, codes: Counts, first: int, last: int
) -> int:
    """Put some persons into random order, and return the attempt of the next draw."""
    for at in range(last - 1, first, -1):
        other = first + int(draw(key, day, name, attempt) * (at - first + 1))
        attempt += 1
        codes[at], codes[other] = codes[other], codes[at]
    return attempt


@njit
def _line_up(network: Network, member: int, own: Own, work: Room) -> tuple[Counts, int, int]:
    """Return the persons who step on the road, how many of them first, and before the newcomers."""
    plans, at, movers = network.plans, own.at[member], work.movers
    paces, size, places = at.shape[0], plans.shape[0], work.here.size
    codes = np.empty(at.sum(), np.int64)
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
            codes[count : count + people] = pace * size + plan
            count += people
    old = count
    for place in range(places):
        if work.touched[place]:
            people = work.newcomers[place]
            codes[count : count + people] = (paces - 1) * size + place
            count += people
    return codes[:count], settled, old


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
    codes, settled, old = _line_up(network, member, own, work)
    attempt = _mix_up(key, day, names[ORDER, 0], 0, codes, 0, settled)
    attempt = _mix_up(key, day, names[ORDER, 0], attempt, codes, settled, old)
    attempt = _mix_up(key, day, names[ORDER, 0], attempt, codes, old, codes.size)
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
    changes, asked = 0, 0
    places, width = here.size, plans.shape[0]
    for person in range(codes.size):
        pace, before = codes[person] // width, codes[person] % width
        place, plan = plans[before, PLACE], before
        if before < places:
            first, last = first_choice[place], first_choice[place + 1]
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
            u = draw(key, day, names[CHOOSES, place], attempts[CHOOSES, place])
            attempts[CHOOSES, place] += 1
            plan = plan_of[pick(u, first, last, ends)]
        at_of[pace, before] -= 1
        hop = plans[plan, HOP]
        if hop < 0 or not open_hop[hop] or full[plans[plan, GOAL]]:
            at_of[pace, place] += 1
            continue
        if person < old:
            steps[pace, plan] += 1
        else:
            late[plan] += 1
        if band[place]:
            changes += _shift(place, -1, buffer, here, size, room, full, camp)
    own.one_by_one[member] += asked


@njit
def _who_comes(
    network: Network, travel: Travel, member: int, own: Own, work: Room
) -> tuple[Counts, int]:
    """Return the persons who come in near the band, and how many set out before today."""
    plans, coming, late, returning = (
        network.plans,
        work.coming,
        work.coming_late,
        work.returning,
    )
    band, near, entry = work.band, work.near, travel.entry
    paces, width, places = coming.shape[0], plans.shape[0], work.here.size
    codes = np.empty(coming.sum() + late.sum() + returning.sum(), np.int64)
    count, old = 0, 0
    for row in range(paces + 2):
        if row == paces + 1:
            old = count
        pace = min(row, paces - 1)
        for plan in range(2 * places, width):
            rest, hop = plans[plan, REST], plans[plan, HOP]
            concerns = band[plans[rest, PLACE]] or band[plans[rest, GOAL]] or near[entry[pace, hop]]
            if row < paces:
                people = coming[row, plan] if concerns else 0
                coming[row, plan] -= people
            elif row == paces:
                people = returning[plan] if band[plans[plan, PLACE]] else 0
                returning[plan] -= people
            else:
                people = late[plan] if concerns else 0
                coming[pace, plan] += late[plan] - people
            code = (paces if row == paces else pace) * width + plan
            codes[count : count + people] = code
            count += people
    return codes[:count], old


@njit
def arrive_singly(  # noqa: PLR0912, PLR0915 (split up, each person would pay for handing arrays on)
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
    """Second pass over them: they come in, and go on until the day is over."""
    network, travel, columns = base.network, base.travel, base.columns
    open_hop, open_choice = today.open_hop, today.open_choice
    codes, old = _who_comes(network, travel, member, own, work)
    attempt = work.attempts[ORDER, 0]
    attempt = _mix_up(key, day, names[ORDER, 0], attempt, codes, 0, old)
    attempt = _mix_up(key, day, names[ORDER, 0], attempt, codes, old, codes.size)
    plans, goals, plan_of, first_choice = (
        network.plans,
        network.goal,
        network.plan,
        network.first_choice,
    )
    at, camp, here, size, room = (
        own.at[member, 0],
        own.camp[member],
        work.here,
        work.size,
        work.room,
    )
    full, band, some_choice, final, ends = work.full, work.band, work.some, work.final, work.ends
    weights, attempts, chances, touched = work.weights, work.attempts, work.chances, work.touched
    near, stops, arrivals, on = work.near, work.stops, work.arrivals, own.on[member]
    onward, entry, first_slot = travel.onward, travel.entry, travel.first_slot[0]
    buffer = values[columns.flee_capacity_buffer]
    power, pruning = values[columns.flee_weight_power], values[columns.flee_pruning]
    laid = np.full(here.size, -1)
    changes, asked = 0, 0
    places, paces, width = here.size, entry.shape[0], plans.shape[0]
    for person in range(codes.size):
        pace, plan = codes[person] // width, codes[person] % width
        came_back = pace == paces
        plan_after = plans[plan, BACK] if came_back else plans[plan, REST]
        place = plans[plan_after, PLACE]
        arrivals[place] += 1
        if band[place]:
            changes += _shift(place, 1, buffer, here, size, room, full, camp)
        if came_back:
            at[plan_after] += 1
            continue
        stop, plan = entry[pace, plans[plan, HOP]], plan_after
        while True:
            if not near[stop] and not band[plans[plan, GOAL]]:
                if plan < places:
                    stops[stop] += 1
                else:
                    follow(
                        stop,
                        plan,
                        1,
                        plans,
                        onward,
                        first_slot,
                        open_hop,
                        full,
                        at,
                        on,
                        arrivals,
                        stops,
                    )
                break
            if plan < places:
                u = draw(key, day, names[STAYS, place], attempts[STAYS, place])
                attempts[STAYS, place] += 1
                if u >= chances[place]:
                    at[place] += 1
                    break
                first, last = first_choice[place], first_choice[place + 1]
                if touched[place]:
                    asked += 1
                    if laid[place] != changes:
                        some_choice[place] = (
                            final_weights(
                                first,
                                last,
                                goals,
                                open_choice,
                                room,
                                power,
                                pruning,
                                weights,
                                final,
                            )
                            > 0.0
                        )
                        lay(final, first, last, ends)
                        laid[place] = changes
                if not some_choice[place]:
                    at[place] += 1
                    break
                u = draw(key, day, names[CHOOSES, place], attempts[CHOOSES, place])
                attempts[CHOOSES, place] += 1
                plan = plan_of[pick(u, first, last, ends)]
            hop = plans[plan, HOP]
            if hop < 0 or not open_hop[hop] or full[plans[plan, GOAL]]:
                at[place] += 1
                break
            if band[place]:
                changes += _shift(place, -1, buffer, here, size, room, full, camp)
            following = onward[stop, plans[plan, TURN]]
            if following == ON_THE_ROAD:
                on[first_slot[plan]] += 1
                break
            plan = plans[plan, REST]
            place = plans[plan, PLACE]
            arrivals[place] += 1
            if band[place]:
                changes += _shift(place, 1, buffer, here, size, room, full, camp)
            if following == ENDS_DAY:
                at[plan] += 1
                break
            stop = following
    own.one_by_one[member] += asked
