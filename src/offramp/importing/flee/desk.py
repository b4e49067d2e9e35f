"""The folder of an instance while it is read: its texts, what is wrong, what is worth saying."""

from dataclasses import dataclass, field
from typing import NamedTuple

from offramp.model.problems import Location, Problem
from offramp.reading import tables, yaml_text
from offramp.reading.csv_cells import Cell, rows
from offramp.reading.home import Home
from offramp.reading.nodes import Mapping, Scalar
from offramp.reading.source_text import SourceText

MOST_ROWS = 100_000
"""Rows of a file; one that has more is no instance that Flee could run."""
COMMENT = "#"
"""A line that begins with it is no row; the first one names the columns."""


class Line(NamedTuple):
    """A row of a table, with the short name of its file."""

    file: str
    cells: tuple[Cell, ...]

    def text(self, position: int) -> str:
        """Return the text of a cell; nothing where the row ends before it."""
        return self.cells[position].text if position < len(self.cells) else ""

    def where(self, position: int) -> tuple[Location, int]:
        """Return where a cell stands and its length; the last one where the row ends before it."""
        cell = self.cells[min(position, len(self.cells) - 1)]
        return Location(self.file, cell.line, cell.column), cell.length


class Table(NamedTuple):
    """The rows of a file; `header` is the line that names the columns, if there is one."""

    file: str
    header: Line | None
    lines: tuple[Line, ...]


@dataclass
class Desk:
    """Reads the files of one instance and gathers what is wrong with all of them."""

    home: Home
    texts: SourceText = field(default_factory=SourceText)
    problems: list[Problem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def has(self, file: str) -> bool:
        """Return whether the instance has a file."""
        path = self.home.inside(file)
        return path is not None and path.is_file()

    def table(self, file: str, asked: tuple[Line, int] | None = None) -> Table | None:
        """Return the rows of a CSV file without its comments; None if it cannot be used.

        Args:
            file: Path inside the instance.
            asked: The cell that names the file, if one does.
        """
        text = self._text(file, tables.LARGEST, asked)
        if text is None:
            return None
        before = len(self.problems)
        shown = self.home.name(file)
        header, lines = None, []
        for row in rows(text, shown, self.problems):
            line = Line(shown, tuple(row))
            if not line.text(0).startswith(COMMENT):
                lines.append(line)
            elif header is None and not lines:
                header = line
            if len(lines) > MOST_ROWS:
                self.wrong(line, 0, "too-large", f"more than {MOST_ROWS:,} rows", "split it")
                break
        return None if len(self.problems) > before else Table(shown, header, tuple(lines))

    def yaml(self, file: str) -> Mapping | None:
        """Return what a YAML file holds; None if it cannot be used."""
        text = self._text(file, yaml_text.LARGEST, None)
        if text is None:
            return None
        before = len(self.problems)
        node = yaml_text.parse_yaml(text, self.home.name(file), self.problems)
        if isinstance(node, Mapping):
            return node
        where = Location(self.home.name(file), 1, 1)
        if len(self.problems) == before and (node is None or _is_nothing(node)):
            return Mapping(where=where)
        if len(self.problems) == before:
            hint = 'write "key: value" lines'
            self.problems.append(Problem("bad-value", "holds no keys with values", hint, where))
        return None

    def wrong(self, line: Line, position: int, code: str, message: str, hint: str = "") -> None:
        """Add a problem at a cell."""
        where, length = line.where(position)
        self.problems.append(Problem(code, message, hint, where, length))

    def note(self, text: str) -> None:
        """Add a sentence on how something was understood; the same is said once."""
        if text not in self.notes:
            self.notes.append(text)

    def _text(self, file: str, limit: int, asked: tuple[Line, int] | None) -> str | None:
        path = self.home.inside(file)
        named = None
        if asked is not None:
            where, length = asked[0].where(asked[1])
            named = Scalar(file, where, length)
        if path is None:
            message = f'"{file}" leads out of the folder of the instance'
            hint = "copy the file into it, and name it without `..`"
            at, width = (named.where, named.length) if named else (None, 1)
            self.problems.append(Problem("bad-path", message, hint, at, width))
            return None
        return self.texts.load(path, self.home.name(file), limit, self.problems, named)


def _is_nothing(node: object) -> bool:
    return isinstance(node, Scalar) and node.value is None
