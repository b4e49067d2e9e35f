"""What comes back of a block that is kept in a run folder, in the words of whoever writes it."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from offramp.engine.block import Block, EventTable
from offramp.engine.layout import Layout, Names
from offramp.results.events_store import WORDS
from offramp.results.piece import Piece, cut


@dataclass(frozen=True)
class Parcel:
    """Pieces of shards, and the words that their codes stand for."""

    pieces: list[Piece]
    names: Names
    more: Any = None
    """What else was made of the block."""

    def opened(self, names: Names) -> list[Piece]:
        """Return the pieces with the codes of another table of words."""
        if self.names is names:
            return self.pieces
        codes = np.array([names.code(word) for word in self.names.words], np.int32)
        return [replace(piece, events=_recoded(piece.events, codes)) for piece in self.pieces]


def parcel(
    block: Block, layout: Layout, more: Callable[[Block, Layout], Any] | None = None
) -> Parcel:
    """Return what is kept of a block, cut at the edges of shards.

    Args:
        block: of futures.
        layout: of the engine that ran them.
        more: makes what else is wanted of the block.
    """
    return Parcel(cut(block, layout), layout.names, more(block, layout) if more else None)


def _recoded(events: EventTable, codes: np.ndarray[tuple[int], np.dtype[np.int32]]) -> EventTable:
    """Return events with each code replaced by that of the same word elsewhere."""
    fields = (*WORDS, "input_names")
    return replace(events, **{name: codes[getattr(events, name)] for name in fields})
