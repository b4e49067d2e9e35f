"""What the log says of the votes of one day: how they ended, by what margins, or why not held."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from offramp.engine.events import NO_WORDS, Causes, Inputs, Members, Words
from offramp.engine.layout import Layout
from offramp.engine.state import State
from offramp.engine.wording import Wording
from offramp.model.measure import Stage
from offramp.processes.measures.shelving import Shelving
from offramp.processes.measures.votes import Vote
from offramp.processes.measures.weigh import Floats, Places

SHELVED, PASSED, REJECTED = range(3)
"""How a vote may end."""

ENDS = 3
"""In how many ways."""


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
        self._wording = Wording(layout.names, len(votes) * ENDS, self._words, self._voters)

    def of(self, state: State, held: Held) -> tuple[Words, Causes, Inputs]:
        """Return the words, the causes and the inputs of the events of some votes."""
        if not state.traced:
            return NO_WORDS, Causes.none(), Inputs.none()
        kinds = held.vote * ENDS + held.ends
        words = self._wording.words(kinds)
        before = state.causes["stage"][held.rows, held.at]
        causes = [Causes(np.arange(len(words)), before)]
        inputs = [Inputs(*self._wording.inputs(kinds), held.margins)]
        for condition in np.unique(held.condition[held.ends == SHELVED]).tolist():
            places = np.flatnonzero(held.condition == condition)
            rows = held.rows[places]
            causes.append(Causes.of(self._shelving.behind(condition, state, rows), places))
            given = self._shelving.inputs(condition, state, rows)
            inputs.append(Inputs.of(state.events.codes(given), list(given.values()), places))
        return words, Causes.join(causes), Inputs.join(inputs)

    def _words(self, kind: int) -> tuple[str, ...]:
        """Return what the log says of how a vote ended."""
        vote, end = divmod(kind, ENDS)
        on, stage = self._votes[vote], Stage(self._stages[vote, end])
        rule = f"measures.{on.measure}" if end == SHELVED else f"procedures.{on.name}"
        return stage.name, on.measure, self._by[vote], "", "", rule

    def _voters(self, kind: int) -> tuple[str, ...]:
        """Return who voted; nobody did on what was shelved."""
        vote, end = divmod(kind, ENDS)
        return () if end == SHELVED else self._votes[vote].members
