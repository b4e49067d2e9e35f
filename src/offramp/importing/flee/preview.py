"""What was understood of an instance, in plain values: for the screen, for JSON, for tests."""

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True)
class Zone:
    """A place that is a zone of conflict for a time."""

    place: str
    first: date
    last: date | None
    """None where it outlasts the run."""
    intensity: float
    population: int


@dataclass(frozen=True)
class Shut:
    """A border, place or camp that is shut for a time."""

    what: str
    first: str
    second: str
    closes: date
    reopens: date | None


@dataclass(frozen=True)
class Camp:
    """The counts of one camp, or of all together."""

    place: str
    """Its id; empty for the total."""
    name: str
    country: str
    capacity: int | None
    """None where it has none (person)."""
    counts: int
    """How many counts a run goes by."""
    first: tuple[date, float] | None
    """Date and persons of the first of them."""
    last: tuple[date, float] | None
    corrected: tuple[date, ...]
    """Dates of recounts by which earlier counts were rescaled."""


@dataclass(frozen=True)
class Rule:
    """A number of the law of movement."""

    quantity: str
    value: float
    unit: str
    label: str
    given: bool
    """Whether the instance gives it; Flee's default otherwise."""


@dataclass(frozen=True)
class Preview:
    """All that an import has understood, and where it was written."""

    id: str
    title: str
    start: date
    days: int
    hasten: int
    home: str
    """The country that people flee from, as written in the scenario."""
    countries: dict[str, str]
    """Each country as the instance writes it, and its code; the same where none is known."""
    places: dict[str, int]
    """How many places there are of each type."""
    routes: int
    zones: tuple[Zone, ...]
    closures: tuple[Shut, ...]
    camps: tuple[Camp, ...]
    total: Camp | None
    rules: tuple[Rule, ...]
    decay: tuple[float, ...]
    unused: dict[str, str]
    """Settings without any effect in Flee, and why."""
    notes: tuple[str, ...]
    """What was followed, passed over or taken otherwise than a reader might think."""
    folder: str
    """Where the scenario was written."""
    files: tuple[str, ...]
    """The files in it."""

    def as_dict(self) -> dict[str, Any]:
        """Return the same with dates as text, fit for JSON."""
        plain = _plain(asdict(self))
        assert isinstance(plain, dict)
        return plain


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return value
