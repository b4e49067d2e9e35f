"""What is wrong with text that is no YAML, in words that say what to do."""

import re
from typing import Any

from offramp.model.problems import Location, Problem
from offramp.reading.source_text import LINE_END

INDENT = "line it up with the key above; indent with spaces"

_SAYINGS = (
    (
        r"mapping values are not allowed|found unexpected ':'",
        'unexpected ":"',
        "check the indentation, or put quotes around a text that holds a colon",
        False,
    ),
    (
        r"could not find expected ':'",
        "this line is neither a key with its value nor part of a text",
        'write "key: value", with a space after the colon',
        True,
    ),
    (
        r"end of stream",
        "the quote that opens here is never closed",
        "close it with the same quote",
        True,
    ),
    (r"unknown escape|escape code", "unknown escape after a backslash", "use single quotes", False),
    (
        r"expected ',' or '\]'|',' or '\]'",
        "the list that opens here is never closed",
        'close it with "]", and put commas between its values',
        True,
    ),
    (
        r"',' or '\}'",
        "the mapping that opens here is never closed",
        'close it with "}", and put commas between its values',
        True,
    ),
    (
        r"expected key|expected <block end>|expected '-' indicator",
        "this does not fit the lines above it",
        INDENT,
        False,
    ),
    (
        r"alphabetic or numeric character",
        "a value cannot start with this character",
        "put quotes around it",
        True,
    ),
    (
        r"expected (the )?node content",
        "a value is missing here",
        "write it, or delete a comma",
        False,
    ),
    (
        r"expected '?<document start>",
        "this does not belong to what stands before it",
        "put quotes around a text that starts with a quote, [ or {",
        False,
    ),
    (
        r"comment or (a )?line break",
        "text after | or > starts on the next line",
        "move it there, and indent it",
        False,
    ),
    (r"duplicate %?YAML directive", "%YAML is given twice", "delete one of them", False),
)
"""What the parser says (a pattern), what we say, what to do, whether to point at the start."""


def explain(error: Any, text: str, file: str) -> Problem:
    """Return the problem behind an error of the YAML parser.

    Args:
        error: An error of ruamel.yaml, with marks where it knows a place.
        text: The text that was read.
        file: Short name of its file.
    """
    said = str(getattr(error, "problem", None) or error)
    mark = getattr(error, "problem_mark", None)
    start = getattr(error, "context_mark", None) or mark
    if "cannot start any token" in said and mark is not None:
        return _bad_start(mark, text, file)
    for pattern, message, hint, at_start in _SAYINGS:
        if re.search(pattern, said):
            return Problem("bad-yaml", message, hint, _where(start if at_start else mark, file))
    first = said.splitlines()[0]
    return Problem("bad-yaml", f"cannot be read: {first}", INDENT, _where(mark, file))


def _bad_start(mark: Any, text: str, file: str) -> Problem:
    """Return the problem of a character with which no value starts."""
    lines = LINE_END.split(text)
    line = lines[mark.line] if mark.line < len(lines) else ""
    where = _where(mark, file)
    rest = line[mark.column :]
    if rest.lstrip(" ").startswith("\t"):
        column = mark.column + len(rest) - len(rest.lstrip(" ")) + 1
        message = "a tab, where only spaces may stand"
        hint = "replace each tab by two spaces"
        return Problem("bad-yaml", message, hint, Location(file, mark.line + 1, column))
    message = f'a value cannot start with "{rest[:1]}"'
    return Problem("bad-yaml", message, "put quotes around it", where)


def _where(mark: Any, file: str) -> Location:
    """Return a mark of the parser as a place."""
    return Location(file, mark.line + 1, mark.column + 1) if mark else Location(file, 1, 1)
