"""What leads to what, down to rule, clause and source."""

from typing import Literal

from offramp.report.picture.base import Caption, Part


class Step(Part):
    """One step of a chain, as it went in the future that stands for it."""

    text: str
    """What happened, in words."""
    day: int
    rule: str
    """What the rule says, in words; empty where nothing but chance decided."""
    where: str
    """File and line of the rule, as "measures.yaml:120"."""
    clauses: list[str]
    """Provisions that it rests on: treaty, article, what it says."""
    sources: list[str]
    """Whose claim the rule is: ids of `Picture.sources`."""
    inputs: list[str]
    """What decided it, as "fighting in Kyiv 0.8"."""


class Chain(Part):
    """A way that many futures share."""

    id: str
    kind: Literal["observed", "hypothesised"]
    """Within history, or after the as-of date."""
    caption: Caption
    in_100: float | None
    """Futures of 100 that have it; None where it ends in something that nobody has seen."""
    member: int
    """The future whose days are told."""
    steps: list[Step]


class Signpost(Part):
    """Something to watch for: it comes before an outcome more often than without it."""

    outcome: str
    """What it warns of, in words."""
    sign: str
    """What to watch for, in words."""
    lead: float
    """Median days from the sign to the outcome, where both happen."""
    lead_low: float
    lead_high: float
    """5 and 95 % of them."""
    hits: float
    """Of 100 futures with the outcome: the sign came first."""
    false_alarms: float
    """Of 100 futures with the sign: the outcome did not follow."""
    base: float
    """Futures of 100 that have the outcome at all."""
    futures: int
    """Futures that have both."""


class Signposts(Part):
    """The earliest signs."""

    caption: Caption
    signposts: list[Signpost]
