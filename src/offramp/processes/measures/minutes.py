"""What the log says of the votes of one day: how they ended, by what margins, or why not held."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from offramp.engine.events import Causes, Inputs, Members, Words
from offramp.engine.layout import Layout
from offramp.engine.state import State
from offramp.model.measure import Stage
from offramp.processes.measures.shelving import Shelving
from offramp.processes.measures.votes import Vote
from offramp.processes.measures.weigh import Floats, Places

SHELVED, PASSED, REJECTED = range(3)
"""How a vote may end."""


class Held(NamedTuple):
    """The votes of one day, vote by vote."""

    vote: Places
    at: Places
    """Positions of the measures that they are on."""
    rows: Members
    """Positions of the members."""
    ends: Places
    condition: Places
    """The condition that fails where it is shelved."""
    starts: Places
    """(k + 1): where the margins of each begin."""
    margins: Floats


class Minutes:
    """Writes down votes.

    Args:
        layout: of the scenario.
        votes: all that may be held.
        shelving: their conditions.
        stages: stage of the measure after each vote by how it ends, int8 (vote, 3).
    """

    def __init__(
        self, layout: Layout, votes: list[Vote], shelving: Shelving, stages: NDArray[np.int8]
    ) -> None:
        self._votes = votes
        self._shelving = shelving
        self._stages = stages
        self._by = [layout.scenario.measures[vote.measure].by for vote in votes]
        self._first = np.cumsum([0, *(len(vote.members) for vote in votes)])

    def of(self, state: State, held: Held) -> tuple[Words, Causes, Inputs]:
        """Return the words, the causes and the inputs of the events of some votes."""
        if not state.traced:
            return np.empty((0, 6), np.int32), Causes.none(), Inputs.none()
        words = np.empty((len(held.vote), 6), np.int32)
        members = np.empty(self._first[-1], np.int32)
        before = state.causes["stage"][held.rows, held.at]
        causes, inputs = [Causes(np.arange(len(words)), before)], []
        for places in _groups(held):
            vote, end = int(held.vote[places[0]]), int(held.ends[places[0]])
            words[places] = state.events.codes(self._words(vote, end))
            if end == SHELVED:
                condition, rows = int(held.condition[places[0]]), held.rows[places]
                causes.append(Causes.of(self._shelving.behind(condition, state, rows), places))
                given = self._shelving.inputs(condition, state, rows)
                codes = state.events.codes(given)
                inputs.append(Inputs.of(codes, list(given.values()), places))
            else:
                named = state.events.codes(self._votes[vote].members)
                members[self._first[vote] : self._first[vote + 1]] = named
        sizes = np.diff(held.starts)
        shift = np.repeat(self._first[held.vote] - held.starts[:-1], sizes)
        names = members[shift + np.arange(len(shift))]
        inputs.append(Inputs(np.repeat(np.arange(len(words)), sizes), names, held.margins))
        return words, Causes.join(causes), Inputs.join(inputs)

    def _words(self, vote: int, end: int) -> tuple[str, ...]:
        """Return what the log says of how a vote ended."""
        on, stage = self._votes[vote], Stage(self._stages[vote, end])
        rule = f"measures.{on.measure}" if end == SHELVED else f"procedures.{on.name}"
        return stage.name, on.measure, self._by[vote], "", "", rule


def _groups(held: Held) -> list[Members]:
    """Return the positions of votes that ended alike, vote by vote."""
    keys = np.stack([held.condition, held.ends, held.vote])
    order = np.lexsort(keys)
    cuts = np.flatnonzero(np.diff(keys[:, order]).any(axis=0)) + 1
    return np.split(order, cuts)
