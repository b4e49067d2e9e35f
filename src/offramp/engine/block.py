"""What a block of members leaves behind: series, events, outcomes, drawn quantities."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class EventTable:
    """Events of a block, one row each, sorted by (member, event).

    `causes` and `inputs` are ragged: row i owns the entries from `..._start[i]` up to
    `..._start[i + 1]`. Codes point into `names`, the table of words of the layout.
    """

    member: NDArray[np.int64]
    """Number of the member."""
    event: NDArray[np.int32]
    """Number of the event within its member, from 0."""
    day: NDArray[np.int32]
    """Days since the start."""
    kind: NDArray[np.int32]
    """Code of the kind."""
    item: NDArray[np.int32]
    """Code of the item that it is about (measure, threshold, red line, ...)."""
    actor: NDArray[np.int32]
    """Code of the actor; that of the empty word where there is none."""
    target: NDArray[np.int32]
    """Code of the target, likewise."""
    place: NDArray[np.int32]
    """Code of the place, likewise."""
    magnitude: NDArray[np.float64]
    """A number that says how much, or not-a-number."""
    rule: NDArray[np.int32]
    """Code of the dotted path of the rule that fired."""
    causes: NDArray[np.int32]
    """Events of the same member that brought it about."""
    causes_start: NDArray[np.int64]
    """Where each row's causes begin."""
    inputs: NDArray[np.float64]
    """Numbers that decided it."""
    input_names: NDArray[np.int32]
    """Codes of their names."""
    inputs_start: NDArray[np.int64]
    """Where each row's inputs begin."""

    def __len__(self) -> int:
        return len(self.member)


@dataclass(frozen=True)
class Block:
    """The result of running some members over the whole horizon."""

    members: NDArray[np.int64]
    """Numbers of the members, shape (member,)."""
    series: dict[str, NDArray[np.generic]]
    """Recorded variables, each of shape (member, day, label)."""
    events: EventTable
    """What happened."""
    outcomes: dict[str, NDArray[np.int8]]
    """For each outcome question, the index of the case that holds, shape (member,)."""
    hazard: NDArray[np.float64]
    """Cumulative hazard of a lethal incident that leads to each rung, or of reaching a rung that
    nobody has seen, shape (member, dyad, rung)."""
    parameters: NDArray[np.float64]
    """Base values of all quantities, shape (member, column of the layout)."""
    indicators: dict[str, NDArray[np.float64]] = field(default_factory=dict)
    """How each future went: `hazard.DYAD.RUNG`, then the scenario's own, (member,)."""
