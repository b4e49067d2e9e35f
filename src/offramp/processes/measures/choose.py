"""The kernel of choice: nested logit of each actor over its open measures, member by member."""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from offramp.engine._jit import njit
from offramp.engine.draws import Keys, draw
from offramp.model.law_rules import Standing
from offramp.model.measure import Stage
from offramp.processes.measures.weigh import Floats, Places, Seen, Weights, worth

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


class Now(NamedTuple):
    """What else choice reads, one day."""

    day: int
    keys: Keys
    """(B)"""
    scale: Floats
    """(B): how strongly worth decides."""
    nest: Floats
    """(B): how different the measures of a family are."""
    stage_day: Floats
    """(measure, B): when a measure came to its stage."""


@njit
def opportunities(
    options: Options, dated: NDArray[np.bool_], day: int, keys: Keys, quantity: Floats
) -> tuple[Places, Places]:
    """Return who considers its measures today, and in which member; actor by actor, int64 (k,).

    Args:
        options: of the actors.
        dated: whether the calendar of an actor names the day, (actor).
        day: today.
        keys: of the members, (B).
        quantity: effective values, (column, B).
    """
    found = np.zeros((options.rate.size, keys.size), np.bool_)
    for actor in range(options.rate.size):
        rate = options.rate[actor]
        if dated[actor]:
            found[actor] = True
        elif rate >= 0:
            for member in range(keys.size):
                often = quantity[rate, member]
                drawn = draw(keys[member], day, options.opportunity[actor], 0)
                # The chance is never above the rate, and its exponential takes long.
                if not drawn > MARGIN * abs(often):
                    found[actor, member] = drawn < -np.expm1(-often)
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
    taken = np.zeros(stage.shape, np.bool_)
    offers = np.empty(options.measure.size)
    for at in range(actors.size):
        actor, member, some = actors[at], members[at], False
        for view in range(options.views[actor], options.views[actor + 1]):
            offers[view] = -np.inf
            measure = options.measure[view]
            place = stage[measure, member]
            # Tests that need no call come first: to hand on all tables takes long.
            if taken[measure, member] or not (place == IDLE or place >= ENDED):
                continue
            if options.opens[view] > now.day:
                continue
            if seen.values[weights.starts[view] - weights.before[view], at] == 0.0:
                continue
            if _may(measure, options.cooling[view], seen, now, member):
                value = worth(weights, seen, view, member, at)
                if not np.isnan(value):
                    offers[view] = value * now.scale[member]
                    some = True
        if some:
            choice[at] = _pick(options, now, offers, actor, member)
            if choice[at] >= 0:
                taken[options.measure[choice[at]], member] = True
    return choice


@njit
def _may(measure: int, cooling: int, seen: Seen, now: Now, member: int) -> bool:
    """Return whether a measure has cooled off, and is within one's powers."""
    if cooling >= 0:
        until = now.stage_day[measure, member] + seen.quantity[cooling, member]
        if not now.day >= until:
            return False
    return bool(seen.standing.shape[0] == 0 or seen.standing[measure, member] != BARRED)


@njit
def _pick(options: Options, now: Now, offers: Floats, actor: int, member: int) -> int:
    """Return the view of highest shaken worth, by way of its family; -1 for waiting."""
    key, nest, best, pick = now.keys[member], now.nest[member], 0.0, -1
    best = _shock(key, now.day, options.wait[actor])
    for family in range(options.families[actor], options.families[actor + 1]):
        views = options.member[options.members[family] : options.members[family + 1]]
        top, leader, highest = -np.inf, -1, -np.inf
        for view in views:
            if offers[view] == -np.inf:
                continue
            value = offers[view] / nest
            top = max(top, value)
            if views.size > 1:
                value += _shock(key, now.day, options.shock[view])
            if leader < 0 or value > highest:
                leader, highest = view, value
        if leader < 0:
            continue
        value = offers[leader]
        if views.size > 1:
            value = nest * _log_sum_exp(offers, views, nest, top)
        value += _shock(key, now.day, options.together[family])
        if value > best:
            best, pick = value, leader
    return pick


@njit
def _shock(key: np.uint64, day: int, name: np.uint64) -> float:
    """Return a standard Gumbel shock."""
    return float(-np.log(-np.log(draw(key, day, name, 0))))


@njit
def _log_sum_exp(offers: Floats, views: Places, nest: float, top: float) -> float:
    """Return the logarithm of the sum of exponentials of what a family offers, scaled."""
    total = 0.0
    for view in views:
        total += np.exp(offers[view] / nest - top)
    return float(np.log(total) + top)
