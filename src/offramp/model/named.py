"""The names that a part of a scenario uses, whether an expression holds them or a field."""

from collections.abc import Collection, Iterator
from typing import Any

from offramp.model.base import Model
from offramp.model.expression import Expression


def named(value: Any, without: Collection[str] = ()) -> Iterator[str]:
    """Iterate over every text and every name of an expression in something, as often as it occurs.

    Args:
        value: a model, or what its fields hold.
        without: names of fields that are left out, at any depth.
    """
    if isinstance(value, Expression):
        yield from value.names()
    elif isinstance(value, str):
        yield value
    elif isinstance(value, Model):
        for name in type(value).model_fields:
            if name not in without:
                yield from named(getattr(value, name), without)
    elif isinstance(value, dict):
        for one in value.values():
            yield from named(one, without)
    elif isinstance(value, tuple):
        for one in value:
            yield from named(one, without)
