"""A crisis as one frozen, declarative object."""

from collections.abc import Mapping
from datetime import date, timedelta
from functools import cached_property
from typing import Annotated

from pydantic import Field, model_validator

from offramp.model.actor import Actor
from offramp.model.base import Model
from offramp.model.contact import Contact
from offramp.model.history import Closure, ClosureSeries, DatedEvent, Series
from offramp.model.indicator import Indicator
from offramp.model.influence import Influence
from offramp.model.ladder import NO_LADDER, Ladder
from offramp.model.law import Provision, Treaty
from offramp.model.measure import Measure, Procedure
from offramp.model.mechanism import Link, Mechanism
from offramp.model.order import Order
from offramp.model.place import Place, PlaceKind, Route
from offramp.model.quantity import Quantity
from offramp.model.red_line import RedLine
from offramp.model.signal import Outcome, Threshold
from offramp.model.source import Source
from offramp.model.stock import Stock

ORDER = (
    "history",
    "perception",
    "chronicle",
    "decisions",
    "procedure",
    "influences",
    "effects",
    "conflict",
    "displacement",
    "reception",
    "stocks",
    "contact",
    "red_lines",
    "law",
    "ladder",
    "thresholds",
)
"""The order of a day, where a scenario gives none."""

SIGNALS = (
    "events",
    "measures",
    "influences",
    "thresholds",
    "red_lines",
    "contacts",
    "provisions",
)
"""Sections whose items are signals: they share one space of names."""

LETHAL = "lethal"
"""Ending of the signal of a contact that tells lethal incidents from all."""


class Scenario(Model):
    """Who acts, what they may do, whose red line it crosses, who flees where, how well known.

    Nothing in it changes during a run. Every section maps ids to items; an item that is
    `disabled` stays here and takes no part in a run.
    """

    id: Annotated[str, Field(pattern="^[a-z][a-z0-9-]*$")]
    """Short name."""
    title: str
    """One line for people."""
    description: str = ""
    """What it describes, and what it leaves out."""
    start: date
    """Day 0."""
    days: Annotated[int, Field(ge=1, le=3650)]
    """Length of a run (day)."""
    as_of: date
    """Nothing that became known later is read by a run."""
    decided_until: date | None = None
    """History decides until then: measures, answers and incidents are free afterwards, though what
    is observed stays imposed until the as-of date; the as-of date where not given."""
    limits: str
    """The sentence on its limits that ends every report."""
    order: tuple[str, ...] = ORDER
    """Processes in the order of a day."""
    quantities: dict[str, Quantity] = {}
    sources: dict[str, Source] = {}
    actors: dict[str, Actor] = {}
    places: dict[str, Place] = {}
    routes: dict[str, Route] = {}
    treaties: dict[str, Treaty] = {}
    provisions: dict[str, Provision] = {}
    procedures: dict[str, Procedure] = {}
    measures: dict[str, Measure] = {}
    red_lines: dict[str, RedLine] = {}
    contacts: dict[str, Contact] = {}
    influences: dict[str, Influence] = {}
    stocks: dict[str, Stock] = {}
    orders: dict[str, Order] = {}
    thresholds: dict[str, Threshold] = {}
    ladder: Ladder = NO_LADDER
    outcomes: dict[str, Outcome] = {}
    indicators: dict[str, Indicator] = {}
    mechanisms: dict[str, Mechanism] = {}
    links: dict[str, Link] = {}
    series: dict[str, Series] = {}
    events: dict[str, DatedEvent] = {}

    @model_validator(mode="after")
    def _dates_in_order(self) -> "Scenario":
        if self.as_of < self.start - timedelta(days=1):
            msg = f"as_of {self.as_of} lies before the day before the start {self.start}"
            raise ValueError(msg)
        return self

    def day_of(self, when: date) -> int:
        """Return the number of days from the start to a date."""
        return (when - self.start).days

    @property
    def as_of_day(self) -> int:
        """The last day of which anything is known."""
        return self.day_of(self.as_of)

    @property
    def decided_day(self) -> int:
        """The last day on which history decides what actors do; never after the as-of date."""
        until = self.decided_until
        return self.as_of_day if until is None else min(self.day_of(until), self.as_of_day)

    def places_of(self, kind: PlaceKind) -> Mapping[str, Place]:
        """Return the enabled places of one kind, in file order."""
        return {k: p for k, p in self.places.items() if p.kind == kind and not p.disabled}

    def labels(self, over: str | tuple[str, ...]) -> tuple[str, ...]:
        """Return the labels of an index: origins, hosts, onward, actors, dyads, and so on.

        Raises:
            KeyError: if there is no such index.
        """
        if not isinstance(over, str):
            return over
        places: dict[str, PlaceKind] = {"origins": "origin", "hosts": "host", "onward": "onward"}
        if over in places:
            return tuple(self.places_of(places[over]))
        if over == "dyads":
            return tuple(self.ladder.dyads)
        if over in {"actors", "red_lines", "provisions", "measures", "stocks"}:
            return tuple(getattr(self, over))
        raise KeyError(over)

    def closures(self) -> tuple[Closure, ...]:
        """Return what is shut and reopened, as far as it was known at the as-of date."""
        rows = (
            row.known(self.as_of)
            for series in self.series.values()
            if isinstance(series, ClosureSeries) and not series.disabled
            for row in series.rows
        )
        return tuple(row for row in rows if row is not None)

    @cached_property
    def _signals(self) -> dict[str, str]:
        found = {item: section for section in SIGNALS for item in getattr(self, section)}
        return found | {f"{contact}.{LETHAL}": "contacts" for contact in self.contacts}

    def signals(self) -> dict[str, str]:
        """Return the ids that `ever`, `since` and `count` may name, with their sections.

        Each contact has two: its id for any incident, and `id.lethal` for a lethal one. The
        order is fixed by the files, disabled items included, so that switching one off moves no
        other.
        """
        return self._signals
