"""The facts of an example: what is given, and what an expression reads where nothing is."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from math import inf
from typing import Any

from offramp.model.expression_value import Given
from offramp.model.law import Example
from offramp.model.law_scope import Strike, strikes
from offramp.model.names import SIGNALS, TESTS, meaning
from offramp.model.quantity import Value
from offramp.model.scenario import Scenario
from offramp.model.variables import BY_NAME

KEYS = ("on", "invoker", "attack", "by", "action", "soil", "relying_on", "reading", "facts")
"""The keys of `given` that are no names of expressions."""


@dataclass(frozen=True)
class Facts:
    """A case to be judged."""

    scenario: Scenario
    on: date
    """The day."""
    invoker: str
    """Who invokes the provision; empty for anybody who may."""
    strikes: tuple[Strike, ...]
    """The attacks that have happened."""
    by: str
    """Whose action is to be judged; empty for none."""
    action: str
    """Its kind; empty for none."""
    relying_on: tuple[str, ...] | None
    """The only provisions it may rest on; None for all."""
    reading: tuple[str, ...] | None
    """The readings that hold, and no other does; None where that is left open."""
    came: frozenset[str]
    """The signals that have come."""
    values: Mapping[str, Any]
    """Names of expressions with their values."""

    @classmethod
    def of(cls, scenario: Scenario, example: Example) -> "Facts":
        """Return the facts of an example."""
        given = example.given
        values = {str(name): value for name, value in given.items() if name not in KEYS}
        came = {*texts(given.get("facts")), *_implied(values)}
        relying, reading = given.get("relying_on"), given.get("reading")
        known = strikes(scenario)
        return cls(
            scenario,
            day_of(given["on"]) if "on" in given else scenario.start,
            str(given.get("invoker") or ""),
            (*_struck(given.get("attack")), *(known[name] for name in known if name in came)),
            str(given.get("by") or ""),
            str(given.get("action") or ""),
            None if relying is None else texts(relying),
            None if reading is None else texts(reading),
            frozenset(came),
            values,
        )

    def value(self, name: str) -> Given:
        """Return what a name of an expression stands for in this case."""
        if name in self.values:
            value: Given = self.values[name]
            return value
        head, _, rest = name.partition(".")
        if head in SIGNALS and rest in self.scenario.signals():
            return _of_signal(head, came=rest in self.came)
        if name == "day":
            return float((self.on - self.scenario.start).days)
        if head in TESTS and rest in self.scenario.measures:
            return False
        found = meaning(self.scenario, name)
        if found is not None and found.size is not None:
            return [self._number(f"{name}.{label}") for label in self._labels(name)]
        return self._number(name)

    def _labels(self, name: str) -> tuple[str, ...]:
        quantity = self.scenario.quantities.get(name)
        over = quantity.over if quantity else BY_NAME[name].over
        return () if over is None else self.scenario.labels(over)

    def _number(self, name: str) -> float:
        """Return a number: what is given, the middle of a quantity, or 0."""
        if name in self.values:
            return float(self.values[name])
        stem, _, label = name.rpartition(".")
        for key, of in ((name, None), (stem, label)):
            if key in self.scenario.quantities:
                return middle(self.scenario.quantities[key].at(of))
        return 0.0


def texts(given: object) -> tuple[str, ...]:
    """Return one text or a list of them as texts."""
    if given is None:
        return ()
    return tuple(map(str, given)) if isinstance(given, list | tuple) else (str(given),)


def day_of(given: object) -> date:
    """Return a day that is given as a date, or as its text.

    Raises:
        ValueError: If it is none.
    """
    return given if isinstance(given, date) else date.fromisoformat(str(given))


def _implied(values: Mapping[str, Any]) -> set[str]:
    """Return the signals of which a value says that they have come."""
    found = set()
    for name, value in values.items():
        head, _, rest = name.partition(".")
        if head == "since" or (head in {"ever", "count", "in_force"} and value):
            found.add(rest)
    return found


def _struck(given: object) -> tuple[Strike, ...]:
    if not isinstance(given, Mapping):
        return ()
    soil, lat, lon = (given.get(key) for key in ("soil", "lat", "lon"))
    lat, lon = (None if number is None else float(number) for number in (lat, lon))
    day = day_of(given["day"]) if "day" in given else None
    return (Strike(texts(given.get("on")), str(soil or ""), lat, lon, day),)


def _of_signal(asked: str, *, came: bool) -> Given:
    if asked == "ever":
        return came
    return float(came) if asked == "count" else (0.0 if came else inf)


def middle(value: Value) -> float:
    """Return a number that is known, or the middle of what is known of it; 0 for a reading."""
    match value.form, value.arguments:
        case ("value", (number,)):
            return number
        case ("normal" | "lognormal", (centre, _)):
            return centre
        case ("uniform", (low, high)):
            return (low + high) / 2
        case ("triangular", (_, mode, _)):
            return mode
        case ("beta", (a, b)):
            return a / (a + b)
    return 0.0
