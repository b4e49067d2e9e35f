"""Units of quantities: which exist, which measure the same, and what their products are.

A unit is written as a product of named units, such as `person/day`, `1/day` or `km**2`. The
commonest names are known here; any other is looked up with pint, which is imported at that moment
and not before, since the import alone takes a third of a second. People (`person`) and events
(`event`) are dimensions of their own, so that people per day never pass for kilometres per day.
"""

import re
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property, lru_cache
from math import isclose, prod
from typing import Any, TypeAlias

Dimension: TypeAlias = tuple[tuple[str, Fraction], ...]

_COMMON: dict[str, tuple[float, dict[str, int]]] = {
    "1": (1.0, {}),
    "dimensionless": (1.0, {}),
    "percent": (0.01, {}),
    "%": (0.01, {}),
    "person": (1.0, {"[person]": 1}),
    "persons": (1.0, {"[person]": 1}),
    "people": (1.0, {"[person]": 1}),
    "event": (1.0, {"[event]": 1}),
    "events": (1.0, {"[event]": 1}),
    "hour": (3_600.0, {"[time]": 1}),
    "hours": (3_600.0, {"[time]": 1}),
    "day": (86_400.0, {"[time]": 1}),
    "days": (86_400.0, {"[time]": 1}),
    "week": (604_800.0, {"[time]": 1}),
    "weeks": (604_800.0, {"[time]": 1}),
    "month": (2_629_800.0, {"[time]": 1}),
    "months": (2_629_800.0, {"[time]": 1}),
    "year": (31_557_600.0, {"[time]": 1}),
    "years": (31_557_600.0, {"[time]": 1}),
    "km": (1_000.0, {"[length]": 1}),
}
"""Scale to the base units (metre, kilogram, second, person, event) and dimension, by name."""

_SAME: dict[str, str] = {
    "%": "percent",
    "days": "day",
    "events": "event",
    "hours": "hour",
    "people": "person",
    "persons": "person",
    "weeks": "week",
    "months": "month",
    "years": "year",
}
"""Other words for the same unit."""

_TOKEN = re.compile(r"\s*(\*\*|[*/^()%]|-?\d+|[A-Za-z_]\w*)")
_LONGEST = 80
_LARGEST_POWER = 9


class UnitError(ValueError):
    """A unit that does not exist, or that cannot be multiplied and divided."""


@dataclass(frozen=True)
class Unit:
    """A product of named units, each to a power; `*`, `/` and `**` combine them.

    Two units are equal when they are written from the same names; compare `dimension` to learn
    whether they measure the same, and use `factor` to go from one to the other.

    Attributes:
        parts: Names and their powers, sorted by name; none for a pure number.
    """

    parts: tuple[tuple[str, Fraction], ...] = ()

    @cached_property
    def dimension(self) -> Dimension:
        """Base dimensions and their powers, sorted; empty for a pure number."""
        return _product(
            (base, power * by) for name, power in self.parts for base, by in _named(name)[1].items()
        )

    @cached_property
    def scale(self) -> float:
        """How many of the base units (metre, kilogram, second, person, event) make one of this."""
        return prod((_named(name)[0] ** float(power) for name, power in self.parts), start=1.0)

    def __mul__(self, other: "Unit") -> "Unit":
        return Unit(_product([*self.parts, *other.parts]))

    def __truediv__(self, other: "Unit") -> "Unit":
        return self * other ** Fraction(-1)

    def __pow__(self, power: int | Fraction) -> "Unit":
        return Unit(_product((name, by * power) for name, by in self.parts))

    def __str__(self) -> str:
        above = "*".join(_raised(name, power) for name, power in self.parts if power > 0)
        below = [_raised(name, -power) for name, power in self.parts if power < 0]
        return "/".join([above or "1", *below])


def unit(text: str) -> Unit:
    """Read a unit.

    Args:
        text: Names joined by `*`, `/` or a space, with whole powers (`**2`) and brackets. `1`
            and the empty text stand for a pure number.

    Returns:
        The unit.

    Raises:
        UnitError: If the text is no unit.
    """
    return _unit(text)


def is_unit(text: str) -> bool:
    """Return whether a text is a unit."""
    try:
        unit(text)
    except UnitError:
        return False
    return True


def dimension(text: str) -> Hashable:
    """Return what a unit measures; equal for any two units of the same kind.

    Raises:
        UnitError: If the text is no unit.
    """
    return unit(text).dimension


def same_dimension(a: str, b: str) -> bool:
    """Return whether two units measure the same kind of thing, as day and week do.

    Raises:
        UnitError: If one of the texts is no unit.
    """
    return unit(a).dimension == unit(b).dimension


def factor(a: str, b: str) -> float:
    """Return what a number in unit `a` is multiplied by to be in unit `b`.

    >>> factor("week", "day")
    7.0

    Raises:
        UnitError: If one of the texts is no unit, or they measure different things.
    """
    if not same_dimension(a, b):
        msg = f"{a} cannot be turned into {b}: they measure different things"
        raise UnitError(msg)
    return unit(a).scale / unit(b).scale


def interchangeable(a: Unit, b: Unit) -> bool:
    """Return whether numbers in the two units can be added without converting either."""
    return a.dimension == b.dimension and isclose(a.scale, b.scale, rel_tol=1e-9)


def _product(powers: Iterable[tuple[str, Fraction]]) -> Dimension:
    """Collect the powers of each name, leaving out those that cancel."""
    found: dict[str, Fraction] = {}
    for name, power in powers:
        found[name] = found.get(name, Fraction(0)) + power
    return tuple(sorted((name, power) for name, power in found.items() if power))


def _raised(name: str, power: Fraction) -> str:
    """Write a name with its power."""
    if power == 1:
        return name
    return f"{name}**{power}" if power.denominator == 1 else f"{name}**({power})"


@lru_cache(maxsize=4_096)
def _unit(text: str) -> Unit:
    """Read a unit; the work of `unit`, done once for each text."""
    if len(text) > _LONGEST:
        msg = f"a unit has at most {_LONGEST} characters"
        raise UnitError(msg)
    tokens, at = [], 0
    text = text.strip()
    while at < len(text):
        found = _TOKEN.match(text, at)
        if not found:
            msg = f"`{text}` is not a unit: it cannot hold {text[at]!r}"
            raise UnitError(msg)
        tokens.append(found[1])
        at = found.end()
    if not tokens:
        return Unit()
    reader = _Reader(text, tokens)
    result = reader.product()
    if reader.tokens:
        raise reader.wrong()
    return result


class _Reader:
    """Reads a product of units from its tokens."""

    def __init__(self, text: str, tokens: list[str]) -> None:
        self.text = text
        self.tokens = tokens[::-1]

    def next(self) -> str:
        """Return the next token without taking it; empty at the end."""
        return self.tokens[-1] if self.tokens else ""

    def wrong(self) -> UnitError:
        """Return the error for a token that cannot stand where it stands."""
        here = f"`{self.next()}`" if self.tokens else "its end"
        return UnitError(f"`{self.text}` is not a unit: cannot be read at {here}")

    def product(self) -> Unit:
        """Read units joined by `*`, `/`, `per` or a space."""
        result = self.power()
        while self.tokens and self.next() != ")":
            sign = self.tokens.pop() if self.next() in {"*", "/", "per"} else "*"
            result = result * self.power() if sign == "*" else result / self.power()
        return result

    def power(self) -> Unit:
        """Read one unit with its power."""
        result = self.single()
        if self.next() in {"**", "^"}:
            self.tokens.pop()
            if not re.fullmatch(r"-?\d", self.next()):
                msg = f"`{self.text}` is not a unit: a power is a whole number up to "
                raise UnitError(msg + str(_LARGEST_POWER))
            result = result ** int(self.tokens.pop())
        return result

    def single(self) -> Unit:
        """Read one name, `1`, or a product in brackets."""
        token = self.next()
        if token == "(":
            self.tokens.pop()
            result = self.product()
            if self.next() != ")":
                raise self.wrong()
            self.tokens.pop()
            return result
        if token != "1" and not re.match(r"[A-Za-z_%]", token):
            raise self.wrong()
        self.tokens.pop()
        if token in {"1", "dimensionless"}:
            return Unit()
        _named(token)
        return Unit(((_SAME.get(token, token), Fraction(1)),))


@lru_cache(maxsize=1_024)
def _named(name: str) -> tuple[float, Mapping[str, int | Fraction]]:
    """Return scale and dimension of one named unit, asking pint where it is not a common one."""
    return _COMMON[name] if name in _COMMON else looked_up(name)


def looked_up(name: str) -> tuple[float, Mapping[str, int | Fraction]]:
    """Return scale and dimension of one named unit as pint has them.

    Args:
        name: A single name, such as `ton`.

    Raises:
        UnitError: If pint does not know it, or it does not start at zero (degrees Celsius).
    """
    registry = _registry()
    try:
        one = registry.Quantity(1.0, name).to_base_units()
        none = registry.Quantity(0.0, name).to_base_units()
    except (AttributeError, ValueError, TypeError):
        msg = f"there is no unit `{name}`"
        raise UnitError(msg) from None
    if none.magnitude != 0:
        msg = f"`{name}` does not start at zero, so it cannot be multiplied"
        raise UnitError(msg)
    powers = {
        base: Fraction(power).limit_denominator(12) for base, power in one.dimensionality.items()
    }
    return float(one.magnitude), powers


@lru_cache(maxsize=1)
def _registry() -> Any:
    """Return pint's registry with people and events added."""
    from pint import UnitRegistry

    registry: Any = UnitRegistry()
    registry.define("person = [person] = _ = people = persons")
    registry.define("event = [event]")
    return registry
