"""One try of a claim: the same futures on two sides, and what is read off them."""

from dataclasses import dataclass
from typing import Any

from offramp.ensemble.answers import Answers
from offramp.ensemble.moves import Move, move
from offramp.ensemble.reads import Read
from offramp.ensemble.saying import difference, level_and_count


@dataclass(frozen=True)
class Trial:
    """How one thing that is read off the futures moved between two sides."""

    read: Read
    move: Move
    base: dict[str, Any]
    """How high it stands on the first side, as `level_and_count` gives it."""
    other: dict[str, Any]
    """And on the second."""

    def to_dict(self) -> dict[str, Any]:
        """Return it as plain data."""
        sides = {"base": self.base, "other": self.other}
        return self.read.to_dict() | sides | {"difference": difference(self.read, self.move)}


def trial(read: Read, base: Answers, other: Answers) -> Trial | None:
    """Return how something moved; None where one of the sides does not have it."""
    ours, theirs = read.values(base), read.values(other)
    if ours is None or theirs is None:
        return None
    levels = (level_and_count(read, values) for values in (ours, theirs))
    return Trial(read, move(ours, theirs), *levels)
