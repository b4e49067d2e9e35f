"""Indicators: one number that says how a future went, such as person-days without reception."""

from typing import Literal

from offramp.model.base import Item
from offramp.model.expression import Expression

Take = Literal["total", "mean", "most", "least", "last", "share"]
"""total: the sum over the days, in unit x day; mean, most, least and last over them; share: the
share of the days on which a condition holds."""


class Indicator(Item):
    """A number for each future, made of an expression over the days."""

    value: Expression
    """What is looked at every day; a condition for `share`."""
    take: Take = "mean"
    """What is made of the days."""
    days: Literal["free", "all"] = "free"
    """Which days: those after history has stopped deciding, or all."""
    unit: str = "1"
    """Unit of the expression; a total is in unit x day."""
    better: Literal["low", "high", ""] = ""
    """Which way is better for people; empty where that is not for the tool to say."""
