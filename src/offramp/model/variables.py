"""The catalogue of state variables: what a run keeps, and what expressions may name.

A process may keep private variables besides; those here are the ones that a scenario sees.
"""

from typing import Literal, NamedTuple, get_args

Index = Literal[
    "origins", "hosts", "onward", "actors", "dyads", "red_lines", "provisions", "stocks"
]
"""What a variable has a number for: places by kind, actors, pairs of actors, rules, stocks."""

INDICES: tuple[Index, ...] = get_args(Index)
"""All of them."""


class Variable(NamedTuple):
    """One state variable, an array of shape (member, label of `over`)."""

    name: str
    over: Index
    unit: str
    doc: str
    whole: bool = False
    """Kept as whole numbers (int64), as people are."""
    pool: bool = False
    """A pool of people: the sum over all pools never changes in a run."""
    recorded: bool = True
    """Kept day by day in the run."""


VARIABLES: tuple[Variable, ...] = (
    Variable("fighting", "origins", "1", "Fighting on the ground, 0 none to 1 heaviest"),
    Variable("air_threat", "origins", "1", "Threat from the air, 0 none to 1 heaviest"),
    Variable("access", "origins", "1", "Way out: 1 open, 0.5 partly closed, 0 besieged"),
    Variable("at_home", "origins", "person", "At home and free to leave the country", True, True),
    Variable("barred", "origins", "person", "At home and barred from leaving it", True, True),
    Variable("trapped", "origins", "person", "Wanting to leave and unable to", True, True),
    Variable("displaced", "origins", "person", "Internally displaced, now here", True, True),
    Variable("displaced_barred", "origins", "person", "The same, barred from leaving", True, True),
    Variable("departures", "origins", "person/day", "Left home today", True),
    Variable("in_transit", "hosts", "person", "On the way to the border of this host", True, True),
    Variable("moving", "origins", "person", "On the way to this place inside", True, True),
    Variable("moving_barred", "origins", "person", "The same, barred from leaving", True, True),
    Variable("waiting", "hosts", "person", "Waiting to cross into this host", True, True),
    Variable("arrivals", "hosts", "person/day", "Crossed into this host today", True),
    Variable("arrivals_total", "hosts", "person", "Crossed into this host so far", True),
    Variable(
        "arrivals_expected", "hosts", "person/day", "The model's own forecast for today's crossings"
    ),
    Variable("hosted", "hosts", "person", "Staying in this host", True, True),
    Variable("moved_on", "onward", "person", "Moved on to this place", True, True),
    Variable("returns", "origins", "person/day", "Back home today", True),
    Variable("strain", "hosts", "1", "Reception strain: 1 is where stated means are used up"),
    Variable("perceived_threat", "actors", "1", "How threatened the actor sees itself"),
    Variable("rung", "dyads", "1", "Level of the rung the dyad stands on"),
    Variable("credence", "red_lines", "1", "How far others believe the red line is answered"),
    Variable("finding", "provisions", "1", "0 not met, 1 met, 2 contested"),
    Variable("stock", "stocks", "1", "What there is of each stock, in its own unit"),
)

BY_NAME: dict[str, Variable] = {variable.name: variable for variable in VARIABLES}
"""The same, by name."""
