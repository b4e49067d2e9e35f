"""Mechanisms that a reader may switch off, and the links between them that somebody claims."""

from typing import Any, Literal

from offramp.model.base import Item

Direction = Literal["up", "down", "either", "none"]
"""Which way a number is expected to go; `either` where no sign is claimed."""


class Mechanism(Item):
    """A claim about how the crisis works, the items that carry it, and how it is switched off."""

    title: str
    """What it is."""
    claim: str
    """What is claimed, in our own words."""
    claimed_by: str
    """Who says so."""
    certainty: str = ""
    """How sure they are, in their words' kind: asserted, predicted, conditional."""
    disputed_by: str = ""
    """Who disputes it."""
    beside: str = ""
    """What other sources say beside it."""
    items: tuple[str, ...]
    """Dotted ids of the items that carry it: `measures.no_fly_zone`, `quantities.surge`."""
    off: dict[str, Any] = {}
    """The overlay that switches it off; it disables items or sets a neutral value."""
    under: dict[str, Any] = {}
    """An overlay laid under both sides when it is examined, such as decisions free from day 0."""
    expected: dict[str, Direction] = {}
    """Which way each indicator is expected to go when it is switched off, said beforehand."""


class Link(Item):
    """A claim that one thing drives another, and how to try it: change one, read the other."""

    cause: str
    """What drives, in words."""
    effect: str
    """What is driven, in words."""
    sign: Literal["+", "-", "0", "?"]
    """The claimed sign; `?` where whoever claims the link says that it is not known."""
    certainty: str = ""
    """How sure they are, in their words' kind."""
    claimed_by: str
    """Who says so."""
    disputed_by: str = ""
    """Who disputes it."""
    mechanisms: tuple[str, ...]
    """Ids of the mechanisms it belongs to."""
    under: dict[str, Any] = {}
    """An overlay laid under both sides."""
    less: dict[str, Any] = {}
    """The overlay under which there is less of the cause; empty for the scenario as it is."""
    more: dict[str, Any] = {}
    """The overlay under which there is more of it; empty for the scenario as it is."""
    reads: str
    """Id of the indicator that tells the effect."""
