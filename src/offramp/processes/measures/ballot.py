"""The kernel of voting: how far each member of a procedure is for a proposal, and the rule."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from offramp.engine._jit import njit
from offramp.engine.draws import Keys, draw
from offramp.engine.quantiles import normal_quantile
from offramp.processes.measures.weigh import Floats, Places, Seen, Weights, worths

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
    first = 0
    while first < vote.size:
        which, end = vote[first], first + 1
        while end < vote.size and vote[end] == which:
            end += 1
        view, views = votes.views[which], votes.views[which + 1] - votes.views[which]
        worth = np.empty((views, end - first))
        for number in range(views):
            own = worth[number]
            worths(weights, seen, view + number, rows[first:end], places[first:end], own)
        for at in range(first, end):
            mine = margins[starts[at] : starts[at + 1]]
            mine[:] = worth[: mine.size, at - first]
            _shake(votes, seen, day, keys[rows[at]], which, rows[at], mine)
            objects = False
            for number in range(mine.size):
                is_own = proposer[at] == votes.actor[view + number]
                if mine[number] > 0 or np.isnan(mine[number]) or is_own:
                    counts[at] += 1
                elif votes.vetoes[view + number]:
                    objects = True
            if votes.rule[which] == CONSENSUS:
                passes[at] = counts[at] == mine.size
            else:
                needed = _spread(seen, votes.needed[which], rows[at])
                if votes.rule[which] == SHARE:
                    needed *= mine.size
                passes[at] = counts[at] >= needed and not objects
        first = end
    return passes, counts, margins


@njit
def _shake(
    votes: Votes, seen: Seen, day: int, key: np.uint64, which: int, row: int, margins: Floats
) -> None:
    """Add to what a proposal is worth to each the shared shock, its own, and that of its vote."""
    shared = _spread(seen, votes.shared[which], row)
    shared *= normal_quantile(draw(key, day, votes.shared_shock[which], 0))
    own, view = _spread(seen, votes.own[which], row), votes.views[which]
    ballot, own_shock = votes.ballot, votes.own_shock
    for number in range(margins.size):
        chance = draw(key, day, ballot[view + number], 0)
        shock = own * normal_quantile(draw(key, day, own_shock[view + number], 0))
        margins[number] += shared
        margins[number] += shock
        margins[number] += np.log(chance) - np.log1p(-chance)


@njit
def _spread(seen: Seen, column: int, row: int) -> float:
    """Return a number of a procedure; 0 where it has none."""
    return seen.quantity[column, row] if column >= 0 else 0.0
