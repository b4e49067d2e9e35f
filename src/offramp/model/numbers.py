"""Every number of a scenario, with the dotted path it stands at."""

from collections.abc import Iterator
from typing import Any

from offramp.model.base import Model
from offramp.model.quantity import JUDGEMENT, Quantity
from offramp.model.scenario import Scenario

_SECTIONS = (
    "measures",
    "procedures",
    "red_lines",
    "contacts",
    "influences",
    "stocks",
    "actors",
    "ladder",
    "series",
)


def numbers(scenario: Scenario) -> Iterator[tuple[str, Quantity]]:
    """Yield (path, quantity): those of `quantities` by id, inline ones by where they stand.

    The rows of tables are data and not among them. Disabled items are included, so that
    switching one off moves no other number.
    """
    yield from scenario.quantities.items()
    for section in _SECTIONS:
        yield from _inside(section, getattr(scenario, section))


def _inside(path: str, value: Any) -> Iterator[tuple[str, Quantity]]:
    if isinstance(value, Quantity):
        yield path, value
    elif isinstance(value, Model):
        for name in type(value).model_fields:
            if name != "rows":
                yield from _inside(f"{path}.{name}", getattr(value, name))
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _inside(f"{path}.{key}", item)
    elif isinstance(value, tuple):
        for position, item in enumerate(value):
            yield from _inside(f"{path}.{place_in(value, position)}", item)


def place_in(items: tuple[Any, ...], position: int) -> str:
    """Return the word for one of several items in a path: what an effect is on, else a number.

    Of several effects of one measure on the same quantity, those after the first are numbered.
    """
    on = getattr(items[position], "on", None)
    if on is None:
        return str(position)
    before = sum(getattr(item, "on", None) == on for item in items[:position])
    return f"{on}.{before}" if before else str(on)


def judgement_count(scenario: Scenario) -> tuple[int, int]:
    """Return how many numbers are somebody's judgement, and how many there are.

    A quantity over an index counts once for each number that is given in it.
    """
    given = [
        value.source or quantity.source
        for _, quantity in numbers(scenario)
        for value in (quantity, *quantity.each.values())
        if value.form is not None
    ]
    return sum(source == JUDGEMENT for source in given), len(given)
