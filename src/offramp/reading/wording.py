"""What pydantic found, in our own words: what is wrong and what to do."""

import json
import re
from typing import Any, NamedTuple

from pydantic_core import ErrorDetails

from offramp.model.problems import did_you_mean
from offramp.reading.nodes import Mapping, Node, Scalar, Sequence
from offramp.reading.yaml_scalars import FLOAT

LONGEST_SHOWN = 40
"""Characters of a wrong value that a message repeats."""

MAPPING = "a mapping (`key: value` lines)"

KINDS = {
    "string": "a text",
    "int": "a whole number",
    "float": "a number",
    "decimal": "a number",
    "bool": "true or false",
    "date": "a date such as 2030-01-31",
    "datetime": "a date and time such as 2030-01-31T12:00",
    "time": "a time such as 12:00",
    "list": "a list",
    "tuple": "a list",
    "set": "a list",
    "frozen_set": "a list",
    "iterable": "a list",
    "dict": MAPPING,
    "mapping": MAPPING,
    "model": MAPPING,
    "model_attributes": MAPPING,
    "dataclass": MAPPING,
    "none": "left out",
}
"""By the first part of pydantic's name for an error: what the value must be."""

WRITTEN = {
    "a whole number": "write digits alone, as 30",
    "a number": "write digits alone, as 0.5",
    "a list": "write [A, B], or each item on a line of its own after a dash",
}
"""How it is written, where that is not plain from what it must be."""

WRONG_KIND = re.compile(
    r"(?P<kind>[a-z]+?(?:_set|_attributes)?)_"
    r"(?:type|parsing|parsing_size|required|from_float|(?:from_date(?:time)?_)?(?:parsing|inexact))"
)

BOUNDS = {
    "greater_than": ("gt", "greater than {}"),
    "greater_than_equal": ("ge", "at least {}"),
    "less_than": ("lt", "less than {}"),
    "less_than_equal": ("le", "at most {}"),
    "multiple_of": ("multiple_of", "a multiple of {}"),
    "finite_number": ("", "a finite number"),
}
"""Errors of a number: which bound, and how to say it."""


class Said(NamedTuple):
    """A problem without its place."""

    code: str
    message: str
    hint: str = ""


def expected(error: ErrorDetails) -> str:
    """Return what a value must be, if the error is that it is of another kind; or nothing."""
    kind = error["type"]
    if kind in {"literal_error", "enum"}:
        words = _choices(error)
        return words[0] if len(words) == 1 else f"one of {', '.join(words)}"
    found = WRONG_KIND.fullmatch(kind)
    return KINDS.get(found["kind"], "") if found else ""


def wrong_kind(name: str, node: Node, errors: list[ErrorDetails]) -> Said:
    """Return the problem of a value that is of none of the kinds it may be of.

    Args:
        name: What people call the value.
        node: The value.
        errors: What pydantic said for each kind.
    """
    phrases = list(dict.fromkeys(expected(error) for error in errors))
    wanted = " or ".join([", ".join(phrases[:-1]), phrases[-1]] if phrases[1:] else phrases)
    code = "bad-date" if all("a date " in phrase for phrase in phrases) else "bad-value"
    if isinstance(node, Scalar) and node.value is None:
        return Said(code, f"{name} is empty; it must be {wanted}")
    hint = ""
    if isinstance(node, Scalar) and not isinstance(node.value, str) and KINDS["string"] in phrases:
        hint = "put it in quotes if it is a text"
    elif isinstance(node, Scalar):
        words = [json.loads(w) for e in errors for w in _choices(e) if w.startswith('"')]
        hint = did_you_mean(str(node.value), words)
    return Said(
        code, f"{name} must be {wanted}, not {shown(node)}", hint or WRITTEN.get(wanted, "")
    )


def other(name: str, node: Node, error: ErrorDetails, tags: list[str]) -> Said:
    """Return the problem of a value that is of the right kind, but wrong all the same.

    Args:
        name: What people call the value.
        node: The value.
        error: What pydantic said.
        tags: The forms it may have, where it has to say which.
    """
    kind, context = error["type"], error.get("ctx", {})
    if kind in BOUNDS:
        key, words = BOUNDS[kind]
        bound = words.format(_number(context.get(key)))
        return Said("out-of-range", f"{name} must be {bound}, not {shown(node)}")
    if kind == "string_pattern_mismatch":
        return Said("bad-value", f"{name} cannot be {shown(node)}", _pattern(context["pattern"]))
    if kind in {"string_too_short", "string_too_long", "too_short", "too_long"}:
        return _length(name, kind, context)
    if kind in {"union_tag_invalid", "union_tag_not_found"}:
        return _tag(name, kind, context, tags)
    hint = str(context.get("hint", ""))
    if kind in {"value_error", "assertion_error"}:
        text = str(context.get("error", error["msg"]))
        return Said("bad-value", f"{name} {text}".strip(), hint)
    known = re.fullmatch(r"[a-z]+(-[a-z]+)+|expression", kind)
    return Said(kind if known else "bad-value", f"{name}: {error['msg']}".lstrip(": "), hint)


def shown(node: Node) -> str:
    """Return a value as a message repeats it."""
    if isinstance(node, Mapping):
        return "a mapping"
    if isinstance(node, Sequence):
        return "a list"
    if node.cell and FLOAT.fullmatch(str(node.value)):
        return str(node.value)
    text = json.dumps(node.value, ensure_ascii=False)
    return text if len(text) <= LONGEST_SHOWN else f"{text[: LONGEST_SHOWN - 1]}…"


def _choices(error: ErrorDetails) -> list[str]:
    """Return the values that a literal or enum allows, as people write them."""
    words = re.findall(r"'((?:[^'\\]|\\.)*)'|([^\s,']+)", error.get("ctx", {}).get("expected", ""))
    return [
        f'"{text}"' if bare != "or" and not bare else bare for text, bare in words if bare != "or"
    ]


def _number(value: Any) -> str:
    """Return a bound as people write it."""
    return f"{value:g}" if isinstance(value, float) else str(value)


def _pattern(pattern: str) -> str:
    """Return a hint on the form of a text."""
    return f"its form is {pattern}"


def _length(name: str, kind: str, context: dict[str, Any]) -> Said:
    """Return the problem of a text or list that is too short or too long."""
    unit = "character" if kind.startswith("string") else "value"
    if kind.endswith("short"):
        count = context["min_length"]
        if count == 1:
            return Said("out-of-range", f"{name} is empty", "give it a value, or leave it out")
        bound = f"at least {count} {unit}s"
    else:
        count = context["max_length"]
        bound = f"at most {count} {unit}{'' if count == 1 else 's'}"
    return Said("out-of-range", f"{name} must have {bound}")


def _tag(name: str, kind: str, context: dict[str, Any], tags: list[str]) -> Said:
    """Return the problem of a mapping that does not say which of several forms it has."""
    key = str(context.get("discriminator", "")).strip("'")
    forms = ", ".join(f'"{tag}"' for tag in tags)
    if kind == "union_tag_not_found":
        return Said("missing-key", f'{name} has no "{key}"', f"add `{key}:`, one of {forms}")
    tag = str(context.get("tag", ""))
    return Said("bad-value", f'{key} must be one of {forms}, not "{tag}"', did_you_mean(tag, tags))
