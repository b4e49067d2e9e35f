"""Procedure: how proposals are decided by several actors.

Each named member supports a proposal with probability logistic(worth + shared shock + own
shock), the shared shock drawn once a proposal; the one that proposed it supports it, and one whose
worth is not assessed does not object. Under consensus nobody may object; a qualified
majority needs a share; a council needs a share and no veto; a coalition a number of willing.
"""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from offramp.engine.draws import Draws, name_key
from offramp.engine.events import Members
from offramp.engine.layout import Layout
from offramp.engine.state import Field, State
from offramp.model.measure import Procedure, Stage
from offramp.model.quantity import Number
from offramp.processes.measures.appraisal import Appraisal, Opinions, View
from offramp.processes.measures.stages import decided_day, end_of, enter


class Deciding:
    """Proposals whose day has come are adopted or rejected."""

    name: str = "procedure"
    quantities: tuple[str, ...] = ("risk_aversion",)
    reads: tuple[str, ...] = ("*",)
    writes: tuple[str, ...] = ("stage", "stage_day", "due")

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        scenario = layout.scenario
        self._measures: dict[str, tuple[Procedure, list[int]]] = {}
        views: list[View] = []
        for key, measure in layout.open_measures():
            procedure = scenario.procedures.get(measure.procedure)
            if procedure is None or procedure.rule == "unilateral":
                continue
            present = [m for m in procedure.members if not scenario.actors[m].disabled]
            procedure = procedure.model_copy(update={"members": tuple(present)})
            start = len(views)
            terms = measure.support or measure.utility
            views += [View(key, member, terms, measure.when) for member in present]
            self._measures[key] = (procedure, list(range(start, len(views))))
        self._appraisal = Appraisal(layout, views)

    def fields(self) -> Iterable[Field]:
        """It has no arrays of its own."""
        return ()

    def begin(self, state: State, unknowns: Draws) -> None:
        """Nothing to set."""

    def step(self, state: State) -> None:
        """Decide on every proposal that is due."""
        opinions = None
        for key, (procedure, views) in self._measures.items():
            at = self._layout.measures.index(key)
            due = (state["stage"][:, at] == Stage.proposed) & (state["due"][:, at] <= state.day)
            if not due.any() or state.day <= decided_day(self._layout.scenario, key):
                continue
            opinions = opinions or self._appraisal.today(state)
            self._decide(state, key, procedure, views, np.flatnonzero(due), opinions)

    def _decide(
        self,
        state: State,
        key: str,
        procedure: Procedure,
        views: list[int],
        rows: Members,
        opinions: Opinions,
    ) -> None:
        margins = self._margins(state, key, procedure, views, rows, opinions)
        agrees = (margins > 0) | np.isnan(margins)
        actors = [self._appraisal.views[view].actor for view in views]
        proposer = state["proposer"][rows, self._layout.measures.index(key)]
        for column, actor in enumerate(actors):
            agrees[:, column] |= proposer == self._layout.position("actors", actor)
        adopted = self._rule(state, key, procedure, agrees, rows)
        for stage, chosen in ((Stage.adopted, adopted), (Stage.rejected, ~adopted)):
            which = rows[chosen]
            if not len(which):
                continue
            at = self._layout.measures.index(key)
            causes = [state.causes["stage"][which, at]]
            ids = state.emit(
                which,
                stage.name,
                key,
                f"procedures.{self._layout.scenario.measures[key].procedure}",
                actor=self._layout.scenario.measures[key].by,
                magnitude=agrees[chosen].sum(axis=1).astype(np.float64),
                causes=causes,
                inputs=dict(zip(actors, margins[chosen].T, strict=True)),
            )
            enter(state, which, key, stage, ids, end_of(state, which, key, stage))

    def _margins(
        self,
        state: State,
        key: str,
        procedure: Procedure,
        views: list[int],
        rows: Members,
        opinions: Opinions,
    ) -> NDArray[np.float64]:
        """Return how far each member is for it, above 0 if it agrees; shape (k, member)."""
        path = f"procedures.{self._layout.scenario.measures[key].procedure}"
        draws = Draws(state.draws.keys[rows])
        shared = self._spread(state, procedure.shared_shock, f"{path}.shared_shock")[rows]
        shared = shared * draws.normal(state.day, name_key("procedure", key, "shared"))
        own = self._spread(state, procedure.own_shock, f"{path}.own_shock")[rows]
        margins = np.empty((len(rows), len(views)))
        for at, view in enumerate(views):
            actor = self._appraisal.views[view].actor
            draw = draws.uniform(state.day, name_key("procedure", key, "vote", actor))
            shock = own * draws.normal(state.day, name_key("procedure", key, "own", actor))
            logistic = np.log(draw) - np.log1p(-draw)
            margins[:, at] = opinions.worth(view, rows) + shared + shock + logistic
        return margins

    def _spread(self, state: State, number: Number | None, path: str) -> NDArray[np.float64]:
        if number is None:
            return np.zeros(len(state))
        values: NDArray[np.float64] = state["quantity"][:, self._layout.column(number, path)]
        return values

    def _rule(
        self, state: State, key: str, procedure: Procedure, agrees: NDArray[np.bool_], rows: Members
    ) -> NDArray[np.bool_]:
        """Return whether a proposal with these supporters is adopted, bool (k,)."""
        if procedure.rule == "consensus":
            return np.asarray(agrees.all(axis=1))
        path = f"procedures.{self._layout.scenario.measures[key].procedure}.needed"
        needed = self._spread(state, procedure.needed, path)[rows]
        count = agrees.sum(axis=1)
        if procedure.rule == "coalition":
            return np.asarray(count >= needed, bool)
        adopted = count >= needed * agrees.shape[1]
        if procedure.rule == "council":
            members = procedure.members
            veto = [members.index(actor) for actor in procedure.vetoes if actor in members]
            adopted &= agrees[:, veto].all(axis=1)
        return np.asarray(adopted, bool)
