"""What something in force does: it adds to declared quantities, or multiplies them."""

from pydantic import model_validator

from offramp.model.base import Model
from offramp.model.expression import Expression
from offramp.model.quantity import Quantity

Amount = Quantity | Expression
"""An inline quantity, or an expression of quantities and of the state as it stands that day."""


class Effect(Model):
    """A change of one quantity while its owner is in force.

    The effective value of a quantity is worked out anew each day from its base: all factors
    first, then all additions.
    """

    on: str
    """Id of a quantity, with a label for one of its numbers: `offensive.AAA`."""
    add: Amount | None = None
    """What is added, in the unit of the quantity."""
    times: Amount | None = None
    """What it is multiplied by (1)."""

    @model_validator(mode="after")
    def _one_way(self) -> "Effect":
        if (self.add is None) == (self.times is None):
            msg = "needs either `add:` or `times:`"
            raise ValueError(msg)
        return self
