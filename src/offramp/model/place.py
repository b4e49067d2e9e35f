"""Places people leave, cross and reach, and the routes between them."""

from typing import Annotated, Literal

from pydantic import Field

from offramp.model.base import Item

PlaceKind = Literal["origin", "crossing", "host", "onward", "hub", "bend"]


class Place(Item):
    """A row of `places.csv`."""

    name: str
    """Name for people."""
    kind: PlaceKind
    """Where people leave, where they cross a border, who receives them, where they move on to;
    a hub that all pass through, a bend of a road at which nobody decides."""
    country: str
    """ISO 3166 alpha-3 code; for a crossing, of the country it leads to."""
    pcode: str = ""
    """OCHA P-code of a sub-national unit."""
    lat: Annotated[float, Field(ge=-90, le=90)]
    """Latitude, degrees north."""
    lon: Annotated[float, Field(ge=-180, le=180)]
    """Longitude, degrees east."""
    population: Annotated[int, Field(ge=0)] = 0
    """People living there at the start (person)."""
    female: Annotated[int, Field(ge=0)] = 0
    """Women and girls among them (person)."""
    male: Annotated[int, Field(ge=0)] = 0
    """Men and boys among them (person)."""
    population_source: str = ""
    """Source of the population figures."""
    group: str = ""
    """Region it is counted under."""
    open: bool = True
    """Whether a crossing lets people out."""
    open_source: str = ""
    """Source of that."""
    throughput: Annotated[float, Field(ge=0)] = 0.0
    """People a crossing can let through (person/day)."""
    throughput_source: str = ""
    """Source of that."""


class Route(Item):
    """A row of `routes.csv`: a way that can be travelled in both directions."""

    start: Annotated[str, Field(alias="from")]
    """Id of a place."""
    end: Annotated[str, Field(alias="to")]
    """Id of a place."""
    km: Annotated[float, Field(gt=0)]
    """Length (km)."""
    mode: Literal["road", "rail"] = "road"
    """Road or rail."""
    max_speed: Annotated[float | None, Field(gt=0)] = None
    """How fast it can be travelled (km/day); None where as any other."""
