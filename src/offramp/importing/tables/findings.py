"""What is gathered while a table is read: problems, which stop the import, and notes."""

from dataclasses import dataclass, field

from offramp.model.problems import Location, Problem
from offramp.reading.csv_cells import Cell

MOST_SHOWN = 5
"""Items named in one sentence."""


@dataclass
class Findings:
    """Everything that was found in one file."""

    file: str
    """Short name of the file."""
    problems: list[Problem] = field(default_factory=list)
    """What is wrong: with any of these nothing is written."""
    notes: list[str] = field(default_factory=list)
    """What was done with what was unusual; sentences."""

    def wrong(self, code: str, cell: Cell, message: str, hint: str = "") -> None:
        """Add a problem at a cell."""
        where = Location(self.file, cell.line, cell.column)
        self.problems.append(Problem(code, message, hint, where, cell.length))

    def lacking(self, code: str, message: str, hint: str, line: int = 1) -> None:
        """Add a problem of a whole line, by default the first."""
        self.problems.append(Problem(code, message, hint, Location(self.file, line, 1)))

    def note(self, text: str) -> None:
        """Add a note, once."""
        if text not in self.notes:
            self.notes.append(text)


def listed(items: list[str], most: int = MOST_SHOWN) -> str:
    """Return items as part of a sentence, with the number of those that are left out.

    >>> listed(["a", "b", "c"], 2)
    'a, b and 1 more'
    """
    if len(items) <= most:
        return ", ".join(items)
    return f"{', '.join(items[:most])} and {len(items) - most} more"


def counted(number: int, one: str, many: str = "") -> str:
    """Return a number with its noun.

    >>> counted(1, "day"), counted(2, "day"), counted(2, "country", "countries")
    ('1 day', '2 days', '2 countries')
    """
    return f"{number:,} {one if number == 1 else many or f'{one}s'}"
