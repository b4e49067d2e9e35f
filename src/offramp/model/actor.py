"""Who acts: states, alliances, organisations."""

from typing import Annotated, Literal

from pydantic import Field

from offramp.model.base import Item
from offramp.model.quantity import Number


class Actor(Item):
    """A state, an alliance or an organisation that may act, decide or be threatened."""

    kind: Literal["state", "alliance", "organisation", "group"] = "state"
    """What it is. A group is several states that act as one."""
    members: tuple[str, ...] = ()
    """Actors that belong to it."""
    home: str = ""
    """The host place that is its own soil, where it receives people."""
    lat: Annotated[float, Field(ge=-90, le=90)] | None = None
    """Latitude from which it sees the fighting; that of its home where not given."""
    lon: Annotated[float, Field(ge=-180, le=180)] | None = None
    """Longitude, likewise."""
    opportunity: Number | None = None
    """How often it considers its measures (1/day); None for one that never proposes."""


class Dyad(Item):
    """An ordered pair of actors that may come into contact."""

    first: str
    """Id of an actor."""
    second: str
    """Id of an actor."""
