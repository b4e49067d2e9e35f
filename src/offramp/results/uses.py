"""Which sources the parts of a scenario rest on: every number, rule and record, one by one."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from offramp.model.base import Item, Model
from offramp.model.mechanism import Link, Mechanism
from offramp.model.place import Place
from offramp.model.quantity import Quantity, Value
from offramp.model.scenario import Scenario
from offramp.model.source import Source

Sort = Literal["number", "rule", "record"]
"""What rests on a source: a number, a rule of how the crisis works, or a record of what was."""

RECORDS = frozenset({"events", "series", "places", "routes"})
"""Sections that hold records."""
COLUMNS = ("population_source", "open_source", "throughput_source")
"""Further columns of places.csv that name sources."""


@dataclass(frozen=True)
class Use:
    """One thing that rests on a source."""

    source: str
    """Id of the source, `judgement`, or empty where the thing names none."""
    sort: Sort
    section: str
    """The section it stands in; `quantities` for every number."""
    item: str
    """Dotted path of the item it belongs to, such as `measures.appeal`."""


def uses(scenario: Scenario) -> Iterator[Use]:
    """Iterate over all that rests on sources, without what is disabled, in the order of files.

    A mechanism or link without a source is somebody's claim, which it says itself: it is no use.
    """
    for path, item in items(scenario):
        if isinstance(item, Quantity):
            yield from _numbers(item, path)
        else:
            yield from _item(item, path)


def items(scenario: Scenario) -> Iterator[tuple[str, Model]]:
    """Iterate over the items of all sections that are not disabled, with their dotted paths."""
    for section in Scenario.model_fields:
        held = getattr(scenario, section)
        if section == "ladder":
            if held.rungs:
                yield section, held
            continue
        if not isinstance(held, dict):
            continue
        for key, item in held.items():
            if not isinstance(item, Source) and not item.disabled:
                yield f"{section}.{key}", item


def _numbers(quantity: Quantity, item: str) -> Iterator[Use]:
    """Yield each number that a quantity gives, whichever label it is for."""
    for value in (quantity, *quantity.each.values()):
        if value.form is not None:
            yield Use(value.source or quantity.source, "number", "quantities", item)


def _item(item: Model, path: str) -> Iterator[Use]:
    section = path.partition(".")[0]
    sort: Sort = "record" if section in RECORDS else "rule"
    source = getattr(item, "source", "")
    if source or not isinstance(item, Mechanism | Link):
        yield Use(source, sort, section, path)
    if isinstance(item, Place):
        for column in COLUMNS:
            if source := getattr(item, column):
                yield Use(source, sort, section, path)
    for below in _below(item):
        if isinstance(below, Quantity):
            yield from _numbers(below, path)
        elif source := getattr(below, "source", ""):
            yield Use(source, sort, section, path)


def _below(value: Any) -> Iterator[Model]:
    """Yield every quantity and every sourced part inside an item; rows of tables have none."""
    if isinstance(value, Model):
        for name in type(value).model_fields:
            if name != "rows":
                yield from _inside(getattr(value, name))


def _inside(value: Any) -> Iterator[Model]:
    if isinstance(value, Value):
        yield value
    elif isinstance(value, Model):
        if "source" in type(value).model_fields and (not isinstance(value, Item) or value.source):
            yield value
        yield from _below(value)
    elif isinstance(value, dict):
        for one in value.values():
            yield from _inside(one)
    elif isinstance(value, tuple):
        for one in value:
            yield from _inside(one)
