"""The ladder of escalation on which each dyad stands."""

from offramp.model.actor import Dyad
from offramp.model.base import Item
from offramp.model.expression import Expression
from offramp.model.quantity import Number


class Rung(Item):
    """One rung."""

    level: int
    """Height, from 0 upward."""
    mid: str = ""
    """Hostility level of the Militarized Interstate Disputes."""
    icb: str = ""
    """Violence level of International Crisis Behavior."""
    plover: str = ""
    """PLOVER event type."""
    hazard: bool = False
    """Nobody has seen it: the chance of reaching it is recorded and given as a range only."""


class Gate(Item):
    """A rung that cannot be reached unless something holds."""

    rung: str
    """Id of the rung."""
    dyad: str = ""
    """For one dyad only; for all where empty."""
    when: Expression
    """What must hold."""


class Ladder(Item):
    """Rungs, dyads, and how a dyad moves.

    After a lethal incident, or a day on or above `exchange`, the two sides reply: up one rung,
    stay, or restraint, with the given weights. After `quiet` days without either, a dyad comes
    down one rung, but not below the highest rung of a measure in force.
    """

    rungs: dict[str, Rung]
    """The rungs, lowest first."""
    dyads: dict[str, Dyad]
    """The pairs of actors that stand on it."""
    start: dict[str, str] = {}
    """The rung each dyad starts on; the lowest where not given."""
    exchange: str
    """From this rung on, every day is an exchange to which the sides reply."""
    reply: dict[str, Number]
    """Weights (1) of the reply: up, stay, down."""
    doubt: Number
    """How little is known of the weights, as for a red line's responses (1)."""
    quiet: Number
    """Days without incident before a dyad comes down a rung (day)."""
    gates: dict[str, Gate] = {}
    """Rungs that need more than a reply."""


NO_LADDER = Ladder(rungs={}, dyads={}, exchange="", reply={}, doubt="", quiet="")
"""Of a scenario in which nothing escalates: displacement alone, for instance."""
