"""Red lines and markers: whose, crossed by what, answered how."""

from offramp.model.base import Item
from offramp.model.expression import Expression
from offramp.model.quantity import Number


class RedLine(Item):
    """A condition that its holder has said, or is said, to answer."""

    holder: str
    """The actor that drew it."""
    when: Expression
    """When it is crossed."""
    credence: Number
    """How far others believe at the start that crossing it is answered (1)."""
    learning: Number
    """Share of the way credence moves towards what is seen to happen (1)."""
    loss: Number
    """What the answer would cost the one who crosses it, on the scale of utilities (1)."""
    responses: dict[str, Number]
    """Weights (1) of the answers: ids of the holder's measures, and `none` for no answer."""
    doubt: Number
    """How little is known of the weights: each is multiplied, once a member, by the exponential of
    a normal number with this standard deviation (1); 0 for known ones."""
    delay: Number
    """From crossing to answer (day)."""
