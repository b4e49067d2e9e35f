"""What has been observed: dated events, and series of numbers."""

from bisect import bisect_right
from datetime import date as Date
from operator import itemgetter
from typing import Annotated, Any, Literal

from pydantic import Field, field_validator, model_validator

from offramp.model.base import Item, Model
from offramp.model.measure import Stage
from offramp.model.quantity import Number


class DatedEvent(Item):
    """A row of `events.csv`: something that happened on a day, and when it became known."""

    date: Date
    """The day."""
    known_at: Date
    """The day it was known; a run reads nothing known after its as-of date."""
    actor: str
    """Who did it."""
    measure: str = ""
    """The measure it is a step of, if any."""
    stage: Literal[
        "", "proposed", "decided", "adopted", "in_force", "rejected", "shelved", "ended"
    ] = ""
    """The stage that measure reached with it."""
    kind: str = ""
    """PLOVER event type."""
    target: str = ""
    """Towards whom."""
    place: str = ""
    """Where."""
    text: str
    """What happened, in one sentence; a claim is given as a claim."""
    verified: bool = False
    """Whether it was checked; one that was not is shown and imposes nothing."""
    because: tuple[str, ...] = ()
    """Ids of earlier dated events or signals that its own record names as its reason."""

    @field_validator("because", mode="before")
    @classmethod
    def _words(cls, given: object) -> object:
        """A cell of a table holds several ids with spaces between them."""
        return given.split() if isinstance(given, str) else given

    @model_validator(mode="after")
    def _known_later(self) -> "DatedEvent":
        if self.known_at < self.date:
            msg = f"is known on {self.known_at}, before it happened on {self.date}"
            raise ValueError(msg)
        return self

    @property
    def reached(self) -> Stage | None:
        """The stage as a value; None where it is no step of a measure, or unverified."""
        return Stage[self.stage] if self.measure and self.stage and self.verified else None


class DailyCount(Model):
    """A row of a series of daily new crossings."""

    date: Date
    place: str
    persons: int
    known_at: Date
    method: str = ""


class Phase(Model):
    """A row of a series of phases of the fighting at one place."""

    place: str
    start: Date
    end: Date | None = None
    fighting: float
    threat: float
    access: Literal["open", "partly closed", "besieged"]
    start_known_at: Date
    end_known_at: Date | None = None
    name: str = ""
    note: str = ""


class Stock(Model):
    """A row of a series of stocks: how many people were counted in a place on a date."""

    date: Date
    place: str = ""
    """Id of a host; empty for all hosts together."""
    persons: Annotated[float, Field(ge=0)]
    """Not whole where a later count has corrected it in proportion."""
    known_at: Date


class Closure(Model):
    """A row of a series of closures: what is shut, from when, and when it opens again."""

    what: Literal["border", "place", "road", "camp", "camp inside"]
    """All roads between two countries, all roads of a place, one road, or a host as a host."""
    first: str
    """Id of a place; for a border the code of a country."""
    second: str = ""
    """The other end of a road or border."""
    closes: Date
    reopens: Date | None = None
    """None where no date is known."""
    known_at: Date
    """The day the closure was known."""
    reopens_known_at: Date | None = None
    """The day the reopening was known; the day itself where nothing else is said."""

    def known(self, as_of: Date) -> "Closure | None":
        """Return what was known of it at a date: nothing, without its reopening, or all."""
        if self.known_at > as_of:
            return None
        if self.reopens is None or (self.reopens_known_at or self.reopens) <= as_of:
            return self
        return self.model_copy(update={"reopens": None, "reopens_known_at": None})


class _Series(Item):
    """Observed numbers, in a file of their own."""

    file: str
    """Path inside the scenario folder."""
    observed_until: Date | None = None
    """The run is held to it until then; the as-of date where not given."""
    error: Number | None = None
    """Standard deviation of the observation error, on the logarithm (1)."""


class CrossingSeries(_Series):
    """People newly crossing into each host, by day: imposed on the run while observed."""

    gives: Literal["crossings"]
    rows: tuple[DailyCount, ...] = ()


class PhaseSeries(_Series):
    """Phases of the fighting at each origin: imposed on the run while observed."""

    gives: Literal["phases"]
    because: tuple[str, ...] = ()
    """Ids of dated events that brought the phases about."""
    rows: tuple[Phase, ...] = ()


class StockSeries(_Series):
    """People counted in each host, by date: what a run is scored on, and what drives Flee."""

    gives: Literal["stocks"]
    rows: tuple[Stock, ...] = ()


def between_counts(counts: tuple[tuple[Date, float], ...], when: Date) -> float | None:
    """Return how many people there are on a date, in a straight line between two counts.

    None outside the time from the first count to the last.

    >>> between_counts(((Date(2030, 3, 1), 10.0), (Date(2030, 3, 5), 30.0)), Date(2030, 3, 2))
    15.0
    """
    at = bisect_right(counts, when, key=itemgetter(0))
    if at == 0 or (at == len(counts) and counts[-1][0] != when):
        return None
    day, persons = counts[at - 1]
    if day == when:
        return persons
    later, more = counts[at]
    return persons + (more - persons) * ((when - day) / (later - day))


class ClosureSeries(_Series):
    """Roads, borders and camps closed and reopened by date."""

    gives: Literal["closures"]
    rows: tuple[Closure, ...] = ()


class DrawSeries(_Series):
    """Sets of numbers that go together, all equally likely, such as a fit has left.

    The columns of its table are quantities, `quantity.label` where one has several. Each member
    takes one row in place of what these quantities would draw alone, so that what belongs together
    stays together; several members may take the same row.
    """

    gives: Literal["draws"]
    rows: tuple[dict[str, float], ...] = ()


class ReferenceSeries(_Series):
    """Numbers kept for comparison; a run never reads them."""

    gives: Literal["reference"]
    rows: tuple[dict[str, Any], ...] = ()


Series = Annotated[
    CrossingSeries | PhaseSeries | StockSeries | ClosureSeries | DrawSeries | ReferenceSeries,
    Field(discriminator="gives"),
]
"""Any of them, told apart by `gives`."""
