"""Measures: what actors may do, and the procedures by which they decide on it."""

from datetime import date
from enum import IntEnum
from typing import Literal

from offramp.model.base import Item
from offramp.model.effect import Effect
from offramp.model.expression import Expression
from offramp.model.quantity import Number


class Stage(IntEnum):
    """Where a measure stands in its life.

    An organisation has `decided` while national authorisations are still out; a proposal is
    `shelved` when what it needed no longer holds on the day of decision.
    """

    idle = 0
    proposed = 1
    decided = 2
    adopted = 3
    in_force = 4
    ended = 5
    rejected = 6
    shelved = 7


class Measure(Item):
    """Something an actor may do, from its proposal to its end.

    In `when`, `utility` and `support` the word `self` stands for the actor that is weighing.
    """

    by: str
    """The actor that carries it out."""
    proposers: tuple[str, ...] = ()
    """Actors that may propose it; the one that carries it out where empty."""
    procedure: str = "unilateral"
    """Id of the procedure that decides; `unilateral` for the actor alone."""
    authorisation: str = ""
    """Id of the procedure by which those who carry it out authorise it at home, once the
    organisation has decided; none is needed where empty."""
    provision: str = ""
    """Id of the provision under which it is taken."""
    action: str = ""
    """The kind of action it is in law, as provisions name it in `actions`; law says nothing of it
    where empty."""
    soil: str = ""
    """The actor on whose soil it is carried out, if law asks."""
    hits: tuple[str, ...] = ()
    """Actors whose territory, forces or people it attacks."""
    family: str = ""
    """Variants of one measure share a family (nested logit)."""
    when: Expression = Expression("true")
    """What must hold for it to be open."""
    utility: dict[str, Expression] = {}
    """Terms of what it is worth to a proposer, beside waiting at 0 (1)."""
    support: dict[str, Expression] = {}
    """Terms of what it is worth to a member of the procedure (1); those of utility where empty."""
    lead_time: Number | None = None
    """From adoption to coming into force (day); none: the same day."""
    duration: Number | None = None
    """From coming into force to its end (day); none: it stays."""
    cooling_off: Number | None = None
    """After a rejection or its end, before it may be proposed again (day)."""
    effects: tuple[Effect, ...] = ()
    """What it does while in force."""
    dyad: str = ""
    """The pair of actors whose rung it may raise."""
    rung: str = ""
    """The rung that dyad stands on at least, from the day it comes into force."""
    plover: str = ""
    """PLOVER event type."""
    reversible: bool = True
    """Whether it can be taken back."""
    calendar: tuple[date, ...] = ()
    """Days on which its proposers are sure to consider it, beside their own rate."""
    decided_until: date | None = None
    """History decides on it until then; the as-of date where not given."""


class Procedure(Item):
    """How several actors decide: the rule, who takes part, and how long it takes.

    Each named member supports a proposal with probability logistic(support + shared shock +
    own shock); the shared one is drawn once a proposal. Who is not named acquiesces.
    """

    rule: Literal["unilateral", "consensus", "qualified_majority", "council", "coalition"]
    """consensus: nobody objects; qualified_majority: a share agrees; council: a share agrees and
    no veto; coalition: at least so many agree, and they act."""
    members: tuple[str, ...] = ()
    """Actors whose position counts by name."""
    vetoes: tuple[str, ...] = ()
    """Members that can stop it alone, under the rule council."""
    needed: Number | None = None
    """Share of members (1), or for a coalition their number (1)."""
    delay: Number | None = None
    """From proposal to decision (day)."""
    shared_shock: Number | None = None
    """Standard deviation of the shock that all members share, on the logit scale (1)."""
    own_shock: Number | None = None
    """Standard deviation of each member's own, on the logit scale (1)."""
