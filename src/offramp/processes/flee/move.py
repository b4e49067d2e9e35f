"""People moved as counts: who steps on the road, who comes in, and who goes on the same day.

All with the same plan at the same stop are one count. The draws of a place on a day have one name
and are told apart by a running number. Where a camp is about to fill up, `band` takes over those
whom this concerns.

The innermost functions take plain arrays: handing them whole groups of arrays costs more than what
they do.
"""

import numpy as np

from offramp.engine._jit import njit
from offramp.engine.draws import Keys, draw
from offramp.engine.samplers import binomial
from offramp.processes.flee.choose import lay, share_out
from offramp.processes.flee.law import final_weights
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
from offramp.processes.flee.tables import CHOOSES, STAYS, Columns, Own
from offramp.processes.flee.travel import ENDS_DAY, ON_THE_ROAD, Hops, Travel


@njit
def some_of(
    key: np.uint64, day: int, name: np.uint64, attempt: int, people: int, chance: float
) -> int:
    """Draw how many of some people leave a place."""
    if people == 0 or chance <= 0.0:
        return 0
    if chance >= 1.0:
        return people
    return binomial(draw(key, day, name, attempt), people, chance)


@njit
def prepare_choices(
    network: Network, columns: Columns, values: Floats, open_choice: Flags, work: Room
) -> None:
    """Lay the weights of the choices of each place end to end, as far as they are fixed today."""
    power, pruning = values[columns.flee_weight_power], values[columns.flee_pruning]
    for place in range(work.some.size):
        first, last = network.first_choice[place], network.first_choice[place + 1]
        if not work.touched[place]:
            total = final_weights(
                first,
                last,
                network.goal,
                open_choice,
                work.room,
                power,
                pruning,
                work.weights,
                work.final,
            )
            work.some[place] = total > 0.0
            lay(work.final, first, last, work.ends)


@njit
def set_out(
    key: np.uint64,
    day: int,
    names: Keys,
    network: Network,
    open_hop: Flags,
    member: int,
    own: Own,
    work: Room,
) -> None:
    """First half of a day, for all who are not asked one by one: step on the road.

    Who had no plan in the morning comes first, so that who drops a plan now stays for the day.
    """
    plans, full, steps, counts = network.plans, work.full, work.steps, work.counts
    first_choice, plan_of = network.first_choice, network.plan
    places = full.size
    for pace in range(steps.shape[0]):
        at = own.at[member, pace]
        for place in range(places):
            people = work.movers[pace, place]
            if people == 0 or work.touched[place] or not work.some[place]:
                continue
            first, last = first_choice[place], first_choice[place + 1]
            work.attempts[CHOOSES, place] = share_out(
                key,
                day,
                names[CHOOSES, place],
                work.attempts[CHOOSES, place],
                people,
                first,
                last,
                work.final,
                work.ends,
                counts,
            )
            for choice in range(first, last):
                some = counts[choice - first]
                if some > 0:
                    plan = plan_of[choice]
                    if not full[plans[plan, GOAL]]:
                        steps[pace, plan] += some
                        at[place] -= some
        for plan in range(places, plans.shape[0]):
            people = at[plan]
            if people == 0:
                continue
            goal, place, hop = plans[plan, GOAL], plans[plan, PLACE], plans[plan, HOP]
            if work.band[goal] or work.band[place]:
                continue
            at[plan] = 0
            if hop < 0 or not open_hop[hop] or full[goal]:
                at[place] += people
            else:
                steps[pace, plan] += people


@njit
def pass_night(network: Network, travel: Travel, member: int, own: Own, work: Room) -> None:
    """Count one more day on every road, and note who arrives."""
    plans, steps, coming, days_of = network.plans, work.steps, work.coming, travel.days
    first_slot, late, coming_late, returning = (
        travel.first_slot,
        work.late,
        work.coming_late,
        work.returning,
    )
    on, sent_back = own.on[member], own.sent_back[member]
    paces = steps.shape[0]
    returning[:] = 0
    coming_late[:] = 0
    for pace in range(paces):
        for plan in range(2 * work.some.size, plans.shape[0]):
            days = days_of[pace, plans[plan, HOP]]
            fresh = steps[pace, plan]
            if days == 1:
                coming[pace, plan] = fresh
                if pace == paces - 1:
                    coming_late[plan] = late[plan]
                continue
            if pace == paces - 1:
                fresh += late[plan]
            first = first_slot[pace, plan]
            last = first + days - 2
            coming[pace, plan] = on[last]
            for slot in range(last, first, -1):
                on[slot] = on[slot - 1]
            on[first] = fresh
            if sent_back.size > 0:
                returning[plan] += sent_back[last]
                for slot in range(last, first, -1):
                    sent_back[slot] = sent_back[slot - 1]
                sent_back[first] = 0


@njit
def follow(
    stop: int,
    plan: int,
    people: int,
    plans: Counts,
    onward: Hops,
    first_slot: Counts,
    open_hop: Flags,
    full: Flags,
    at: Counts,
    on: Counts,
    arrivals: Counts,
    stops: Counts,
) -> None:
    """Take people with a plan on from a stop, as far as they get today.

    Args:
        stop: where they are.
        plan: what they have in mind, not nothing.
        people: how many.
        plans: the table of plans.
        onward: of all stops.
        first_slot: of each plan, (plan).
        open_hop: (hop).
        full: whether a place is a full camp, (place).
        at: groups at places, (plan), changed.
        on: groups on the road, (slot), changed.
        arrivals: at each place today, (place), changed.
        stops: groups that decide at each stop, (stop), changed.
    """
    places = full.size
    while True:
        hop = plans[plan, HOP]
        if hop < 0 or not open_hop[hop] or full[plans[plan, GOAL]]:
            at[plans[plan, PLACE]] += people
            return
        following = onward[stop, plans[plan, TURN]]
        if following == ON_THE_ROAD:
            on[first_slot[plan]] += people
            return
        plan = plans[plan, REST]
        arrivals[plans[plan, PLACE]] += people
        if following == ENDS_DAY:
            at[plan] += people
            return
        if plan < places:
            stops[following] += people
            return
        stop = following


@njit
def arrive(
    network: Network, travel: Travel, open_hop: Flags, member: int, own: Own, work: Room
) -> None:
    """Second half of a day: those on the road come in, and go on while they have a plan."""
    plans, onward, entry, coming = network.plans, travel.onward, travel.entry, work.coming
    first_slot, full, arrivals, stops = travel.first_slot[0], work.full, work.arrivals, work.stops
    at, on = own.at[member, 0], own.on[member]
    for pace in range(coming.shape[0]):
        for plan in range(2 * full.size, plans.shape[0]):
            people = coming[pace, plan]
            if people > 0:
                rest, stop = plans[plan, REST], entry[pace, plans[plan, HOP]]
                arrivals[plans[rest, PLACE]] += people
                if rest < full.size:
                    stops[stop] += people
                else:
                    follow(
                        stop,
                        rest,
                        people,
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
    for plan in range(2 * full.size, plans.shape[0]):
        if work.returning[plan] > 0:
            arrivals[plans[plan, PLACE]] += work.returning[plan]
            at[plans[plan, BACK]] += work.returning[plan]


@njit
def go_on(
    key: np.uint64,
    day: int,
    names: Keys,
    network: Network,
    travel: Travel,
    open_hop: Flags,
    member: int,
    own: Own,
    work: Room,
) -> None:
    """Let those who have come in without a plan decide, stop by stop, in order of kilometres."""
    plans, onward, stop_place = network.plans, travel.onward, travel.stop_place
    first_slot, full, arrivals, stops = travel.first_slot[0], work.full, work.arrivals, work.stops
    first_choice, plan_of, counts = network.first_choice, network.plan, work.counts
    attempts, final, ends, chances = work.attempts, work.final, work.ends, work.chances
    some_choice = work.some
    at, on = own.at[member, 0], own.on[member]
    for stop in range(stops.size):
        people = stops[stop]
        if people == 0:
            continue
        stops[stop] = 0
        place = stop_place[stop]
        attempts[STAYS, place] += 1
        attempt = attempts[STAYS, place]
        movers = some_of(key, day, names[STAYS, place], attempt, people, chances[place])
        if not some_choice[place]:
            movers = 0
        at[place] += people - movers
        if movers == 0:
            continue
        first, last = first_choice[place], first_choice[place + 1]
        attempts[CHOOSES, place] = share_out(
            key,
            day,
            names[CHOOSES, place],
            attempts[CHOOSES, place],
            movers,
            first,
            last,
            final,
            ends,
            counts,
        )
        for choice in range(first, last):
            some = counts[choice - first]
            if some > 0:
                follow(
                    stop,
                    plan_of[choice],
                    some,
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
