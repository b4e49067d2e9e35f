"""Treaties and their provisions."""

from datetime import date
from typing import Literal

from offramp.model.base import Item
from offramp.model.expression import Expression


class Treaty(Item):
    """An agreement between actors."""

    title: str
    """Its title."""
    parties: tuple[str, ...]
    """Actors bound by it at the start of the scenario."""
    joins: dict[str, date] = {}
    """Actors that become parties later, with the day."""
    in_force: date | None = None
    """Day it entered into force."""


class Provision(Item):
    """One rule of a treaty: who may invoke it, when it is met, what follows."""

    treaty: str
    """Id of a treaty."""
    article: str
    """Article and paragraph, as `Article 4`."""
    invokers: tuple[str, ...] = ()
    """Actors that may invoke it; the parties where empty."""
    trigger: Expression
    """When it is met."""
    consequence: Literal["SHALL", "MAY", "CONSULT", "MUST_NOT"]
    """What it says its addressees shall, may or must not do."""
    addressees: tuple[str, ...] = ()
    """To whom; the parties where empty."""
    text: str
    """What it says, in our own words."""
    contested: bool = False
    """Whether its reading is disputed: a met trigger is then found contested."""
