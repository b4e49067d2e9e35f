"""Orders: a measure imposed on a future, to ask what it would do."""

from datetime import date
from typing import Literal

from offramp.model.base import Item


class Order(Item):
    """A measure that reaches a stage on a day because the analyst says so, not the actors.

    Lead times count from it; gates of law and the measure's own condition do not stop it.
    """

    measure: str
    """Id of a measure."""
    day: date
    """When; a day after the last that history decides."""
    stage: Literal["proposed", "adopted", "in_force"] = "adopted"
    """The stage it reaches on that day."""
