"""One day of a few members, in compiled code: its parts, one after the other."""

import numpy as np

from offramp.engine._jit import inlined, njit
from offramp.engine.draws import Keys
from offramp.processes.displacement.batch import TOGETHER
from offramp.processes.displacement.borders import arrive_inside, cross
from offramp.processes.displacement.choice import choose
from offramp.processes.displacement.correct import correct
from offramp.processes.displacement.departures import leave
from offramp.processes.displacement.forecast import foresee, foretell
from offramp.processes.displacement.given import Given
from offramp.processes.displacement.impose import announce, impose, keep_to_observed, take_away
from offramp.processes.displacement.journeys import go_inside, set_out
from offramp.processes.displacement.law import push
from offramp.processes.displacement.levels import Levels, learn, standing
from offramp.processes.displacement.noise import shake
from offramp.processes.displacement.own import Own, part_of_own
from offramp.processes.displacement.pools import Pools, part_of_pools
from offramp.processes.displacement.returns import go_home, move_on
from offramp.processes.displacement.side_by_side import all_ways
from offramp.processes.displacement.sums import (
    add,
    column,
    columns,
    count_away,
    fill,
    pair,
    scale,
    subtract,
    tell_positive,
)
from offramp.processes.displacement.tables import (
    CORRECT,
    FILL,
    GOES,
    GOES_INSIDE,
    INSIDE_SHARE,
    NOISE,
    OF_HOME,
    ONWARD,
    RETURN,
    SHARED_NOISE,
    VISIT,
    Floats,
    Names,
    columns_at,
    pick,
)
from offramp.processes.displacement.today import Today, new_today
from offramp.processes.displacement.trace import KEPT, remember
from offramp.processes.displacement.visits import visit


@njit
def move(
    day: int,
    traced: bool,
    keys: Keys,
    quantity: Floats,
    given: Given,
    labels: Names,
    of_pools: Pools,
    of_own: Own,
) -> None:
    """Move the people of all members by one day.

    Args:
        day: today.
        traced: whether to note where most of the displaced in a place come from.
        keys: of the members.
        quantity: effective quantities, (column of the scenario, member).
        given: what is the same for all.
        labels: of the draws of the day.
        of_pools: people by where they are; changed.
        of_own: what this process keeps; changed.
    """
    hosts, origins = of_own.way_out.shape[1:]
    for first in range(0, keys.size, TOGETHER):
        end = min(first + TOGETHER, keys.size)
        pools, own = part_of_pools(of_pools, first, end), part_of_own(of_own, first, end)
        today = new_today(end - first, given.positions.size, hosts, origins)
        pick(quantity, first, given.positions, today.quantity)
        fill(pools.departures, 0)
        fill(pools.returns, 0)
        _set_law(day, keys[first:end], given, pools, own, today)
        if day < given.crossings.shape[1]:
            _send_observed(day, keys[first:end], given, labels, pools, own, today)
        _depart(day, traced, keys[first:end], given, labels, pools, own, today)
        _arrive(day, given, pools, own)
        _move_on_and_return(day, keys[first:end], given, labels, pools, own, today)
        _learn_or_drift(day, keys[first:end], given, pools, own, today)
        if traced or day < given.crossings.shape[1]:
            remember(today.sent, own.flow)
        if traced:
            scale(own.main_flow, KEPT)


@inlined
def _set_law(day: int, keys: Keys, given: Given, pools: Pools, own: Own, today: Today) -> None:
    """Set the law of the day, and forecast what follows from it."""
    standing(own.level, own.shared_level, today.standing)
    subtract(pools.trapped, own.trapped_barred, today.free_trapped)
    push(
        today.quantity,
        given.starts,
        pools.fighting,
        pools.air_threat,
        pools.access,
        pools.at_home,
        pools.barred,
        given.population,
        today.law,
    )
    choose(
        today.quantity,
        given.starts,
        own.way_out,
        own.way_inside,
        today.standing,
        today.law,
        today.inside,
        today.outside,
    )
    foresee(
        day,
        today.quantity,
        given.starts,
        pools.access,
        pools.at_home,
        pools.displaced,
        today.free_trapped,
        own.days_out,
        today.standing,
        today.law,
        today.outside,
        own.forecast,
    )
    foretell(
        day,
        given.crossings,
        given.teaches,
        given.capacity,
        pools.waiting,
        today.standing,
        own.forecast,
        own.visits,
        pools.arrivals_expected,
        own.surprise,
        own.weight,
    )
    shake(
        keys,
        day,
        today.quantity,
        given.starts,
        given.last,
        given.names.host[NOISE],
        given.names.one[SHARED_NOISE],
        own.days_out,
        own.scale,
        own.shock,
        own.lift,
        today.outside,
    )


@inlined
def _send_observed(
    day: int, keys: Keys, given: Given, labels: Names, pools: Pools, own: Own, today: Today
) -> None:
    """Send those who will cross on observed days, and let nobody else cross on them."""
    announce(day, given.crossings, own.due)
    impose(
        keys,
        day,
        labels.imposed,
        labels.host[FILL],
        own.days_out,
        pools.at_home,
        pools.displaced,
        today.law,
        today.outside,
        own.due,
        today.sent,
        own.road_out,
    )
    take_away(
        keys,
        labels.origin[OF_HOME],
        today.sent,
        today.law,
        pools.at_home,
        pools.displaced,
        pools.departures,
    )
    keep_to_observed(day, given.crossings, own.days_out, today.outside)


@inlined
def _depart(
    day: int,
    traced: bool,
    keys: Keys,
    given: Given,
    labels: Names,
    pools: Pools,
    own: Own,
    today: Today,
) -> None:
    """Let people leave as the law says: those free to leave the country, and those barred."""
    at = columns_at(given.starts)
    release_rate = column(today.quantity, at.release_rate)
    free, barred = np.empty_like(own.main_source), np.empty_like(own.main_source)
    ways = np.empty_like(own.main_flow)
    all_ways(today.law, today.outside, ways)
    leave(
        keys,
        labels.origin,
        release_rate,
        pools.access,
        today.law,
        ways,
        pools.at_home,
        pools.displaced,
        today.free_trapped,
        pools.departures,
        free,
    )
    tell_positive(today.law, INSIDE_SHARE, ways)
    leave(
        keys,
        labels.origin_barred,
        release_rate,
        pools.access,
        today.law,
        ways,
        pools.barred,
        pools.displaced_barred,
        own.trapped_barred,
        pools.departures,
        barred,
    )
    add(today.free_trapped, own.trapped_barred, pools.trapped)
    set_out(
        keys,
        day,
        labels.origin[GOES],
        own.days_out,
        today.law,
        today.outside,
        free,
        today.sent,
        own.road_out,
    )
    noted = keys.size if traced else 0
    go_inside(
        keys,
        day,
        pair(labels.origin, labels.origin_barred, GOES_INSIDE),
        own.way_inside,
        own.days_inside,
        today.law,
        today.inside,
        free,
        barred,
        own.road_inside,
        own.main_source[:noted],
        own.main_flow[:noted],
    )


@inlined
def _arrive(day: int, given: Given, pools: Pools, own: Own) -> None:
    """End the ways that end today, inside and at the border, and let people across."""
    arrive_inside(day, 0, own.road_inside, pools.moving, pools.displaced)
    arrive_inside(day, 1, own.road_inside, pools.moving_barred, pools.displaced_barred)
    cross(
        day,
        given.crossings,
        given.capacity,
        own.road_out,
        pools.in_transit,
        pools.waiting,
        pools.arrivals,
        pools.hosted,
        own.unmet,
    )
    add(pools.arrivals_total, pools.arrivals, pools.arrivals_total)


@inlined
def _move_on_and_return(
    day: int, keys: Keys, given: Given, labels: Names, pools: Pools, own: Own, today: Today
) -> None:
    """Let people move on from hosts, and go home from abroad and from inside."""
    at, hosted = columns_at(given.starts), pools.hosted
    visit(
        keys,
        day,
        column(today.quantity, at.visit_rate),
        given.crossings,
        labels.host[VISIT],
        hosted,
        own.due,
        own.visits,
        own.road_out,
        pools.in_transit,
    )
    move_on(
        keys,
        today.quantity,
        given.starts,
        labels.host[ONWARD],
        labels.one,
        hosted,
        pools.moved_on,
    )
    rate = columns(today.quantity, at.return_rate, hosted.shape[1])
    rate_inside = column(today.quantity, at.return_rate_inside)
    count_away(given.population, pools, own, today.away)
    away_barred = np.empty_like(today.away)
    subtract(own.lived_barred, pools.barred, away_barred)
    subtract(away_barred, own.trapped_barred, away_barred)
    go_home(
        keys,
        labels.host[RETURN],
        labels.one,
        rate,
        rate_inside,
        today.away,
        today.law,
        hosted,
        pools.displaced,
        pools.at_home,
        pools.returns,
    )
    go_home(
        keys,
        labels.host[RETURN],
        labels.one_barred,
        rate,
        rate_inside,
        away_barred,
        today.law,
        np.empty((keys.size, 0), np.int64),
        pools.displaced_barred,
        pools.barred,
        pools.returns,
    )


@inlined
def _learn_or_drift(
    day: int, keys: Keys, given: Given, pools: Pools, own: Own, today: Today
) -> None:
    """Move the levels; at the last observation, correct who is on the way."""
    last, names = given.last, given.names
    learn(
        keys,
        day,
        today.quantity,
        given.starts,
        last,
        names.host,
        names.one,
        own.surprise,
        own.weight,
        Levels(own.level, own.shared_level, own.trend, own.doubt, own.lessons, own.scale),
    )
    if last.size > 0 and day == last.max():
        standing(own.level, own.shared_level, today.standing)
        count_away(given.population, pools, own, today.away)
        correct(
            keys,
            day,
            last,
            names.host[CORRECT],
            own,
            today.standing,
            pools.in_transit,
            pools.at_home,
            today.away,
            pools.departures,
            today.sent,
        )
