"""Second pass over those asked one by one: they come in, and go on until the day is over."""

import numpy as np

from offramp.engine._jit import njit
from offramp.engine.draws import Keys
from offramp.processes.flee.calendar import Day
from offramp.processes.flee.choose import lay, share_among
from offramp.processes.flee.law import final_weights
from offramp.processes.flee.line import a_few, join, mix_up, shift
from offramp.processes.flee.move import follow, some_of
from offramp.processes.flee.network import (
    BACK,
    GOAL,
    HOP,
    PLACE,
    REST,
    TURN,
    Counts,
    Floats,
    Network,
)
from offramp.processes.flee.room import Room
from offramp.processes.flee.tables import CHOOSES, ORDER, STAYS, Base, Own
from offramp.processes.flee.travel import ENDS_DAY, ON_THE_ROAD, Travel


@njit
def _who_comes(
    network: Network, travel: Travel, work: Room, few: int
) -> tuple[Counts, Counts, int]:
    """Return the line of those who come in near the band, and where those of earlier days end."""
    plans, coming, late, returning = (
        network.plans,
        work.coming,
        work.coming_late,
        work.returning,
    )
    band, near, entry = work.band, work.near, travel.entry
    paces, width, places = coming.shape[0], plans.shape[0], work.here.size
    people = coming.sum() + late.sum() + returning.sum()
    longest = people // few + (paces + 2) * width
    codes, heads = np.empty(longest, np.int64), np.empty(longest, np.int64)
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
            count = join(codes, heads, count, code, people, few)
    return codes[:count], heads, old


STACK = 1024
"""Groups on their way at once, at first; it grows where more are."""


@njit
def _longer(waiting: Counts, least: int) -> Counts:
    """Return a copy with room for more."""
    longer = np.empty((2 * least, 3), np.int64)
    longer[: len(waiting)] = waiting
    return longer


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
    few = a_few(work.band, work.size, values[columns.flee_capacity_buffer])
    codes, heads, old = _who_comes(network, travel, work, few)
    attempt = work.attempts[ORDER, 0]
    attempt = mix_up(key, day, names[ORDER, 0], attempt, codes, heads, 0, old)
    attempt = mix_up(key, day, names[ORDER, 0], attempt, codes, heads, old, codes.size)
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
    counts, chosen = work.counts, np.empty(work.counts.size, np.int64)
    changes, asked = 0, 0
    places, paces, width = here.size, entry.shape[0], plans.shape[0]
    waiting = np.empty((STACK, 3), np.int64)
    for turn in range(codes.size):
        pace, plan, people = codes[turn] // width, codes[turn] % width, heads[turn]
        came_back = pace == paces
        plan_after = plans[plan, BACK] if came_back else plans[plan, REST]
        place = plans[plan_after, PLACE]
        arrivals[place] += people
        if band[place]:
            changes += shift(place, people, buffer, here, size, room, full, camp)
        if came_back:
            at[plan_after] += people
            continue
        waiting[0, 0], waiting[0, 1] = entry[pace, plans[plan, HOP]], plan_after
        waiting[0, 2] = people
        depth = 1
        while depth > 0:
            depth -= 1
            stop, plan, people = waiting[depth]
            place, ways = plans[plan, PLACE], 1
            without = plan < places
            first, last = first_choice[place], first_choice[place + 1]
            if not near[stop] and not band[plans[plan, GOAL]]:
                if without:
                    stops[stop] += people
                else:
                    follow(
                        stop, plan, people, plans, onward, first_slot,
                        open_hop, full, at, on, arrivals, stops,
                    )  # fmt: skip
                continue
            if without:
                movers = some_of(
                    key, day, names[STAYS, place], attempts[STAYS, place], people, chances[place]
                )
                attempts[STAYS, place] += 1
                at[place] += people - movers
                if movers == 0:
                    continue
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
                    at[place] += movers
                    continue
                attempts[CHOOSES, place], ways = share_among(
                    key, day, names[CHOOSES, place], attempts[CHOOSES, place],
                    movers, first, last, final, ends, counts, chosen,
                )  # fmt: skip
                if depth + ways > len(waiting):
                    waiting = _longer(waiting, depth + ways)
            for way in range(ways):
                some = people
                if without:
                    plan, some = plan_of[first + chosen[way]], counts[chosen[way]]
                hop = plans[plan, HOP]
                if hop < 0 or not open_hop[hop] or full[plans[plan, GOAL]]:
                    at[place] += some
                    continue
                if band[place]:
                    changes += shift(place, -some, buffer, here, size, room, full, camp)
                following = onward[stop, plans[plan, TURN]]
                if following == ON_THE_ROAD:
                    on[first_slot[plan]] += some
                    continue
                rest = plans[plan, REST]
                end = plans[rest, PLACE]
                arrivals[end] += some
                if band[end]:
                    changes += shift(end, some, buffer, here, size, room, full, camp)
                if following == ENDS_DAY:
                    at[rest] += some
                    continue
                waiting[depth, 0], waiting[depth, 1], waiting[depth, 2] = following, rest, some
                depth += 1
    own.one_by_one[member] += asked
