"""Where two actors come into contact, and how that turns into incidents."""

from datetime import date
from typing import Literal

from offramp.model.base import Item
from offramp.model.expression import Expression
from offramp.model.quantity import Number

Intent = Literal["inadvertent", "deliberate", "retaliatory"]
INTENTS: tuple[Intent, ...] = ("inadvertent", "deliberate", "retaliatory")


class Contact(Item):
    """A kind of contact between the two actors of a dyad.

    Incidents arrive as a Poisson process for each intent; each is lethal with a probability.
    """

    dyad: str
    """Id of the dyad."""
    place: str = ""
    """Where, if it is one place."""
    rates: dict[Intent, Expression]
    """Incidents (1/day) by intent."""
    lethal: Number
    """Chance that an incident kills somebody of the other side (1)."""
    rung: str
    """The rung a lethal incident raises the dyad to, at least."""
    soil: str = ""
    """Actor on whose soil it happens, if on anybody's."""
    hits: tuple[str, ...] = ()
    """Actors whose territory, forces or people a lethal incident hits, if law asks."""
    observed_until: date | None = None
    """Until then none is drawn; the as-of date where not given."""
    between_blocs: bool = True
    """Whether a lethal one is contact of the two sides themselves, to which they reply."""
