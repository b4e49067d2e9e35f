"""Procedure: how proposals are decided by several actors, and authorised by those who carry out.

Each named member supports a proposal with probability logistic(worth + shared shock + own
shock), the shared shock drawn once a proposal; the one that proposed it supports it, and one whose
worth is not assessed does not object. Under consensus nobody may object; a qualified
majority needs a share; a council needs a share and no veto; a coalition a number of willing.

What needs national authorisation is not adopted by that: it is decided, and goes through its second
procedure in the same way. A proposal whose condition no longer holds on the day is shelved.
"""

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from offramp.engine.draws import Draws
from offramp.engine.events import Members
from offramp.engine.layout import Layout
from offramp.engine.state import Field, State
from offramp.model.measure import Stage
from offramp.processes.measures.appraisal import Appraisal, places
from offramp.processes.measures.ballot import hold
from offramp.processes.measures.due import votes_due
from offramp.processes.measures.minutes import PASSED, REJECTED, SHELVED, Held, Minutes
from offramp.processes.measures.shelving import Shelving
from offramp.processes.measures.stages import decided_day
from offramp.processes.measures.steps import NEVER, Steps, due_days, enter_many
from offramp.processes.measures.votes import Vote, all_votes, voters, votes_of
from offramp.processes.measures.weigh import Places, Seen


class Agenda(NamedTuple):
    """What votes are decided by, as it stands in the morning; k votes, each in one member."""

    keys: Places
    """Number of the vote times the number of members, and the position of its member; sorted."""
    seen: Seen
    proposer: Places
    """Position of the actor that proposed each, below 0 for none that chose to."""
    condition: Places
    """The condition that fails, if any."""


class Deciding:
    """Proposals whose day has come are adopted, decided until authorised, rejected or shelved."""

    name: str = "procedure"
    quantities: tuple[str, ...] = ("risk_aversion",)
    reads: tuple[str, ...] = ("*",)
    writes: tuple[str, ...] = ("stage", "stage_day", "due")

    def __init__(self, layout: Layout) -> None:
        scenario = layout.scenario
        self._votes = votes = all_votes(layout)
        self._tables = votes_of(layout, votes)
        self._appraisal = Appraisal(layout, voters(layout, votes), self._tables.views)
        self._shelving = Shelving(layout, [vote.measure for vote in votes])
        self._at = places([layout.measures.index(vote.measure) for vote in votes])
        self._stage = np.array([vote.stage for vote in votes], np.int8)
        self._then = places([_after(votes, number) for number in range(len(votes))])
        self._first = places([decided_day(scenario, vote.measure) + 1 for vote in votes])
        self._alone = np.array([vote.procedure is None for vote in votes], np.bool_)
        self._stages, self._due = _ends(layout, votes, self._at)
        self._minutes = Minutes(layout, votes, self._shelving, self._stages)

    def fields(self) -> Iterable[Field]:
        """It has no arrays of its own."""
        return ()

    def begin(self, state: State, unknowns: Draws) -> None:
        """Nothing to set."""

    def step(self, state: State) -> None:
        """Decide on everything that is due; what that has to be authorised at once comes after."""
        vote, rows = self._due_today(state)
        if not len(vote):
            return
        agenda = self._agenda(state, vote, rows)
        while len(vote):
            self._decide(state, vote, rows, agenda)
            vote, rows = self._due_today(state)

    def _due_today(self, state: State) -> tuple[Places, Members]:
        """Return which votes are due in which members, vote by vote."""
        stage, due = state["stage"].T, state["due"].T
        return votes_due(self._at, self._stage, self._first, state.day, stage, due)

    def _agenda(self, state: State, vote: Places, rows: Members) -> Agenda:
        """Return what is known of votes that are due, and of those that may follow at once."""
        then = self._then[vote]
        follows = then >= 0
        vote, members = np.append(vote, then[follows]), np.append(rows, rows[follows])
        keys = np.unique(vote * len(state) + members)
        vote, members = np.divmod(keys, len(state))
        proposer = state["proposer"][members, self._at[vote]].astype(np.int64)
        condition = self._shelving.failing(vote, members, proposer, state)
        seen = self._appraisal.today(state, vote, members)
        return Agenda(keys, seen, proposer, condition)

    def _decide(self, state: State, vote: Places, rows: Members, agenda: Agenda) -> None:
        """Take some decisions, each on another measure or in another member."""
        at = self._at[vote]
        on = np.searchsorted(agenda.keys, vote * len(state) + rows)
        proposer, condition = agenda.proposer[on], agenda.condition[on]
        sizes = np.where(condition < 0, np.diff(self._tables.views)[vote], 0)
        starts = np.concatenate([[0], np.cumsum(sizes)])
        passes, counts, margins = hold(
            self._tables,
            self._appraisal.weights,
            agenda.seen,
            state.day,
            state.draws.keys,
            vote,
            rows,
            proposer,
            starts,
            on,
        )
        falls = condition >= 0
        ends = np.where(falls, SHELVED, np.where(passes | self._alone[vote], PASSED, REJECTED))
        counts[falls | self._alone[vote]] = np.nan
        held = Held(vote, at, rows, ends, condition, starts, margins)
        words, causes, inputs = self._minutes.of(state, held)
        ids = state.emit_many(rows, words, magnitude=counts, causes=causes, inputs=inputs)
        due = due_days(state, rows, self._due[vote, ends])
        enter_many(state, rows, at, self._stages[vote, ends], ids, due)


def _after(votes: list[Vote], number: int) -> int:
    """Return the vote by which is authorised what another has decided, or -1."""
    measure = votes[number].measure
    later = (at for at in range(number + 1, len(votes)) if votes[at].measure == measure)
    return next(later, -1)


def _ends(layout: Layout, votes: list[Vote], at: Places) -> tuple[NDArray[np.int8], Places]:
    """Return to which stage each vote brings its measure, and when the next step is due.

    Returns:
        Stages and columns of `Steps`, both of shape (vote, 3), by how the vote ends.
    """
    steps = Steps.of(layout)
    stages = np.full((len(votes), 3), [Stage.shelved, Stage.adopted, Stage.rejected], np.int8)
    due = np.full((len(votes), 3), NEVER, np.int64)
    for number, vote in enumerate(votes):
        if vote.purpose:
            due[number, PASSED] = steps.lead[at[number]]
        else:
            stages[number, PASSED] = steps.decided[at[number]]
            due[number, PASSED] = steps.decided_due[at[number]]
    return stages, due
