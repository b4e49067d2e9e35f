"""Procedure: how proposals are decided by several actors, and authorised by those who carry out.

Each named member supports a proposal with probability logistic(worth + shared shock + own
shock), the shared shock drawn once a proposal; the one that proposed it supports it, and one whose
worth is not assessed does not object. Under consensus nobody may object; a qualified
majority needs a share; a council needs a share and no veto; a coalition a number of willing.

What needs national authorisation is not adopted by that: it is decided, and goes through its second
procedure in the same way. A proposal whose condition no longer holds on the day is shelved.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from offramp.engine.draws import Draws, name_key, name_keys
from offramp.engine.events import Members
from offramp.engine.layout import Layout
from offramp.engine.state import Field, State
from offramp.model.measure import Procedure, Stage
from offramp.model.quantity import Number
from offramp.processes.measures.appraisal import Appraisal, Opinions, View
from offramp.processes.measures.shelving import Shelving
from offramp.processes.measures.stages import decided_day, deciding, end_of, enter, once_decided

AUTHORISATION = "authorisation"
"""The purpose of the draws of a second procedure."""


@dataclass(frozen=True)
class _Vote:
    """One decision in the life of a measure: by the organisation, or by those who carry it out."""

    measure: str
    name: str
    """Id of the procedure."""
    procedure: Procedure | None
    """None for an actor alone, who decides nothing anew."""
    views: range
    """Positions of the members' views."""
    purpose: tuple[str, ...]
    """What sets its draws apart."""

    @property
    def stage(self) -> Stage:
        """Where the measure stands until it is taken."""
        return Stage.decided if self.purpose else Stage.proposed


class Deciding:
    """Proposals whose day has come are adopted, decided until authorised, rejected or shelved."""

    name: str = "procedure"
    quantities: tuple[str, ...] = ("risk_aversion",)
    reads: tuple[str, ...] = ("*",)
    writes: tuple[str, ...] = ("stage", "stage_day", "due")

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        scenario = layout.scenario
        self._votes: list[_Vote] = []
        views: list[View] = []
        for key, measure in layout.open_measures():
            for name, purpose in (
                (measure.procedure, ()),
                (measure.authorisation, (AUTHORISATION,)),
            ):
                procedure = deciding(scenario, name)
                if procedure is None and not (purpose and name):
                    continue
                start = len(views)
                if procedure is not None:
                    present = [m for m in procedure.members if not scenario.actors[m].disabled]
                    procedure = procedure.model_copy(update={"members": tuple(present)})
                    terms = measure.support or measure.utility
                    views += [View(key, member, terms, measure.when) for member in present]
                vote = _Vote(key, name, procedure, range(start, len(views)), purpose)
                self._votes.append(vote)
        self._at = [layout.measures.index(vote.measure) for vote in self._votes]
        self._free_from = [decided_day(scenario, vote.measure) + 1 for vote in self._votes]
        self._appraisal = Appraisal(layout, views)
        self._shelving = Shelving(layout, list(dict.fromkeys(v.measure for v in self._votes)))

    def fields(self) -> Iterable[Field]:
        """It has no arrays of its own."""
        return ()

    def begin(self, state: State, unknowns: Draws) -> None:
        """Nothing to set."""

    def step(self, state: State) -> None:
        """Decide on everything that is due."""
        due = self._due(state)
        if not due:
            return
        opinions, conditions = self._appraisal.today(state), self._shelving.today(state)
        for vote, at in due:
            is_due = (state["stage"][:, at] == vote.stage) & (state["due"][:, at] <= state.day)
            rows = self._shelving.step(state, vote.measure, np.flatnonzero(is_due), conditions)
            if len(rows) and vote.procedure is None:
                self._pass(state, vote, rows)
            elif len(rows):
                self._decide(state, vote, rows, opinions)

    def _due(self, state: State) -> list[tuple[_Vote, int]]:
        """Return the votes that may be due in any member today, with the place of their measure.

        An organisation's decision and the authorisation of it may fall on one day.
        """
        moving = (state["stage"] == Stage.proposed) | (state["stage"] == Stage.decided)
        some = (moving & (state["due"] <= state.day)).any(axis=0)
        votes = zip(self._votes, self._at, self._free_from, strict=True)
        return [(vote, at) for vote, at, first in votes if some[at] and state.day >= first]

    def _decide(self, state: State, vote: _Vote, rows: Members, opinions: Opinions) -> None:
        margins = self._margins(state, vote, rows, opinions)
        agrees = (margins > 0) | np.isnan(margins)
        actors = [self._appraisal.views[view].actor for view in vote.views]
        proposer = state["proposer"][rows, self._layout.measures.index(vote.measure)]
        for column, actor in enumerate(actors):
            agrees[:, column] |= proposer == self._layout.position("actors", actor)
        adopted = self._rule(state, vote, agrees, rows)
        for passes, chosen in ((True, adopted), (False, ~adopted)):
            if chosen.any():
                counts = agrees[chosen].sum(axis=1).astype(np.float64)
                inputs = dict(zip(actors, margins[chosen].T, strict=True))
                self._pass(state, vote, rows[chosen], counts, inputs, passes=passes)

    def _pass(
        self,
        state: State,
        vote: _Vote,
        rows: Members,
        counts: NDArray[np.float64] | None = None,
        inputs: dict[str, NDArray[np.float64]] | None = None,
        *,
        passes: bool = True,
    ) -> None:
        """Set a measure to the stage that a vote has brought it to, with its event."""
        key = vote.measure
        if not passes:
            stage, due = Stage.rejected, np.full(len(rows), np.inf)
        elif vote.purpose:
            stage, due = Stage.adopted, end_of(state, rows, key, Stage.adopted)
        else:
            stage, due = once_decided(state, rows, key)
        ids = state.emit(
            rows,
            stage.name,
            key,
            f"procedures.{vote.name}",
            actor=self._layout.scenario.measures[key].by,
            magnitude=counts,
            causes=[state.causes["stage"][rows, self._layout.measures.index(key)]],
            inputs=inputs,
        )
        enter(state, rows, key, stage, ids, due)

    def _margins(
        self, state: State, vote: _Vote, rows: Members, opinions: Opinions
    ) -> NDArray[np.float64]:
        """Return how far each member is for it, above 0 if it agrees; shape (k, member)."""
        assert vote.procedure is not None
        path, about = f"procedures.{vote.name}", ("procedure", vote.measure, *vote.purpose)
        draws = Draws(state.draws.keys[rows])
        shared = self._spread(state, vote.procedure.shared_shock, f"{path}.shared_shock")[rows]
        shared = shared * draws.normal(state.day, name_key(*about, "shared"))
        own = self._spread(state, vote.procedure.own_shock, f"{path}.own_shock")[rows]
        actors = [self._appraisal.views[view].actor for view in vote.views]
        uniforms = draws.uniforms(state.day, name_keys([*about, "vote"], actors))
        shocks = own[:, None] * draws.normals(state.day, name_keys([*about, "own"], actors))
        logistic = np.log(uniforms) - np.log1p(-uniforms)
        worth = [opinions.worth(view, rows) for view in vote.views]
        margins = np.stack(worth, axis=1) if worth else np.empty((len(rows), 0))
        return np.asarray(margins + shared[:, None] + shocks + logistic)

    def _spread(self, state: State, number: Number | None, path: str) -> NDArray[np.float64]:
        if number is None:
            return np.zeros(len(state))
        values: NDArray[np.float64] = state["quantity"][:, self._layout.column(number, path)]
        return values

    def _rule(
        self, state: State, vote: _Vote, agrees: NDArray[np.bool_], rows: Members
    ) -> NDArray[np.bool_]:
        """Return whether a proposal with these supporters is adopted, bool (k,)."""
        procedure = vote.procedure
        assert procedure is not None
        if procedure.rule == "consensus":
            return np.asarray(agrees.all(axis=1))
        needed = self._spread(state, procedure.needed, f"procedures.{vote.name}.needed")[rows]
        count = agrees.sum(axis=1)
        if procedure.rule == "coalition":
            return np.asarray(count >= needed, bool)
        adopted = count >= needed * agrees.shape[1]
        if procedure.rule == "council":
            members = procedure.members
            veto = [members.index(actor) for actor in procedure.vetoes if actor in members]
            adopted &= agrees[:, veto].all(axis=1)
        return np.asarray(adopted, bool)
