"""A tree checked against a pydantic model: the model, or every problem with its place."""

from collections.abc import Mapping as Texts
from types import MappingProxyType
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from offramp.model.problems import ScenarioError
from offramp.reading.findings import problems_of
from offramp.reading.layout import TABLES
from offramp.reading.nodes import Mapping, Node, Sequence
from offramp.reading.provenance import Provenance
from offramp.reading.shape import Shape

M = TypeVar("M", bound=BaseModel)

SEPARATOR = ";"
"""Between the values of a list in one cell of a table."""


def build(
    root: Mapping, model: type[M], texts: Texts[str, str] = MappingProxyType({})
) -> tuple[M, Provenance]:
    """Return the model that a tree describes, and where its values stand.

    A cell of a table where the model expects a list is split at semicolons.

    Args:
        root: The tree.
        model: What it should be.
        texts: The files it was read from, passed on with an error.

    Raises:
        ScenarioError: With every problem that pydantic found.
    """
    shape = Shape(model)
    data = {
        key: _data(entry.node, shape.child(key), key in TABLES)
        for key, entry in root.entries.items()
    }
    try:
        built = model.model_validate(data)
    except ValidationError as error:
        raise ScenarioError(problems_of(error, root, shape), texts) from None
    return built, Provenance.of(root)


def _data(node: Node, shape: Shape, tabular: bool) -> Any:
    """Return a node as plain data; `tabular` where it belongs in a table."""
    if isinstance(node, Mapping):
        return {k: _data(e.node, shape.child(k), tabular) for k, e in node.entries.items()}
    if isinstance(node, Sequence):
        return [_data(item, shape.child(0), tabular) for item in node.items]
    if isinstance(node.value, str) and (node.cell or tabular) and shape.wants_list:
        return [part.strip() for part in node.value.split(SEPARATOR) if part.strip()]
    return node.value
