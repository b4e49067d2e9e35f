"""The kernel of choice: nested logit of each actor over its open measures, member by member."""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from offramp.engine._jit import njit
from offramp.engine.draws import Keys, drawn, labels_on
from offramp.model.law_rules import Standing
from offramp.model.measure import Stage
from offramp.processes.measures.weigh import Floats, Places, Seen, Weights, worths

BARRED = int(Standing.barred)
IDLE, ENDED = int(Stage.idle), int(Stage.ended)
MARGIN = 1.0 + 1e-9
"""Far more than a chance can be rounded up."""


class Options(NamedTuple):
    """The measures of all actors: views of one actor follow one another, as do its families."""

    rate: Places
    """(actor): column of its rate of opportunities, or -1."""
    opportunity: Keys
    """(actor): name of the draw of an opportunity."""
    wait: Keys
    """(actor): name of the shock of waiting."""
    views: Places
    """(actor + 1): its first view."""
    families: Places
    """(actor + 1): its first family."""
    together: Keys
    """(family): name of the shock of what is common to a family."""
    members: Places
    """(family + 1): its first place in the next."""
    member: Places
    """Views by family."""
    shock: Keys
    """(view): name of its shock."""
    measure: Places
    """(view): position of its measure."""
    opens: Places
    """(view): first day on which it is chosen, not dictated by history."""
    cooling: Places
    """(view): column of its cooling-off, or -1."""


class Labels(NamedTuple):
    """What of today's draws is the same for all members; the names are those of `Options`."""

    wait: Keys
    together: Keys
    shock: Keys

    @classmethod
    def on(cls, day: int, options: Options) -> "Labels":
        """Return the labels of a day."""
        names = (options.wait, options.together, options.shock)
        return cls(*(labels_on(day, each) for each in names))


class Now(NamedTuple):
    """What else choice reads, one day."""

    day: int
    labels: Labels
    keys: Keys
    """(B)"""
    scale: Floats
    """(B): how strongly worth decides."""
    nest: Floats
    """(B): how different the measures of a family are."""
    stage_day: Floats
    """(measure, B): when a measure came to its stage."""


@njit
def gumbel(u: float) -> float:
    """Return the quantile of a standard Gumbel distribution, for `u` in (0, 1)."""
    return float(-np.log(-np.log(u)))


def _most_shocks() -> Floats:
    """Return what a Gumbel shock is at most in each of equal shares of its uniform, (share,)."""
    above = np.arange(1, SHARES) / SHARES
    return np.array([*(-np.log(-np.log(above)) + SLACK), np.inf])


SHARES = 1024
"""Into so many parts uniforms are told apart before their logarithms are taken."""
SLACK = 1e-6
"""Far more than a shock, or its sum with a worth near its size, can be rounded up."""
MOST_SHOCKS = _most_shocks()
"""What a shock is at most, by share."""


@njit
def opportunities(
    options: Options, dated: NDArray[np.bool_], labels: Keys, keys: Keys, quantity: Floats
) -> tuple[Places, Places]:
    """Return who considers its measures today, and in which member; actor by actor, int64 (k,).

    Args:
        options: of the actors.
        dated: whether the calendar of an actor names the day, (actor).
        labels: of today's draws of an opportunity, (actor).
        keys: of the members, (B).
        quantity: effective values, (column, B).
    """
    found = np.zeros((options.rate.size, keys.size), np.bool_)
    for actor in range(options.rate.size):
        rate = options.rate[actor]
        if dated[actor]:
            found[actor] = True
        elif rate >= 0:
            label, often, calls = labels[actor], quantity[rate], found[actor]
            for member in range(keys.size):
                u = drawn(keys[member], label)
                # The chance is never above the rate, and its exponential takes long.
                if not u > MARGIN * abs(often[member]):
                    calls[member] = u < -np.expm1(-often[member])
    actors, members = np.nonzero(found)
    return actors, members


@njit
def choose(
    options: Options,
    weights: Weights,
    seen: Seen,
    now: Now,
    actors: Places,
    members: Places,
    stage: NDArray[Any],
) -> Places:
    """Return the view that is chosen at each opportunity, or -1, int64 (k,).

    Actors choose one after the other: what one has taken up is under way for the next.

    Args:
        options: of the actors.
        weights: of their views.
        seen: what they weigh; its k values are those of the opportunities.
        now: what else they see.
        actors: who has an opportunity, (k); actor by actor.
        members: in which member, (k).
        stage: where measures stand, int8 (measure, B).
    """
    choice = np.full(actors.size, -1, np.int64)
    taken, places = np.zeros(stage.shape, np.bool_), np.arange(actors.size)
    first = 0
    while first < actors.size:
        actor, end = actors[first], first + 1
        while end < actors.size and actors[end] == actor:
            end += 1
        rows = members[first:end]
        views = options.views[actor + 1] - options.views[actor]
        offers = np.full((views, end - first), -np.inf)
        _offer(options, weights, seen, now, actor, rows, places[first:end], stage, taken, offers)
        _pick(options, now, actor, rows, offers, choice[first:end])
        for k in range(first, end):
            if choice[k] >= 0:
                taken[options.measure[choice[k]], members[k]] = True
        first = end
    return choice


@njit
def _offer(
    options: Options,
    weights: Weights,
    seen: Seen,
    now: Now,
    actor: int,
    rows: Places,
    places: Places,
    stage: NDArray[Any],
    taken: NDArray[np.bool_],
    offers: Floats,
) -> None:
    """Set what each view of an actor is worth in some members, (view, k), where it is open.

    It is where its measure is not under way, has cooled off and is within one's powers, and where
    its condition holds.
    """
    start, worth = options.views[actor], np.empty(rows.size)
    is_open, scale = np.empty(rows.size, np.bool_), now.scale
    for view in range(start, options.views[actor + 1]):
        if options.opens[view] > now.day:
            continue
        measure, cooling = options.measure[view], options.cooling[view]
        place, under_way = stage[measure], taken[measure]
        holds = seen.values[weights.starts[view] - weights.before[view]]
        some = False
        for k in range(rows.size):
            now_at = place[rows[k]]
            is_open[k] = (now_at == IDLE or now_at >= ENDED) and not under_way[rows[k]]
            is_open[k] &= holds[places[k]] != 0.0
            some |= is_open[k]
        if some and cooling >= 0:
            since, lasts = now.stage_day[measure], seen.quantity[cooling]
            for k in range(rows.size):
                is_open[k] &= now.day >= since[rows[k]] + lasts[rows[k]]
        if some and seen.standing.shape[0]:
            standing = seen.standing[measure]
            for k in range(rows.size):
                is_open[k] &= standing[rows[k]] != BARRED
        if some:
            worths(weights, seen, view, rows, places, worth)
            for k in range(rows.size):
                if is_open[k] and not np.isnan(worth[k]):
                    offers[view - start, k] = worth[k] * scale[rows[k]]


@njit
def _pick(
    options: Options, now: Now, actor: int, rows: Places, offers: Floats, choice: Places
) -> None:
    """Choose the view of highest shaken worth in some members, by way of its family.

    Args:
        options: of the actors.
        now: what is read of today.
        actor: who chooses.
        rows: positions of the members, (k).
        offers: worth of each of its views times the scale, minus infinity where it is not open,
            (view, k).
        choice: to be set to the view, and left as it is where waiting is best, (k).
    """
    start, wait = options.views[actor], now.labels.wait[actor]
    shock, together = now.labels.shock, now.labels.together
    member, members = options.member, options.members
    for k in range(rows.size):
        some = False
        for view in range(offers.shape[0]):
            some |= offers[view, k] > -np.inf
        if not some:
            continue
        key, nest, pick = now.keys[rows[k]], now.nest[rows[k]], -1
        best = gumbel(drawn(key, wait))
        for family in range(options.families[actor], options.families[actor + 1]):
            first, end = members[family], members[family + 1]
            top, leader, highest = -np.inf, -1, -np.inf
            for at in range(first, end):
                offer = offers[member[at] - start, k]
                if offer == -np.inf:
                    continue
                value = offer / nest
                top = max(top, value)
                if end - first > 1:
                    value += gumbel(drawn(key, shock[member[at]]))
                if leader < 0 or value > highest:
                    leader, highest = member[at], value
            if leader < 0:
                continue
            value = offers[leader - start, k]
            if end - first > 1:
                total = 0.0
                for at in range(first, end):
                    total += np.exp(offers[member[at] - start, k] / nest - top)
                value = nest * (np.log(total) + top)
            u = drawn(key, together[family])
            # Logarithms take long, and most options are far from the best.
            if value + MOST_SHOCKS[int(u * SHARES)] < best:
                continue
            value += gumbel(u)
            if value > best:
                best, pick = value, leader
        choice[k] = pick
