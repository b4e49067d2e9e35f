"""What can be wrong with a scenario, and where."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from types import MappingProxyType

LONGEST_WORD = 80
"""Longer words are no slips of the pen, and slow to compare."""


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A place in a file of a scenario."""

    file: str
    """Short name of the file, as people know it."""
    line: int
    """Line, from 1."""
    column: int
    """Character in that line, from 1."""

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong, in words that say what to do about it."""

    code: str
    """Short stable word for programs, such as `unknown-key`."""
    message: str
    """What is wrong."""
    hint: str = ""
    """What to do about it."""
    where: Location | None = None
    """Where it is wrong; None if in no file."""
    length: int = 1
    """How many characters from there are wrong."""

    def __str__(self) -> str:
        where = f"{self.where} " if self.where else ""
        hint = f" ({self.hint})" if self.hint else ""
        return f"{self.code} {where}{self.message}{hint}"


class ScenarioError(Exception):
    """A scenario that cannot be used, with everything that is wrong with it.

    Attributes:
        problems: All of them, in the order in which they were found.
        texts: Text of every file read so far by its short name, for showing the lines.
    """

    def __init__(
        self, problems: Iterable[Problem], texts: Mapping[str, str] = MappingProxyType({})
    ) -> None:
        self.problems = tuple(problems)
        self.texts = texts
        super().__init__("\n".join(str(problem) for problem in self.problems))


def nearest(word: str, choices: Iterable[str]) -> str:
    """Return the choice most like a word; nothing if none is."""
    by_folded = {choice.casefold(): choice for choice in choices}
    if len(word) > LONGEST_WORD:
        return ""
    near = get_close_matches(word.casefold(), by_folded, n=1, cutoff=0.6)
    return by_folded[near[0]] if near else ""


def did_you_mean(word: str, choices: Iterable[str]) -> str:
    """Return a hint with the choice most like a word; nothing if none is.

    >>> did_you_mean("mesures", ["measures", "places"])
    'did you mean "measures"?'
    >>> did_you_mean("zebra", ["measures", "places"])
    ''
    """
    near = nearest(word, choices)
    return f'did you mean "{near}"?' if near else ""
