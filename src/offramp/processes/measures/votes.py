"""The decisions that procedures take on measures, put into the tables that the kernel reads."""

from dataclasses import dataclass

import numpy as np

from offramp.engine.draws import name_key
from offramp.engine.layout import Layout
from offramp.model.measure import Procedure, Stage
from offramp.model.quantity import Number
from offramp.processes.measures.appraisal import View, places
from offramp.processes.measures.ballot import RULES, SHARE, Votes
from offramp.processes.measures.stages import deciding

AUTHORISATION = "authorisation"
"""The purpose of the draws of a second procedure."""


@dataclass(frozen=True)
class Vote:
    """One decision in the life of a measure: by the organisation, or by those who carry it out."""

    measure: str
    name: str
    """Id of the procedure."""
    procedure: Procedure | None
    """None for an actor alone, who decides nothing anew."""
    members: tuple[str, ...]
    purpose: tuple[str, ...]
    """What sets its draws apart."""

    @property
    def stage(self) -> Stage:
        """Where the measure stands until it is taken."""
        return Stage.decided if self.purpose else Stage.proposed

    @property
    def about(self) -> tuple[str, ...]:
        """Return how the names of its draws begin."""
        return ("procedure", self.measure, *self.purpose)


def all_votes(layout: Layout) -> list[Vote]:
    """Return what is decided on in a scenario, for each measure its authorisation last."""
    scenario = layout.scenario
    votes = []
    for key, measure in layout.open_measures():
        for name, purpose in (
            (measure.procedure, ()),
            (measure.authorisation, (AUTHORISATION,)),
        ):
            procedure = deciding(scenario, name)
            if procedure is None and not (purpose and name):
                continue
            present = procedure.members if procedure is not None else ()
            present = tuple(m for m in present if not scenario.actors[m].disabled)
            votes.append(Vote(key, name, procedure, present, purpose))
    return votes


def voters(layout: Layout, votes: list[Vote]) -> list[View]:
    """Return how the members of all votes see what they vote on."""
    views = []
    for vote in votes:
        measure = layout.scenario.measures[vote.measure]
        terms = measure.support or measure.utility
        views += [View(vote.measure, member, terms, measure.when) for member in vote.members]
    return views


def votes_of(layout: Layout, votes: list[Vote]) -> Votes:
    """Return the tables of some votes."""
    members = [(vote, member) for vote in votes for member in vote.members]
    return Votes(
        views=places([0, *np.cumsum([len(vote.members) for vote in votes])]),
        rule=places([RULES[v.procedure.rule] if v.procedure else SHARE for v in votes]),
        needed=places([_column(layout, vote, "needed") for vote in votes]),
        shared=places([_column(layout, vote, "shared_shock") for vote in votes]),
        own=places([_column(layout, vote, "own_shock") for vote in votes]),
        shared_shock=_keys([(*vote.about, "shared") for vote in votes]),
        own_shock=_keys([(*vote.about, "own", member) for vote, member in members]),
        ballot=_keys([(*vote.about, "vote", member) for vote, member in members]),
        actor=places([layout.position("actors", member) for _, member in members]),
        vetoes=np.array([_may_veto(vote, member) for vote, member in members], np.bool_),
    )


def _keys(names: list[tuple[str, ...]]) -> np.ndarray:
    return np.array([name_key(*name) for name in names], np.uint64)


def _may_veto(vote: Vote, member: str) -> bool:
    procedure = vote.procedure
    return procedure is not None and procedure.rule == "council" and member in procedure.vetoes


def _column(layout: Layout, vote: Vote, field: str) -> int:
    """Return the column of a number of a procedure, or -1."""
    number: Number | None = getattr(vote.procedure, field, None)
    return -1 if number is None else layout.column(number, f"procedures.{vote.name}.{field}")
