"""What somebody asks of an import, beside the file."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

KINDS = ("arrivals", "stocks", "population", "places")
"""What a table may hold."""
CUMULATIVE, DAILY = "cumulative", "daily"
IGNORE = "ignore"
"""The role of a column, or the id of a place, that is left out on purpose."""


@dataclass(frozen=True)
class Wishes:
    """Answers to what a table leaves open; each is empty where nobody was asked."""

    kind: str = ""
    """One of `KINDS`."""
    roles: Mapping[str, str] = field(default_factory=dict)
    """Role by header or hashtag of a column."""
    places: Mapping[str, str] = field(default_factory=dict)
    """Id of a place of the scenario by the code or name in the table."""
    place: str = ""
    """Id of the place that all rows are about."""
    country: str = ""
    """ISO 3166 alpha-3 code of the country that all rows are about."""
    counted: str = ""
    """`CUMULATIVE` or `DAILY`."""
    date_format: str = ""
    """Such as `dd/mm/yyyy`."""
    thousands: str = ""
    """Sign between groups of three digits."""
    place_kind: str = ""
    """Kind of all places."""
    since: date | None = None
    """First day that a cumulative count covers."""
    today: date = date.max
    """Later days have not come yet."""
