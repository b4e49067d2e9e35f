"""The kernel of voting: how far each member of a procedure is for a proposal, and the rule."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from offramp.engine._jit import njit
from offramp.engine.draws import Keys, draw
from offramp.engine.quantiles import normal_quantile
from offramp.processes.measures.weigh import Floats, Places, Seen, Weights, worth

CONSENSUS, COALITION, SHARE = 0, 1, 2
"""Nobody may object; so many have to be willing; a share has to, and whoever may veto it."""
RULES = {
    "consensus": CONSENSUS,
    "coalition": COALITION,
    "qualified_majority": SHARE,
    "council": SHARE,
}


class Votes(NamedTuple):
    """Decisions in the lives of measures; the views of the members of one follow one another."""

    views: Places
    """(vote + 1): its first view."""
    rule: Places
    needed: Places
    """(vote): column of the number or share needed, or -1."""
    shared: Places
    """(vote): column of the spread of the shared shock, or -1 for none."""
    own: Places
    """(vote): likewise of the own shocks."""
    shared_shock: Keys
    """(vote): name of the shared shock."""
    own_shock: Keys
    """(view)"""
    ballot: Keys
    """(view): name of the draw of the vote itself."""
    actor: Places
    """(view): position of the member among the actors."""
    vetoes: NDArray[np.bool_]
    """(view)"""


@njit
def hold(
    votes: Votes,
    weights: Weights,
    seen: Seen,
    day: int,
    keys: Keys,
    vote: Places,
    rows: Places,
    proposer: Places,
    starts: Places,
    places: Places,
) -> tuple[NDArray[np.bool_], Floats, Floats]:
    """Let the members of procedures vote.

    Args:
        votes: the tables.
        weights: of the views of their members.
        seen: what they weigh.
        day: today.
        keys: of the futures, (B).
        vote: which is held, (k).
        rows: in which future, (k).
        proposer: who proposed, position among the actors, (k).
        starts: where the margins of each begin, (k + 1); of one that is not held nobody has any.
        places: which of the values seen are those of each, (k).

    Returns:
        Whether it passes (k), how many are for it (k), and by how much each, above 0 if for it.
    """
    passes = np.zeros(vote.size, np.bool_)
    counts, margins = np.zeros(vote.size), np.empty(starts[-1])
    for at in range(vote.size):
        which, row, objects = vote[at], rows[at], False
        key, first = keys[row], votes.views[which]
        shared = _spread(seen, votes.shared[which], row)
        shared *= normal_quantile(draw(key, day, votes.shared_shock[which], 0))
        own = _spread(seen, votes.own[which], row)
        size = starts[at + 1] - starts[at]
        for view in range(first, first + size):
            chance = draw(key, day, votes.ballot[view], 0)
            shock = own * normal_quantile(draw(key, day, votes.own_shock[view], 0))
            logistic = np.log(chance) - np.log1p(-chance)
            margin = worth(weights, seen, view, row, places[at]) + shared + shock + logistic
            margins[starts[at] + view - first] = margin
            if margin > 0 or np.isnan(margin) or proposer[at] == votes.actor[view]:
                counts[at] += 1
            elif votes.vetoes[view]:
                objects = True
        if votes.rule[which] == CONSENSUS:
            passes[at] = counts[at] == size
        else:
            needed = _spread(seen, votes.needed[which], row)
            if votes.rule[which] == SHARE:
                needed *= size
            passes[at] = counts[at] >= needed and not objects
    return passes, counts, margins


@njit
def _spread(seen: Seen, column: int, row: int) -> float:
    """Return a number of a procedure; 0 where it has none."""
    return seen.quantity[column, row] if column >= 0 else 0.0
