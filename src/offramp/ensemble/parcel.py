"""What comes back of a block that is kept in a run folder, in the words of whoever writes it."""

from dataclasses import dataclass, replace

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

    def opened(self, names: Names) -> list[Piece]:
        """Return the pieces with the codes of another table of words."""
        if self.names is names:
            return self.pieces
        codes = np.array([names.code(word) for word in self.names.words], np.int32)
        return [replace(piece, events=_recoded(piece.events, codes)) for piece in self.pieces]


def parcel(block: Block, layout: Layout) -> Parcel:
    """Return what is kept of a block, cut at the edges of shards."""
    return Parcel(cut(block, layout), layout.names)


def _recoded(events: EventTable, codes: np.ndarray[tuple[int], np.dtype[np.int32]]) -> EventTable:
    """Return events with each code replaced by that of the same word elsewhere."""
    fields = (*WORDS, "input_names")
    return replace(events, **{name: codes[getattr(events, name)] for name in fields})
