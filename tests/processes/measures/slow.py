"""What the kernels of measures do, in plain NumPy for one option after the other, to check them.

Here every view is weighed in every member: values seen have a column for each.
"""

import numpy as np

from offramp.engine.draws import Draws
from offramp.engine.events import NO_EVENT
from offramp.model.law_rules import Standing
from offramp.model.measure import Stage
from offramp.processes.measures.ballot import COALITION, CONSENSUS
from offramp.processes.measures.due import BEGINS, GOES_ON, PROLONGED


def worth(weights, seen, view):
    """Worth of a view in all members."""
    lines = slice(weights.crossings[view], weights.crossings[view + 1])
    risk = np.zeros(seen.quantity.shape[1])
    for line, loss in zip(weights.line[lines], weights.loss[lines], strict=True):
        risk += seen.credence[:, line] * seen.quantity[loss]
    total = -(risk * seen.quantity[weights.aversion[view]])
    for term in seen.values[weights.starts[view] + 1 : weights.starts[view + 1]]:
        total = total + term
    if weights.judged[view] >= 0:
        weight = seen.quantity[weights.law[view]]
        total = total - weight * (seen.standing[weights.judged[view]] >= Standing.prohibited)
        total = total + weight * seen.duty[weights.judged[view]]
    return total


def choose(options, weights, seen, now, calls, stage):
    """Nested logit by Gumbel shocks, one actor after the other."""
    choice = np.full(calls.shape, -1)
    stage = stage.copy()
    for actor in range(len(options.rate)):
        mine = np.arange(options.views[actor], options.views[actor + 1])
        offers = np.array([_offer(options, weights, seen, now, stage, view) for view in mine])
        values = [_shock(now, options.wait[actor])]
        picks = [np.full(calls.shape[1], -1)]
        for family in range(options.families[actor], options.families[actor + 1]):
            views = options.member[options.members[family] : options.members[family + 1]]
            offered = offers[views - mine[0]]
            shaken = offered / now.nest + [_shock(now, options.shock[view]) for view in views]
            with np.errstate(divide="ignore"):
                inclusive = now.nest * np.log(np.exp(offered / now.nest).sum(axis=0))
            value = offered[0] if len(views) == 1 else inclusive
            values.append(value + _shock(now, options.together[family]))
            picks.append(views[np.argmax(shaken, axis=0)])
        best = np.array(picks)[np.argmax(values, axis=0), np.arange(calls.shape[1])]
        choice[actor] = np.where(calls[actor], best, -1)
        rows = np.flatnonzero(choice[actor] >= 0)
        stage[options.measure[choice[actor, rows]], rows] = Stage.proposed
    return choice


def _shock(now, name):
    return -np.log(-np.log(Draws(now.keys).uniform(now.day, name)))


def _offer(options, weights, seen, now, stage, view):
    """Worth of a view times the scale, minus infinity where it is not open."""
    at, value = options.measure[view], worth(weights, seen, view)
    is_open = seen.values[weights.starts[view]].astype(bool) & ~np.isnan(value)
    is_open &= (stage[at] == Stage.idle) | (stage[at] >= Stage.ended)
    is_open &= (seen.standing[at] != Standing.barred) & (options.opens[view] <= now.day)
    if options.cooling[view] >= 0:
        is_open &= now.day >= now.stage_day[at] + seen.quantity[options.cooling[view]]
    return np.where(is_open, value * now.scale, -np.inf)


def hold(votes, weights, seen, day, keys, vote, row, proposer):
    """One vote in one future: whether it passes, how many are for it, and the margins."""
    draws = Draws(keys[[row]])
    views = np.arange(votes.views[vote], votes.views[vote + 1])

    def number(column):
        return seen.quantity[column, row] if column >= 0 else 0.0

    chances = draws.uniforms(day, votes.ballot[views])[0]
    margins = np.array([worth(weights, seen, view)[row] for view in views])
    margins += number(votes.shared[vote]) * draws.normal(day, votes.shared_shock[vote])
    margins += number(votes.own[vote]) * draws.normals(day, votes.own_shock[views])[0]
    margins += np.log(chances) - np.log1p(-chances)
    agrees = (margins > 0) | np.isnan(margins) | (votes.actor[views] == proposer)
    if votes.rule[vote] == CONSENSUS:
        return agrees.all(), agrees.sum(), margins
    share = 1 if votes.rule[vote] == COALITION else len(views)
    enough = agrees.sum() >= number(votes.needed[vote]) * share
    return enough and agrees[votes.vetoes[views]].all(), agrees.sum(), margins


def steps_due(free, stage, due, ordered, decided, day):
    """What measures do today: (what, measure, member), and the orders that are left."""
    orders = ordered & free[:, None]
    left = ordered & ~orders
    orders[decided >= day] = False
    going = np.isin(stage, [Stage.adopted, Stage.in_force]) & (due <= day) & free[:, None]
    found = [(GOES_ON, *pair) for pair in np.argwhere(going & ~orders)]
    found += [(PROLONGED, *pair) for pair in np.argwhere(orders & (stage == Stage.in_force))]
    found += [(BEGINS, *pair) for pair in np.argwhere(orders & (stage != Stage.in_force))]
    return set(found), left


def work_out(effects, held, base, amounts, behind, quantity, causes):
    """Effective values and the events that raise them, one effect after the other.

    Amounts, and the events behind them, are (term, B) here.
    """
    quantity[effects.changed] = base[effects.changed]
    causes[effects.changed] = NO_EVENT
    for effect, owner in enumerate(effects.owner):
        if effects.is_measure[effect]:
            rows = np.flatnonzero(held.stage[owner] == Stage.in_force)
            latest = held.staged[owner, rows]
        else:
            rows = np.flatnonzero(held.active[owner])
            latest = held.acted[owner, rows]
        factor, term = effects.factor[effect], effects.term[effect]
        amount = base[effects.column[effect], rows]
        if term >= 0:
            amount = np.nan_to_num(amounts[term, rows], nan=1.0 if factor else 0.0)
            latest = np.maximum(latest, behind[term, rows])
        latest = np.where(amount > factor, latest, NO_EVENT)
        for column in range(effects.first[effect], effects.end[effect]):
            before = quantity[column, rows]
            quantity[column, rows] = before * amount if factor else before + amount
            causes[column, rows] = np.maximum(causes[column, rows], latest)
