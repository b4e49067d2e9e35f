"""Stocks: amounts that are used up, replaced or learned, day by day."""

from offramp.model.base import Item
from offramp.model.expression import Expression
from offramp.model.quantity import Number


class Stock(Item):
    """An amount that changes every day: munitions, trust, the momentum of an advance.

    Tomorrow's is today's plus `change`, kept between `low` and `high`. Expressions read it as
    `stock.ID`.
    """

    unit: str = "1"
    """Its unit."""
    start: Number
    """What there is on day 0, in that unit."""
    change: Expression
    """What is added in a day (unit/day); it may name the stock itself."""
    low: Number | None = None
    """Never less than this."""
    high: Number | None = None
    """Never more than this."""
