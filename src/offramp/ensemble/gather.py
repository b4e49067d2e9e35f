"""Pieces of shards come from blocks in any order; whole shards leave."""

from offramp.ensemble.plan import Plan
from offramp.results.piece import Piece, join
from offramp.results.shards import SHARD


class Gatherer:
    """Keeps pieces until their shard is whole.

    Args:
        plan: which members are asked for.
    """

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._waiting: dict[int, list[Piece]] = {}

    def add(self, pieces: list[Piece]) -> None:
        """Take the pieces of one block."""
        for piece in pieces:
            self._waiting.setdefault(piece.first // SHARD, []).append(piece)

    def whole(self) -> tuple[int, Piece] | None:
        """Return the number of a shard that is whole and its content, or None.

        It is kept until `done`, so that a write which was cut off can be repeated.
        """
        for number, pieces in sorted(self._waiting.items()):
            a, b = self._plan.shard(number)
            if sum(piece.stop - piece.first for piece in pieces) == b - a:
                return number, join(sorted(pieces, key=lambda piece: piece.first))
        return None

    def done(self, number: int) -> None:
        """Forget a shard that is written."""
        del self._waiting[number]
