"""A day of all members of a block: spawning, closures, weights, and the two passes of movement."""

from offramp.engine._jit import njit
from offramp.engine.draws import Keys
from offramp.processes.flee.band import count_people, find_band, find_touched
from offramp.processes.flee.calendar import Day
from offramp.processes.flee.entering import arrive_singly
from offramp.processes.flee.law import set_weights, set_zones
from offramp.processes.flee.move import arrive, go_on, pass_night, prepare_choices, set_out
from offramp.processes.flee.network import HOP, PLACE, Floats
from offramp.processes.flee.room import Room
from offramp.processes.flee.singly import set_out_singly
from offramp.processes.flee.spawn import spawn
from offramp.processes.flee.tables import TOWN, Base, Own, Seen


@njit
def live(
    keys: Keys,
    day: int,
    names: Keys,
    base: Base,
    values: Floats,
    fighting: Floats,
    today: Day,
    wanted: int,
    own: Own,
    work: Room,
    seen: Seen,
) -> None:
    """Move everybody by one day.

    Args:
        keys: of the members.
        day: today.
        names: of draws, (purpose, place).
        base: what is always the same.
        values: quantities, (member, column).
        fighting: (member, origin).
        today: what is open, and what closes.
        wanted: groups that the observed stocks ask for today.
        own: arrays of the process, changed.
        work: room to work in.
        seen: overwritten.
    """
    network, travel, columns = base.network, base.travel, base.columns
    open_hop, open_choice = today.open_hop, today.open_choice
    for member in range(keys.size):
        key, mine = keys[member], values[member]
        changed = set_zones(columns, mine, member, day, fighting[member], base.origins, own)
        fame_day = day if changed else max(day - 1, 0)
        spawn(key, day, names, base, mine, member, wanted, fame_day, own, work.scores, work.spawned)
        _close(base, member, today, own)
        set_weights(
            network,
            columns,
            mine,
            member,
            day,
            base.foreign,
            own,
            work.scores,
            work.chances,
            work.weights,
        )
        work.attempts[:] = 0
        work.arrivals[:] = 0
        work.steps[:] = 0
        work.late[:] = 0
        count_people(key, day, names, network, member, own, work)
        some = find_band(network, travel, columns, mine, member, base.hosts, own, work)
        find_touched(network, travel, open_choice, some, work)
        prepare_choices(network, columns, mine, open_choice, work)
        if some:
            set_out_singly(key, day, names, base, mine, today, member, own, work)
        set_out(key, day, names, network, open_hop, member, own, work)
        pass_night(network, travel, member, own, work)
        if some:
            arrive_singly(key, day, names, base, mine, today, member, own, work)
        arrive(network, travel, open_hop, member, own, work)
        go_on(key, day, names, network, travel, open_hop, member, own, work)
        _record(base, member, own, work, seen)


@njit
def _close(base: Base, member: int, today: Day, own: Own) -> None:
    """Mark people on roads that close as sent back, and turn camps into towns and back."""
    plans, slot_plan, shut = base.network.plans, base.travel.slot_plan, today.shut
    if shut.any():
        on, sent_back = own.on[member], own.sent_back[member]
        for slot in range(slot_plan.size):
            if shut[plans[slot_plan[slot], HOP]]:
                sent_back[slot] += on[slot]
                on[slot] = 0
    for change in range(today.turned.size):
        place, into = today.turned[change], today.into[change]
        own.intensity[member, place] = 0.0
        own.camp[member, place] = into != TOWN
        own.kind[member, place] = into


@njit
def _record(base: Base, member: int, own: Own, work: Room, seen: Seen) -> None:
    """Set what is known outside: people by place."""
    plans, here, at = base.network.plans, work.here, own.at[member]
    total = own.on[member].sum() + own.sent_back[member].sum()
    here[:] = 0
    for pace in range(at.shape[0]):
        for plan in range(at.shape[1]):
            here[plans[plan, PLACE]] += at[pace, plan]
            total += at[pace, plan]
    for origin in range(base.origins.size):
        place = base.origins[origin]
        seen.departures[member, origin] = work.spawned[place] * base.each
        seen.displaced[member, origin] = here[place] * base.each
        total -= here[place]
    for host in range(base.hosts.size):
        place = base.hosts[host]
        seen.arrivals[member, host] = work.arrivals[place] * base.each
        seen.hosted[member, host] = here[place] * base.each
        total -= here[place]
    own.underway[member] = total * base.each
