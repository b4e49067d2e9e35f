"""A tree to YAML 1.2 text: in the same order, every value read back as it was."""

import json
import math
import re
from collections.abc import Iterator

from offramp.reading.nodes import Mapping, Node, Plain, Scalar, Sequence
from offramp.reading.source_text import UNSEEN
from offramp.reading.yaml_scalars import NAMED

WIDEST = 80
"""Characters of a list that is still written on one line."""

BARE = re.compile(r"[A-Za-z_][\w./()*+<>=-]*(?: [\w./()*+<>=-]+)*|\d{4}-\d\d-\d\d", re.ASCII)
"""Text that needs no quotes, unless it stands for something else."""

BARE_KEY = re.compile(r"[A-Za-z_][\w.-]*", re.ASCII)


def emit(root: Mapping) -> str:
    """Return a mapping as YAML text."""
    return "".join(f"{line}\n" for line in _lines(root)) if root.entries else "{}\n"


def _lines(node: Mapping | Sequence) -> Iterator[str]:
    """Yield the lines of a mapping or list that is not empty."""
    if isinstance(node, Mapping):
        for key, entry in node.entries.items():
            name = key if BARE_KEY.fullmatch(key) else _quoted(key)
            short = _on_one_line(entry.node)
            if short is not None:
                yield f"{name}: {short}"
            else:
                yield f"{name}:"
                yield from (f"  {line}" for line in _block(entry.node))
        return
    for item in node.items:
        short = _on_one_line(item)
        lines = iter([short]) if short is not None else _block(item)
        yield f"- {next(lines)}"
        yield from (f"  {line}" for line in lines)


def _block(node: Node) -> Iterator[str]:
    """Yield the lines of what does not fit on one."""
    assert not isinstance(node, Scalar)  # a scalar always fits
    return _lines(node)


def _on_one_line(node: Node) -> str | None:
    """Return a value, an empty mapping or a short list of values; None for anything else."""
    if isinstance(node, Scalar):
        return _scalar(node.value)
    if isinstance(node, Mapping):
        return None if node.entries else "{}"
    if not all(isinstance(item, Scalar) for item in node.items):
        return None
    text = f"[{', '.join(_scalar(i.value) for i in node.items if isinstance(i, Scalar))}]"
    return text if len(text) <= WIDEST or not node.items else None


def _scalar(value: Plain) -> str:
    """Return a single value."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        if math.isfinite(value):
            return repr(value)
        return ".nan" if math.isnan(value) else f"{'-' if value < 0 else ''}.inf"
    plain = BARE.fullmatch(value) and value not in NAMED
    return value if plain else _quoted(value)


def _quoted(text: str) -> str:
    """Return text in double quotes, whatever it holds."""
    quoted = json.dumps(text, ensure_ascii=False)
    return UNSEEN.sub(lambda found: f"\\u{ord(found[0]):04X}", quoted)
