"""HXL hashtags: what one says, which row holds them, and whether one fits a pattern.

Humanitarian Exchange Language 1.1, tagging conventions: a hashtag, then attributes, in any order
and case, with or without blanks; the row of hashtags follows the headers.
"""

import re
from dataclasses import dataclass
from fnmatch import fnmatchcase

from offramp.reading.csv_cells import Row

WORD = r"[a-z][a-z0-9_]*"
HASHTAG = re.compile(rf"\s*#\s*({WORD})((?:\s*\+\s*{WORD})*)\s*", re.IGNORECASE)
PATTERN = re.compile(rf"#({WORD})((?:[+-]{WORD})*)")
LATEST_ROW = 25
"""The row of hashtags is one of the first so many."""
SHARE = 0.5
"""At least this share of the filled cells of that row are hashtags."""


@dataclass(frozen=True, slots=True)
class Hashtag:
    """A hashtag with its attributes, all in small letters."""

    word: str
    attributes: frozenset[str]

    def __str__(self) -> str:
        return f"#{self.word}" + "".join(f"+{each}" for each in sorted(self.attributes))


def parse_hashtag(text: str) -> Hashtag | None:
    """Return what a cell says as a hashtag; None if it is none.

    >>> str(parse_hashtag("# Affected +Refugees +f"))
    '#affected+f+refugees'
    >>> parse_hashtag("#1")
    """
    found = HASHTAG.fullmatch(text)
    if found is None:
        return None
    attributes = found[2].lower().replace(" ", "").replace("\t", "").split("+")
    return Hashtag(found[1].lower(), frozenset(filter(None, attributes)))


@dataclass(frozen=True, slots=True)
class TagPattern:
    """A hashtag, the attributes that it must have, and those that it must not have."""

    word: str
    wanted: frozenset[str]
    barred: frozenset[str]

    @classmethod
    def of(cls, text: str) -> "TagPattern":
        """Return a pattern from its text, such as `#population+f-m`."""
        found = PATTERN.fullmatch(text)
        if found is None:
            msg = f"{text!r} is no pattern of a hashtag"
            raise ValueError(msg)
        parts = re.findall(rf"([+-])({WORD})", found[2])
        wanted = frozenset(word for sign, word in parts if sign == "+")
        return cls(found[1], wanted, frozenset(word for sign, word in parts if sign == "-"))

    def __str__(self) -> str:
        return str(Hashtag(self.word, self.wanted))

    def fits(self, tag: Hashtag) -> bool:
        """Return whether a hashtag is one of these.

        >>> TagPattern.of("#population-f-m").fits(parse_hashtag("#population+f"))
        False
        """
        return (
            tag.word == self.word
            and self.wanted <= tag.attributes
            and not self.barred & tag.attributes
        )


def has_any(tag: Hashtag, patterns: tuple[str, ...]) -> bool:
    """Return whether an attribute of a hashtag is one of some, which may hold `*`."""
    return any(fnmatchcase(each, pattern) for each in tag.attributes for pattern in patterns)


def is_hashtag_row(row: Row) -> bool:
    """Return whether a row is that of the hashtags."""
    filled = [cell for cell in row if cell.text.strip()]
    tags = [cell for cell in filled if parse_hashtag(cell.text)]
    return bool(tags) and len(tags) >= SHARE * len(filled)
