"""The map: where there is fighting, from where to where people move, who is under strain."""

from typing import Literal

from offramp.report.picture.base import Caption, Part


class Place(Part):
    """A point on the map."""

    id: str
    name: str
    kind: Literal["origin", "host", "onward"]
    longitude: float
    """Degrees east."""
    latitude: float
    """Degrees north."""
    country: str
    """ISO 3166-1 alpha-3, or empty: the area that is shaded for a host."""
    fighting: list[float]
    """Mean over futures, 0 to 1, at the frames; empty where it is no origin."""
    strain: list[float]
    """Median reception strain at the frames; empty where it is no host or not assessed."""
    strained: list[float]
    """Futures of 100 past the stated means, at the frames; empty where not assessed."""
    people: list[float]
    """Median number of people from elsewhere who are there, at the frames."""


class Flow(Part):
    """People who arrive in one host."""

    host: str
    """Id of the place."""
    start: list[tuple[float, float]]
    """Where the arrow begins at each frame (degrees east, north): the centre of departures, for
    the run does not say who of which origin arrived where."""
    people: list[float]
    """Median new arrivals since the frame before (person)."""


class Map(Part):
    """The map by frame."""

    caption: Caption
    frames: list[int]
    """Days that are shown."""
    west: float
    south: float
    east: float
    north: float
    """Bounds in degrees."""
    places: list[Place]
    flows: list[Flow]
    phases: list[str]
    """The commonest phase of the war at each frame, in words; empty strings where there is none."""
    boundary_note: str
    """That boundaries shown imply no opinion."""
