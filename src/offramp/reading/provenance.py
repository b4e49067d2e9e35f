"""Where each value of a scenario stands in its files."""

from dataclasses import dataclass
from typing import Self

from offramp.model.problems import Location, Problem
from offramp.reading.nodes import Node, Scalar, places


@dataclass(frozen=True)
class Provenance:
    """Places by dotted path, such as `measures.no_fly_zone.lead_time` or `actors.AAA.ties.0`."""

    known: dict[str, tuple[Location, Scalar | None]]
    """The place at each path, and the value there if it is a single one."""

    @classmethod
    def of(cls, root: Node) -> Self:
        """Return the provenance of a tree."""
        return cls({path: (where, scalar) for path, where, scalar in places(root)})

    def at(self, path: str) -> Location | None:
        """Return the place of an item or value, or of the nearest above that stands in a file."""
        found = self._nearest(path)
        return found[0] if found else None

    def problem(
        self,
        code: str,
        path: str,
        message: str,
        hint: str = "",
        *,
        column: int | None = None,
        length: int = 1,
    ) -> Problem:
        """Return a problem with the place of an item or value.

        Args:
            code: Short stable word.
            path: Dotted path of the item or value.
            message: What is wrong.
            hint: What to do about it.
            column: Which character of a text is wrong, from 0, if only a part is.
            length: How many characters of it are wrong.
        """
        found = self._nearest(path)
        if not found:
            return Problem(code, message, hint)
        where, scalar = found
        if scalar is None:
            return Problem(code, message, hint, where, len(path.rpartition(".")[2]))
        if column is None or path not in self.known:
            return Problem(code, message, hint, where, scalar.length)
        return Problem(code, message, hint, *within(scalar, column, length))

    def _nearest(self, path: str) -> tuple[Location, Scalar | None] | None:
        while path:
            if path in self.known:
                return self.known[path]
            path = path.rpartition(".")[0]
        return None


def within(scalar: Scalar, column: int, length: int) -> tuple[Location, int]:
    """Return the place and length of a part of a text; of all of it if it is not verbatim.

    Args:
        scalar: The text.
        column: Where the part starts, from 0.
        length: Characters in the part.
    """
    if scalar.inset is None:
        return scalar.where, scalar.length
    start = scalar.where
    return Location(start.file, start.line, start.column + scalar.inset + column), max(1, length)
