"""Columns to roles: what each column of a sheet means, by its hashtag or its header.

The words are data, in `library/imports/roles.yaml`.
"""

from collections.abc import Mapping as Dict
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from offramp.importing.tables.findings import Findings
from offramp.importing.tables.hashtags import Hashtag, TagPattern, has_any, parse_hashtag
from offramp.importing.tables.sheet import Sheet
from offramp.importing.tables.wishes import IGNORE
from offramp.model.problems import Problem, did_you_mean
from offramp.reading.csv_cells import Cell
from offramp.reading.home import library_folder
from offramp.reading.nodes import Mapping, plain
from offramp.reading.yaml_text import parse_yaml

FILE = "imports/roles.yaml"


@dataclass(frozen=True)
class Role:
    """One thing that a column may mean."""

    name: str
    means: str
    """In words."""
    used_by: tuple[str, ...] = ()
    """Kinds of tables that need it."""
    refused_by: tuple[str, ...] = ()
    """Kinds of tables that cannot be read with it."""
    refused: str = ""
    """What to do then."""
    why_not: str = ""
    """Why it is not read."""
    people: bool = False
    """Whether it counts people."""
    pcode: bool = False
    """Whether it holds P-codes."""
    instead_of: str = ""
    """The role that it takes where no column has that."""
    tags: tuple[TagPattern, ...] = ()
    headers: tuple[str, ...] = ()
    """Letters and digits only."""


@dataclass(frozen=True)
class Words:
    """All that is known of columns."""

    roles: Dict[str, Role]
    part_of_people: tuple[str, ...]
    language: str
    kinds: Dict[str, str]
    """Kind of place by the words for it."""


@dataclass(frozen=True)
class Column:
    """A column of a sheet, and what is made of it."""

    number: int
    """From 0."""
    header: Cell
    tag: Cell | None
    role: str = ""
    """Name of its role; empty where it has none that is known."""
    why: str = ""
    """Why it is ignored; empty where it is kept."""

    @property
    def name(self) -> str:
        """Its header, else its hashtag, else its number."""
        tag = self.tag.text if self.tag else ""
        return " ".join(self.header.text.split()) or tag or f"column {self.number + 1}"

    @property
    def cell(self) -> Cell:
        """Where it is named."""
        return self.tag if self.tag and not self.header.text else self.header


@cache
def words() -> Words:
    """Return what is known of columns."""
    problems: list[Problem] = []
    text = library_folder().joinpath(*FILE.split("/")).read_text(encoding="utf-8")
    node = parse_yaml(text, FILE, problems)
    assert isinstance(node, Mapping), problems
    given: dict[str, Any] = plain(node)
    roles = {name: _role(name, fields) for name, fields in given["roles"].items()}
    kinds = {word: kind for kind, many in given["kinds"].items() for word in many}
    return Words(roles, tuple(given["part_of_people"]), given["language"], kinds)


def _role(name: str, fields: dict[str, Any]) -> Role:
    """Return a role as the file gives it."""
    lists: dict[str, Any] = {
        key: tuple(value) for key, value in fields.items() if isinstance(value, list)
    }
    rest = {key: value for key, value in fields.items() if key not in lists}
    tags = tuple(TagPattern.of(text) for text in lists.pop("tags", ()))
    return Role(name, **rest, **lists, tags=tags)


def bare(text: str) -> str:
    """Return the letters and digits of a text, in small letters.

    >>> bare("Admin1 P-code")
    'admin1pcode'
    """
    return "".join(sign for sign in text.casefold() if sign.isalnum())


def columns_of(sheet: Sheet, wanted: Dict[str, str], found: Findings) -> tuple[Column, ...]:
    """Return the columns of a sheet with the role of each.

    Args:
        sheet: The sheet.
        wanted: Roles that somebody gave to columns, by header or hashtag.
        found: Two columns with one role are added to its problems.
    """
    known = words()
    columns = []
    for number, header in enumerate(sheet.headers):
        tag = sheet.tags[number] if sheet.tags and sheet.tags[number].text.strip() else None
        columns.append(_meant(Column(number, header, tag), known))
    columns = _mapped(columns, wanted, found)
    columns = _in_one_language(columns, known)
    held = {column.role for column in columns}
    for role in known.roles.values():
        if role.instead_of and role.instead_of not in held and role.name in held:
            columns = [
                replace(each, role=role.instead_of) if each.role == role.name else each
                for each in columns
            ]
    _given_twice(columns, known, found)
    return tuple(columns)


def _meant(column: Column, known: Words) -> Column:
    """Return a column with the role that its hashtag or header says."""
    tag = parse_hashtag(column.tag.text) if column.tag else None
    if tag is not None:
        role = _by_tag(tag, known)
        if role is None:
            return replace(column, why="no role is known for this hashtag")
        if role.people and has_any(tag, known.part_of_people):
            return replace(column, why="counts a part of people, or something else")
        return replace(column, role=role.name)
    word = bare(column.header.text)
    for role in known.roles.values():
        if word in role.headers:
            return replace(column, role=role.name)
    why = "no role is known for this header" if word else "it has no name"
    return replace(column, why=why)


def _by_tag(tag: Hashtag, known: Words) -> Role | None:
    """Return the role whose pattern fits with the most attributes."""
    fitting = [
        (len(pattern.wanted), -number, role)
        for number, role in enumerate(known.roles.values())
        for pattern in role.tags
        if pattern.fits(tag)
    ]
    return max(fitting, key=lambda each: each[:2])[2] if fitting else None


def _mapped(columns: list[Column], wanted: Dict[str, str], found: Findings) -> list[Column]:
    """Return columns with the roles that somebody gave them."""
    by_word = {bare(column.name): column.number for column in columns}
    for column in columns:
        if column.tag:
            by_word.setdefault(column.tag.text.replace(" ", "").lower(), column.number)
    for word, role in wanted.items():
        asked = word.replace(" ", "").lower()
        at = by_word.get(asked if asked.startswith("#") else bare(word))
        if at is None:
            names = [column.name for column in columns]
            hint = did_you_mean(word, names) or f"it has {', '.join(names)}"
            found.lacking("unknown-column", f'--map: there is no column "{word}"', hint)
        elif role == IGNORE:
            columns[at] = replace(columns[at], role="", why="left out, as --map says")
        elif role not in words().roles:
            hint = did_you_mean(role, words().roles) or f"use {IGNORE} or {_usable()}"
            found.lacking("unknown-role", f'--map: there is no role "{role}"', hint)
        else:
            columns[at] = replace(columns[at], role=role, why="")
    return columns


def _usable() -> str:
    """Return the roles that can be given to a column."""
    return ", ".join(role.name for role in words().roles.values() if role.used_by)


def _in_one_language(columns: list[Column], known: Words) -> list[Column]:
    """Return columns of which names in other languages than the first are ignored."""
    for role in {column.role for column in columns if column.role}:
        same = [column for column in columns if column.role == role and column.tag]
        first = [
            column
            for column in same
            if column.tag
            and (tag := parse_hashtag(column.tag.text))
            and known.language in tag.attributes
        ]
        if len(same) < 2 or len(first) != 1:
            continue
        why = f'the same in another language as "{first[0].name}"'
        for column in same:
            if column is not first[0]:
                columns[column.number] = replace(column, role="", why=why)
    return columns


def _given_twice(columns: list[Column], known: Words, found: Findings) -> None:
    """Add a problem for each column whose role another has."""
    first: dict[str, Column] = {}
    for column in columns:
        if not column.role or not known.roles[column.role].used_by:
            continue
        if column.role not in first:
            first[column.role] = column
            continue
        other = first[column.role].name
        means = known.roles[column.role].means
        message = f'"{other}" and "{column.name}" both say: {means}'
        hint = f'leave one out: --map "{column.name}={IGNORE}"'
        found.wrong("same-role", column.cell, message, hint)
