"""What acts on a crisis without anybody deciding on it: standing influences, and shocks."""

from datetime import date

from offramp.model.base import Item
from offramp.model.effect import Effect
from offramp.model.expression import Expression
from offramp.model.quantity import Number


class Influence(Item):
    """Effects that act while a condition holds; with a `rate` it is a shock that comes by chance.

    Without a rate it acts on every day on which `when` holds. With one it begins at that rate
    while `when` holds, acts for `duration`, and may begin again afterwards.
    """

    when: Expression = Expression("true")
    """When it acts, or when it may begin."""
    rate: Expression | None = None
    """How often it begins (1/day); None for one that acts whenever `when` holds."""
    duration: Number | None = None
    """How long a shock acts (day); None: for good."""
    effects: tuple[Effect, ...] = ()
    """What it does while it acts."""
    actor: str = ""
    """Whom it concerns."""
    place: str = ""
    """Where."""
    text: str = ""
    """What has happened when it begins, as a clause for people."""
    observed_until: date | None = None
    """Until then no shock is drawn; until the last day that history decides where not given."""
