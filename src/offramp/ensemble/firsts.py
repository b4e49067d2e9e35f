"""When each future first takes each step of each measure."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from offramp.engine.block import Block
from offramp.engine.layout import Layout

NEVER = int(np.iinfo(np.int32).max)
"""The day of a step that is never taken."""
BEYOND = {
    "proposed": ("proposed", "decided", "adopted", "in_force", "rejected", "shelved"),
    "decided": ("decided", "adopted", "in_force"),
    "adopted": ("adopted", "in_force"),
    "in_force": ("in_force",),
    "rejected": ("rejected", "shelved"),
}
"""The events that say that a measure has come as far as a stage, or further."""
KINDS = BEYOND["proposed"]


@dataclass(frozen=True)
class Firsts:
    """First days of the same members in the same order as elsewhere."""

    members: NDArray[np.int64]
    """Their numbers, shape (member,)."""
    days: dict[tuple[str, str], NDArray[np.int32]]
    """First day of an event by kind and measure, each of shape (member,); `NEVER` for none."""

    def reached(self, measure: str, stage: str) -> NDArray[np.int32]:
        """Return the first day on which a measure has come as far as a stage, shape (member,)."""
        never = np.full(len(self.members), NEVER, np.int32)
        found = [self.days.get((kind, measure), never) for kind in BEYOND[stage]]
        first: NDArray[np.int32] = np.minimum.reduce(found)
        return first


def firsts_of(block: Block, layout: Layout) -> Firsts:
    """Return the first days of the futures of a block."""
    events, words = block.events, layout.names.words
    kinds = [code for code, word in enumerate(words) if word in KINDS]
    rows = np.isin(events.kind, kinds)
    pairs, group = np.unique(
        np.stack([events.kind[rows], events.item[rows]], axis=1), axis=0, return_inverse=True
    )
    at = np.searchsorted(block.members, events.member[rows])
    table = np.full((len(pairs), len(block.members)), NEVER, np.int32)
    np.minimum.at(table, (group.reshape(-1), at), events.day[rows].astype(np.int32))
    days = {(words[kind], words[item]): table[n] for n, (kind, item) in enumerate(pairs.tolist())}
    return Firsts(block.members, days)


def joined(parts: Sequence[Firsts]) -> Firsts:
    """Join the first days of blocks, in order of their members."""
    parts = sorted(parts, key=lambda part: int(part.members[0]))
    keys = sorted({key for part in parts for key in part.days})
    return Firsts(
        np.concatenate([part.members for part in parts]),
        {
            key: np.concatenate(
                [part.days.get(key, np.full(len(part.members), NEVER, np.int32)) for part in parts]
            )
            for key in keys
        },
    )
