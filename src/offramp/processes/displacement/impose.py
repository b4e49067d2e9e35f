"""Observed crossings: people set out so that as many cross as were seen to.

For each host and observed day s, an origin with L days on its way may send people on day s - L
only. So the origins draw in turn, those with the longest way first: each takes a binomial number
of those still due, with its weight against its own and all that may still follow. The last takes
the rest. This is the multinomial split of the total, drawn in the order of time. The weight of an
origin is what the law expects from it, plus a trace for everybody there.
"""

import numpy as np

from offramp.engine._jit import njit
from offramp.engine.draws import Keys, drawn
from offramp.engine.samplers import binomial
from offramp.processes.displacement.observed import NOT_OBSERVED
from offramp.processes.displacement.spread import spread_within
from offramp.processes.displacement.tables import (
    EXIT,
    HAZARD,
    HAZARD_AGAIN,
    LONGEST,
    SLOTS,
    Counts,
    Days,
    Floats,
)

TRACE = 1e-6
"""Hazard (1/day) of leaving where the law expects nobody to: small beside any that matters, it only
says who goes when the observation wants more people than the law has."""


@njit
def seen(observed: Counts, host: int, day: int) -> bool:
    """Say whether crossings into a host were observed on a day."""
    return day < observed.shape[1] and bool(observed[host, day] != NOT_OBSERVED)


@njit
def announce(day: int, observed: Counts, due: Counts) -> None:
    """Note what is due `LONGEST` days ahead; on day 0, on all days until then."""
    for ahead in range(0 if day == 0 else LONGEST, SLOTS):
        for host in range(observed.shape[0]):
            known = seen(observed, host, day + ahead)
            for member in range(due.shape[0]):
                count = observed[host, day + ahead] if known else 0
                due[member, host, (day + ahead) % SLOTS] = count


@njit
def keep_to_observed(day: int, observed: Counts, days_out: Days, outside: Floats) -> None:
    """Let nobody else set out who would cross on an observed day: sets their shares to 0."""
    members, hosts, origins = outside.shape
    for member in range(members):
        for host in range(hosts):
            for origin in range(origins):
                if seen(observed, host, day + days_out[member, host, origin]):
                    outside[member, host, origin] = 0.0


@njit
def impose(
    keys: Keys,
    day: int,
    labels: Keys,
    fill_labels: Keys,
    days_out: Days,
    at_home: Counts,
    displaced: Counts,
    law: Floats,
    outside: Floats,
    due: Counts,
    sent: Counts,
    road_out: Counts,
) -> None:
    """Send those who will cross on observed days on their way.

    Args:
        keys: of the members.
        day: today.
        labels: of the draws of (host, origin).
        fill_labels: of the draws by which a gap is filled, (host,).
        days_out: days to the border, (member, host, origin).
        at_home: people who may leave the country, (member, origin); so are the next.
        displaced: people who may leave the country.
        law: of the day, (member, row, origin).
        outside: shares that go to each host, (member, host, origin).
        due: crossings for which nobody has set out yet, (member, host, slot).
        sent: who sets out, (member, host, origin), added to.
        road_out: people on the way, (member, host, slot).
    """
    members, hosts, origins = outside.shape
    still, shorter, last = np.empty(SLOTS), np.empty(SLOTS), np.empty(SLOTS, np.int64)
    there, weight, ends = np.empty(origins), np.empty(origins), np.empty(origins)
    room, count = np.empty(origins, np.int64), np.empty(origins, np.int64)
    for member in range(members):
        for origin in range(origins):
            home, guests = at_home[member, origin], displaced[member, origin]
            room[origin] = home + guests
            there[origin] = (law[member, HAZARD, origin] + TRACE) * home
            there[origin] += (law[member, HAZARD_AGAIN, origin] + TRACE) * guests
            there[origin] *= law[member, EXIT, origin]
        for host in range(hosts):
            if not due[member, host].any():
                continue
            for origin in range(origins):
                weight[origin] = there[origin] * outside[member, host, origin]
            _in_turn(
                keys[member],
                day,
                labels[host],
                days_out[member, host],
                weight,
                room,
                due[member, host],
                sent[member, host],
                road_out[member, host],
                still,
                shorter,
                last,
            )
            slot = day % SLOTS
            left = due[member, host, slot]
            if left == 0:
                continue
            for origin in range(origins):
                weight[origin] = room[origin] * outside[member, host, origin]
            u = drawn(keys[member], fill_labels[host])
            due[member, host, slot] = spread_within(u, left, weight, room, ends, count)
            for origin in range(origins):
                sent[member, host, origin] += count[origin]
                road_out[member, host, slot] += count[origin]
                room[origin] -= count[origin]


@njit
def _in_turn(
    key: np.uint64,
    day: int,
    labels: Keys,
    lags: Days,
    weight: Floats,
    room: Counts,
    due: Counts,
    sent: Counts,
    road: Counts,
    left: Floats,
    shorter: Floats,
    last: Counts,
) -> None:
    """Draw who sets out for one host today, on ways of each length; the last three are room."""
    left[:], shorter[:], last[:] = 0.0, 0.0, -1
    for origin in range(weight.size):
        if weight[origin] > 0.0:
            left[lags[origin]] += weight[origin]
            last[lags[origin]] = origin
    for lag in range(1, SLOTS):
        shorter[lag] = shorter[lag - 1] + left[lag - 1]
    for origin in range(weight.size):
        lag = lags[origin]
        slot = (day + lag) % SLOTS
        if weight[origin] <= 0.0 or due[slot] == 0:
            continue
        taken = due[slot]
        if origin != last[lag] or shorter[lag] > 0.0:
            share = weight[origin] / max(left[lag] + shorter[lag], weight[origin])
            taken = binomial(drawn(key, labels[origin]), due[slot], share)
        left[lag] -= weight[origin]
        taken = min(taken, room[origin])
        due[slot] -= taken
        room[origin] -= taken
        sent[origin] += taken
        road[slot] += taken


@njit
def take_away(
    keys: Keys,
    labels: Keys,
    sent: Counts,
    law: Floats,
    at_home: Counts,
    displaced: Counts,
    departures: Counts,
) -> None:
    """Take those who were sent from those at home and those displaced there.

    Args:
        keys: of the members.
        labels: of the draws of each origin.
        sent: people who set out, (member, host, origin).
        law: of the day, (member, row, origin).
        at_home: people who may leave the country, (member, origin).
        displaced: people who may leave the country, (member, origin).
        departures: from home, (member, origin).
    """
    members, hosts, origins = sent.shape
    for member in range(members):
        for origin in range(origins):
            people = 0
            for host in range(hosts):
                people += sent[member, host, origin]
            if people == 0:
                continue
            home, guests = at_home[member, origin], displaced[member, origin]
            weight = (law[member, HAZARD, origin] + TRACE) * home
            weight_guests = (law[member, HAZARD_AGAIN, origin] + TRACE) * guests
            u = drawn(keys[member], labels[origin])
            from_home = binomial(u, people, weight / (weight + weight_guests))
            from_home = min(max(from_home, people - guests), home)
            at_home[member, origin] -= from_home
            displaced[member, origin] -= people - from_home
            departures[member, origin] += from_home
