"""What is kept of a future when a question is asked of it: a few numbers, and how it went."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from offramp.engine.block import Block
from offramp.engine.layout import Layout


@dataclass(frozen=True)
class Answers:
    """Of some members, in their order; small enough that dozens of variants fit in memory."""

    members: NDArray[np.int64]
    """Their numbers, shape (member,)."""
    numbers: dict[str, NDArray[np.float64]]
    """The indicators by id, each of shape (member,), the chances `hazard.DYAD.RUNG` among them."""
    outcomes: dict[str, NDArray[np.int8]]
    """Position of the case that holds, by question, each of shape (member,)."""

    def __len__(self) -> int:
        return len(self.members)


def answers_of(block: Block, _: Layout | None = None) -> Answers:
    """Return what is kept of a block."""
    return Answers(block.members, dict(block.indicators), dict(block.outcomes))


def joined(parts: Sequence[Answers]) -> Answers:
    """Join the answers of blocks, in order of their members."""
    parts = sorted(parts, key=lambda part: int(part.members[0]))
    first = parts[0]
    return Answers(
        np.concatenate([part.members for part in parts]),
        {name: np.concatenate([part.numbers[name] for part in parts]) for name in first.numbers},
        {name: np.concatenate([part.outcomes[name] for part in parts]) for name in first.outcomes},
    )
