"""Which places fill up today, so that the order of people matters, and who is near them.

The weight of a camp falls from 1 to 0 while it fills from the buffer to its capacity, and Flee
looks at the number of people there at the very moment when each person decides. As long as nobody
can bring a camp into that band today, or out of it, its weight is fixed for the day and people are
moved as counts. Otherwise those who can enter it, leave it, choose it or walk through it today are
asked one by one, see `singly`.
"""

import numpy as np

from offramp.engine._jit import njit
from offramp.engine.draws import Keys
from offramp.processes.flee.law import fullness
from offramp.processes.flee.move import some_of
from offramp.processes.flee.network import HOP, PLACE, Counts, Flags, Floats, Network
from offramp.processes.flee.room import Room
from offramp.processes.flee.tables import STAYS, Columns, Own
from offramp.processes.flee.travel import ON_THE_ROAD, Travel


@njit
def count_people(
    key: np.uint64, day: int, names: Keys, network: Network, member: int, own: Own, work: Room
) -> None:
    """Count who is where, and draw who of those without a plan leaves today."""
    plans, at, count = network.plans, own.at[member], work.here
    paces = at.shape[0]
    count[:] = 0
    for pace in range(paces):
        for plan in range(plans.shape[0]):
            if at[pace, plan] > 0:
                count[plans[plan, PLACE]] += at[pace, plan]
    for place in range(count.size):
        chance, name = work.chances[place], names[STAYS, place]
        new = work.spawned[place]
        work.newcomers[place] = some_of(key, day, name, 0, new, chance)
        for pace in range(paces):
            people = at[pace, place] - (new if pace == paces - 1 else 0)
            work.movers[pace, place] = some_of(key, day, name, 1 + pace, people, chance)
        work.movers[paces - 1, place] += work.newcomers[place]
        work.attempts[STAYS, place] = 1 + paces


@njit
def find_band(
    network: Network,
    travel: Travel,
    columns: Columns,
    values: Floats,
    member: int,
    hosts: Counts,
    own: Own,
    work: Room,
) -> bool:
    """Find the places whose weight could change within the day; set that of the others.

    Args:
        network: the map.
        travel: days and stops.
        columns: where the quantities are.
        values: quantities of the member, (column).
        member: its position.
        hosts: places that have a capacity, (host).
        own: arrays of the process.
        work: of the day.

    Returns:
        Whether there are any.
    """
    scaling = values[columns.flee_capacity_scaling]
    buffer = values[columns.flee_capacity_buffer]
    limited = False
    for place in range(work.size.size):
        work.size[place] = own.capacity[member, place] * scaling
        work.room[place] = 1.0
        work.full[place] = False
        work.band[place] = False
        limited |= work.size[place] >= 1.0
    if not limited:
        return False
    _bounds(network, travel, member, hosts, own, work)
    some = False
    for host in range(hosts.size):
        place = hosts[host]
        low = fullness(work.least[host], work.size[place], buffer)
        high = fullness(work.most[host], work.size[place], buffer)
        work.room[place] = fullness(work.here[place], work.size[place], buffer)
        work.full[place] = own.camp[member, place] and work.room[place] < 0.5
        if low != high:
            work.band[place] = True
            some = True
    return some


@njit
def _bounds(
    network: Network, travel: Travel, member: int, hosts: Counts, own: Own, work: Room
) -> None:
    """Bound how many people can be at each host today, at most and at least."""
    plans, at, on, back = network.plans, own.at[member], own.on[member], own.sent_back[member]
    most, least, places = work.most, work.least, work.here.size
    days_of, first_slot, reach = travel.days, travel.first_slot, travel.hop_reach
    for host in range(hosts.size):
        most[host] = least[host] = work.here[hosts[host]]
    for pace in range(at.shape[0]):
        for plan in range(plans.shape[0]):
            hop, place = plans[plan, HOP], plans[plan, PLACE]
            leaving = work.movers[pace, plan] if plan < places else at[pace, plan]
            if leaving > 0:
                _may_come(hosts == place, -leaving, least)
                for out in range(network.first_hop[place], network.first_hop[place + 1]):
                    if days_of[pace, out] == 1 and (plan < places or out == hop):
                        _may_come(reach[pace, out], leaving, most)
            if hop < 0 or days_of[pace, hop] == 1:
                continue
            last = first_slot[pace, plan] + days_of[pace, hop] - 2
            if on[last] > 0:
                _may_come(reach[pace, hop], on[last], most)
            if back.size > 0 and back[last] > 0:
                _may_come(hosts == place, back[last], most)


@njit
def _may_come(which: Flags, people: int, bound: Counts) -> None:
    """Add people to the bound of some hosts."""
    for host in range(bound.size):
        if which[host]:
            bound[host] += people


@njit
def find_touched(
    network: Network, travel: Travel, open_choice: Flags, some: bool, work: Room
) -> None:
    """Find the places and stops where somebody could see or enter a place of the band."""
    touched, band, near = work.touched, work.band, work.near
    touched[:] = False
    near[:] = False
    if not some:
        return
    onward, stop_place, first_hop, end = (
        travel.onward,
        travel.stop_place,
        network.first_hop,
        network.end,
    )
    for place in range(touched.size):
        touched[place] = band[place]
        for choice in range(network.first_choice[place], network.first_choice[place + 1]):
            if open_choice[choice] and band[network.goal[choice]]:
                touched[place] = True
    for stop in range(stop_place.size - 1, -1, -1):
        place = stop_place[stop]
        close = touched[place]
        first = first_hop[place]
        for hop in range(first, first_hop[place + 1]):
            following = onward[stop, hop - first]
            if following != ON_THE_ROAD and band[end[hop]]:
                close = True
            if following >= 0 and near[following]:
                close = True
        near[stop] = close
