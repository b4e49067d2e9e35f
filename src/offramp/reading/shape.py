"""What a model expects at each place of a tree."""

import types
from collections import abc
from functools import cached_property
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

LISTS = (list, tuple, set, frozenset, abc.Sequence, abc.Iterable, abc.Set, abc.Collection)
MAPPINGS = (dict, abc.Mapping)


class Shape:
    """The types of which a value may be one."""

    def __init__(self, *annotations: Any) -> None:
        self.options: tuple[Any, ...] = tuple(
            option for annotation in annotations for option in _options(annotation)
        )
        self._children: dict[object, Shape] = {}

    @cached_property
    def fields(self) -> dict[str, FieldInfo]:
        """The keys that a mapping here may have, where models say so."""
        return {
            info.alias or name: info
            for option in self.options
            if _is_model(option)
            for name, info in option.model_fields.items()
        }

    @cached_property
    def wants_list(self) -> bool:
        """Whether only a list will do, and no text."""
        others = (str, Any, object)
        if any(option is other for option in self.options for other in others):
            return False
        return any(get_origin(option) in LISTS or option in LISTS for option in self.options)

    def child(self, key: str | int) -> "Shape":
        """Return what is expected under a key or at an index."""
        name = key if self._in_places or key in self.fields else type(key)
        if name not in self._children:
            self._children[name] = Shape(*self._under(key))
        return self._children[name]

    @cached_property
    def _in_places(self) -> bool:
        """Whether a list here may have a type of its own for each place."""
        return any(_is_fixed(option) for option in self.options)

    @cached_property
    def tags(self) -> list[str]:
        """The values by which models here are told apart, in order."""
        return [tag for option in self.options if _is_model(option) for tag in _tags(option)]

    def branch(self, label: str) -> "Shape":
        """Return this shape with only the models that pydantic calls by a label or tag."""
        named = [o for o in self.options if _is_model(o) and label in (o.__name__, *_tags(o))]
        return Shape(*(named or self.options))

    def _under(self, key: str | int) -> abc.Iterator[Any]:
        """Yield the types of what stands under a key or at an index."""
        for option in self.options:
            origin, arguments = get_origin(option), get_args(option)
            if _is_model(option):
                for name, info in option.model_fields.items():
                    if key == (info.alias or name):
                        yield info.annotation
            elif origin in MAPPINGS and isinstance(key, str):
                yield arguments[1]
            elif origin in LISTS and isinstance(key, int):
                if not _is_fixed(option):
                    yield arguments[0]
                elif key < len(arguments):
                    yield arguments[key]


def _options(annotation: Any) -> tuple[Any, ...]:
    """Return the types that an annotation allows, one by one."""
    origin = get_origin(annotation)
    if origin is Annotated:
        return _options(get_args(annotation)[0])
    if origin in (Union, types.UnionType):
        return tuple(o for part in get_args(annotation) for o in _options(part))
    if hasattr(annotation, "__value__"):  # an alias made by a `type` statement
        return _options(annotation.__value__)
    if _is_model(annotation) and annotation.__pydantic_root_model__:
        return _options(annotation.model_fields["root"].annotation)
    return (annotation,)


def _is_model(option: Any) -> bool:
    """Return whether a type is a pydantic model."""
    return isinstance(option, type) and issubclass(option, BaseModel)


def _is_fixed(option: Any) -> bool:
    """Return whether a type is a tuple with a type of its own for each place."""
    return get_origin(option) is tuple and Ellipsis not in get_args(option)


def _tags(model: type[BaseModel]) -> list[str]:
    """Return the texts that a model allows where it allows only certain ones."""
    return [
        value
        for info in model.model_fields.values()
        if get_origin(info.annotation) is Literal
        for value in get_args(info.annotation)
        if isinstance(value, str)
    ]
